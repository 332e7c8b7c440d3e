//! A plan for people to read: a line for each step, and one below it for each field and reason.

use super::{Content, Plan, Pseudonyms, Reason, Step, Summary, Verb};
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
        self.summary.render(out)?;
        let mut steps = self.steps.iter().filter(|step| step.verb != Verb::None);
        steps.try_for_each(|step| step.render(out, pseudonyms.as_deref_mut()))
    }
}

impl Summary {
    /// Writes the counts and what is withheld, a line each. There is no value in it.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn render(&self, out: &mut impl Write) -> fmt::Result {
        writeln!(out, "{self}")?;
        self.withheld.iter().try_for_each(|reason| writeln!(out, "no deactivations: {reason}"))
    }
}

impl Step {
    /// Writes the step as text: a line, and one below it for each field and reason. With pseudonyms, every value of a
    /// person and every identifier is replaced by its token.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn render(&self, out: &mut impl Write, mut pseudonyms: Option<&mut Pseudonyms>) -> fmt::Result {
        let names = &mut pseudonyms;
        match self.line {
            Some(line) => write!(out, "line {line}: {}", self.verb)?,
            None => write!(out, "{}", self.verb)?,
        }
        if let Some(id) = &self.id {
            write!(out, " {}", told(&Field::Id, id, names))?;
        }
        if let Some(rule) = self.matched_by {
            write!(out, ", matched by {rule}")?;
        }
        writeln!(out)?;
        for change in &self.changes {
            let field = &change.field;
            let (before, after) = (content(field, &change.before, names), content(field, &change.after, names));
            match self.verb {
                Verb::Create => writeln!(out, "  {field}: {after}")?,
                _ => writeln!(out, "  {field}: {before} → {after}")?,
            }
        }
        for reason in &self.reasons {
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
