//! Which account a client is of, as a mark that says nothing about how one enters it.

use super::Client;
use crate::client::{account_name::AccountName, endpoint::Provider, mark::Mark};
use secrecy::ExposeSecret;

impl<P: Provider> Client<P> {
    /// A mark of the account: 32 lower-case hexadecimal digits, the same for the same provider, account and salt, and
    /// another one where any of them differs.
    ///
    /// It follows from [`Provider::account_name`], under `salt` as the key. Where that holds no key, the mark stays when
    /// the account's key is replaced. Where it does, the mark shows nothing of the key to anyone who does not know
    /// the salt. Keep a random salt of 16 bytes or more where only its owner can read it, and apart from the marks. The
    /// mark does not protect the key from anyone who has the salt: they can try out keys they guess.
    #[must_use]
    pub fn account(&self, salt: &[u8]) -> String {
        let AccountName { address, names, key } = self.account_name();
        let mut mark = Mark::new(salt);
        mark.add(P::NAME.as_bytes());
        mark.add(address.as_bytes());
        // How many names there are, so that a name and a key are never the same.
        mark.add(&(names.len() as u64).to_le_bytes());
        names.iter().for_each(|name| mark.add(name.as_bytes()));
        if let Some(key) = key {
            mark.add(key.expose_secret().as_bytes());
        }
        mark.finish()
    }

    /// What distinguishes the account from others: what the client was built with, or else what the provider says.
    #[must_use]
    pub fn account_name(&self) -> AccountName {
        self.0.account.clone().unwrap_or_else(|| self.provider().account_name())
    }
}
