//! From a file of people to the plan it implies, for every command that plans.

use super::roster::{open, read_mapping, refused};
use crate::{args::RosterArgs, exit::Failure, output::note};
use participants_roster::{
    Mapping, Roster,
    plan::PlanningError,
    session::{RosterPlan, SessionError},
};
use std::path::Path;

/// The file a command line names, understood, and how it is planned.
pub(super) fn roster_plan(file: &Path, wanted: &RosterArgs) -> Result<RosterPlan, Failure> {
    let mapping = wanted.mapping.as_deref().map_or_else(|| Ok(Mapping::default()), read_mapping)?;
    let roster = open(file, &mapping)?;
    remark(&roster);
    let scope = wanted.scope().map_err(Failure::invalid)?;
    let plan = RosterPlan::new(roster).options(wanted.options()).scope(scope);
    Ok(plan.identity_changes(wanted.allow_identity_change.iter().copied()))
}

/// Says what of a file is not read, in one line, and how its table was found where that is not plain.
fn remark(roster: &Roster) {
    roster.notes().iter().for_each(|text| note(text));
    let unread: Vec<_> = roster.unread().map(|heading| format!("{heading:?}")).collect();
    if !unread.is_empty() {
        let columns = if unread.len() == 1 { "column" } else { "columns" };
        note(&format!(
            "not read: {columns} {}. The mapping's [columns] says which field each is, or \"ignore\"",
            unread.join(", ")
        ));
    }
}

/// Says what was passed over, once the rows are read.
pub(super) fn remark_left_out(roster: &Roster) {
    if let Some(left_out) = roster.left_out().filter(|left_out| !left_out.is_empty()) {
        note(&left_out.to_string());
    }
}

/// Why a session did not plan the roster in this file.
pub(super) fn unplanned_session(file: &Path, error: SessionError) -> Failure {
    match error {
        SessionError::Planning(error) => not_planned(file, &error),
        SessionError::Document(error) => Failure::invalid(format!("{}: {error}. Nothing was sent.", file.display())),
        error => error.into(),
    }
}

/// Why the roster in this file was not planned.
pub(super) fn not_planned(file: &Path, error: &PlanningError) -> Failure {
    match error {
        PlanningError::Roster(problem) => refused(file, problem),
        error => Failure::invalid(format!("{error}. Nothing was sent.")),
    }
}
