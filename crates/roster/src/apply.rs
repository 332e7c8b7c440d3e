//! Carrying out a plan: each step once, as it is planned or not at all, and every outcome in the journal.

mod creating;
mod error;
mod in_flight;
mod lookup;
mod options;
mod outcome;
mod progress;
mod reason;
mod run;
mod step;
mod step_result;
mod updating;

pub use error::ApplyError;
pub use options::ApplyOptions;
pub use progress::{Progress, Stage};
pub use run::{Ended, apply};
pub use tokio_util::sync::CancellationToken;
