//! `participants plan`: the exact changes a roster implies, shown and, where asked, kept. Nothing is written to the
//! provider.

use super::{
    carry::failed,
    planning::{not_planned, remark_left_out, roster_plan},
    run_context::account_of_plans,
    shown::Shown,
};
use crate::{
    args::{Args, PlanArgs},
    connection::Connection,
    exit::{Failure, Success},
    output::{Output, line, note},
    private::{self, Draft},
};
use participants_roster::{
    Step,
    journal::{AccountLinks, Folder, StateFolder},
    json_text,
    plan::{Header, PlanError, PlanWriter, Summary},
};
use std::{fs::File, io, path::Path};

/// Whether there is something to do. Problems of the plan are a failure.
pub(crate) async fn run(args: &Args, wanted: &PlanArgs, out: &Output) -> Result<Success, Failure> {
    let (summary, allowed) = shown(args, wanted, out).await?;
    let guarded = wanted.guards.guards(allowed).check(&summary);
    if let Err(guarded) = &guarded {
        note(&guarded.to_string());
    }
    match (summary.has_problems() || guarded.is_err(), summary.is_empty()) {
        (true, _) => Err(Failure::quiet_problem()),
        (false, true) => Ok(Success::Done),
        (false, false) => Ok(Success::Changes),
    }
}

/// Makes the plan, shows and keeps it. Its summary, and how many changes of identity are allowed by their lines.
async fn shown(args: &Args, wanted: &PlanArgs, out: &Output) -> Result<(Summary, u64), Failure> {
    // A file that cannot be read is found before the provider is asked.
    let roster = roster_plan(&wanted.file, &wanted.roster)?;
    let journal = wanted.journal.join("journal.db");
    let read: Vec<_> =
        [&wanted.file, &journal].into_iter().chain(&wanted.roster.mapping).map(|it| it.as_path()).collect();
    wanted.out.as_deref().map_or(Ok(()), |out| private::apart(out, &read))?;
    let place = Connection::named(args, &wanted.provider).await?;
    // The sandbox of this process has no participant that an earlier run created.
    let folder = Folder::existing(&wanted.journal).map_err(failed)?.filter(|_| !place.is_embedded());
    let journal = folder.map(|folder| folder.journal()).transpose().map_err(failed)?;
    let links = match journal {
        Some(journal) => {
            let state = StateFolder::of_user().map_err(failed)?;
            let salt = state.salt().map_err(failed)?;
            place.directory.share_limits(&state.limits().map_err(failed)?, &salt)?;
            AccountLinks::new(journal.links(&place.directory.account(&salt)).map_err(failed)?)
        }
        None => AccountLinks::default(),
    };

    let mut shown = Shown::new(wanted.privacy);
    // A plan that is kept in a file is not printed once more: it is full of values.
    let printed = match (out.is_json(), &wanted.out) {
        (true, None) => Some(if wanted.privacy { PlanWriter::with_pseudonyms } else { PlanWriter::new }),
        _ => None,
    };
    // A file that cannot be written is found before the provider is asked.
    let file = Target::open(wanted.out.as_deref())?;
    let mut allowed = 0;
    let account = account_of_plans(&place)?;
    let index = roster.index(place.directory.as_ref()).await;
    place.directory.close().await;
    let index = index.map_err(|error| Failure::unquoted(&error))?;
    let unplanned = |error: &_| not_planned(&wanted.file, error);
    let planning = roster.planning(place.directory.as_ref(), &index, &links, &account);
    let mut planning = planning.map_err(|error| unplanned(&error))?;
    let mut documents = Documents::new(file, printed, planning.header())?;
    for step in planning.by_ref() {
        let step = step.map_err(|error| unplanned(&error))?;
        allowed += u64::from(wanted.roster.allows(&step));
        shown.add(&step);
        documents.step(&step)?;
    }
    let summary = planning.finish().map_err(|error| unplanned(&error))?;
    remark_left_out(&roster.roster);
    documents.finish()?;
    let printed = match (out.is_json(), &wanted.out) {
        (false, _) => shown.print(&summary),
        (true, Some(file)) => print_summary(&summary, file),
        (true, None) => Ok(()),
    };
    match printed {
        // The exit code reports the plan all the same.
        Err(Failure::OutputClosed) => {}
        printed => printed?,
    }
    Ok((summary, allowed))
}

/// What a program reads of a plan that is kept in a file: the counts, no value.
fn print_summary(summary: &Summary, file: &Path) -> Result<(), Failure> {
    let mut shown = serde_json::to_value(summary).map_err(failed)?;
    if let Some(members) = shown.as_object_mut() {
        members.insert("file".to_owned(), file.display().to_string().into());
    }
    line(&json_text(&shown).map_err(failed)?)
}

/// How a document is begun on standard output.
type Begin = fn(io::Stdout, &Header) -> Result<PlanWriter<io::Stdout>, PlanError>;

/// The file that a plan is kept in.
struct Target<'a> {
    path: &'a Path,
    file: File,
    draft: Draft,
}

impl<'a> Target<'a> {
    fn open(path: Option<&'a Path>) -> Result<Option<Self>, Failure> {
        let open = |path| private::create(path).map(|(file, draft)| Self { path, file, draft });
        path.map(|path| open(path).map_err(|error| unwritten(path, &error))).transpose()
    }
}

/// Where the plan's document goes: to a file, or to standard output.
struct Documents<'a> {
    file: Option<(&'a Path, PlanWriter<File>, Draft)>,
    output: Option<PlanWriter<io::Stdout>>,
}

impl<'a> Documents<'a> {
    fn new(file: Option<Target<'a>>, print: Option<Begin>, header: &Header) -> Result<Self, Failure> {
        let begin = |Target { path, file, draft }: Target<'a>| {
            let writer = PlanWriter::new(file, header).map_err(|error| unwritten(path, &error))?;
            Ok::<_, Failure>((path, writer, draft))
        };
        let file = file.map(begin).transpose()?;
        Ok(Self { file, output: print.map(|begin| begin(io::stdout(), header)).transpose().map_err(unprinted)? })
    }

    fn step(&mut self, step: &Step) -> Result<(), Failure> {
        if let Some((path, writer, _)) = &mut self.file {
            writer.step(step).map_err(|error| unwritten(path, &error))?;
        }
        self.output.as_mut().map_or(Ok(()), |writer| writer.step(step)).map_err(unprinted)
    }

    fn finish(self) -> Result<(), Failure> {
        if let Some((path, writer, draft)) = self.file {
            writer.finish().map_err(|error| unwritten(path, &error))?;
            draft.keep().map_err(|error| unwritten(path, &error))?;
        }
        self.output.map_or(Ok(()), PlanWriter::finish).map_err(unprinted)
    }
}

/// A plan that is not read to its end counts as a problem.
fn unprinted(error: PlanError) -> Failure {
    match error {
        PlanError::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => Failure::quiet_problem(),
        PlanError::Io(error) => Failure::output(&error),
        error => Failure::invalid(format!("the plan cannot be printed: {error}.")),
    }
}

fn unwritten(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::invalid(format!("{} cannot be written: {error}. Nothing was sent.", file.display()))
}
