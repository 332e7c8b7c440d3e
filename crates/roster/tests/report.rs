//! Reports: what each format shows, in which order, that nothing of a person steers a reader, and a page in a browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![allow(clippy::print_stderr)] // A test that is left out says why.

#[path = "report/browser.rs"]
mod browser;
#[path = "report/chromium.rs"]
mod chromium;
#[path = "report/common.rs"]
mod common;
#[path = "report/csv.rs"]
mod csv;
#[path = "report/html.rs"]
mod html;
#[path = "report/json.rs"]
mod json;
#[path = "report/long.rs"]
mod long;
#[path = "report/privacy.rs"]
mod privacy;
#[path = "report/table.rs"]
mod table;
