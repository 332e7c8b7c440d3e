//! A plan for people to read: a line for each step, and one below it for each field and reason.

use super::{Content, Plan, Pseudonyms, Reason, Step, Verb};
use participants_core::Field;
use std::fmt::{self, Write};

/// How values are written.
type Names<'a> = Option<&'a mut Pseudonyms>;

impl Plan {
    /// Writes the plan as text: the counts, what is withheld, then every step that is not `none`. With pseudonyms,
    /// every value of a person and every identifier is replaced by its token.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn render(&self, out: &mut impl Write, mut pseudonyms: Option<&mut Pseudonyms>) -> fmt::Result {
        writeln!(out, "{self}")?;
        for reason in &self.withheld {
            writeln!(out, "no deactivations: {reason}")?;
        }
        for step in self.steps.iter().filter(|step| step.verb != Verb::None) {
            render(step, out, &mut pseudonyms)?;
        }
        Ok(())
    }
}

pub(super) fn render(step: &Step, out: &mut impl Write, names: &mut Names<'_>) -> fmt::Result {
    match step.line {
        Some(line) => write!(out, "line {line}: {}", step.verb)?,
        None => write!(out, "{}", step.verb)?,
    }
    if let Some(id) = &step.id {
        write!(out, " {}", told(&Field::Id, id, names))?;
    }
    if let Some(rule) = step.matched_by {
        write!(out, ", matched by {rule}")?;
    }
    writeln!(out)?;
    for change in &step.changes {
        let field = &change.field;
        let (before, after) = (content(field, &change.before, names), content(field, &change.after, names));
        match step.verb {
            Verb::Create => writeln!(out, "  {field}: {after}")?,
            _ => writeln!(out, "  {field}: {before} → {after}")?,
        }
    }
    for reason in &step.reasons {
        match (reason, names.is_some()) {
            (Reason::Ambiguous { by, candidates, more }, true) => {
                let candidates = candidates.iter().map(|id| told(&Field::Id, id, names)).collect();
                writeln!(out, "  {}", Reason::Ambiguous { by: *by, candidates, more: *more })?;
            }
            _ => writeln!(out, "  {reason}")?,
        }
    }
    Ok(())
}

fn content(field: &Field, content: &Content, names: &mut Names<'_>) -> String {
    match content {
        Content::Empty => "(empty)".to_owned(),
        Content::Unknown => "(unknown)".to_owned(),
        Content::Value(text) => told(field, text, names),
    }
}

/// A value, or its stand-in. What a terminal would obey is written so that it does not.
fn told(field: &Field, text: &str, names: &mut Names<'_>) -> String {
    match names {
        Some(names) => names.token(field, text),
        None => text
            .chars()
            .flat_map(|char| {
                let escaped = char.is_control().then(|| char.escape_default());
                let plain = escaped.is_none().then_some(char);
                escaped.into_iter().flatten().chain(plain)
            })
            .collect(),
    }
}
