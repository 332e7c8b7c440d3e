//! What the engine is about when a request leaves: known to the transport by the task that asks.

use std::fmt;

/// One call of the engine to its directory.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Which start of the engine asks.
    pub(crate) life: u32,
    pub(crate) name: &'static str,
    /// What it reads or writes; empty for a list.
    pub(crate) target: String,
    pub(crate) is_write: bool,
    pub(crate) is_create: bool,
}

tokio::task_local! {
    pub(crate) static OPERATION: Operation;
}

impl Operation {
    /// A page of a list that was asked for before.
    pub(crate) fn page(life: u32) -> Self {
        Self { life, name: "page", target: String::new(), is_write: false, is_create: false }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {} {}", self.life, self.name, self.target)
    }
}
