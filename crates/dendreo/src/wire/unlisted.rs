//! Records of which no source shows a member.

use participants_core::changes;
use serde::Deserialize;

/// A record of which no member is known for certain: all are in
/// [`Record::extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Raw {}

changes! {
    /// What to write to a record of which no source shows a writable member; what is not named is not sent.
    ///
    /// ```
    /// use participants_dendreo::{AnyChanges, core::serde_json::json};
    ///
    /// let changes = AnyChanges::new().other("c_budget", json!("1200.00"));
    /// assert_eq!(changes.named().len(), 1);
    /// ```
    pub struct AnyChanges {}
}
