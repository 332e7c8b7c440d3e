//! A plan for people to read: the counts, then a line for each step, and one below it for each field and reason.

use super::{Content, Counts, FieldChange, Header, OneOf, Plan, Pseudonyms, StatedScope, Step, Summary, Verb};
use participants_core::escape_for_terminal;
use std::{
    borrow::Cow,
    fmt::{self, Write},
};

impl Plan {
    /// Writes the plan as text: the counts, what is withheld, then every step that is not `none`, or leaves a participant
    /// ended. With pseudonyms,
    /// every value of a person and every identifier is replaced by its token.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn render(&self, out: &mut impl Write, mut pseudonyms: Option<&mut Pseudonyms>) -> fmt::Result {
        self.summary.render(out, pseudonyms.as_deref_mut())?;
        let mut steps = self.steps.iter().filter(|step| step.verb != Verb::None || step.is_ended());
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
    pub fn render(&self, out: &mut impl Write, pseudonyms: Option<&mut Pseudonyms>) -> fmt::Result {
        let Some(names) = pseudonyms else { return self.write(out) };
        let mut summary = self.clone();
        summary.header.pseudonymise(names);
        summary.write(out)
    }

    fn write(&self, out: &mut impl Write) -> fmt::Result {
        let Self { header: Header { provider, listing, roster, withheld, scope, .. }, counts } = self;
        let (rows, people) = (roster.rows + roster.unreadable, listing.people);
        let row = if rows == 1 { "row" } else { "rows" };
        let person = if people == 1 { "person" } else { "people" };
        writeln!(out, "{provider}: {rows} {row}, {people} {person} listed")?;
        let Counts { create, update, r#move, deactivate, reactivate, none, refuse, ended, identity_changes, clears } =
            *counts;
        let usual = [(create, "to create"), (update, "to update"), (r#move, "to move"), (deactivate, "to deactivate")];
        let back = Some((reactivate, "to reactivate")).filter(|_| reactivate > 0);
        let left = Some((ended, "ended at the provider (--reactivate takes them back)")).filter(|_| ended > 0);
        let notable = [(identity_changes, "changes of identity"), (clears, "fields to clear")];
        let notable = notable.into_iter().filter(|(count, _)| *count > 0);
        let all =
            usual.into_iter().chain(back).chain([(none, "unchanged"), (refuse, "refused")]).chain(left).chain(notable);
        let wide = all.clone().map(|(count, _)| count).max().map_or(1, |most| most.to_string().len());
        all.into_iter().try_for_each(|(count, what)| writeln!(out, "  {count:>wide$} {what}"))?;
        scope.iter().try_for_each(|scope| scope.write(out))?;
        withheld.iter().try_for_each(|reason| writeln!(out, "no participant is deactivated: {reason}"))
    }
}

/// How many values of a field are written out.
const VALUES: usize = 10;

impl StatedScope {
    /// Writes one line: of which sessions, companies or groups a participant can be missing.
    fn write(&self, out: &mut impl Write) -> fmt::Result {
        let people = self.people;
        let person = if people == 1 { "participant" } else { "participants" };
        write!(out, "missing can be: {people} {person} listed")?;
        for (at, OneOf { field, values }) in self.only.iter().enumerate() {
            let texts: Vec<_> = values.iter().take(VALUES).map(|value| escape_for_terminal(value)).collect();
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
    pub fn render(&self, out: &mut impl Write, pseudonyms: Option<&mut Pseudonyms>) -> fmt::Result {
        // Of the values as they are: pseudonyms differ wherever values do.
        let hidden: Vec<_> = self.changes.iter().map(|change| hidden(change, pseudonyms.is_some())).collect();
        let Some(names) = pseudonyms else { return self.write(out, &hidden) };
        let mut step = self.clone();
        step.pseudonymise(names);
        step.write(out, &hidden)
    }

    fn write(&self, out: &mut impl Write, hidden: &[String]) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}")?;
            if let Some(key) = &self.key {
                write!(out, " ({})", escape_for_terminal(key.text()))?;
            }
            out.write_str(": ")?;
        }
        write!(out, "{}", self.verb)?;
        if let Some(id) = &self.id {
            write!(out, " {}", escape_for_terminal(id))?;
        }
        if let Some(rule) = self.matched_by {
            write!(out, ", matched by {rule}")?;
        }
        writeln!(out)?;
        let name = |change: &FieldChange| escape_for_terminal(&change.field.to_string()).into_owned();
        let wide = self.changes.iter().map(|change| name(change).chars().count()).max().unwrap_or_default();
        for (change, hidden) in self.changes.iter().zip(hidden) {
            let (name, before, after) = (name(change), content(&change.before), content(&change.after));
            match self.verb {
                Verb::Create => writeln!(out, "  {name:wide$}  {after}")?,
                _ => writeln!(out, "  {name:wide$}  {before} → {after}{hidden}")?,
            }
        }
        self.reasons.iter().try_for_each(|reason| writeln!(out, "  {}", escape_for_terminal(&reason.to_string())))
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

/// A value on one line. What a terminal would obey is written so that it does not.
fn content(content: &Content) -> Cow<'_, str> {
    match content {
        Content::Empty => "(empty)".into(),
        Content::Unknown => "(unknown)".into(),
        Content::Value(text) => escape_for_terminal(text),
    }
}
