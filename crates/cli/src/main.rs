#![doc = include_str!("../README.md")]
// Whatever a server answers or a file holds, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod accounts;
mod args;
mod commands;
mod connection;
mod exit;
mod logging;
mod nearest;
mod output;
mod private;
mod signal;

use args::{Args, Command};
use clap::Parser;
use commands::carry::Shutdown;
use exit::{Failure, Success};
use signal::asked_to_end;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    logging::start(args.verbose);
    match run_until_asked(&args).await {
        Ok(success) => success.into(),
        Err(failure) => failure.print(),
    }
}

/// Runs the command; asked to end, a run of many finishes what is under way, and everything else ends at once.
async fn run_until_asked(args: &Args) -> Result<Success, Failure> {
    let ending = Shutdown::default();
    let running = run(args, &ending);
    tokio::pin!(running);
    // Signals are listened to before anything is begun: one that comes at once is no sudden end.
    let signal = tokio::select! {
        biased;
        signal = asked_to_end() => signal,
        result = &mut running => return result,
    };
    match args.command {
        // That is how a sandbox is meant to end.
        Command::Sandbox { .. } => return Ok(Success::Done),
        _ if !ending.begin(signal) => {
            return Err(Failure::interrupted(signal, args.command.writes() || ending.is_writing()));
        }
        _ => output::note("finishing what is under way, at most half a minute; once more to end at once"),
    }
    tokio::select! {
        result = running => result,
        signal = asked_to_end() => Err(Failure::stopped(signal, "ended at once; `participants resume` settles what was under way.")),
    }
}

async fn run(args: &Args, ending: &Shutdown) -> Result<Success, Failure> {
    let out = output::Output::new(args.output);
    let done = match &args.command {
        Command::Providers { provider } => commands::providers::run(args, provider.as_deref(), &out),
        Command::Fields => commands::fields::run(&out),
        Command::Get { provider, id } => commands::get::run(args, provider, id, &out).await,
        Command::Find { provider, key } => commands::find::run(args, provider, key, &out).await,
        Command::List { provider, filter } => commands::list::run(args, provider, filter, &out).await,
        Command::Create { provider, set, unchecked, dry_run } => {
            commands::create::run(args, provider, set, *unchecked, *dry_run, &out).await
        }
        Command::Update { provider, id, set, clear, dry_run } => {
            commands::update::run(args, provider, id, (set, clear), *dry_run, &out).await
        }
        Command::Deactivate { provider, id, dry_run } => {
            commands::deactivate::run(args, provider, id, *dry_run, &out).await
        }
        Command::Reactivate { provider, id, dry_run } => {
            commands::reactivate::run(args, provider, id, *dry_run, &out).await
        }
        Command::Delete { provider, id, yes, dry_run } => {
            commands::delete::run(args, (provider, id), *yes, *dry_run, ending, &out).await
        }
        Command::Move { provider, id, to, dry_run } => {
            commands::moving::run(args, provider, id, to, *dry_run, &out).await
        }
        Command::Enrolments { provider, id } => commands::enrolments::run(args, provider, id, &out).await,
        Command::Enrol { provider, id, session, dry_run } => {
            commands::enrol::run(args, provider, (id, session), *dry_run, &out).await
        }
        Command::Withdraw { provider, id, session, dry_run } => {
            commands::withdraw::run(args, provider, (id, session), *dry_run, &out).await
        }
        Command::Explain { provider, file } => commands::explain::run(args, provider, file, &out),
        Command::Accounts { command } => commands::accounts::run(args, command.as_ref(), &out).await,
        Command::Roster(command) => commands::roster::run(args, command, &out),
        Command::Plan(wanted) => return commands::plan::run(args, wanted, &out).await,
        Command::Apply(wanted) => commands::apply::run(args, wanted, ending, &out).await,
        Command::Resume { run, key_replaced, account, how } => {
            let wanted =
                commands::resume::Wanted { run: *run, key_replaced: *key_replaced, account: account.as_deref(), how };
            commands::resume::run(args, wanted, ending, &out).await
        }
        Command::Undo { run, guards, account, how, dry_run, privacy } => {
            let account = account.as_deref();
            let wanted =
                commands::undo::Wanted { run: *run, guards, account, how, dry_run: *dry_run, privacy: *privacy };
            commands::undo::run(args, wanted, ending, &out).await
        }
        Command::Runs { journal } => commands::runs::run(journal, &out),
        Command::Links(command) => commands::links::run(args, command, &out).await,
        Command::Report(wanted) => commands::report::run(args, wanted).await,
        Command::Demo => commands::demo::run(args, &out).await,
        Command::Sandbox { providers, listen, seed, people } => {
            commands::sandbox::run(providers, *listen, *seed, *people).await
        }
    };
    done.map(|()| Success::Done)
}
