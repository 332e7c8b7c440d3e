//! Which account a plan belongs to: a mark that says nothing of a key.

use super::{Header, PlanError};
use participants_core::Directory;

/// Where no key goes into a mark, the mark holds no secret, and it fits on every machine.
const NO_SECRET: &[u8] = b"participants-plan";

/// The mark of a directory's account, as plans have it.
///
/// Where address and identifiers distinguish the account from others, the mark follows from them alone: a plan may be
/// carried out on another machine than the one that made it, and with a new key. Where only the key does, the mark
/// follows from it under this salt, so that a person who has the plan and not the salt cannot try out keys: keep the
/// salt where only its owner can read it, such as [`StateFolder::salt`](crate::journal::StateFolder::salt). The plan
/// fits that salt only.
///
/// # Errors
/// What `salt` returns. It is asked only where it is needed.
pub fn account_mark<E, S: AsRef<[u8]>>(
    directory: &dyn Directory,
    salt: impl FnOnce() -> Result<S, E>,
) -> Result<String, E> {
    Ok(match directory.account_name().follows_key() {
        true => directory.account(salt()?.as_ref()),
        false => directory.account(NO_SECRET),
    })
}

impl Header {
    /// Refuses a plan that was made for another account than the one with this [mark](account_mark).
    ///
    /// # Errors
    /// [`PlanError::OtherAccount`]; [`PlanError::NoAccount`] where the plan does not say which one it was made for.
    pub fn check_account(&self, mark: &str) -> Result<(), PlanError> {
        match &self.account {
            None => Err(PlanError::NoAccount),
            Some(account) if account == mark => Ok(()),
            Some(_) => Err(PlanError::OtherAccount),
        }
    }
}
