//! The command line.

mod runs;

pub(crate) use runs::{ApplyArgs, CarryArgs, GuardArgs, JOURNAL, LinksCommand, PlanArgs, RosterArgs};

use clap::{Parser, Subcommand, ValueEnum};
use std::{net::IpAddr, path::PathBuf};

/// Read and change training participants in Dendreo, FrontCore, Wordbee, AZAV Pilot and Kaspersky ASAP (groups).
///
/// Wherever a command takes a PROVIDER, it takes the name of an account of `participants.toml`, too. A provider's own name
/// means the account in the environment; `participants providers` names the variables. `--sandbox` on any command talks to an embedded sandbox with made-up people instead, and needs no account.
#[derive(Debug, Parser)]
#[command(name = "participants", version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// Print a table or JSON. The default is a table on a terminal and JSON otherwise.
    #[arg(long, global = true, value_enum)]
    pub(crate) output: Option<Format>,

    /// Use a sandbox with made-up people on this machine instead of the real provider.
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,

    /// The file of accounts. By default PARTICIPANTS_CONFIG names it; else it is participants.toml in the working folder,
    /// or in the user's configuration folder.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Log each call on stderr: provider, call, status, time. Names and keys are never logged. Give it twice for more.
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
    /// List the providers and the environment variables they need; with a name, show what that provider can do.
    Providers {
        /// Show what this provider can do, operation by operation and field by field.
        provider: Option<String>,
    },
    /// List the fields that are common to all providers.
    Fields,
    /// Print one participant.
    Get {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
    },
    /// Print the participants with an e-mail address, a key of your own, or a name and date of birth.
    Find {
        /// The provider's name, or the name of an account.
        provider: String,
        #[command(flatten)]
        key: KeyArgs,
    },
    /// Print all participants, or those whose fields have a value.
    List {
        /// The provider's name, or the name of an account.
        provider: String,
        /// Only those whose field has this value. May be given several times.
        #[arg(long = "where", value_name = "FIELD=VALUE")]
        filter: Vec<String>,
    },
    /// Create a participant, unless one with the same external id, e-mail address, or name and date of birth exists.
    Create {
        /// The provider's name, or the name of an account.
        provider: String,
        /// A field and its value; see `participants fields`. May be given several times.
        #[arg(long, value_name = "FIELD=VALUE", required = true)]
        set: Vec<String>,
        /// Create the participant without checking whether they exist already.
        #[arg(long)]
        unchecked: bool,
        /// Show the requests that would be sent, without secrets, and send none of them.
        #[arg(long)]
        dry_run: bool,
    },
    /// Change the named fields of a participant, and nothing else.
    Update {
        /// The provider's name, or the name of an account.
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
    /// Deactivate a participant, in a way that can be reversed: archive, block or deregister.
    Deactivate {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// Reactivate a participant who was deactivated. An active participant is not changed.
    Reactivate {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// Delete a participant: show them, ask for agreement, and delete them. This cannot be undone.
    Delete {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// Move a participant to another training group or company.
    Move {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        #[command(flatten)]
        to: DestinationArgs,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the sessions a participant is enrolled in.
    Enrolments {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
    },
    /// Enrol a participant in a session. A participant who is enrolled already is not changed.
    Enrol {
        /// The provider's name, or the name of an account.
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
        /// The provider's name, or the name of an account.
        provider: String,
        /// The provider's identifier of the participant.
        id: String,
        /// The provider's identifier of the session.
        session: String,
        /// Show the requests that would be sent, without secrets, and send none of them. The provider may be read.
        #[arg(long)]
        dry_run: bool,
    },
    /// Show how a saved answer of a provider is read: its fields, unknown members, invalid values. Sends nothing.
    Explain {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The file with the answer's body; `-` for standard input.
        file: PathBuf,
    },
    /// List the accounts of `participants.toml`, check them, or add one.
    Accounts {
        #[command(subcommand)]
        command: Option<AccountsCommand>,
    },
    /// Check a file of people, or write an empty one to start with. Nothing is sent.
    #[command(subcommand)]
    Roster(RosterCommand),
    /// Show the exact changes that would make a provider agree with a file of people. The provider is only read.
    ///
    /// Exit codes: 0 nothing to do, 4 changes, 1 problems, 2 wrong usage or input, 3 the provider could not be reached.
    Plan(PlanArgs),
    /// Carry out a plan, or plan a file of people first: show the changes, ask for agreement, and make them.
    ///
    /// Each participant is read before they are written. A participant whose planned field has changed meanwhile is
    /// skipped. A journal records each change before and after it is sent.
    ///
    /// Exit codes: 0 all done, 1 some rows were refused, failed or stale, 2 wrong usage or input, 3 something is open
    /// (`resume` goes on), 130 or 143 stopped.
    Apply(ApplyArgs),
    /// Continue a run that was stopped or killed. First it looks up what was under way; then it sends the rest.
    Resume {
        /// The run's number; by default the latest unfinished run.
        run: Option<u64>,
        /// Use this where the account is the same and only its key was replaced. All runs and links of the account are
        /// moved to the key in the environment.
        #[arg(long, requires = "run")]
        key_replaced: bool,
        /// The account of the run; by default the one it began with is looked for, in the environment and in the file.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
        #[command(flatten)]
        how: CarryArgs,
    },
    /// Undo a run: restore fields and deactivate created participants. No participant is deleted.
    Undo {
        /// The run's number, as in `participants runs`.
        run: u64,
        #[command(flatten)]
        guards: GuardArgs,
        /// The account of the run; by default the one it began with is looked for, in the environment and in the file.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
        #[command(flatten)]
        how: CarryArgs,
        /// Show what would be undone, and send nothing.
        #[arg(long)]
        dry_run: bool,
        /// Print a placeholder for every value of a person and every identifier.
        #[arg(long)]
        privacy: bool,
    },
    /// Print the runs of a journal, the latest first.
    Runs {
        /// The journal's folder.
        #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
        journal: PathBuf,
    },
    /// List and correct which participant each row of a roster means, as earlier runs found.
    #[command(subcommand)]
    Links(LinksCommand),
    /// Show the results of a run: problems first, then each change. Nothing is sent.
    Report(crate::commands::report::ReportArgs),
    /// Change a person in each of the five systems and show it. Only with --sandbox.
    Demo,
    /// Run the sandbox until Ctrl-C: five emulated providers with made-up people, for trying and testing.
    Sandbox {
        /// Emulate only these providers. Without names, all five are emulated.
        providers: Vec<String>,
        /// The address to listen on. Any address but loopback gives other machines access.
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

/// What to do with the accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountsCommand {
    /// Sign in to accounts, read one participant of each, and say what the provider can do there. Nothing is written.
    Check {
        /// The accounts' names; by default all of the file.
        accounts: Vec<String>,
    },
    /// Add an account to the file. At a terminal it asks for what is missing.
    Add {
        /// The account's name: letters, digits, - . and _.
        name: String,
        /// The provider's name, as in `participants providers`.
        provider: String,
        /// A setting and its value, as `participants providers` lists them, without the provider's name: instance=demo.
        /// A secret is given by where it comes from: api_key_file=PATH, api_key_env=VARIABLE or api_key_command=WORDS.
        #[arg(long, value_name = "SETTING=VALUE")]
        set: Vec<String>,
    },
}

/// What to do with a file of people.
#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Show how a file is read: encoding, columns, the first rows with their values, and every problem.
    Check {
        /// The file, CSV or JSON lines; `-` for standard input.
        file: PathBuf,
        /// The mapping file, TOML: which column is which field, constants, what an empty cell means.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
        /// Show also which of the fields this provider cannot write.
        #[arg(long, visible_alias = "account", value_name = "NAME")]
        provider: Option<String>,
    },
    /// Write an empty file with headings, and its mapping: `roster.csv` and `mapping.toml`.
    Template {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The folder to write into. A missing folder is created, and no file is overwritten.
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
    /// Your own key for the participant, kept by the provider.
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
                | Self::Deactivate { dry_run: false, .. }
                | Self::Reactivate { dry_run: false, .. }
                | Self::Delete { yes: true, dry_run: false, .. }
                | Self::Move { dry_run: false, .. }
                | Self::Enrol { dry_run: false, .. }
                | Self::Withdraw { dry_run: false, .. }
        )
    }
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  the provider refused; nothing was changed, unless the message says so
  2  wrong usage or invalid input; nothing was sent
  3  the provider could not be reached, or the outcome is unknown; the message says which
  4  only of `plan`: there are changes
  130  stopped by Ctrl-C (143 by SIGTERM) while nothing was being changed, or with everything recorded
`plan`, `apply` and `resume` describe their own codes.";
