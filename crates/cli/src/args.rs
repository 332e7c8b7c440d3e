//! The command line.

mod runs;

pub(crate) use runs::{ApplyArgs, CarryArgs, GuardArgs, JOURNAL, LinksCommand, PlanArgs, RosterArgs};

use clap::{Parser, Subcommand, ValueEnum};
use std::{net::IpAddr, path::PathBuf};

/// Read and change training participants in Dendreo, FrontCore, Wordbee, AZAV Pilot and Kaspersky ASAP (groups).
///
/// Credentials come from the environment only; `participants providers` names the variables. `--sandbox` on any
/// command talks to an embedded sandbox with made-up people instead, and needs no account.
#[derive(Debug, Parser)]
#[command(name = "participants", version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// How to print: a table, or JSON. A table on a terminal, JSON otherwise.
    #[arg(long, global = true, value_enum)]
    pub(crate) output: Option<Format>,

    /// Start the embedded sandbox and talk to it, over sockets on this machine, instead of the real provider.
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,

    /// Tell on stderr what is sent: provider, call, status, time. Never a name, never a key. Twice for more.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// JSON, in the field names of `participants fields`.
    Json,
    /// A table.
    Table,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The providers and the variables they need; with a name, what that one can do.
    Providers {
        /// Show what this provider can do, operation by operation and field by field.
        provider: Option<String>,
    },
    /// The fields of the common vocabulary.
    Fields,
    /// Print one participant.
    Get {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
    },
    /// Print the participants with an e-mail address, a key of your own, or a name and date of birth.
    Find {
        /// The provider's name, as in `participants providers`.
        provider: String,
        #[command(flatten)]
        key: KeyArgs,
    },
    /// Print all participants, or those whose fields have a value.
    List {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// Only those whose field has this value. May be given several times.
        #[arg(long = "where", value_name = "FIELD=VALUE")]
        filter: Vec<String>,
    },
    /// Make a participant who is not there yet: looked for by external id, e-mail address, or name and date of birth.
    Create {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// A field and its value; see `participants fields`. May be given several times.
        #[arg(long, value_name = "FIELD=VALUE", required = true)]
        set: Vec<String>,
        /// Make the participant without looking whether they are there.
        #[arg(long)]
        unchecked: bool,
        /// Show the requests that would be sent, without secrets, and send none of them.
        #[arg(long)]
        dry_run: bool,
    },
    /// Change the named fields of a participant, and nothing else.
    Update {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// A field and its new value; see `participants fields`. May be given several times.
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// A field to make empty. May be given several times.
        #[arg(long, value_name = "FIELD")]
        clear: Vec<String>,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// End a participant's taking part, in the way the provider can take back.
    Deactivate {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
    },
    /// Take back that a participant's taking part was ended. One who was not ended is left as they are.
    Reactivate {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
    },
    /// Remove a participant for good.
    Delete {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// Really remove.
        #[arg(long)]
        yes: bool,
    },
    /// Move a participant to another training group or company.
    Move {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        #[command(flatten)]
        to: DestinationArgs,
    },
    /// Print the sessions a participant is enrolled in.
    Enrolments {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
    },
    /// Enrol a participant in a session. Whoever takes part already is left as they are.
    Enrol {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// The provider's identifier of the session.
        session: String,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// Withdraw a participant from a session.
    Withdraw {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// The provider's identifier of the session.
        session: String,
    },
    /// Show how a saved answer of a provider reads: fields, what has no field, what is odd. Sends nothing.
    Explain {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The file with the answer's body; `-` for standard input.
        file: PathBuf,
    },
    /// A file of people: how it is understood, and one to begin with. Nothing is sent.
    #[command(subcommand)]
    Roster(RosterCommand),
    /// Show the exact changes that would make a provider agree with a file of people. Nothing is sent but reads.
    ///
    /// Exit codes: 0 nothing to do, 2 changes, 1 problems, 3 the provider could not be reached.
    Plan(PlanArgs),
    /// Make a provider agree with a plan, or with a file of people: planned, shown, agreed to, and carried out.
    ///
    /// Each participant is read before they are written to, and left alone where a planned field has changed meanwhile.
    /// Everything is taken down in a journal before and after it is sent.
    ///
    /// Exit codes: 0 all done, 1 some rows were refused, failed or stale, 2 wrong usage or input, 3 something is open
    /// (`resume` goes on), 130 or 143 stopped.
    Apply(ApplyArgs),
    /// Go on with a run that was stopped, killed or cut off: what was under way is looked for before anything is sent.
    Resume {
        /// The run's number; by default the latest that is not at its end.
        run: Option<u64>,
        /// The account is the one that the run began with, and its key was replaced: all runs and links of that account
        /// become those of the account that the key in the environment opens.
        #[arg(long, requires = "run")]
        key_replaced: bool,
        #[command(flatten)]
        how: CarryArgs,
    },
    /// Take back what a run has done: fields are set back, whoever was made is deactivated, nobody is removed.
    Undo {
        /// The run's number, as in `participants runs`.
        run: u64,
        #[command(flatten)]
        guards: GuardArgs,
        #[command(flatten)]
        how: CarryArgs,
        /// Print a stand-in for every value of a person and every identifier.
        #[arg(long)]
        privacy: bool,
    },
    /// Print the runs of a journal, the latest first.
    Runs {
        /// The journal's folder.
        #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
        journal: PathBuf,
    },
    /// Whom the rows of a roster are known to mean, from earlier runs: listed and corrected.
    #[command(subcommand)]
    Links(LinksCommand),
    /// Show what came of a run: problems first, then each change. Nothing is sent.
    Report(crate::commands::report::ReportArgs),
    /// Change a person in each of the five systems and show it. Only with --sandbox.
    Demo,
    /// Run the sandbox until Ctrl-C: five remote sides with made-up people, for trying and testing.
    Sandbox {
        /// Only these providers; all five without.
        providers: Vec<String>,
        /// The address to listen on. Anything but loopback lets others in.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
        listen: IpAddr,
        /// The same seed makes the same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many people each provider has.
        #[arg(long, default_value_t = 40)]
        people: usize,
    },
}

/// What to do with a file of people.
#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Show how a file is understood: encoding, columns, the first rows with their values, every problem.
    Check {
        /// The file, CSV or JSON lines; `-` for standard input.
        file: PathBuf,
        /// The mapping file, TOML: which column is which field, constants, what an empty cell means.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
        /// Say also which of the fields this provider cannot write.
        #[arg(long, value_name = "PROVIDER")]
        provider: Option<String>,
    },
    /// Write a file to begin with, headings alone, and its mapping: `roster.csv` and `mapping.toml`.
    Template {
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// The folder to write into; it is made where it is missing, and no file in it is overwritten.
        #[arg(short = 'o', long = "out", value_name = "FOLDER", default_value = ".")]
        folder: PathBuf,
    },
}

/// What a participant is looked for by.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
pub(crate) struct KeyArgs {
    /// The e-mail address, in any letter case.
    #[arg(long, conflicts_with_all = ["external_id", "first_name"])]
    pub(crate) email: Option<String>,
    /// The key of your own that the provider keeps.
    #[arg(long, conflicts_with = "first_name")]
    pub(crate) external_id: Option<String>,
    /// The first name, in any letter case; with --last-name and --born.
    #[arg(long, requires_all = ["last_name", "born"])]
    pub(crate) first_name: Option<String>,
    /// The last name, in any letter case.
    #[arg(long, requires = "first_name")]
    pub(crate) last_name: Option<String>,
    /// The date of birth, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", requires = "first_name")]
    pub(crate) born: Option<String>,
}

/// Where a participant moves to.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct DestinationArgs {
    /// The provider's identifier of the training group.
    #[arg(long)]
    pub(crate) group: Option<String>,
    /// The provider's identifier of the company.
    #[arg(long)]
    pub(crate) company: Option<String>,
}

impl Command {
    /// Whether the command may have changed something when it is stopped in the middle.
    pub(crate) fn writes(&self) -> bool {
        matches!(
            self,
            Self::Create { dry_run: false, .. }
                | Self::Update { dry_run: false, .. }
                | Self::Deactivate { .. }
                | Self::Delete { yes: true, .. }
                | Self::Move { .. }
                | Self::Enrol { dry_run: false, .. }
                | Self::Withdraw { .. }
        )
    }
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  the provider refused; nothing was changed, unless the message says so
  2  wrong usage or invalid input; nothing was sent
  3  the provider could not be reached, or the outcome is unknown; the message says which
  130  stopped by Ctrl-C (143 by SIGTERM) while nothing was being changed, or with everything taken down
`plan`, `apply` and `resume` say more about theirs.";
