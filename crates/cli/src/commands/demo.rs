//! `participants demo --sandbox`: makes five systems agree with one file of people at the same time, and shows what was
//! done.

mod example;

use super::carry::failed;
use crate::{
    args::Args,
    exit::Failure,
    output::{Output, line},
};
use participants::PROVIDERS;
use participants_roster::journal::Folder;
use tokio::task::LocalSet;

pub(crate) async fn run(args: &Args, out: &Output) -> Result<(), Failure> {
    if !args.sandbox {
        return Err(Failure::invalid(
            "the demo changes people, so it runs against the sandbox only: participants demo --sandbox",
        ));
    }
    // Each demo has its own folder: two demos at once, or of two users, must not share one.
    let folder = std::env::temp_dir().join(format!("participants-demo-{}", std::process::id()));
    let folder = Folder::open(&folder).map_err(failed)?;
    if !out.is_json() {
        line(HONEST)?;
    }
    // Side by side on one thread: what takes its time is the limits, not the work.
    let side_by_side = LocalSet::new();
    let under_way: Vec<_> =
        PROVIDERS.iter().map(|entry| side_by_side.spawn_local(example::made_to_agree(entry, folder.clone()))).collect();
    let mut all = Vec::new();
    side_by_side.await;
    for done in under_way {
        all.push(done.await.map_err(failed)??);
    }
    all.iter_mut().try_for_each(|done| if out.is_json() { Ok(()) } else { done.print() })?;
    if out.is_json() {
        out.print(&all.iter().map(example::Done::to_json).collect::<Vec<_>>(), &[], [])?;
    }
    if all.iter().all(example::Done::agrees) { Ok(()) } else { Err(Failure::some_rows()) }
}

/// What this is, and what it is not.
const HONEST: &str = "\
One file of 50 made-up people (crates/cli/examples/roster.csv), and five systems made to agree with it, side by side.
The systems are emulated on this machine, from the vendors' documents: nothing leaves it. The calls, limits and journal
are those of a real run, which is why it takes some ten seconds: one of the five lets through five calls a second.";
