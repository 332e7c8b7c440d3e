//! From a file of people to the plan it implies, for every command that plans.

use super::roster::{open, read_mapping, refused};
use crate::{args::RosterArgs, exit::Failure};
use participants_roster::{
    Mapping,
    plan::PlanningError,
    session::{RosterPlan, SessionError},
};
use std::path::Path;

/// The file a command line names, understood, and how it is planned.
pub(super) fn roster_plan(file: &Path, wanted: &RosterArgs) -> Result<RosterPlan, Failure> {
    let mapping = wanted.mapping.as_deref().map_or_else(|| Ok(Mapping::default()), read_mapping)?;
    let roster = open(file, &mapping)?;
    let scope = wanted.scope().map_err(Failure::invalid)?;
    let plan = RosterPlan::new(roster).options(wanted.options()).scope(scope);
    Ok(plan.identity_changes(wanted.allow_identity_change.iter().copied()))
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
