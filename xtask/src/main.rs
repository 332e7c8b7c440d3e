//! `cargo xtask TASK`: the tasks of this workspace. This file reads the command line and dispatches, nothing more.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task speaks to the terminal")]

mod bench;
mod book;
mod capabilities;
mod ci;
mod deny;
mod features;
mod fixtures;
mod fuzz;
mod kill;
mod large;
mod new;
mod package;
mod providers;
mod run;
mod simulate;
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
    /// Check what each published package would hold.
    Package,
    /// Check advisories, licences, duplicates and sources with cargo-deny, where it is installed.
    Deny,
    /// Check that every page is in the book and every link leads somewhere; build it, where mdBook is installed.
    Book,
    /// Everything before a merge, one step after the other; stops at the first that fails.
    Ci {
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
    Simulate {
        /// How many seeds.
        #[arg(long, default_value_t = simulate::CI)]
        seeds: u64,
        /// The first of them.
        #[arg(long, default_value_t = 0)]
        first: u64,
        /// Play this one seed, and print what happened in it line by line.
        #[arg(long, conflicts_with_all = ["seeds", "first"])]
        seed: Option<u64>,
        /// Plant an error by its name; a wrong name lists them. The seeds have to find it.
        #[arg(long, value_name = "NAME")]
        plant: Option<String>,
        /// Leave these kinds of trouble out, to see which of them a seed needs; a wrong name lists them.
        #[arg(long, value_name = "KIND,…")]
        without: Option<String>,
    },
    /// Measure what reading a roster, planning and carrying out cost; prints tables, fails at nothing.
    Bench,
    /// List, find and plan in accounts of many people, over sockets; prints time, bytes and the program's peak memory.
    Large {
        /// How many people each account has.
        #[arg(long, default_value_t = 100_000)]
        people: usize,
        /// The program to measure, in place of one that is built for it.
        #[arg(long)]
        program: Option<std::path::PathBuf>,
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
        Task::Features => features::run(&root),
        Task::Tidy => tidy::run(&root),
        Task::Package => package::run(&root),
        Task::Deny => deny::run(&root).map(drop),
        Task::Book => book::run(&root).map(drop),
        Task::Ci { skip, strict } => ci::run(&root, &skip, strict),
        Task::Fuzz { seconds, first } => fuzz::run(&root, seconds, first),
        Task::Kill { rounds } => kill::run(&root, rounds),
        Task::Simulate { seeds, first, seed, plant, without } => {
            simulate::run(&root, &simulate::Chosen { seeds, first, seed, plant, without })
        }
        Task::Bench => bench::run(&root),
        Task::Large { people, program } => large::run(&root, people, program),
        Task::New { name, like } => new::run(&root, &name, &like),
    }
}
