//! A plan for people to read: the counts, then a line for each step, and one below it for each field and reason.

use super::{Content, Counts, FieldChange, OneOf, Plan, Pseudonyms, RowKey, StatedScope, Step, Summary, Verb};
use crate::report::visible_and_straight;
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
        self.summary.render(out, pseudonyms.as_deref_mut())?;
        let mut steps = self.steps.iter().filter(|step| step.verb != Verb::None);
        steps.try_for_each(|step| step.render(out, pseudonyms.as_deref_mut()))
    }
}

impl Summary {
    /// Writes what the plan was made of, the counts below each other, who may count as missing, and what is withheld. There
    /// is no value of a person in it. With pseudonyms, every identifier of a session, company or group is replaced by its
    /// token.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn render(&self, out: &mut impl Write, mut pseudonyms: Option<&mut Pseudonyms>) -> fmt::Result {
        let Self { provider, listing, roster, counts, withheld, scope, .. } = self;
        let (rows, people) = (roster.rows + roster.unreadable, listing.people);
        let row = if rows == 1 { "row" } else { "rows" };
        let person = if people == 1 { "person" } else { "people" };
        writeln!(out, "{provider}: {rows} {row}, {people} {person} listed")?;
        let Counts { create, update, r#move, deactivate, none, refuse } = *counts;
        let all = [create, update, r#move, deactivate, none, refuse];
        let whats = ["to create", "to update", "to move", "to deactivate", "unchanged", "refused"];
        let wide = all.iter().max().map_or(1, |most| most.to_string().len());
        all.iter().zip(whats).try_for_each(|(count, what)| writeln!(out, "  {count:>wide$} {what}"))?;
        scope.iter().try_for_each(|scope| scope.render(out, &mut pseudonyms))?;
        withheld.iter().try_for_each(|reason| writeln!(out, "nobody is deactivated: {reason}"))
    }
}

/// How many values of a field are written out.
const VALUES: usize = 10;

impl StatedScope {
    /// Writes one line: of which sessions, companies or groups a participant can be missing.
    fn render(&self, out: &mut impl Write, names: &mut Names<'_>) -> fmt::Result {
        let people = self.people;
        let person = if people == 1 { "participant" } else { "participants" };
        write!(out, "missing can be: {people} {person} listed")?;
        for (at, OneOf { field, values }) in self.only.iter().enumerate() {
            let texts: Vec<_> = values.iter().take(VALUES).map(|value| told(field, value, names)).collect();
            let more = values.len().saturating_sub(VALUES);
            write!(out, "{} {field} {}", if at == 0 { " with" } else { " and" }, texts.join(", "))?;
            if more > 0 {
                write!(out, " or one of {more} more")?;
            }
        }
        writeln!(out)
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
        if let Some(line) = self.line {
            write!(out, "line {line}")?;
            if let Some(key) = &self.key {
                write!(out, " ({})", told(&field(key), key.text(), names))?;
            }
            out.write_str(": ")?;
        }
        write!(out, "{}", self.verb)?;
        if let Some(id) = &self.id {
            write!(out, " {}", told(&Field::Id, id, names))?;
        }
        if let Some(rule) = self.matched_by {
            write!(out, ", matched by {rule}")?;
        }
        writeln!(out)?;
        let name = |change: &FieldChange| visible_and_straight(&change.field.to_string());
        let wide = self.changes.iter().map(|change| name(change).chars().count()).max().unwrap_or_default();
        for change in &self.changes {
            let (name, field) = (name(change), &change.field);
            let (before, after) = (content(field, &change.before, names), content(field, &change.after, names));
            match self.verb {
                Verb::Create => writeln!(out, "  {name:wide$}  {after}")?,
                _ => writeln!(out, "  {name:wide$}  {before} → {after}{}", hidden(change, names.is_some()))?,
            }
        }
        for reason in &self.reasons {
            let mut reason = reason.clone();
            if names.is_some() {
                reason.ids_mut().for_each(|id| *id = told(&Field::Id, id, names));
            }
            writeln!(out, "  {}", visible_and_straight(&reason.to_string()))?;
        }
        Ok(())
    }
}

/// The field a row's key stands in.
fn field(key: &RowKey) -> Field {
    match key {
        RowKey::ExternalId(_) => Field::ExternalId,
        RowKey::Email(_) => Field::Email,
    }
}

/// What says that two values differ though they look the same.
fn hidden(change: &FieldChange, is_private: bool) -> String {
    match change.hidden_difference() {
        None => String::new(),
        Some(_) if is_private => " (they look the same)".to_owned(),
        Some(points) => format!(" (they look the same: {points})"),
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
        None => visible_and_straight(text),
    }
}
