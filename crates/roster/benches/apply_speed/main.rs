//! What carrying out a run costs beside the calls it makes:
//! `cargo bench --package participants-roster --bench apply_speed -- [FOLDER [COUNT…]]`.
//!
//! Half of the steps change a participant, half create one; each is two calls. The provider answers at once, in the
//! same process, so that what is measured is ours; and once more over sockets of this machine, by the transport that
//! comes with the crates. The figures are the CPU's, of processes with one thread. Linux only.

#![allow(clippy::print_stdout, clippy::print_stderr)] // It is a program.

#[path = "../gauge/gauge.rs"]
mod gauge;
mod journal;
mod parts;
mod people;
mod provider;
mod server;
mod transport;

use parts::Cost;
use std::{
    env,
    error::Error,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let done = match arguments.as_slice() {
        [part, name, count, folder, address] if part == "--part" => alone(name, count, Path::new(folder), address),
        [serve] if serve == "--serve" => server::serve().map_err(Into::into),
        [] => all(Path::new("target"), &[]),
        [folder, counts @ ..] => all(Path::new(folder), counts),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("apply_speed: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One part, as a process of its own.
fn alone(name: &str, count: &str, folder: &Path, address: &str) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let Cost { cpu, took, before, peak, file: [file, steps] } =
        runtime.block_on(parts::run(name, count.parse()?, folder, address))?;
    println!("{cpu} {took} {before} {peak} {file} {steps}");
    Ok(())
}

fn all(folder: &Path, counts: &[String]) -> Result<(), Box<dyn Error>> {
    let counts = match counts {
        [] => vec![10_000, 100_000, 1_000_000],
        counts => counts.iter().map(|count| count.parse()).collect::<Result<Vec<u64>, _>>()?,
    };
    let server = Server::start()?;
    println!("CPU time in microseconds for each step; the least of the rounds.\n");
    println!(
        "{:>9} | {:>9} {:>6} {:>6} {:>10} {:>8} {:>6} {:>6} | {:>9} {:>8} {:>6} {:>6} | {:>7} {:>7} {:>8} | {:>6} {:>6}",
        "steps",
        "transport",
        "making",
        "calls",
        "no journal",
        "journal",
        "ratio",
        "share",
        "reqwest",
        "journal",
        "ratio",
        "share",
        "steps/s",
        "loading",
        "peak MiB",
        "B/step",
        "bodies"
    );
    for count in counts {
        // Other work on the machine only ever adds.
        let rounds = (200_000 / count).clamp(1, 16);
        let mut least = [Cost::default(); parts::NAMES.len()];
        for round in 0..rounds {
            for (name, least) in parts::NAMES.iter().zip(&mut least) {
                let cost = child(name, count, folder, &server.address)?;
                if round == 0 || cost.cpu < least.cpu {
                    *least = cost;
                }
            }
        }
        show(count, least);
    }
    Ok(())
}

fn show(count: u64, [transport, steps, bare, forgetful, journal, reqwest_bare, reqwest]: [Cost; parts::NAMES.len()]) {
    let per_step = |seconds: f64| seconds * 1e6 / count as f64;
    let bytes = |bytes: u64| bytes as f64 / count as f64;
    // Making the steps is part of the run without a journal, and no part of the run.
    let keeping = journal.cpu - (forgetful.cpu - steps.cpu);
    println!(
        "{count:>9} | {:>9.2} {:>6.2} {:>6.2} {:>10.2} {:>8.2} {:>6.2} {:>5.1}% | {:>9.2} {:>8.2} {:>6.2} {:>5.1}% | \
         {:>7.0} {:>7.2} {:>8.1} | {:>6.0} {:>6.0}",
        per_step(transport.cpu),
        per_step(steps.cpu),
        per_step(bare.cpu),
        per_step(forgetful.cpu),
        per_step(journal.cpu),
        journal.cpu / bare.cpu,
        keeping / journal.cpu * 100.0,
        per_step(reqwest_bare.cpu),
        per_step(reqwest.cpu),
        reqwest.cpu / reqwest_bare.cpu,
        keeping / reqwest.cpu * 100.0,
        count as f64 / journal.took,
        per_step(journal.before),
        journal.peak,
        bytes(journal.file[0]),
        bytes(journal.file[1]),
    );
}

/// The other side of the socket, in a process of its own.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut address)?;
        }
        Ok(Self { process, address: address.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill().and_then(|()| self.process.wait()));
    }
}

fn child(name: &str, count: u64, folder: &Path, address: &str) -> Result<Cost, Box<dyn Error>> {
    let program: PathBuf = env::current_exe()?;
    let output = Command::new(program).args(["--part", name, &count.to_string()]).arg(folder).arg(address).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let figures = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    match figures.as_slice() {
        [cpu, took, before, peak, file, steps] if output.status.success() => {
            Ok(Cost { cpu: *cpu, took: *took, before: *before, peak: *peak, file: [*file as u64, *steps as u64] })
        }
        _ => Err(format!("the part {name}: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}
