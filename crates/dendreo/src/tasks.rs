//! What participants still have to do: `taches.php`. It is documented, yet one account answered 404: an endpoint can be
//! missing by plan.

use crate::{Id, PendingTask, Resource, calls::List};

/// Reads what participants still have to sign (`types=esignature-doc`, the only kind a source shows).
/// <https://github.com/medere-tech/medere-dendreo-dashboard>
///
/// ```
/// use participants_dendreo::ListTasks;
///
/// let to_sign = ListTasks::signatures_of(["2001", "2002"]);
/// # let _ = to_sign;
/// ```
pub type ListTasks = List<PendingTask>;

impl Resource for PendingTask {
    const SCRIPT: &'static str = "taches.php";
    const ID: Id = Id::Assumed("id");
    const LIST: &'static str = "tasks.list";
    const NEEDS: &'static [&'static str] = &["id", "types"];
}

impl List<PendingTask> {
    /// The documents these participants still have to sign; at least one participant, by number.
    #[must_use]
    pub fn signatures_of<I: Into<String>>(participants: impl IntoIterator<Item = I>) -> Self {
        Self::new().filter(|query| query.numbers("id", participants).names("types", ["esignature-doc"]))
    }
}
