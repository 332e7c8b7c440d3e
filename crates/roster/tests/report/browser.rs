//! The page in a real browser: what it shows, that nothing runs and nothing is asked for, and that it fits a phone.

use crate::chromium::{Chromium, Visit};
use crate::common::{every_state, hostile, hostile_run, report};
use participants_roster::core::serde_json::{self, Value, json};
use participants_roster::report::{Format, Report};

/// Looks at a page from inside.
const PROBE: &str = include_str!("probe.js");

fn page(
    report_of: impl FnOnce() -> (participants_roster::journal::SqliteJournal, participants_roster::journal::Run),
) -> String {
    let (mut journal, run) = report_of();
    report(&mut journal, Report::new(&run), Format::Html)
}

/// The page without its policy, so that whatever wants to run or load may.
fn unguarded(page: &str) -> String {
    let (before, behind) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
    format!("{before}{}", behind.split_once('>').unwrap().1)
}

fn with(page: &str, end: &str) -> String {
    page.replace("</body>", &format!("{end}</body>"))
}

fn probed(chromium: &Chromium, page: &str) -> (Value, Visit) {
    let file = chromium.file("probe.html", &with(&unguarded(page), &format!("<script>{PROBE}</script>")));
    let visit = chromium.visit(&file, &[]);
    (found(&visit), visit)
}

/// The same on the screen of a phone, which is narrower than any window of the browser: in a frame.
fn on_a_phone(chromium: &Chromium, page: &str, arguments: &[&str]) -> Value {
    chromium.file("probe.html", &with(&unguarded(page), &format!("<script>{PROBE}</script>")));
    let frame = "<iframe src=probe.html style='width:360px;height:800px;border:0'></iframe><script>\
                 addEventListener('message', (event) => document.documentElement.dataset.found = event.data)</script>";
    found(&chromium.visit(&chromium.file("phone.html", frame), arguments))
}

/// What the probe found.
fn found(visit: &Visit) -> Value {
    let found = visit.document.split("data-found=\"").nth(1).expect("the probe ran").split('"').next().unwrap();
    let plain = ["&quot;", "&lt;", "&gt;", "&nbsp;", "&amp;"].iter().zip(["\"", "<", ">", "\u{a0}", "&"]);
    let found = plain.fold(found.to_owned(), |text, (from, to)| text.replace(from, to));
    serde_json::from_str(&found).unwrap()
}

#[test]
fn the_page_shows_the_run_and_asks_for_nothing() {
    let Some(chromium) = Chromium::find("shows") else { return };
    let page = page(every_state);
    let visit = chromium.visit(&chromium.file("page.html", &page), &[]);
    assert_eq!((visit.console.as_slice(), visit.asked.as_slice()), (&[][..], &[][..]));
    assert!(visit.document.contains("O'Brien-Ö") && visit.document.contains("4 of 10 steps are done"));
    let (found, _) = probed(&chromium, &page);
    let headings = ["In numbers", "What is not done, and why", "Problems, row by row", "Still to be done", "Done"];
    let headings: Vec<_> = headings.iter().map(|heading| format!("h2 {heading}")).collect();
    assert_eq!(found["headings"], json!([["h1 Changes at dendreo".to_owned()].as_slice(), &headings].concat()));
    let tiles = [
        "4 ✓ done",
        "1 ✕ refused",
        "1 ! failed",
        "1 ≠ stale",
        "1 ? unknown",
        "1 → sending",
        "1 ○ planned",
        "1,204 unchanged",
        "2 unreadable",
    ];
    assert_eq!(found["tiles"], json!(tiles));
    let rows = json!([["counts", 0], ["reasons", 4], ["problems", 4], ["open", 2], ["done", 4]]);
    assert_eq!(found["rows"], rows);
    assert_eq!(found["unlabelled"], 0);
}

#[test]
fn a_hostile_name_is_text_though_everything_may_run() {
    let Some(chromium) = Chromium::find("hostile") else { return };
    let page = page(hostile_run);
    let guarded = chromium.visit(&chromium.file("page.html", &page), &[]);
    assert_eq!((guarded.console.as_slice(), guarded.asked.as_slice()), (&[][..], &[][..]));
    let (found, visit) = probed(&chromium, &page);
    assert!(!visit.document.contains("data-ran"), "a value was run");
    assert_eq!((visit.console.as_slice(), visit.asked.as_slice()), (&[][..], &[][..]));
    assert_eq!(found["handlers"], 0);
    let own = [
        "bdi", "body", "dd", "del", "div", "dl", "dt", "h1", "h2", "head", "header", "html", "i", "ins", "li", "main",
        "meta", "p", "script", "section", "small", "span", "strong", "style", "table", "tbody", "td", "th", "thead",
        "title", "tr", "ul",
    ];
    let known = |tag: &Value| own.iter().any(|own| tag == own) || tag == "code";
    assert!(found["tags"].as_array().unwrap().iter().all(known), "{}", found["tags"]);
    let values = found["values"].as_array().unwrap();
    for text in hostile() {
        for expected in [text.clone(), format!("{text}!")] {
            assert!(values.iter().any(|value| value == expected.as_str()), "not shown as it is: {expected:?}");
        }
    }
}

/// Without this, the tests above could look in the wrong place and be content.
#[test]
fn what_would_be_found_is_found() {
    let Some(chromium) = Chromium::find("found") else { return };
    let page = page(every_state);
    let hostile = "<img src=http://tracker.invalid/x.png onerror=document.documentElement.dataset.ran=1>";
    let (found, visit) = probed(&chromium, &with(&page, hostile));
    assert!(visit.document.contains("data-ran"), "nothing guards this one");
    assert_eq!(
        (visit.asked.as_slice(), &found["handlers"]),
        (&["http://tracker.invalid/x.png".to_owned()][..], &json!(1))
    );
    let wide = with(&page, "<p style=width:900px>x</p>");
    let found = on_a_phone(&chromium, &wide, &[]);
    assert!(found["width"].as_u64().unwrap() > found["screen"].as_u64().unwrap());
    let guarded =
        chromium.visit(&chromium.file("guarded.html", &with(&page, "<script>document.title=1</script>")), &[]);
    assert!(!guarded.console.is_empty() && guarded.document.contains("<title>Run 1"), "the policy forbids it, aloud");
}

#[test]
fn the_page_fits_a_phone_and_can_be_read_in_the_light_and_in_the_dark() {
    let Some(chromium) = Chromium::find("fits") else { return };
    for page in [page(every_state), page(hostile_run)] {
        for (scheme, is_dark) in [("1", false), ("0", true)] {
            let scheme = format!("--blink-settings=preferredColorScheme={scheme}");
            let found = on_a_phone(&chromium, &page, &[&scheme]);
            assert_eq!((&found["screen"], &found["dark"]), (&json!(360), &json!(is_dark)));
            assert!(found["width"].as_u64().unwrap() <= 360, "{}", found["width"]);
            let contrast = found["contrast"].as_f64().unwrap();
            assert!(contrast >= 4.5, "{contrast}");
        }
    }
}

#[test]
fn the_page_can_be_printed() {
    let Some(chromium) = Chromium::find("print") else { return };
    let printed = chromium.print(&chromium.file("page.html", &page(every_state)));
    assert!(printed.starts_with(b"%PDF-") && printed.len() > 10_000, "{} bytes", printed.len());
}
