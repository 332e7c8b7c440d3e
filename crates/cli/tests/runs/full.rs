//! A disk that takes no more, while a plan is made or in the middle of a run: said clearly, nothing more sent, and gone
//! on with afterwards.

use crate::{ROSTER, count, ended, on_roster, roster, world::World};
use rusqlite::Connection;
use serde_json::json;
use std::process::Command;
#[cfg(target_os = "linux")]
use std::{fs::File, process::Stdio};

#[test]
fn a_full_disk_stops_the_run_and_loses_nothing() {
    let world = World::new("full", 1, 20);
    roster(&world, 5, 700);
    // The run is in the journal, and nothing of it is sent.
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"status": 401, "body": "{}"}},
        {"match": {"method": "PUT"}, "fault": {"status": 401, "body": "{}"}}]));
    ended(&on_roster(&world, "apply", &["--yes"]), 1, &["705 steps are left"]);
    world.faults(&json!([]));

    // No file may grow beyond a megabyte, which the journal's log soon is; the signal that comes with it is not meant.
    let program = world.program(&["resume", "--yes"]);
    let limited = "trap '' XFSZ; ulimit -f 2100; exec \"$0\" \"$@\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", limited]).arg(program.get_program()).args(program.get_args());
    shell.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = shell.current_dir(&world.folder).output().unwrap();
    let said = ["the journal cannot be read or written", "disk", "Nothing more was sent", "participants resume 1"];
    ended(&output, 3, &said);
    let written = count(&world, "writes");
    assert!((1..705).contains(&written), "{written} of 705 were written");

    ended(&world.run(&["resume", "--yes", "--settle-after", "0.2", "--output", "table"]), 0, &["705 done"]);
    assert_eq!(count(&world, "creates"), 700);
    ended(&on_roster(&world, "plan", &[]), 0, &[]);
}

#[test]
fn a_journal_that_fails_after_the_last_step_does_not_make_it_unsent() {
    let world = World::new("unrecorded", 1, 20);
    roster(&world, 2, 0);
    ended(&on_roster(&world, "apply", &["--yes"]), 0, &[]);
    let journal = Connection::open(world.folder.join(".participants/journal.db")).unwrap();
    let refuse = "CREATE TRIGGER no BEFORE UPDATE OF ended ON run BEGIN SELECT RAISE(ABORT, 'no'); END";
    journal.execute_batch(refuse).unwrap();
    roster(&world, 2, 3);
    let said = ["the journal cannot be read or written", "What was sent is recorded", "participants resume 2"];
    let printed = ended(&on_roster(&world, "apply", &["--yes"]), 3, &said);
    assert!(!printed.contains("Nothing was sent"), "{printed}");
    assert_eq!(count(&world, "creates"), 3);
    journal.execute_batch("DROP TRIGGER no").unwrap();
    ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["no run of this journal is unfinished"]);
    assert_eq!(count(&world, "creates"), 3);
}

/// A standard output on a full disk.
#[cfg(target_os = "linux")]
fn full() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

/// A standard output whose reader has closed it.
#[cfg(target_os = "linux")]
fn closed() -> Stdio {
    std::io::pipe().unwrap().1.into()
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_no_success() {
    let world = World::new("output", 1, 20);
    roster(&world, 2, 3);
    let run = |arguments: &[&str], output: Stdio| world.program(arguments).stdout(output).output().unwrap();
    let plan = |more: &[&str], output| run(&[&["plan"][..], &ROSTER, more].concat(), output);
    ended(&plan(&[], full()), 2, &["standard output cannot be written"]);
    ended(&plan(&[], closed()), 1, &[]);
    ended(&plan(&["--output", "table"], closed()), 4, &[]);
    ended(&plan(&["-o", "plan.json"], closed()), 4, &[]);
    // A plan that could not be shown is not sent.
    let apply = ["apply", "plan.json", "--yes"];
    for output in [full(), closed()] {
        ended(&run(&[&apply[..], &["--output", "table"]].concat(), output), 2, &["Nothing was sent"]);
    }
    assert_eq!(count(&world, "writes"), 0);
    ended(&run(&apply, full()), 0, &[]);
    assert_eq!(count(&world, "writes"), 5);
}

#[test]
fn a_file_is_replaced_only_by_one_that_is_whole_and_never_while_it_is_read() {
    let world = World::new("replaced", 1, 20);
    roster(&world, 2, 3);
    let read = |name: &str| std::fs::read(world.folder.join(name)).unwrap();
    let before = read("roster.csv");
    ended(&on_roster(&world, "plan", &["-o", "./roster.csv"]), 2, &["roster.csv is read", "Nothing was sent"]);
    ended(&on_roster(&world, "plan", &["-o", "mapping.toml"]), 2, &["mapping.toml is read"]);
    assert_eq!(read("roster.csv"), before);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    let plan = read("plan.json");
    world.faults(&json!([{"match": {"method": "GET"}, "fault": {"status": 401, "body": "{}"}}]));
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 1, &[]);
    assert_eq!(read("plan.json"), plan);
    world.faults(&json!([]));
    ended(&on_roster(&world, "apply", &["--yes"]), 0, &[]);
    ended(&world.run(&["report", "-o", ".participants/journal.db"]), 2, &["is read"]);
    ended(&on_roster(&world, "plan", &["-o", ".participants/journal.db"]), 2, &["journal.db is read"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("plan.json", world.folder.join("latest.json")).unwrap();
        ended(&on_roster(&world, "plan", &["-o", "latest.json"]), 0, &[]);
        assert!(world.folder.join("latest.json").is_symlink() && read("plan.json") != plan);
    }
    ended(&world.run(&["report", "-o", "report.html"]), 0, &[]);
    assert!(String::from_utf8(read("report.html")).unwrap().ends_with("</html>\n"));
}
