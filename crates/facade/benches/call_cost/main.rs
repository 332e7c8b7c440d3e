//! What a call costs beside the same call by hand:
//! `cargo bench --package participants --features full,tls-ring --bench call_cost`.
//!
//! Counted are the instructions of the client's process, kernel aside, and its allocations, by valgrind: two counts of
//! calls, and what the second costs more for each call more. So what a process costs once has no part in it. The other
//! side is a process of its own and answers at once, over kept connections of this machine, 16 calls under way.
//!
//! Words after `--` choose cases: `frontcore get`. `--check` compares the parts without a network with `figures.txt`,
//! and fails where one costs more; `--record` writes that file.

#![allow(clippy::print_stdout, clippy::print_stderr)] // It is a program.

mod answers;
mod hand;
mod ours;
mod pure;
mod records;
mod server;
mod valgrind;

use std::{
    env,
    future::Future,
    io::{BufRead, BufReader},
    pin::Pin,
    process::{Child, Command, ExitCode, Stdio},
    sync::Arc,
    time::Duration,
};

/// The work of one call, by its number.
type Job = Box<dyn Fn(usize) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync>;

const AZAV_ID: &str = "00000000-0000-4000-8000-000000000001";
const GROUPS_ID: &str = "66bb00000000000000000001";
const EMAIL: &str = "eleonore.d'hotel@x.example";

/// What is measured, and in which ways.
const CASES: [(&str, &str, &[&str]); 14] = [
    ("frontcore", "get", ALL),
    ("frontcore", "update", ALL),
    ("frontcore", "list", ALL),
    ("dendreo", "get", ALL),
    ("dendreo", "update", ALL),
    ("dendreo", "list", ALL),
    ("azav", "get", ALL),
    ("azav", "update", ALL),
    ("azav", "list", ALL),
    ("groups", "get", NATIVE),
    ("groups", "update", ALL),
    ("groups", "list", NATIVE),
    // The answer to a change shows nothing, so that the common view reads the list again.
    ("wordbee", "update", NATIVE),
    ("wordbee", "list", ALL),
];
const ALL: &[&str] = &["hand", "native", "unified"];
const NATIVE: &[&str] = &["hand", "native"];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["--serve"] => server::serve(),
        ["--part", provider, operation, way, count, most, base] => {
            let counts = [count, most].map(|count| count.parse().unwrap_or_default());
            part(provider, operation, way, counts, base)
        }
        ["--pure", name, count, ..] => pure::part(name, count.parse().unwrap_or_default()),
        _ if !valgrind::is_here() => {
            println!("skipped: valgrind is not installed");
            Ok(())
        }
        ["--check"] => pure::check(false),
        ["--record"] => pure::check(true),
        some => all(some),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("call_cost: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Calls so often, in a process of its own, with what `most` calls need.
fn part(provider: &str, operation: &str, way: &str, [count, most]: [usize; 2], base: &str) -> Result<(), String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    drop(rustls::crypto::ring::default_provider().install_default());
    let clients = most.div_ceil(ours::EACH);
    let job = match way {
        "hand" => hand::job(provider, operation, base)?,
        way => ours::job(provider, operation, way, base, clients)?,
    };
    let job = Arc::new(job);
    runtime.block_on(async {
        // Every client has sent once, and signed in where that is needed, before what is counted begins.
        together((0..clients).map(|client| client * ours::EACH).collect(), &job).await?;
        tokio::time::sleep(Duration::from_millis(1100)).await;
        together((0..count).collect(), &job).await
    })
}

/// Does the work of these numbers, 16 under way.
async fn together(numbers: Vec<usize>, job: &Arc<Job>) -> Result<(), String> {
    let mut tasks = tokio::task::JoinSet::new();
    for share in 0..16 {
        let (job, numbers) = (Arc::clone(job), numbers.clone());
        tasks.spawn(async move {
            for number in numbers.into_iter().skip(share).step_by(16) {
                job(number).await?;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.map_err(|error| error.to_string())??;
    }
    Ok(())
}

/// Measures what the words name, everything without them, and prints a table.
fn all(words: &[&str]) -> Result<(), String> {
    let server = Server::start()?;
    println!("| call | by hand | native | ratio | unified | ratio | allocations |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let is_chosen = |case: &(&str, &str, &[&str])| words.iter().all(|word| [case.0, case.1].contains(word));
    for (provider, operation, ways) in CASES.into_iter().filter(is_chosen) {
        // A list is many records.
        let counts = if operation == "list" { [2, 6] } else { [64, 320] };
        let cost = |way: &&str| valgrind::cost(&["--part", provider, operation, way], counts, &server.address);
        let costs = ways.iter().map(cost).collect::<Result<Vec<_>, _>>()?;
        let hand = costs.first().copied().unwrap_or_default();
        let shown = |way: usize| {
            let Some(cost) = costs.get(way) else { return "| |".to_owned() };
            format!("| {:.1} k | {:.2}", cost.instructions / 1e3, cost.instructions / hand.instructions)
        };
        let allocations: Vec<_> = costs.iter().map(|cost| format!("{:.0}", cost.allocations)).collect();
        let (native, unified, allocations) = (shown(1), shown(2), allocations.join(", "));
        println!("| {provider} {operation} | {:.1} k {native} {unified} | {allocations} |", hand.instructions / 1e3);
    }
    Ok(())
}

/// The other side, in a process of its own.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Result<Self, String> {
        let program = env::current_exe().map_err(|error| error.to_string())?;
        let process = Command::new(program).arg("--serve").stdout(Stdio::piped()).spawn();
        let mut process = process.map_err(|error| error.to_string())?;
        let mut address = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut address).map_err(|error| error.to_string())?;
        }
        Ok(Self { process, address: format!("http://{}", address.trim()) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill().and_then(|()| self.process.wait()));
    }
}
