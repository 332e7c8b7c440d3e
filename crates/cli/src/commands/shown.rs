//! A plan on a terminal: the problems first, then the changes, and only as many as a person can read.

use crate::{
    exit::Failure,
    output::{line, printable},
};
use participants_roster::{
    Step, Verb,
    plan::{Pseudonyms, Refusals, Summary},
};

/// The steps of a plan that are shown, kept while it is made.
pub(super) struct Shown {
    refused: Kept,
    changing: Kept,
    ended: Kept,
    why: Refusals,
    most: usize,
    names: Option<Pseudonyms>,
}

#[derive(Default)]
struct Kept {
    texts: Vec<String>,
    more: usize,
}

/// How many steps of each kind are shown.
const MOST: usize = 100;

impl Shown {
    /// Nothing yet; with `privacy`, every value and identifier is replaced by its token.
    pub(super) fn new(privacy: bool) -> Self {
        let (refused, changing, ended, why) = Default::default();
        Self { refused, changing, ended, why, most: MOST, names: privacy.then(Pseudonyms::new) }
    }

    /// The same with so many steps of each kind.
    pub(super) fn at_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    pub(super) fn add(&mut self, step: &Step) {
        self.why.add(step);
        let kept = match step.verb {
            Verb::None if step.is_ended() => &mut self.ended,
            Verb::None => return,
            Verb::Refuse => &mut self.refused,
            _ => &mut self.changing,
        };
        if kept.texts.len() == self.most {
            kept.more += 1;
            return;
        }
        let mut text = String::new();
        // Writing into a text cannot fail.
        if step.render(&mut text, self.names.as_mut()).is_ok() {
            kept.texts.push(printable(text.trim_end()));
        }
    }

    /// Prints the counts and why rows are refused, then the steps.
    pub(super) fn print(&mut self, summary: &Summary) -> Result<(), Failure> {
        let mut head = String::new();
        // Writing into a text cannot fail.
        let rendered = summary.render(&mut head, self.names.as_mut()).and_then(|()| self.why.render(&mut head));
        if rendered.is_ok() {
            line(head.trim_end())?;
        }
        for (kept, what) in [(&self.refused, "refused rows"), (&self.ended, "ended"), (&self.changing, "changes")] {
            kept.texts.iter().try_for_each(|text| line(text))?;
            if kept.more > 0 {
                line(&format!("… and {} more {what}; `participants plan -o FILE` keeps them all", kept.more))?;
            }
        }
        Ok(())
    }
}
