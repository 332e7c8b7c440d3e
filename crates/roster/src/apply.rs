//! Carrying out a plan: each step once, as it is planned or not at all, and every outcome in the journal.

mod creating;
mod error;
mod flight;
mod options;
mod progress;
mod reason;
mod run;
mod sight;
mod step;
mod stop;
mod updating;
mod verdict;

pub use error::ApplyError;
pub use options::ApplyOptions;
pub use progress::{Progress, Stage};
pub use run::{Ended, apply};
pub use stop::Stop;
