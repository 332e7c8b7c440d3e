//! `participants runs`: the runs of a journal.

use super::{carry::failed, run_context::existing};
use crate::{exit::Failure, output::Output};
use serde_json::json;
use std::path::Path;

pub(crate) fn run(folder: &Path, out: &Output) -> Result<(), Failure> {
    let mut journal = existing(folder)?.journal().map_err(failed)?;
    let (mut entries, mut rows) = (Vec::new(), Vec::new());
    for run in journal.runs().map_err(failed)? {
        let tally = journal.tally(run.id).map_err(failed)?;
        let undoes = run.undoes.map(|run| format!("takes back run {run}"));
        let undone = run.undone_by.map(|by| match by == run.id {
            true => "taken back".to_owned(),
            false => format!("taken back by run {by}"),
        });
        let undoes = undoes.into_iter().chain(undone).collect::<Vec<_>>().join("; ");
        rows.push(vec![run.id.to_string(), run.provider.clone(), run.begun_at.to_string(), tally.to_string(), undoes]);
        entries.push(json!({
            "run": run.id,
            "provider": run.provider,
            "begun_at": run.begun_at.to_string(),
            "ended_at": run.ended_at.map(|time| time.to_string()),
            "undoes": run.undoes,
            "undone_by": run.undone_by,
            "open": tally.open(),
            "problems": tally.problems(),
            "done": tally.done,
        }));
    }
    out.print(&entries, &["run", "provider", "begun", "steps", ""], rows)
}
