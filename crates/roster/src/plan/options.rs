//! What a plan may contain: everything that creates or deactivates participants is off unless asked for.

use super::Proof;

/// What a plan may contain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether rows that match no participant create one. Without it they are refused.
    pub create: bool,
    /// Whether participants no row means are deactivated, and how sure it must be that the listing is complete.
    pub deactivate_missing: Option<Trust>,
    /// Whether ended participants that rows mean are reactivated. Without it they are shown as ended.
    pub reactivate: bool,
    /// Whether a field that cannot be written or cleared is left out, with the reason, instead of refusing its row.
    pub leave_out: bool,
    /// Whether a field that the provider takes and never shows is written at every run, since it is unknown whether
    /// it differs. Without it such a field is given to new participants only.
    pub write_unseen: bool,
}

/// How much proof is enough that a listing is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Only that the provider itself says where the list ends.
    Complete,
    /// Also that nothing speaks against it, though the provider's documents do not promise it.
    Assumed,
}

impl Options {
    /// Nothing but updates of people who are there.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, with [`create`](Self::create) on or off.
    #[must_use]
    pub fn create(mut self, create: bool) -> Self {
        self.create = create;
        self
    }

    /// The same, deactivating participants no row means, given this much proof.
    #[must_use]
    pub fn deactivate_missing(mut self, trust: Trust) -> Self {
        self.deactivate_missing = Some(trust);
        self
    }

    /// The same, with [`reactivate`](Self::reactivate) on or off.
    #[must_use]
    pub fn reactivate(mut self, reactivate: bool) -> Self {
        self.reactivate = reactivate;
        self
    }

    /// The same, with [`leave_out`](Self::leave_out) on or off.
    #[must_use]
    pub fn leave_out(mut self, leave_out: bool) -> Self {
        self.leave_out = leave_out;
        self
    }

    /// The same, with [`write_unseen`](Self::write_unseen) on or off.
    #[must_use]
    pub fn write_unseen(mut self, write_unseen: bool) -> Self {
        self.write_unseen = write_unseen;
        self
    }
}

impl Trust {
    /// Whether a proof is enough.
    #[must_use]
    pub fn accepts(self, proof: &Proof) -> bool {
        match proof {
            Proof::Complete => true,
            Proof::Assumed(_) => self == Self::Assumed,
            Proof::Unknown | Proof::Partial(_) => false,
        }
    }
}
