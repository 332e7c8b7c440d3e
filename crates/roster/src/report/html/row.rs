//! One entry of the page: which row and participant, what was asked, what came of it, field by field.

use super::{
    escape,
    front::{badge, capital},
};
use crate::{
    journal::{State, StepRecord},
    plan::{Content, FieldChange, Verb},
    report::{
        text::stand_in,
        why::why,
        words::{grouped, moment},
    },
};
use participants_core::Field;
use std::io::{self, Write};

pub(super) fn write(out: &mut impl Write, entry: &StepRecord) -> io::Result<()> {
    let step = &entry.step;
    let line = step.line.map_or_else(|| "–".to_owned(), |line| line.to_string());
    let id = entry.id.as_deref().or(step.id.as_deref()).map_or_else(|| "–".to_owned(), escape::value);
    write!(out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{line}</th>")?;
    write!(out, "<td role=\"cell\">{id}</td><td role=\"cell\">{}</td>", step.verb)?;
    write!(out, "<td role=\"cell\">{}</td><td role=\"cell\">", badge(entry.state))?;
    for reason in why(entry) {
        write!(out, "<p>{}.</p>", escape::text(&capital(&reason)))?;
    }
    if !step.changes.is_empty() || !entry.seen.is_empty() {
        // Of what is not done, the page must not look as if it were.
        let wanted = if entry.state == State::Done { "<ul>" } else { "<small>Wanted:</small><ul class=\"wanted\">" };
        write!(out, "{wanted}")?;
        step.changes.iter().try_for_each(|change| field(out, entry, change, ""))?;
        entry.seen.iter().try_for_each(|change| field(out, entry, change, " <small>(seen, not asked for)</small>"))?;
        write!(out, "</ul>")?;
    }
    if let Some(time) = entry.settled_at.or(entry.sent_at) {
        let sent =
            if entry.attempts > 1 { format!(", sent {} times", grouped(entry.attempts.into())) } else { String::new() };
        write!(out, "<small class=\"time\">{}{sent}</small>", moment(time))?;
    }
    writeln!(out, "</td></tr>")
}

fn field(out: &mut impl Write, entry: &StepRecord, change: &FieldChange, seen: &str) -> io::Result<()> {
    write!(out, "<li><span class=\"field\">{}</span> ", name(&change.field))?;
    // A new participant has no earlier values.
    if entry.step.verb != Verb::Create {
        write!(out, "<del>{}</del> <span class=\"to\">→</span> ", content(&change.before))?;
    }
    write!(out, "<ins>{}</ins>{seen}</li>", content(&change.after))
}

/// A field in words; the account's own fields are called what the account calls them.
fn name(field: &Field) -> String {
    match field {
        Field::Custom(name) => escape::value(name),
        field => escape::text(&field.to_string().replace('_', " ")),
    }
}

fn content(content: &Content) -> String {
    content.value().map_or_else(|| format!("<i>{}</i>", stand_in(content)), escape::value)
}
