//! `participants plan`: the exact changes a roster implies, shown and, where asked, kept. Nothing is written to the
//! provider.

use super::{
    planning::{Known, People},
    shown::Shown,
    workplace::Workplace,
};
use crate::{
    args::{Args, PlanArgs},
    exit::Failure,
    output::{Output, note},
    place::Place,
    private,
};
use participants_roster::{
    Links, NoLinks, Step,
    journal::Folder,
    plan::{PlanWriter, Summary},
};
use std::{fs::File, io, path::Path};

/// Exit code 0: nothing to do. 2: changes. 1: problems, or no plan at all.
pub(crate) async fn run(args: &Args, wanted: &PlanArgs, out: &Output) -> Result<(), Failure> {
    let summary = shown(args, wanted, out).await.map_err(Failure::into_problem)?;
    let guarded = wanted.guards.guards().check(&summary);
    if let Err(guarded) = &guarded {
        note(&guarded.to_string());
    }
    match (summary.has_problems() || guarded.is_err(), summary.is_empty()) {
        (true, _) => Err(Failure::quiet_problem()),
        (false, true) => Ok(()),
        (false, false) => Err(Failure::quiet_changes()),
    }
}

async fn shown(args: &Args, wanted: &PlanArgs, out: &Output) -> Result<Summary, Failure> {
    // A file that cannot be read is known before anybody is asked anything.
    let people = People::named(&wanted.file, &wanted.roster)?;
    let place = Place::named(args, &wanted.provider).await?;
    let work = Folder::existing(&wanted.journal).map(|_| Workplace::open(&wanted.journal)).transpose()?;
    let account = work.as_ref().map(|work| work.account(&place)).transpose()?;
    let known = work.as_ref().zip(account.as_deref()).map(|(work, account)| Known { journal: &work.journal, account });
    let links: &dyn Links = known.as_ref().map_or(&NoLinks, |known| known);

    let mut shown = Shown::new(wanted.privacy);
    let prints_json = out.is_json() && !wanted.privacy;
    let mut documents = Documents::new(wanted.out.as_deref(), prints_json)?;
    let planned = people.planned(&place, links, |step| {
        shown.add(&step);
        documents.step(&step)
    });
    let summary = planned.await;
    place.directory.close().await;
    let summary = summary?;
    documents.finish(&summary)?;
    if !prints_json {
        shown.print(&summary)?;
    }
    Ok(summary)
}

/// Where the plan's document goes: to a file, to standard output, or both.
struct Documents<'a> {
    file: Option<(&'a Path, PlanWriter<File>)>,
    output: Option<PlanWriter<io::Stdout>>,
}

impl<'a> Documents<'a> {
    fn new(file: Option<&'a Path>, prints: bool) -> Result<Self, Failure> {
        let open = |path: &'a Path| {
            let file = private::create(path).map_err(|error| unwritten(path, &error))?;
            let writer = PlanWriter::new(file).map_err(|error| unwritten(path, &error))?;
            Ok::<_, Failure>((path, writer))
        };
        let file = file.map(open).transpose()?;
        let print = || PlanWriter::new(io::stdout()).map_err(|_| Failure::output_closed());
        Ok(Self { file, output: prints.then(print).transpose()? })
    }

    fn step(&mut self, step: &Step) -> Result<(), Failure> {
        if let Some((path, writer)) = &mut self.file {
            writer.step(step).map_err(|error| unwritten(path, &error))?;
        }
        match &mut self.output {
            Some(writer) => writer.step(step).map_err(|_| Failure::output_closed()),
            None => Ok(()),
        }
    }

    fn finish(self, summary: &Summary) -> Result<(), Failure> {
        if let Some((path, writer)) = self.file {
            writer.finish(summary).map_err(|error| unwritten(path, &error))?;
        }
        match self.output {
            Some(writer) => writer.finish(summary).map_err(|_| Failure::output_closed()),
            None => Ok(()),
        }
    }
}

fn unwritten(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::invalid(format!("{} cannot be written: {error}. Nothing was sent.", file.display()))
}
