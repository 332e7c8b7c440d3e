//! What can be written where no source shows a member: whatever the caller knows of their own account.

use participants_core::{Change, serde_json::Value};
use std::collections::BTreeMap;

/// What to write to a record of which no source shows a writable member; what is not named is not sent.
///
/// ```
/// use participants_dendreo::{AnyChanges, core::serde_json::json};
///
/// let changes = AnyChanges::new().other("c_budget", json!("1200.00"));
/// assert_eq!(changes.named().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AnyChanges {
    /// The members, by wire name.
    pub other: BTreeMap<String, Change<Value>>,
}

impl AnyChanges {
    /// Changes that name nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names a member by its wire name.
    #[must_use]
    pub fn other(mut self, name: impl Into<String>, change: impl Into<Change<Value>>) -> Self {
        self.other.insert(name.into(), change.into());
        self
    }

    /// The members named, by wire name, each with its new value as JSON, or `Clear`.
    #[must_use]
    pub fn named(&self) -> Vec<(&str, Change<Value>)> {
        let named = self.other.iter().filter(|(_, change)| !change.is_keep());
        named.map(|(name, change)| (name.as_str(), change.clone())).collect()
    }
}
