//! Runs in the safe order, as a program that uses the library has them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_azav::Azav;
use participants_roster::{
    Bound, Guards, Mapping, Options, Roster,
    apply::{ApplyOptions, CancellationToken, Ended},
    core::{Client, Configure, Directory, Vars, serde_json::json},
    journal::{Folder, Journal, JournalError, MemoryJournal, StateFolder},
    session::{Applied, Planned, RosterPlan, Session, SessionError},
};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{path::PathBuf, sync::Arc};

struct World {
    sandbox: Sandbox,
    folder: PathBuf,
}

impl World {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("participants-session-{name}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        Self { sandbox: Sandbox::only(&["azav"], 7, 12).unwrap(), folder }
    }

    fn directory(&self) -> Arc<dyn Directory> {
        let transport = InProcess::new(self.sandbox.clone());
        let known = transport.environment("azav").unwrap();
        let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        Arc::new(Client::builder(Azav::from_vars(&Vars::new(&get)).unwrap()).transport(transport).build().unwrap())
    }

    /// A session whose journal is in this folder. All share the user's state.
    fn session(&self, journal: &str) -> Session {
        let state = StateFolder::open(self.folder.join("state")).unwrap();
        Session::with_state(Folder::open(self.folder.join(journal)).unwrap(), state, self.directory()).unwrap()
    }

    fn count(&self, what: &str) -> u64 {
        self.sandbox.stats()["azav"][what].as_u64().unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// Two participants to be created.
fn roster() -> RosterPlan {
    let text = "email,last_name\nnoor@example.org,Öst\nzoe@example.org,Núñez\n";
    RosterPlan::new(Roster::from_bytes(text, &Mapping::default()).unwrap()).options(Options::new().create(true))
}

async fn apply<J: Journal>(planned: Planned<'_, J>) -> Result<Option<Applied>, SessionError> {
    planned.apply(&ApplyOptions::new(), &CancellationToken::new(), &mut |_| {}).await
}

#[tokio::test(start_paused = true)]
async fn a_roster_is_planned_applied_and_taken_back() {
    let world = World::new("whole");
    let mut session = world.session("here");
    let mut seen = 0;
    let planned = session.plan(&roster(), |_| seen += 1).await.unwrap();
    assert_eq!((seen, planned.summary().counts.create), (2, 2));
    assert!(planned.check(&Guards::default().creates(Bound::people(1))).is_err());
    planned.check(&Guards::default()).unwrap();
    assert_eq!(world.count("creates"), 0, "nothing is sent before it is applied");
    let applied = apply(planned).await.unwrap().unwrap();
    assert!(matches!(applied.ended, Ended::Finished));
    assert_eq!((applied.counts.done, world.count("creates")), (2, 2));

    let again = session.plan(&roster(), |_| ()).await.unwrap();
    assert!(again.summary().is_empty() && apply(again).await.unwrap().is_none());

    let back = session.undo(applied.run.id, |_| ()).await.unwrap();
    let back = apply(back).await.unwrap().unwrap();
    assert_eq!(back.counts.done, 2);
    let twice = session.undo(applied.run.id, |_| ()).await.map(drop);
    assert!(matches!(twice, Err(SessionError::Undone { by, .. }) if by == back.run.id), "{twice:?}");
    let resumed = session.resume(applied.run.id, &ApplyOptions::new(), &CancellationToken::new(), &mut |_| {}).await;
    assert!(matches!(resumed, Err(SessionError::Undone { .. })), "{resumed:?}");
}

#[tokio::test(start_paused = true)]
async fn a_plan_that_is_not_applied_leaves_no_run() {
    let world = World::new("dropped");
    let mut session = world.session("here");
    drop(session.plan(&roster(), |_| ()).await.unwrap());
    assert!(session.journal().runs().await.unwrap().is_empty());
    assert_eq!(world.count("writes"), 0);
}

#[tokio::test(start_paused = true)]
async fn one_session_at_a_time_uses_an_account_whichever_journal_it_has() {
    let world = World::new("locked");
    let (mut here, mut there) = (world.session("here"), world.session("there"));
    let planned = here.plan(&roster(), |_| ()).await.unwrap();
    let other = there.plan(&roster(), |_| ()).await.map(drop);
    assert!(matches!(other, Err(SessionError::Journal(JournalError::Busy))), "{other:?}");
    apply(planned).await.unwrap();
    drop(here);
    assert!(there.plan(&roster(), |_| ()).await.unwrap().summary().is_empty());
}

#[tokio::test(start_paused = true)]
async fn no_run_begins_while_creations_of_another_are_open() {
    let world = World::new("open");
    let mut here = world.session("here");
    world.sandbox.set_faults(&json!([{"provider": "azav", "match": {"method": "POST"}, "fault": "drop"}])).unwrap();
    let stop = CancellationToken::new();
    let planned = here.plan(&roster(), |_| ()).await.unwrap();
    // It is stopped while the answers are still to be looked for.
    let watch = &mut |progress: &participants_roster::apply::Progress| {
        if progress.tally.unknown > 0 {
            stop.cancel();
        }
    };
    let applied = planned.apply(&ApplyOptions::new(), &stop, watch).await.unwrap().unwrap();
    assert!(applied.counts.unknown > 0, "{}", applied.counts);
    // Nor in the same session, which has the lock already.
    let again = here.plan(&roster(), |_| ()).await.map(drop);
    let Err(SessionError::Unsettled(again)) = again else { panic!("{again:?}") };
    assert_eq!((again.run, again.is_here), (applied.run.id, true));
    drop(here);
    world.sandbox.set_faults(&json!([])).unwrap();
    let mut there = world.session("there");
    let open = there.plan(&roster(), |_| ()).await.map(drop);
    let Err(SessionError::Unsettled(open)) = open else { panic!("{open:?}") };
    assert_eq!((open.run, open.is_here), (applied.run.id, false));
    let mut here = world.session("here");
    let settled =
        here.resume(applied.run.id, &ApplyOptions::new(), &CancellationToken::new(), &mut |_| {}).await.unwrap();
    assert_eq!((settled.counts.done, world.count("creates")), (2, 2));
}

/// Whatever keeps the runs: the same order, and the same refusals.
#[tokio::test(start_paused = true)]
async fn a_session_over_a_journal_in_memory_keeps_the_same_order() {
    let world = World::new("memory");
    let journal = MemoryJournal::new();
    let session = || Session::over(journal.another(), world.directory(), b"salt");
    let (mut here, mut there) = (session(), session());
    let planned = here.plan(&roster(), |_| ()).await.unwrap();
    let other = there.plan(&roster(), |_| ()).await.map(drop);
    assert!(matches!(other, Err(SessionError::Journal(JournalError::Busy))), "{other:?}");
    world.sandbox.set_faults(&json!([{"provider": "azav", "match": {"method": "POST"}, "fault": "drop"}])).unwrap();
    let stop = CancellationToken::new();
    let watch = &mut |progress: &participants_roster::apply::Progress| {
        if progress.tally.unknown > 0 {
            stop.cancel();
        }
    };
    let applied = planned.apply(&ApplyOptions::new(), &stop, watch).await.unwrap().unwrap();
    assert!(applied.counts.unknown > 0, "{}", applied.counts);
    drop(here);
    let open = there.plan(&roster(), |_| ()).await.map(drop);
    let Err(SessionError::Unsettled(open)) = open else { panic!("{open:?}") };
    assert_eq!((open.run, open.count), (applied.run.id, Some(applied.counts.unknown)));
    world.sandbox.set_faults(&json!([])).unwrap();
    let (options, stop) = (ApplyOptions::new(), CancellationToken::new());
    let settled = there.resume(applied.run.id, &options, &stop, &mut |_| {}).await.unwrap();
    assert_eq!((settled.counts.done, world.count("creates")), (2, 2));
    let again = there.plan(&roster(), |_| ()).await.unwrap();
    assert!(again.summary().is_empty() && apply(again).await.unwrap().is_none());
    let back = there.undo(applied.run.id, |_| ()).await.unwrap();
    assert_eq!(apply(back).await.unwrap().unwrap().counts.done, 2);
    let twice = there.undo(applied.run.id, |_| ()).await.map(drop);
    assert!(matches!(twice, Err(SessionError::Undone { .. })), "{twice:?}");
}

/// A service may hand a whole session to another thread, from the plan to its end.
#[tokio::test(start_paused = true)]
async fn a_session_can_be_spawned() {
    let world = World::new("spawned");
    let mut session = world.session("here");
    let run = tokio::spawn(async move {
        let planned = session.plan(&roster(), |_| ()).await?;
        let applied = apply(planned).await?.map(|applied| applied.run.id);
        let back = session.undo(applied.unwrap_or_default(), |_| ()).await?;
        let back = apply(back).await?;
        session.lock(None).await?;
        Ok::<_, SessionError>(back.map(|back| back.counts.done))
    });
    assert_eq!(run.await.unwrap().unwrap(), Some(2));
}
