//! The beginning of the page: which run it was, what came of it, and why what is not done is not.

use super::escape;
use crate::{
    journal::State,
    report::{
        Causes, Head,
        words::{advice, grouped, meaning},
    },
};
use std::io::{self, Write};

pub(super) fn write(out: &mut impl Write, head: &Head<'_>, causes: &Causes) -> io::Result<()> {
    let (begun, ended) = head.times();
    let provider = escape::text(&head.run.provider);
    writeln!(out, "<header>\n<h1>Changes at {provider}</h1>\n<p class=\"result\">{}</p>", head.result())?;
    let facts = [("Provider", provider), ("Run", head.run.id.to_string()), ("Begun", begun), ("Ended", ended)];
    writeln!(out, "<dl>")?;
    for (name, fact) in facts {
        writeln!(out, "<div><dt>{name}</dt><dd>{fact}</dd></div>")?;
    }
    writeln!(out, "</dl>")?;
    for remark in head.remarks() {
        writeln!(out, "<p class=\"remark\">{}.</p>", escape::text(&capital(&remark)))?;
    }
    writeln!(out, "</header>\n<main>")?;
    counts(out, head)?;
    reasons(out, causes)
}

/// The states in the order in which they matter to a reader.
const ORDER: [State; 8] = [
    State::Done,
    State::Partial,
    State::Refused,
    State::Failed,
    State::Stale,
    State::Unknown,
    State::Sending,
    State::Planned,
];

fn counts(out: &mut impl Write, head: &Head<'_>) -> io::Result<()> {
    writeln!(out, "<section aria-labelledby=\"counts\">\n<h2 id=\"counts\">In numbers</h2>")?;
    let counted = || ORDER.into_iter().map(|state| (state, head.tally.of(state))).filter(|(_, count)| *count > 0);
    if head.tally.all() > 0 {
        // The figures stand below in words.
        write!(out, "<div class=\"bar\" aria-hidden=\"true\">")?;
        for (state, count) in counted() {
            write!(out, "<span class=\"s-{state}\" style=\"flex-grow:{count}\"></span>")?;
        }
        writeln!(out, "</div>")?;
    }
    writeln!(out, "<ul class=\"tiles\">")?;
    for (state, count) in counted() {
        tile(out, &format!("s-{state}"), count, &format!("{} {state}", sign(state)), meaning_of(state))?;
    }
    if head.unchanged() > 0 {
        tile(out, "plain", head.unchanged(), "unchanged", "rows that were as they should be already")?;
    }
    if head.unreadable() > 0 {
        tile(out, "s-refused", head.unreadable(), "unreadable", "rows of the file that could not be read")?;
    }
    writeln!(out, "</ul>\n</section>")
}

fn tile(out: &mut impl Write, class: &str, count: u64, name: &str, what: &str) -> io::Result<()> {
    writeln!(
        out,
        "<li class=\"{class}\"><strong>{}</strong> <span class=\"name\">{name}</span> <small>{what}</small></li>",
        grouped(count)
    )
}

/// Rows are refused by the plan, too.
fn meaning_of(state: State) -> &'static str {
    if state == State::Refused { "the plan refused the row, or the provider the change" } else { meaning(state) }
}

fn reasons(out: &mut impl Write, causes: &Causes) -> io::Result<()> {
    let causes = causes.ranked();
    if causes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section aria-labelledby=\"reasons\">\n<h2 id=\"reasons\">What is not done, and why</h2>")?;
    writeln!(out, "<table role=\"table\" class=\"causes\">\n<thead role=\"rowgroup\"><tr role=\"row\">")?;
    for heading in ["How many", "Outcome", "Why", "What to do"] {
        write!(out, "<th role=\"columnheader\" scope=\"col\">{heading}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody role=\"rowgroup\">")?;
    for (count, state, why) in causes {
        write!(out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th>", grouped(count))?;
        write!(out, "<td role=\"cell\">{}</td>", badge(state))?;
        write!(out, "<td role=\"cell\">{}</td>", escape::text(&capital(why)))?;
        writeln!(out, "<td role=\"cell\">{}</td></tr>", advice_in_page(state))?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

/// The advice, with its command set as one.
fn advice_in_page(state: State) -> String {
    let mut advice_html = String::new();
    for (at, piece) in capital(&escape::text(advice(state))).split('`').enumerate() {
        advice_html.push_str(match at {
            0 => "",
            at if at % 2 == 1 => "<code>",
            _ => "</code>",
        });
        advice_html.push_str(piece);
    }
    advice_html
}

/// A state as a word with a sign, so that no colour is needed to recognise it.
pub(super) fn badge(state: State) -> String {
    format!("<span class=\"badge s-{state}\"><span aria-hidden=\"true\">{}</span> {state}</span>", sign(state))
}

fn sign(state: State) -> char {
    match state {
        State::Done => '✓',
        State::Refused => '✕',
        State::Failed => '!',
        State::Unknown => '?',
        State::Stale => '≠',
        State::Partial => '◐',
        State::Sending => '→',
        State::Planned => '○',
    }
}

/// A sentence with its first letter large.
pub(super) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
