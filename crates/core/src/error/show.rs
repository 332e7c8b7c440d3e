//! How an error reads: one line of our own words, the place, and what became of the request.

use super::{Error, Outcome};
use std::fmt;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        match (inner.provider, inner.endpoint) {
            ("", _) => {}
            (provider, "") => write!(f, "{provider}: ")?,
            (provider, endpoint) => write!(f, "{provider} {endpoint}: ")?,
        }
        f.write_str(&inner.explanation)?;
        let mut notes = Vec::new();
        notes.extend(inner.status.map(|status| format!("HTTP {}", status.as_u16())));
        notes.extend(inner.code.as_ref().map(|code| format!("code {code}")));
        if !inner.fields.is_empty() {
            let names: Vec<_> = inner.fields.iter().map(ToString::to_string).collect();
            notes.push(format!("fields: {}", names.join(", ")));
        }
        if inner.attempts > 1 {
            notes.push(format!("after {} attempts", inner.attempts));
        }
        if !notes.is_empty() {
            write!(f, " ({})", notes.join("; "))?;
        }
        if !inner.done.is_empty() {
            write!(f, "; already carried out: {}", inner.done.join(", "))?;
        }
        match inner.outcome {
            Outcome::Unknown => f.write_str("; it may have been carried out"),
            Outcome::Applied => f.write_str("; it was carried out"),
            Outcome::NotSent | Outcome::NotApplied => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("outcome", &self.0.outcome)
            .field("display", &format_args!("{self}"))
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
