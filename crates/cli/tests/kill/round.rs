//! One round: plan, apply under faults, kill at some moment, resume, kill, resume to the end, and check the result.

use crate::world::World;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fmt, fs,
    process::{Child, Stdio},
    thread::sleep,
    time::Duration,
};

/// What happened in a round.
pub(crate) struct RoundSummary {
    trouble: Trouble,
    pub(crate) kills: u64,
    pub(crate) lost_answers: u64,
    resumed: u64,
    refused: u64,
    deleted: u64,
    looks_and_writes: u64,
}

/// How many times a round is killed at the most.
const KILLS: u64 = 12;
/// How late the sandbox may carry out a call that no client waits for. The quarantine is longer.
const LATE: u64 = 1_500;
const QUARANTINE: &str = "2.5";
const CITY: &str = "Łódź-Ø";

/// What goes wrong in a round, besides being killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    Nothing,
    /// The same plan is applied from two folders at once, each with a journal of its own.
    TwoFolders,
    /// The journal's folder is deleted while a run is carried out.
    Deleted,
    /// Between two tries the clock is set by days, forward and back: what the journal says was then.
    Clock,
}

impl Trouble {
    pub(crate) fn of(seed: u64) -> Self {
        [Self::Nothing, Self::TwoFolders, Self::Nothing, Self::Deleted, Self::Nothing, Self::Clock][seed as usize % 6]
    }
}

pub(crate) fn play(seed: u64, rows: usize, trouble: Trouble) -> RoundSummary {
    let world = World::new("kill", seed, rows / 2);
    let emails = roster(&world, rows / 2);
    let plan = ["plan", "roster.csv", "--provider", "azav", "--create", "-o", "plan.json", "--output", "table"];
    let planned = world.run(&plan);
    assert_eq!(planned.status.code(), Some(4), "{}", String::from_utf8_lossy(&planned.stderr));

    world.faults(&faults(seed));
    let mut summary =
        RoundSummary { trouble, kills: 0, lost_answers: 0, resumed: 0, refused: 0, deleted: 0, looks_and_writes: 0 };
    let mut moments = Moments(seed);
    let mut journals = if trouble == Trouble::TwoFolders { vec!["first", "second"] } else { vec![".participants"] };
    while !journals.is_empty() {
        let children: Vec<_> = journals.iter().map(|journal| started(&world, &mut summary, journal)).collect();
        let mut is_done = Vec::new();
        for (child, journal) in children.into_iter().zip(&journals) {
            is_done.push(ended(&world, &mut summary, &mut moments, child, journal));
        }
        let mut is_done = is_done.into_iter();
        journals.retain(|_| !is_done.next().unwrap());
    }

    let struck = world.get("/faults");
    summary.lost_answers = struck.as_array().unwrap().iter().map(|rule| rule["fired"].as_u64().unwrap()).sum();
    world.faults(&json!([]));
    judge(&world, &emails, rows / 2);
    summary.looks_and_writes = world.get("/stats")["azav"]["requests"].as_u64().unwrap();
    let again = world.run(&plan);
    assert_eq!(again.status.code(), Some(0), "a plan that is not empty:\n{}", String::from_utf8_lossy(&again.stdout));
    summary
}

/// Begins the run in this journal, or goes on with it.
fn started(world: &World, summary: &mut RoundSummary, journal: &str) -> Child {
    let begun = world.run(&["runs", "--journal", journal]);
    let has_run = begun.status.success() && begun.stdout.starts_with(b"[\n");
    let common = ["--yes", "--settle-after", QUARANTINE, "--output", "json", "--journal", journal];
    let command = if has_run { vec!["resume"] } else { vec!["apply", "plan.json"] };
    summary.resumed += u64::from(has_run);
    let arguments: Vec<_> = command.into_iter().chain(common).collect();
    world.program(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Kills it at some moment, or lets something else go wrong; true once it came to its end.
fn ended(world: &World, summary: &mut RoundSummary, moments: &mut Moments, mut child: Child, journal: &str) -> bool {
    if summary.kills + summary.deleted < KILLS {
        sleep(moments.next());
        if summary.trouble == Trouble::Deleted && summary.kills % 3 == 1 && summary.deleted < 3 {
            summary.deleted += u64::from(fs::remove_dir_all(world.folder.join(journal)).is_ok());
        } else {
            // SIGKILL: nothing of the program runs after this.
            drop(child.kill());
        }
    }
    let output = child.wait_with_output().unwrap();
    if summary.trouble == Trouble::Clock {
        set_clock(world, journal, summary.kills);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        None => {
            summary.kills += 1;
            false
        }
        Some(0) => true,
        // Something is still open; the next one goes on.
        Some(3) => false,
        // Another run is at the account, or may have left something; or the folder was deleted before anything began.
        Some(2) if summary.trouble != Trouble::Nothing && said.contains("Nothing was sent") => {
            summary.refused += 1;
            sleep(Duration::from_millis(200));
            false
        }
        code => panic!("{:?}: ended with {code:?}: {said}", summary.trouble),
    }
}

/// Moves the journal's times by days, as if the clock had been set the other way.
fn set_clock(world: &World, journal: &str, number: u64) {
    let days = if number.is_multiple_of(2) { 3 } else { -3 };
    let by: i64 = days * 24 * 60 * 60 * 1000;
    let Ok(database) = rusqlite::Connection::open(world.folder.join(journal).join("journal.db")) else { return };
    database.busy_timeout(Duration::from_secs(5)).unwrap();
    // A program that was killed early has made no tables yet.
    drop(database.execute("UPDATE outcome SET sent = sent + ?1, settled = settled + ?1", [by]));
}

/// A roster of all existing participants, with a new city, and as many new ones.
fn roster(world: &World, new: usize) -> Vec<String> {
    let listed = world.run(&["list", "azav", "--output", "json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let people = listed["participants"].as_array().or(listed.as_array()).unwrap();
    // Participants who were deactivated are left out: they would be a problem of each plan.
    let people: Vec<_> = people.iter().filter(|person| !has_ended(person)).collect();
    let there = people.iter().map(|person| person["email"].as_str().unwrap().to_owned());
    let emails: Vec<_> = there.chain((0..new).map(|at| format!("ñ.o'{at}@example.org"))).collect();
    let mut roster = String::from("E-mail;Last name;City\n");
    for (at, email) in emails.iter().enumerate() {
        let name = if at < people.len() { "" } else { "D'Örsay-李" };
        roster.push_str(&format!("{email};{name};{CITY}\n"));
    }
    fs::write(world.folder.join("roster.csv"), roster).unwrap();
    emails
}

fn has_ended(person: &Value) -> bool {
    person["status"].as_str().is_some_and(|status| status.eq_ignore_ascii_case("archived"))
}

/// Answers lost after and before the effect, effects that come late, and failures that say nothing of the effect.
fn faults(seed: u64) -> Value {
    let every =
        |method: &str, every: u64, fault: Value| json!({"match": {"method": method}, "every": every, "fault": fault});
    json!([
        every("POST", 11 + seed % 5, json!("lose_answer")),
        every("POST", 13 + seed % 3, json!({"late_ms": LATE})),
        every("POST", 17, json!({"status": 502, "body": "bad gateway"})),
        every("POST", 19, json!({"status": 500, "body": "", "carried_out": true})),
        every("PUT", 7 + seed % 4, json!("lose_answer")),
        every("PUT", 23, json!({"status": 503, "body": "busy"})),
        every("PUT", 29, json!({"late_ms": LATE})),
        every("GET", 31, json!("drop")),
    ])
}

/// Holds the sandbox's own records and counts against the roster.
fn judge(world: &World, emails: &[String], new: usize) {
    // What was to come late has come.
    sleep(Duration::from_millis(2 * LATE));
    let mut seen = BTreeMap::<String, Vec<String>>::new();
    for person in world.get("/state")["azav"]["participants"].as_array().unwrap() {
        if has_ended(person) {
            continue;
        }
        let city = person["city"].as_str().or(person["address"]["city"].as_str()).unwrap_or_default();
        seen.entry(person["email"].as_str().unwrap().to_owned()).or_default().push(city.to_owned());
    }
    for email in emails {
        let cities = seen.remove(email).unwrap_or_default();
        assert_eq!(cities.len(), 1, "{email} is there {} times", cities.len());
        assert_eq!(cities[0], CITY, "the row of {email} is lost");
    }
    assert!(seen.is_empty(), "people who are in no row: {}", seen.len());
    assert_eq!(world.get("/stats")["azav"]["creates"], new);
}

/// Moments to kill at: all over the run, most of them early, the same in every run of a seed.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (self.0 >> 33) as f64 / f64::from(1u32 << 31);
        Duration::from_secs_f64(0.02 + 2.5 * part * part)
    }
}

impl fmt::Display for RoundSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { trouble, kills, lost_answers, resumed, refused, deleted, looks_and_writes } = self;
        write!(f, "{trouble:?}: {kills} kills, {resumed} resumed, {refused} refused, {deleted} deleted, ")?;
        write!(f, "{lost_answers} faults struck, {looks_and_writes} calls arrived")
    }
}
