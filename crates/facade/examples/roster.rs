//! A roster as a library: a file of people is read, planned, applied and reported.
//!
//! `cargo run -p participants --example roster --features dendreo,roster -- PROVIDER FILE`
//! needs the variables of the provider. The journal is in `.participants`, as the program's.

use participants::{
    Directory, Filter, connect,
    jiff::Timestamp,
    roster::{
        Guards, Index, Mapping, Options, Planner, Roster,
        apply::{ApplyOptions, CancellationToken, apply},
        journal::{Folder, Loading, StateFolder},
        report::{Format, Report},
    },
    serde_json,
};
use std::{env, error::Error, io, path::Path, sync::Arc};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (Some(provider), Some(file)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: roster PROVIDER FILE".into());
    };
    let (folder, state) = (Folder::open(Folder::NAME)?, StateFolder::of_user()?);
    run(connect(&provider)?.into(), file.as_ref(), &folder, &state, &mut io::stdout()).await
}

/// Makes the provider agree with the file, and writes what came of each row.
pub(crate) async fn run(
    directory: Arc<dyn Directory>,
    file: &Path,
    folder: &Folder,
    state: &StateFolder,
    out: &mut (impl io::Write + Send),
) -> Result<(), Box<dyn Error>> {
    // Read: the headings say which column is which field. A `Mapping` says it where they do not.
    let mapping = Mapping::default();
    let roster = Roster::open(file, &mapping)?;

    // One run at a time at an account. Two side by side could both create a person.
    let account = directory.account(&state.salt()?);
    let _lock = state.lock(&account)?;

    // Plan: the exact changes. Only reads are sent. The steps are recorded as they are made.
    let index = Index::read(directory.list(&Filter::all()).await?, roster.fields()).await?;
    let planner = Planner::new(directory.capabilities()).options(Options::new().create(true)).mapping(&mapping);
    let mut journal = folder.journal()?;
    let now = Timestamp::now();
    let mut loading = Loading::begin(&mut journal, directory.provider(), &account, None, now).await?;
    let mut planning = planner.read(&index, || roster.rows())?;
    for step in planning.by_ref() {
        loading.add(&step?).await?;
    }
    let summary = planning.finish()?;
    writeln!(out, "{summary}")?;
    if summary.is_empty() {
        return Ok(loading.give_up().await?);
    }

    // Apply: each step once, with its intent in the journal before it is sent.
    Guards::default().check(&summary)?;
    let run = loading.finish(&serde_json::to_string(&summary)?).await?;
    let (options, stop) = (ApplyOptions::new(), CancellationToken::new());
    apply(directory, &mut journal, &run, &options, &stop, &mut |_| {}).await?;
    journal.end(run.id, Some(Timestamp::now()))?;

    // Report: what came of each step, problems first.
    let run = journal.run(run.id)?;
    Report::new(&run).write(&mut journal, Format::Table, out).await?;
    Ok(())
}
