//! The page as text: that it is one file, and that values cannot leave their place.

use crate::common::{every_state, hostile, hostile_run, journal, mark, report, settled, steps, summary, update};
use participants_roster::core::serde_json::Value;
use participants_roster::journal::State;
use participants_roster::report::{Format, Report};

#[test]
fn the_page_needs_nothing_else_and_allows_nothing() {
    let (mut journal, run) = every_state();
    let page = report(&mut journal, Report::new(&run), Format::Html);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"")
    );
    for outside in ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http://", "https://"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_value_stays_in_its_place() {
    let (mut journal, run) = hostile_run();
    let page = report(&mut journal, Report::new(&run), Format::Html);
    let body = page.split("<body>").nth(1).unwrap();
    for tag in ["<script", "<img", "<svg", "<style", "<meta", "<base", "<!--", "</title", "<b>"] {
        assert!(!body.contains(tag), "{tag}");
    }
    assert_eq!(body.matches("<h1>").count(), 1);
    assert_eq!(body.matches("<bdi>").count(), body.matches("</bdi>").count());
    assert!(body.contains("<bdi>\u{202e}gro.elpmaxe\u{2066}</bdi>"));
    // Three headings, the entries, and the causes: a note for each value that is stale.
    let stale = hostile().len();
    assert_eq!(body.matches("<tr role=\"row\">").count(), 3 + 2 * hostile().len() + stale);
}

#[test]
fn a_run_with_nothing_to_do_and_one_that_is_all_done_say_so() {
    let (mut empty, run) = journal(&[], &summary(3));
    let page = report(&mut empty, Report::new(&run), Format::Html);
    assert!(page.contains("There was nothing to do.") && page.contains("rows that were as they should be already"));
    let (mut done, run) = journal(&steps(Value::Array(vec![update(2, "1", "Å", "Ö")])), &summary(0));
    mark(&mut done, &run, |entry| Some(settled(entry, State::Done)));
    let page = report(&mut done, Report::new(&run), Format::Html);
    assert!(page.contains("All of it is done: 1 step.") && !page.contains("id=\"problems\""));
}
