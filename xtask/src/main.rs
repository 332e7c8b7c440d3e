//! `cargo xtask TASK`: the tasks of this workspace. This file reads the command line and dispatches, nothing more.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task speaks to the terminal")]

mod book;
mod capabilities;
mod ci;
mod fixtures;
mod manifest;
mod new;
mod openapi;
mod providers;
mod run;
mod runs;
mod test;
mod tidy;
mod tree;

use clap::{Parser, Subcommand};
use run::Outcome;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The tasks of this workspace", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the wire fixtures of every provider, as the sandbox answers.
    Fixtures {
        /// Write nothing; name every difference and fail if there is one.
        #[arg(long)]
        check: bool,
    },
    /// Write the page on what each provider can do, from the tables in the code.
    Capabilities {
        /// Write nothing; fail if the page is not as the tables say.
        #[arg(long)]
        check: bool,
    },
    /// Compare the fixtures and the page of capabilities, then run every test with frozen snapshots.
    Test,
    /// Check each crate alone under each set of features that a user may choose.
    Features,
    /// Check the rules of the house that no compiler knows.
    Tidy,
    /// Check that every page is in the book and every link leads somewhere; build it, where mdBook is installed.
    Book,
    /// Generate clients from the OpenAPI documents and compare the documents with the sandbox, by tools of others.
    Openapi {
        /// About how many calls each operation gets.
        #[arg(long, default_value_t = openapi::CASES)]
        cases: u32,
    },
    /// Everything before a merge, one step after the other; stops at the first that fails.
    Ci {
        /// Run these steps alone; a wrong name lists them.
        #[arg(value_name = "STEP")]
        only: Vec<String>,
        /// Leave a step out; may be given several times.
        #[arg(long, value_name = "STEP")]
        skip: Vec<String>,
        /// Count a step whose tool is not installed as failed.
        #[arg(long)]
        strict: bool,
    },
    /// Kill a run of many rows again and again, and check that no participant is created twice and no row is lost.
    Kill {
        /// How many runs, each killed up to a dozen times.
        #[arg(long, default_value_t = 25)]
        rounds: u32,
    },
    /// Give every provider's client answers that were changed at random, and see that none panics or goes on for ever.
    Fuzz {
        /// How long, for each provider.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// The seed of the first case; each further case has the next one.
        #[arg(long, default_value_t = 1)]
        first: u64,
    },
    /// Play simulated runs of the roster engine, each by its seed, and print the first that breaks a promise.
    Simulate(runs::Simulate),
    /// Measure what a call, reading a roster, planning and carrying out cost; prints tables, fails at nothing.
    Bench,
    /// List, find and plan in accounts of many people, over sockets; prints time, bytes and the program's peak memory.
    Large {
        /// How many people each account has.
        #[arg(long, default_value_t = 100_000)]
        people: usize,
        /// The path of the program to measure, in place of one that is built for it.
        #[arg(long)]
        program: Option<String>,
    },
    /// Begin a new provider: a working copy of another under the new name, with its single lines elsewhere.
    New {
        /// Lower-case letters and digits, as in `dendreo`.
        name: String,
        /// The provider whose copy it starts as.
        #[arg(long, default_value = "dendreo")]
        like: String,
    },
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(task: Task) -> Outcome {
    let root = run::root()?;
    match task {
        Task::Fixtures { check: true } => fixtures::check(&root),
        Task::Fixtures { check: false } => fixtures::write(&root),
        Task::Capabilities { check: true } => capabilities::check(&root),
        Task::Capabilities { check: false } => capabilities::write(&root),
        Task::Test => test::run(&root),
        Task::Features => test::each_set(&root),
        Task::Tidy => tidy::run(&root),
        Task::Book => book::run(&root).map(drop),
        Task::Openapi { cases } => openapi::run(&root, cases).map(drop),
        Task::Ci { only, skip, strict } => ci::run(&root, &only, &skip, strict),
        Task::Fuzz { seconds, first } => runs::fuzz(&root, seconds, first),
        Task::Kill { rounds } => runs::kill(&root, rounds),
        Task::Simulate(chosen) => runs::simulate(&root, &chosen),
        Task::Bench => runs::bench(&root),
        Task::Large { people, program } => runs::large(&root, people, program),
        Task::New { name, like } => new::run(&root, &name, &like),
    }
}
