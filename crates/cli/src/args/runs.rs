//! The command line of plans and runs.

use clap::{Args, Subcommand};
use participants_roster::{
    Bound, Guards, Step,
    apply::ApplyOptions,
    plan::{Options, Scope, Trust},
};
use std::{path::PathBuf, time::Duration};

/// The default folder of the journal, in the working folder.
pub(crate) const JOURNAL: &str = ".participants";

/// How a file of people is to be planned.
#[derive(Debug, Args)]
pub(crate) struct RosterArgs {
    /// The mapping file: which column is which field. docs/roster.md describes it.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Plan to create people who do not exist yet; without it their rows are refused.
    #[arg(long)]
    pub(crate) create: bool,
    /// Plan to deactivate people who have no row in the file.
    #[arg(long)]
    pub(crate) deactivate_missing: bool,
    /// Which participants count as missing: `all`, or `session=ID`, `company=ID`, `group=ID`. May be given several
    /// times. By default those of the sessions that the file names, else of its companies and groups, else all.
    #[arg(long, value_name = "SCOPE", requires = "deactivate_missing", value_parser = scope)]
    pub(crate) scope: Vec<String>,
    /// Plan to reactivate people in the file who were archived, blocked or deregistered. Without it they are only
    /// shown, and the exit code is 1.
    #[arg(long)]
    pub(crate) reactivate: bool,
    /// Allow the row of this line to change who the participant is, such as first and last name together. Write several
    /// lines as 5,9. Without it such rows are refused.
    #[arg(long, value_name = "LINE", value_delimiter = ',')]
    pub(crate) allow_identity_change: Vec<u64>,
    /// Leave out fields that the provider cannot write, and give the reason, instead of refusing the row.
    #[arg(long)]
    pub(crate) leave_out: bool,
}

/// What to plan, and where to keep it.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The file, CSV, XLSX or JSON lines; `-` for standard input.
    pub(crate) file: PathBuf,
    /// The provider's name, or the name of an account.
    #[arg(long, visible_alias = "account", value_name = "NAME")]
    pub(crate) provider: String,
    #[command(flatten)]
    pub(crate) roster: RosterArgs,
    #[command(flatten)]
    pub(crate) guards: GuardArgs,
    /// Keep the plan in this file, readable by its owner only: it holds people's values.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Print a placeholder for every value of a person and every identifier.
    #[arg(long)]
    pub(crate) privacy: bool,
    /// The folder of the journal. If it exists, its links say which participant each row means.
    #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
    pub(crate) journal: PathBuf,
}

/// What to carry out.
#[derive(Debug, Args)]
pub(crate) struct ApplyArgs {
    /// A plan that `participants plan -o` kept; or a file of people to be planned first.
    pub(crate) file: PathBuf,
    /// The provider's name, or the name of an account. A file of people needs it. For a plan, the account it was made at
    /// is looked for by default, in the environment and in the file of accounts.
    #[arg(long, visible_alias = "account", value_name = "NAME")]
    pub(crate) provider: Option<String>,
    #[command(flatten)]
    pub(crate) roster: RosterArgs,
    #[command(flatten)]
    pub(crate) guards: GuardArgs,
    #[command(flatten)]
    pub(crate) how: CarryArgs,
    /// Print a placeholder for every value of a person and every identifier.
    #[arg(long)]
    pub(crate) privacy: bool,
}

/// How a run is carried out.
#[derive(Debug, Args)]
pub(crate) struct CarryArgs {
    /// Do not ask.
    #[arg(long)]
    pub(crate) yes: bool,
    /// How long to wait after a creation whose answer was lost, before looking whether it was carried out. Gateways
    /// commonly give a request a minute. Looking earlier may create a participant twice.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub(crate) settle_after: Duration,
    /// How old the list of all participants may be before it is read again. It is used where the provider has no call
    /// that reads one participant.
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = seconds)]
    pub(crate) listing_age: Duration,
    /// The folder of the journal. It holds people's values: only its owner may read it.
    #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
    pub(crate) journal: PathBuf,
}

/// How many people one run may create, change and deactivate: N people, N% of those listed, both as 20,10%, or none
/// for any number.
#[derive(Debug, Args)]
pub(crate) struct GuardArgs {
    /// The most people to create.
    #[arg(long, value_name = "N|N%", default_value = "none")]
    pub(crate) max_creates: Bound,
    /// The most people to change, including those who are moved.
    #[arg(long, value_name = "N|N%", default_value = "none")]
    pub(crate) max_updates: Bound,
    /// The most people to deactivate.
    #[arg(long, value_name = "N|N%", default_value = "20,10%")]
    pub(crate) max_deactivations: Bound,
    /// The most people to reactivate.
    #[arg(long, value_name = "N|N%", default_value = "none")]
    pub(crate) max_reactivations: Bound,
    /// The most people whose identity may change [default: those whose lines are allowed]
    #[arg(long, value_name = "N|N%")]
    pub(crate) max_identity_changes: Option<Bound>,
    /// The most fields to make empty.
    #[arg(long, value_name = "N|N%", default_value = "20,10%")]
    pub(crate) max_clears: Bound,
}

/// Which participant each row means.
#[derive(Debug, Subcommand)]
pub(crate) enum LinksCommand {
    /// Print every link of the account.
    List {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The folder of the journal.
        #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
        journal: PathBuf,
    },
    /// Say which participant the rows with this key mean. This overrides what runs found.
    Set {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The row's key: `external_id=A-17`, or `email=zoe@example.org` for rows without an external id.
        key: String,
        /// The provider's identifier of the participant.
        id: String,
        /// The folder of the journal.
        #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
        journal: PathBuf,
    },
    /// Forget a link.
    Remove {
        /// The provider's name, or the name of an account.
        provider: String,
        /// The row's key, as `list` shows it.
        key: String,
        /// The folder of the journal.
        #[arg(long, value_name = "FOLDER", default_value = JOURNAL)]
        journal: PathBuf,
    },
}

impl RosterArgs {
    /// What the plan may contain.
    pub(crate) fn options(&self) -> Options {
        let options = Options::new().create(self.create).leave_out(self.leave_out).reactivate(self.reactivate);
        if self.deactivate_missing { options.deactivate_missing(Trust::Assumed) } else { options }
    }

    /// Who may be missing.
    pub(crate) fn scope(&self) -> Result<Scope, String> {
        Scope::parse(self.scope.iter().map(String::as_str))
    }

    /// The first flag that says how a file of people is planned.
    pub(crate) fn for_people_only(&self) -> Option<&'static str> {
        let flags = [
            (self.mapping.is_some(), "--mapping"),
            (self.create, "--create"),
            (self.deactivate_missing, "--deactivate-missing"),
            (self.reactivate, "--reactivate"),
            (self.leave_out, "--leave-out"),
        ];
        flags.into_iter().find_map(|(is_given, flag)| is_given.then_some(flag))
    }

    /// Whether the step is a change of identity that is allowed by its line.
    pub(crate) fn allows(&self, step: &Step) -> bool {
        step.line.is_some_and(|line| self.allow_identity_change.contains(&line)) && step.changes_identity()
    }
}

impl GuardArgs {
    /// The guards, where so many changes of identity are allowed by their lines.
    pub(crate) fn guards(&self, allowed: u64) -> Guards {
        let guards = Guards::OFF.creates(self.max_creates).updates(self.max_updates).clears(self.max_clears);
        let identity_changes = self.max_identity_changes.unwrap_or(Bound::people(allowed));
        let guards = guards.deactivations(self.max_deactivations).reactivations(self.max_reactivations);
        guards.identity_changes(identity_changes)
    }
}

impl CarryArgs {
    pub(crate) fn options(&self) -> ApplyOptions {
        ApplyOptions::new().settle_after(self.settle_after).listing_age(self.listing_age)
    }
}

/// A scope that [`Scope::parse`] takes.
fn scope(text: &str) -> Result<String, String> {
    Scope::parse([text]).map(|_| text.to_owned())
}

/// The longest wait that can be asked for: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let seconds = seconds.filter(|wait| *wait <= LONGEST);
    seconds.ok_or_else(|| format!("a number of seconds, such as 60 or 0.5, up to {} (a week)", LONGEST.as_secs()))
}
