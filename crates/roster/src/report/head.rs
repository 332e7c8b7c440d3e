//! What a report says of the run as a whole.

use super::words::{grouped, moment, times};
use crate::{
    journal::{Run, State, StateCounts},
    plan::Summary,
};

/// The run, with what its plan says of rows that have no entry.
pub(super) struct Head<'a> {
    pub(super) run: &'a Run,
    pub(super) tally: StateCounts,
    pub(super) undone_by: Option<u64>,
    /// Whether values are placeholders.
    pub(super) is_veiled: bool,
    /// What the plan says; nothing where its summary cannot be read.
    pub(super) plan: Option<Summary>,
}

impl<'a> Head<'a> {
    pub(super) fn new(run: &'a Run, tally: StateCounts, undone_by: Option<u64>, is_veiled: bool) -> Self {
        Self { run, tally, undone_by, is_veiled, plan: serde_json::from_str(&run.summary).ok() }
    }

    /// How many rows were as they should be; they have no entry.
    pub(super) fn unchanged(&self) -> u64 {
        self.plan.as_ref().map_or(0, |plan| plan.counts.none)
    }

    /// How many rows of the file could not be read.
    pub(super) fn unreadable(&self) -> u64 {
        self.plan.as_ref().map_or(0, |plan| plan.header.roster.unreadable)
    }

    /// How the run ended, in one sentence.
    pub(super) fn result(&self) -> String {
        let (done, all) = (self.tally.done, self.tally.all());
        let (problems, lost) = (self.tally.problems(), self.tally.of(State::Unknown));
        let open = self.tally.open() - lost;
        let mut result = match () {
            () if all == 0 => return "There was nothing to do.".to_owned(),
            () if done == all => return format!("All of it is done: {}.", times(all, "step")),
            () => format!("{} of {} {} done", grouped(done), times(all, "step"), if done == 1 { "is" } else { "are" }),
        };
        for (count, what) in [(problems, "did not happen"), (lost, "may have happened"), (open, "still to be done")] {
            if count > 0 {
                result.push_str(&format!("; {} {what}", grouped(count)));
            }
        }
        result + "."
    }

    /// What else should be known, a sentence without its end each.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(run) = self.run.undoes {
            remarks.push(format!("this run takes back run {run}"));
        }
        if let Some(run) = self.undone_by {
            remarks.push(format!("run {run} was begun to take this run back"));
        }
        for reason in self.plan.iter().flat_map(|plan| &plan.header.withheld) {
            remarks.push(format!("no participant was deactivated: {reason}"));
        }
        if self.is_veiled {
            remarks.push("values of people and identifiers are replaced by placeholders".to_owned());
        }
        remarks
    }

    /// When it began and ended.
    pub(super) fn times(&self) -> (String, String) {
        let ended = self.run.ended_at.map_or_else(|| "not yet".to_owned(), moment);
        (moment(self.run.begun_at), ended)
    }
}
