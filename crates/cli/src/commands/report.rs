//! `participants report`: the results of a run, for a terminal, a program, a spreadsheet or a manager. Nothing is sent.

use super::{carry::failed as unusable, run_context::existing};
use crate::{
    args::{self, Args},
    exit::Failure,
    private,
};
use clap::ValueEnum;
use participants_roster::{
    journal::{Folder, JournalError, Run, SqliteJournal},
    report::{Format, Report, ReportError},
};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

/// Which run to report, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// The run's number; without it, the latest.
    run: Option<u64>,
    /// The format. By default, the one that the file's name ends with; else a table.
    #[arg(long, value_enum)]
    format: Option<ReportFormat>,
    /// Write into this file, readable by its owner only: the report holds people's values.
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write a placeholder for every value of a person and every identifier.
    #[arg(long)]
    privacy: bool,
    /// The folder of the journal.
    #[arg(long, value_name = "FOLDER", default_value = Folder::NAME)]
    journal: PathBuf,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// Text for a terminal: all problems, and the first of what is done.
    Table,
    /// JSON lines: the run, then each step.
    Jsonl,
    /// For spreadsheets: a row for each field that changes.
    Csv,
    /// One HTML page without other files.
    Html,
}

/// Writes the report; a run with problems is reported as well as any other.
pub(crate) async fn run(args: &Args, wanted: &ReportArgs) -> Result<(), Failure> {
    let mut journal = existing(&wanted.journal)?.journal().map_err(unusable)?;
    let (run, undone_by) = chosen(&journal, wanted.run)?;
    let report = Report::new(&run).undone_by(undone_by).privacy(wanted.privacy);
    let format = format(args, wanted);
    match &wanted.out {
        Some(file) => {
            private::apart(file, &[&wanted.journal])?;
            written(file, async |to| report.write(&mut journal, format, to).await).await
        }
        None => match report.write(&mut journal, format, io::stdout()).await {
            Err(ReportError::Write(error)) => Err(Failure::output(&error)),
            done => done.map_err(|error| failed(error, Path::new("the output"))),
        },
    }
}

/// Writes a run's page into a file.
pub(super) async fn write_html(journal: &mut SqliteJournal, run: &Run, file: &Path) -> Result<(), Failure> {
    written(file, async |to| Report::new(run).write(journal, Format::Html, to).await).await
}

async fn written(file: &Path, write: impl AsyncFnOnce(File) -> Result<(), ReportError>) -> Result<(), Failure> {
    let written = async {
        let (to, draft) = private::create(file)?;
        write(to).await?;
        Ok(draft.keep()?)
    };
    written.await.map_err(|error| failed(error, file))
}

/// The run, and the latest one that takes it back.
fn chosen(journal: &SqliteJournal, wanted: Option<u64>) -> Result<(Run, Option<u64>), Failure> {
    let runs = journal.runs().map_err(|error| unreadable(&error))?;
    let run = match wanted {
        Some(id) => runs.iter().find(|run| run.id == id).ok_or(JournalError::NoSuchRun(id)),
        None => {
            return match runs.first() {
                Some(latest) => Ok((latest.clone(), latest.undone_by.filter(|by| *by != latest.id))),
                None => Err(Failure::invalid("the journal has no run yet.")),
            };
        }
    };
    let run = run.map_err(|error| unreadable(&error))?;
    let undone_by = run.undone_by.filter(|by| *by != run.id);
    Ok((run.clone(), undone_by))
}

fn format(args: &Args, wanted: &ReportArgs) -> Format {
    let ending = wanted.out.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let named = ending.and_then(|ending| ReportFormat::from_str(ending, true).ok());
    let asked = (args.output == Some(args::Format::Json)).then_some(ReportFormat::Jsonl);
    match wanted.format.or(named).or(asked).unwrap_or(ReportFormat::Table) {
        ReportFormat::Table => Format::Table,
        ReportFormat::Jsonl => Format::JsonLines,
        ReportFormat::Csv => Format::Csv,
        ReportFormat::Html => Format::Html,
    }
}

fn unreadable(error: &JournalError) -> Failure {
    Failure::invalid(format!("{error}."))
}

fn failed(error: ReportError, file: &Path) -> Failure {
    match error {
        ReportError::Write(error) => Failure::invalid(format!("{} cannot be written: {error}.", file.display())),
        error => Failure::invalid(format!("{error}.")),
    }
}
