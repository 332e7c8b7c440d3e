//! How the program ends: the exit codes, and the one paragraph that says what happened, what may have been done, and
//! what to do.

use crate::signal::Signal;
use participants::{Error, ErrorKind, InvalidValue, Outcome};
use participants_roster::plan::Reason;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// The exit codes of commands that did what was asked; with those of [`Exit`], as `participants --help` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Success {
    Done = 0,
    /// A plan has changes.
    Changes = 4,
}

/// The exit codes of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Refused = 1,
    Invalid = 2,
    Unknown = 3,
    Interrupted = 130,
    Terminated = 143,
}

impl From<Success> for ExitCode {
    fn from(success: Success) -> Self {
        Self::from(success as u8)
    }
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It failed.
    Failed(Failed),
    /// The reader of standard output stopped early, as in `participants list … | head`: the rest is not wanted.
    OutputClosed,
}

/// The exit code of a failure and the paragraph about it, which is empty where it was printed already.
#[derive(Debug)]
pub(crate) struct Failed {
    exit: Exit,
    text: String,
}

impl Failure {
    fn new(exit: Exit, text: impl Into<String>) -> Self {
        Self::Failed(Failed { exit, text: text.into() })
    }

    /// Wrong usage or invalid input; nothing was sent.
    pub(crate) fn invalid(text: impl Into<String>) -> Self {
        Self::new(Exit::Invalid, text)
    }

    /// The output cannot be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::invalid(format!("standard output cannot be written: {error}.")),
        }
    }

    /// The same failure before the command sent anything: whatever the cause, it did not do what was asked.
    pub(crate) fn before_sending(self) -> Self {
        match self {
            Self::OutputClosed => Self::invalid("the output was closed. Nothing was sent."),
            failed @ Self::Failed(_) => failed.and("Nothing was sent."),
        }
    }

    /// The same without what the provider says. That text holds nothing the call had sent, but it may name a person. A
    /// command about many people must not show one of them in its errors.
    pub(crate) fn unquoted(error: &Error) -> Self {
        Self::describe(error, "")
    }

    fn describe(error: &Error, said: &str) -> Self {
        let mut text = format!("{error}{said}. ");
        for sentence in [what_was_done(error), what_to_do(error)].into_iter().flatten() {
            text.push_str(sentence);
            text.push(' ');
        }
        Self::new(code(error), text.trim_end())
    }

    /// A plan has problems, which were shown with it.
    pub(crate) fn quiet_problem() -> Self {
        Self::new(Exit::Refused, "")
    }

    /// Some rows of a run were not carried out. The counts have shown that already.
    pub(crate) fn some_rows() -> Self {
        Self::new(Exit::Refused, "")
    }

    /// What was planned is done, and deactivations that were asked for were not planned, for these reasons.
    pub(crate) fn withheld(reasons: &[Reason]) -> Self {
        let reasons = reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        Self::new(
            Exit::Refused,
            format!("no participant was deactivated, though asked for: withheld, since {reasons}."),
        )
    }

    /// This many participants of the roster are ended at the provider and stay so.
    pub(crate) fn ended(count: u64) -> Self {
        let text = format!(
            "participants of the roster who are ended at the provider: {count}; --reactivate reactivates them, where \
             the provider can."
        );
        Self::new(Exit::Refused, text)
    }

    /// A run is not at its end, for this reason.
    pub(crate) fn unfinished(text: impl Into<String>) -> Self {
        Self::new(Exit::Unknown, text)
    }

    /// Says on stderr what the failure is, as a remark behind `what`.
    pub(crate) fn remark(&self, what: &str) {
        crate::output::note(&format!("{what}: {}", self.text()));
    }

    /// The same failure with more text.
    pub(crate) fn and(mut self, more: &str) -> Self {
        if let Self::Failed(Failed { text, .. }) = &mut self {
            *text = format!("{text} {more}");
        }
        self
    }

    /// What it is, as it would be printed.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Failed(Failed { text, .. }) => text,
            Self::OutputClosed => "the output is closed.",
        }
    }

    /// The same failure in other words, where its own were printed already.
    pub(crate) fn saying(mut self, other: String) -> Self {
        if let Self::Failed(Failed { text, .. }) = &mut self {
            *text = other;
        }
        self
    }

    /// The user or the system asked the program to end.
    pub(crate) fn stopped(signal: Signal, text: impl Into<String>) -> Self {
        let exit = match signal {
            Signal::Interrupt => Exit::Interrupted,
            Signal::Terminate => Exit::Terminated,
        };
        Self::new(exit, text)
    }

    /// A command was ended in the middle.
    pub(crate) fn interrupted(signal: Signal, writes: bool) -> Self {
        if writes {
            let text = "stopped while a change was under way: it may have been carried out. \
                        Read the participant (participants get, or find) before you try again.";
            return Self::new(Exit::Unknown, text);
        }
        Self::stopped(signal, "stopped; nothing was changed.")
    }

    /// Prints the paragraph and returns the code.
    pub(crate) fn print(self) -> ExitCode {
        let Self::Failed(Failed { exit, text }) = self else { return Success::Done.into() };
        if !text.is_empty() {
            // If even stderr is closed, the exit code is all that is left to say.
            drop(writeln!(std::io::stderr(), "error: {}", crate::output::printable(&text)));
        }
        ExitCode::from(exit as u8)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let said = error.message().map(|said| format!(". The provider says: {}", said.trim_end_matches('.')));
        Self::describe(&error, &said.unwrap_or_default())
    }
}

impl From<InvalidValue> for Failure {
    fn from(invalid: InvalidValue) -> Self {
        Error::from(invalid).into()
    }
}

fn code(error: &Error) -> Exit {
    match error.kind() {
        ErrorKind::Invalid | ErrorKind::Unsupported | ErrorKind::Configuration if error.done().is_empty() => {
            Exit::Invalid
        }
        ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Server | ErrorKind::Decode => {
            Exit::Unknown
        }
        // What was done and what was not is known.
        ErrorKind::Ignored => Exit::Refused,
        _ if error.outcome() == Outcome::Unknown || error.outcome() == Outcome::Applied => Exit::Unknown,
        _ => Exit::Refused,
    }
}

fn what_was_done(error: &Error) -> Option<&'static str> {
    match error.outcome() {
        // The error itself says so.
        Outcome::Unknown | Outcome::Applied => None,
        _ if !error.done().is_empty() => {
            Some("The change is half done: the calls named above were carried out, this one was not.")
        }
        Outcome::NotSent => Some("Nothing was sent."),
        _ => Some("Nothing was changed."),
    }
}

fn what_to_do(error: &Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::Ignored => {
            "The provider may keep these fields to itself or lack a right of the key: change them there, and read the \
             participant (participants get)."
        }
        _ if error.may_have_been_applied() => "Read the participant (participants get, or find) before you try again.",
        ErrorKind::Invalid => "Correct the input and try again.",
        ErrorKind::Unsupported => "`participants providers NAME` shows what this provider can do.",
        ErrorKind::Configuration => {
            "`participants providers` lists the variables, `participants accounts` the accounts; --sandbox needs none."
        }
        ErrorKind::Connect => "Check the address and the network, then try again.",
        ErrorKind::Authentication | ErrorKind::SessionExpired => {
            "Check the account's key or token; `participants providers` says where it comes from."
        }
        ErrorKind::Permission => "Ask the account's administrator for a key with this right.",
        ErrorKind::Licence => "Ask the account's administrator about the licence.",
        ErrorKind::NotFound => "Check the identifier; `participants find` looks by e-mail.",
        ErrorKind::Ambiguous => "Name the participant by its identifier.",
        ErrorKind::Validation => "Correct the fields named and try again.",
        ErrorKind::Conflict => "Read the participant and decide; trying the same again will not help.",
        ErrorKind::RateLimited | ErrorKind::Busy | ErrorKind::Server => "Try again later.",
        ErrorKind::Decode => {
            "The address may be wrong, or the provider has changed its answers; save one and try `participants explain`."
        }
        _ => "Try again, or ask the provider.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_says_whether_anything_may_have_been_done() {
        let coded = |kind| code(&Error::new(kind, "x"));
        for kind in [ErrorKind::Invalid, ErrorKind::Unsupported, ErrorKind::Configuration] {
            assert_eq!(coded(kind), Exit::Invalid);
        }
        for kind in
            [ErrorKind::Connect, ErrorKind::Timeout, ErrorKind::Interrupted, ErrorKind::Server, ErrorKind::Mismatch]
        {
            assert_eq!(coded(kind), Exit::Unknown);
        }
        let refused = [ErrorKind::Validation, ErrorKind::NotFound, ErrorKind::Authentication, ErrorKind::RateLimited];
        for kind in refused.into_iter().chain([ErrorKind::Ignored]) {
            assert_eq!(coded(kind), Exit::Refused);
        }
    }
}
