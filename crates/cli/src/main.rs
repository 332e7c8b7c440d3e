#![doc = include_str!("../README.md")]

mod args;
mod commands;
mod exit;
mod logging;
mod output;
mod place;

use args::{Args, Command};
use clap::Parser;
use exit::{Exit, Failure};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    logging::start(args.verbose);
    let result = tokio::select! {
        result = run(&args) => result,
        () = interrupted() => match args.command {
            // That is how a sandbox is meant to end.
            Command::Sandbox { .. } => Ok(()),
            _ => Err(Failure::interrupted(args.command.writes())),
        },
    };
    match result {
        Ok(()) => Exit::Done.into(),
        Err(failure) => failure.tell(),
    }
}

async fn run(args: &Args) -> Result<(), Failure> {
    let out = output::Output::new(args.output);
    match &args.command {
        Command::Providers { provider } => commands::providers::run(args, provider.as_deref(), &out),
        Command::Fields => commands::fields::run(&out),
        Command::Get { provider, id } => commands::get::run(args, provider, id, &out).await,
        Command::Find { provider, key } => commands::find::run(args, provider, key, &out).await,
        Command::List { provider, filter } => commands::list::run(args, provider, filter, &out).await,
        Command::Create { provider, set, unseen, dry_run } => {
            commands::create::run(args, provider, set, *unseen, *dry_run, &out).await
        }
        Command::Update { provider, id, set, clear, dry_run } => {
            commands::update::run(args, provider, id, (set, clear), *dry_run, &out).await
        }
        Command::Deactivate { provider, id } => commands::deactivate::run(args, provider, id, &out).await,
        Command::Delete { provider, id, yes } => commands::delete::run(args, provider, id, *yes, &out).await,
        Command::Move { provider, id, to } => commands::moving::run(args, provider, id, to, &out).await,
        Command::Enrolments { provider, id } => commands::enrolments::run(args, provider, id, &out).await,
        Command::Enrol { provider, id, session, dry_run } => {
            commands::enrol::run(args, provider, (id, session), *dry_run, &out).await
        }
        Command::Withdraw { provider, id, session } => {
            commands::withdraw::run(args, provider, (id, session), &out).await
        }
        Command::Explain { provider, file } => commands::explain::run(provider, file, &out),
        Command::Roster(command) => commands::roster::run(command, &out),
        Command::Plan(wanted) => commands::plan::run(args, wanted, &out).await,
        Command::Report(wanted) => commands::report::run(args, wanted),
        Command::Demo => commands::demo::run(args, &out).await,
        Command::Sandbox { providers, listen, seed, people } => {
            commands::sandbox::run(providers, *listen, *seed, *people).await
        }
    }
}

/// Ends when the person at the terminal, or the system, wants the program to end.
async fn interrupted() {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            // Without a handler the program simply ends by the signal.
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    let stopped = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = terminated => {}
        () = stopped => {}
    }
}
