//! A run as a task of its own: what carries it out can be sent to another thread.

use crate::common::{everything, rows, usual};
use participants_azav::Azav;
use participants_roster::apply::{ApplyOptions, CancellationToken, Ended, apply};
use std::sync::Arc;

#[tokio::test(start_paused = true)]
async fn a_run_is_carried_out_on_a_spawned_task() {
    let mut place = usual::<Azav>("azav");
    let plan = place.plan(everything(), &rows("17f-half.csv")).await;
    let run = place.begin(&plan).await;
    let (directory, mut journal) = (Arc::clone(&place.directory), place.journal);
    let applied = tokio::spawn(async move {
        let (options, stop) = (ApplyOptions::new(), CancellationToken::new());
        apply(directory, &mut journal, &run, &options, &stop, &mut |_| {}).await
    });
    assert!(matches!(applied.await.unwrap(), Ok(Ended::Finished)));
}
