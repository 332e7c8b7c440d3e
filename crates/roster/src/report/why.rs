//! Why an entry is as it is, in words, and how many problems have the same cause.

use super::{Part, ReportError, pages, words::meaning};
use crate::{
    journal::{State, StepJournal, StepRecord},
    plan::{Reason, Verb},
    ranking::Ranking,
};

/// How many problems of a run have which cause: of a thousand, most have one.
#[derive(Clone, Debug, Default)]
pub struct Causes(Ranking<State>);

impl Causes {
    /// The causes of a run's problems.
    ///
    /// # Errors
    /// The entries cannot be read.
    pub async fn of(journal: &mut impl StepJournal, run: u64) -> Result<Self, ReportError> {
        let mut causes = Self::default();
        pages::each(journal, run, Part::Problems.states(), u64::MAX, |entry| {
            causes.count(&entry);
            Ok(())
        })
        .await?;
        Ok(causes)
    }

    /// Counts one more.
    pub(super) fn count(&mut self, entry: &StepRecord) {
        self.0.count(entry.state, cause(entry));
    }

    /// How many entries came to which state for which cause, the most frequent first. There is no value of a person in it.
    #[must_use]
    pub fn ranked(&self) -> Vec<(u64, State, &str)> {
        self.0.ranked()
    }
}

/// Why the entry is in its state, and why fields are left alone: sentences without their ends. An entry that is done as
/// planned has none.
pub(super) fn why(entry: &StepRecord) -> Vec<String> {
    let is_shown = |reason: &&Reason| match reason {
        Reason::NotFound { .. } => false,
        Reason::AlreadyFilled { .. }
        | Reason::LostZeros { .. }
        | Reason::ProviderOwned { .. }
        | Reason::NotShown { .. } => entry.step.verb != Verb::Refuse,
        _ => true,
    };
    let reasons = entry.step.reasons.iter().filter(is_shown).map(ToString::to_string);
    own(entry).into_iter().chain(reasons).collect()
}

/// What the run itself has to say: its note, or what the state means.
fn own(entry: &StepRecord) -> Option<String> {
    let plain =
        || (entry.state != State::Done && entry.step.verb != Verb::Refuse).then(|| meaning(entry.state).to_owned());
    entry.note.clone().or_else(plain)
}

/// The cause a problem is counted under: without lines and identifiers, so that the same cause counts as the same.
fn cause(entry: &StepRecord) -> String {
    if entry.step.verb != Verb::Refuse {
        return own(entry).unwrap_or_default();
    }
    // What refuses a row is the last of its reasons; what stands before may be why a field is left alone.
    match entry.step.reasons.last() {
        Some(reason) => reason.cause().unwrap_or_else(|| reason.to_string()),
        None => own(entry).unwrap_or_else(|| "the plan refuses the row".to_owned()),
    }
}
