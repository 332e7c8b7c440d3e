//! `participants resume`: looks up what is open of a run, and carries it out.

use super::{
    carry::{Display, Shutdown, failed, finish},
    run_context::{RunContext, ask, existing, is_account},
};
use crate::{
    args::{Args, CarryArgs},
    connection::Connection,
    exit::Failure,
    output::{Output, line, note},
};
use jiff::Timestamp;
use participants_roster::{
    journal::{Run, SqliteJournal, StateCounts},
    session::{Session, SessionError},
};

/// What to go on with, and how.
pub(crate) struct Wanted<'a> {
    pub(crate) run: Option<u64>,
    pub(crate) key_replaced: bool,
    pub(crate) account: Option<&'a str>,
    pub(crate) how: &'a CarryArgs,
}

pub(crate) async fn run(args: &Args, wanted: Wanted<'_>, ending: &Shutdown, out: &Output) -> Result<(), Failure> {
    let Wanted { run, key_replaced, account, how } = wanted;
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
    if key_replaced {
        // The account it began with is no more to be found: its key was replaced.
        let connection = Connection::named(args, account.unwrap_or(&run.provider)).await?;
        let mut context = RunContext::open(connection, folder.clone(), how.settle_after)?;
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
    let is_it = |connection: &_| is_account(connection, &run.account);
    let connection = Connection::of_run(args, &run.provider, account, is_it).await?;
    let mut context = RunContext::open(connection, folder, how.settle_after)?;
    context.session.check_account(&run)?;
    context.lock(Some(&run)).await?;
    if !out.is_json() {
        let printed = line(&format!("run {} at {}, begun {}: {counts}", run.id, context.title(), run.begun_at));
        printed.map_err(Failure::before_sending)?;
    }
    let title = context.title();
    ask(&format!("Go on with it at {title}?"), how.yes).await?;
    let session = &mut context.session;
    let mut display = Display::new(session.directory(), &title);
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
