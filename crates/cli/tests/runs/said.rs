//! What a provider says: reports give its reasons, and a long pause it asks for ends a run instead of blocking it.

use crate::{ended, on_roster, roster, world::World};
use serde_json::json;

#[test]
fn a_wait_of_a_day_ends_the_run_and_says_until_when() {
    let world = World::new("asked-to-wait", 1, 20);
    roster(&world, 2, 3);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"rate_limited": {"retry_after": "86400"}}}]));
    let applied = on_roster(&world, "apply", &["--yes"]);
    ended(&applied, 3, &["the provider asks to wait until 2", "nothing is lost", "participants resume 1"]);
    world.faults(&json!([]));
}

#[test]
fn the_reason_a_provider_gives_stands_in_the_report_without_values() {
    let world = World::new("reasons", 1, 20);
    roster(&world, 2, 3);
    let said = json!({"errors": {"detail": "The record of Zqxanna Zqx (zqx@example.org) is locked by an audit"}});
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"status": 422, "body": said.to_string()}}]));
    ended(&on_roster(&world, "apply", &["--yes"]), 1, &[]);
    let report = world.run(&["report", "1", "--format", "jsonl"]);
    let report = String::from_utf8(report.stdout).unwrap();
    assert!(report.contains("the provider says: The record of [hidden] is locked by an audit"), "{report}");
    assert!(!report.to_lowercase().contains("zqx"), "{report}");
}
