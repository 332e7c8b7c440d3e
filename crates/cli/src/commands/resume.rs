//! `participants resume`: looks up what is open of a run, and carries it out.

use super::{
    carry::{Display, Shutdown, failed, finish},
    run_context::{RunContext, ask, existing},
};
use crate::{
    args::{Args, CarryArgs},
    exit::Failure,
    output::{Output, line, note},
};
use jiff::Timestamp;
use participants_roster::{
    journal::{Run, SqliteJournal, StateCounts},
    session::{Session, SessionError},
};

pub(crate) async fn run(
    args: &Args,
    run: Option<u64>,
    is_key_replaced: bool,
    how: &CarryArgs,
    ending: &Shutdown,
    out: &Output,
) -> Result<(), Failure> {
    let folder = existing(&how.journal)?;
    let mut journal = folder.journal().map_err(failed)?;
    let found = match run {
        Some(id) => Some(journal.run(id).map_err(failed)?),
        None => journal.unfinished().map_err(failed)?,
    };
    let Some(mut run) = found else { return at_rest(&mut journal, None, out) };
    if let Some(by) = run.undone_by {
        return Err(SessionError::Undone { run: run.id, by, next: None }.into());
    }
    if is_key_replaced {
        let mut context = RunContext::open(args, &run.provider, folder.clone(), how.settle_after).await?;
        replace_key(&mut context.session, &run, how.yes).await?;
        run = journal.run(run.id).map_err(failed)?;
    }
    let counts = journal.tally(run.id).map_err(failed)?;
    if counts.open() == 0 {
        if run.ended_at.is_none() {
            journal.end(run.id, Some(Timestamp::now())).map_err(failed)?;
        }
        return at_rest(&mut journal, Some(&run), out);
    }
    drop(journal);
    let mut context = RunContext::open(args, &run.provider, folder, how.settle_after).await?;
    context.session.check_account(&run)?;
    context.lock(Some(&run)).await?;
    if !out.is_json() {
        let printed = line(&format!("run {} at {}, begun {}: {counts}", run.id, run.provider, run.begun_at));
        printed.map_err(Failure::before_sending)?;
    }
    ask("Go on with it?", how.yes).await?;
    let session = &mut context.session;
    let mut display = Display::new(session.directory());
    let watch = &mut |progress: &_| display.show(progress);
    let applied = session.resume(run.id, &how.options(), ending.handled(), watch).await?;
    drop(display);
    finish(applied, session, ending, out).await
}

/// Makes the runs and links of the account that a run began with those of this session's account. Says so and asks before.
async fn replace_key(session: &mut Session, run: &Run, is_agreed: bool) -> Result<(), Failure> {
    if session.check_account(run).is_ok() {
        note("the account is the same; nothing has to be changed for its key");
        return Ok(());
    }
    let is_of = |other: &&Run| other.account == run.account;
    let runs = session.journal().runs().map_err(failed)?.iter().filter(is_of).count();
    let links = session.journal().links(&run.account).map_err(failed)?.len();
    let question = format!(
        "All {runs} runs and {links} links of the account that run {} began with become those of the account of {} that \
         the key in the environment opens. Is it the same account, with another key?",
        run.id, run.provider
    );
    ask(&question, is_agreed).await?;
    let (runs, links) = session.replace_key(run).await?;
    note(&format!("{runs} runs and {links} links belong to the account with its new key from now on"));
    Ok(())
}

/// Nothing is left to do, in this run or in any. Where rows of it, or of the latest run, were not carried out, that is printed.
fn at_rest(journal: &mut SqliteJournal, run: Option<&Run>, out: &Output) -> Result<(), Failure> {
    let latest = journal.runs().map_err(failed)?.into_iter().next().filter(|run| run.undone_by.is_none());
    let tally = match run.or(latest.as_ref()) {
        Some(run) => journal.tally(run.id).map_err(failed)?,
        None => StateCounts::default(),
    };
    let id = run.map(|run| run.id);
    if out.is_json() {
        line(&serde_json::json!({"run": id, "open": 0, "problems": tally.problems()}).to_string())?;
    } else {
        let which = match (id, &latest) {
            (Some(id), _) => format!("nothing is left to do in run {id}: {tally}"),
            (None, Some(latest)) => {
                format!(
                    "nothing is left to do: no run of this journal is unfinished; the latest is run {}: {tally}",
                    latest.id
                )
            }
            (None, None) => "nothing is left to do: no run of this journal is unfinished".to_owned(),
        };
        line(&which)?;
    }
    if tally.problems() > 0 { Err(Failure::some_rows()) } else { Ok(()) }
}
