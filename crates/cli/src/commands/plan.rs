//! `participants plan`: the exact changes a roster implies, shown and, where asked, kept. Nothing is written to the
//! provider.

use super::roster::{open, read_mapping, refused};
use crate::{
    args::{Args, PlanArgs},
    exit::Failure,
    output::{Output, line, note, printable},
    place::Place,
};
use participants::{Directory, Field, Filter};
use participants_roster::{Guards, Index, Mapping, Options, Plan, Planner, Problem, Row, plan};
use std::{fs, path::Path};

/// Exit code 0: nothing to do. 2: changes. 1: problems, or no plan at all.
pub(crate) async fn run(args: &Args, wanted: &PlanArgs, out: &Output) -> Result<(), Failure> {
    let planned = planned(args, wanted).await.map_err(Failure::into_problem)?;
    let (plan, problems) = &planned;
    if let Some(file) = &wanted.out {
        save(plan, file).map_err(Failure::into_problem)?;
    }
    show(plan, wanted.privacy, out)?;
    problems.iter().for_each(|problem| note(&problem.to_string()));
    if let Err(guarded) = Guards::default().check(plan) {
        note(&guarded.to_string());
    }
    match (plan.has_problems(), plan.is_empty()) {
        (true, _) => Err(Failure::quiet_problem()),
        (false, true) => Ok(()),
        (false, false) => Err(Failure::quiet_changes()),
    }
}

async fn planned(args: &Args, wanted: &PlanArgs) -> Result<(Plan, Vec<Problem>), Failure> {
    let mapping = wanted.mapping.as_deref().map_or_else(|| Ok(Mapping::default()), read_mapping)?;
    let roster = open(&wanted.file, &mapping)?;
    let (mut rows, mut problems) = (Vec::<Row>::new(), Vec::new());
    for row in roster.rows().map_err(|problem| refused(&wanted.file, &problem))? {
        match row {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    let place = Place::named(args, &wanted.provider).await?;
    let directory = place.directory.as_ref();
    let index = index(directory, roster.fields()).await;
    directory.close().await;
    let owner = |field: &Field| mapping.ownership(field);
    let mut options = Options::new().create(wanted.create).leave_out(wanted.leave_out);
    if wanted.deactivate_missing {
        options = options.deactivate_missing(plan::Trust::Presumed);
    }
    let planner = Planner::new(directory.capabilities()).options(options).owner(&owner);
    let plan = planner.plan(&index?, rows, problems.len() as u64);
    Ok((plan.map_err(|error| Failure::invalid(format!("{error}. Nothing was sent.")))?, problems))
}

async fn index(directory: &dyn Directory, fields: Vec<Field>) -> Result<Index, Failure> {
    let people = directory.list(&Filter::all()).await?;
    Ok(Index::read(people, fields).await?)
}

/// The plan holds people's values, so that only its owner may read the file.
fn save(plan: &Plan, file: &Path) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::invalid(format!("{} cannot be written: {error}. Nothing was sent.", file.display()))
    };
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).map_err(|error| failed(&error))?;
    plan.write(written).map_err(|error| failed(&error))
}

fn show(plan: &Plan, privacy: bool, out: &Output) -> Result<(), Failure> {
    if out.is_json() && !privacy {
        return out.print(plan, &[], []);
    }
    let mut pseudonyms = privacy.then(plan::Pseudonyms::new);
    let mut text = String::new();
    plan.render(&mut text, pseudonyms.as_mut())
        .map_err(|_| Failure::invalid("the plan cannot be shown as text. Nothing was sent."))?;
    line(printable(&text).trim_end())
}
