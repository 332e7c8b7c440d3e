//! Why rows are refused, counted: of a thousand refused rows, most have one cause.

use super::{Reason, Step, Verb, reason::different_person};
use crate::{Problem, ranking::Ranking};
use participants_core::escape_for_terminal;
use std::fmt::{self, Write};

/// How many rows are refused for which cause, counted step by step. A row with several causes counts under each.
#[derive(Clone, Debug, Default)]
pub struct Refusals(Ranking<()>);

impl Refusals {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a step, if it is refused.
    pub fn add(&mut self, step: &Step) {
        if step.verb != Verb::Refuse {
            return;
        }
        let mut causes: Vec<_> = step.reasons.iter().filter_map(Reason::cause).collect();
        causes.sort_unstable();
        causes.dedup();
        causes.into_iter().for_each(|cause| self.0.count((), cause));
    }

    /// Counts a row that could not be read, by what is wrong with it.
    pub fn add_problem(&mut self, problem: &Problem) {
        self.0.count((), problem.cause());
    }

    /// How many rows each cause refuses, the most frequent first.
    #[must_use]
    pub fn ranked(&self) -> Vec<(u64, &str)> {
        self.0.ranked().into_iter().map(|(count, (), cause)| (count, cause)).collect()
    }

    /// Writes the causes, a line each below a heading, the most frequent first; nothing where no row is refused. There is
    /// no value in them.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn render(&self, out: &mut impl Write) -> fmt::Result {
        let all = self.0.ranked();
        if !all.is_empty() {
            writeln!(out, "why rows are refused:")?;
        }
        let wide = all.first().map_or(1, |(most, ..)| most.to_string().len());
        all.iter().try_for_each(|(count, (), cause)| writeln!(out, "  {count:>wide$} {}", escape_for_terminal(cause)))
    }
}

impl Reason {
    /// What it is counted under, without lines and identifiers, so that the same cause counts as the same; nothing where
    /// it refuses no row.
    pub(crate) fn cause(&self) -> Option<String> {
        Some(match self {
            Self::NotFound { .. }
            | Self::NotShown { .. }
            | Self::AlreadyFilled { .. }
            | Self::LostZeros { .. }
            | Self::ProviderOwned { .. }
            | Self::Undoes { .. } => return None,
            Self::Ambiguous { by, .. } => format!("several participants match by {by}"),
            Self::Contradiction { found } => {
                let keys: Vec<_> = found.iter().map(|one| one.by.to_string()).collect();
                format!("the row's keys mean different participants: {}", keys.join(", "))
            }
            Self::PerhapsRenamed { .. } => {
                "no participant matches, and the first name and date of birth are a participant's".to_owned()
            }
            Self::SameParticipant { .. } => "another row means the same participant".to_owned(),
            Self::SameKey { by, .. } => format!("another row has the same {by}"),
            Self::DifferentPerson { fields, .. } => different_person(fields),
            reason => reason.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rule, plan::Proof};
    use participants_core::Field;

    fn refused(line: u64, reasons: Vec<Reason>) -> Step {
        Step { reasons, ..Step::of(line, Verb::Refuse) }
    }

    #[test]
    fn a_cause_counts_once_for_each_row_and_notes_count_for_nothing() {
        let mut refusals = Refusals::new();
        let no_match = || Reason::NotFound { proof: Proof::Complete };
        let unwritable = |field| Reason::NotWritable { field, why: "no such field".into() };
        let same = |line| Reason::SameKey { by: Rule::Email, lines: vec![line] };
        for line in 2..12 {
            refusals.add(&refused(line, vec![no_match(), unwritable(Field::Login), same(line), same(line + 1)]));
        }
        refusals.add(&refused(12, vec![unwritable(Field::Login), unwritable(Field::Group)]));
        refusals.add(&Step::of(13, Verb::None));
        let mut text = String::new();
        refusals.render(&mut text).unwrap();
        let expected = "why rows are refused:\n  11 login cannot be written: no such field
  10 another row has the same e-mail
   1 group cannot be written: no such field\n";
        assert_eq!(text, expected, "{text}");
    }
}
