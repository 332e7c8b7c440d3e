//! One page of HTML to hand on: it needs no other file, no network and no script, and everything in it is text.

mod escape;
mod front;
mod row;

use super::{
    Causes, Head, Layout, Part,
    words::{grouped, times},
};
use crate::journal::StepRecord;
use std::io::{self, Write};

pub(super) struct Html<W>(W);

/// Nothing may be loaded or run, whatever a value says; the style stands in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("html/style.css");

impl<W: Write> Html<W> {
    pub(super) fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Layout for Html<W> {
    fn begin(&mut self, head: &Head<'_>, causes: &Causes) -> io::Result<()> {
        let out = &mut self.0;
        writeln!(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
        writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">")?;
        writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">")?;
        writeln!(out, "<title>Run {} at {}</title>", head.run.id, escape::text(&head.run.provider))?;
        writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>")?;
        front::write(out, head, causes)
    }

    fn open(&mut self, part: Part, count: u64) -> io::Result<()> {
        let (name, title) = match part {
            Part::Problems => ("problems", "Problems, row by row"),
            Part::Open => ("open", "Still to be done"),
            Part::Done => ("done", "Done"),
        };
        let count = grouped(count);
        writeln!(
            self.0,
            "<section aria-labelledby=\"{name}\">\n<h2 id=\"{name}\">{title} <small>{count}</small></h2>"
        )?;
        writeln!(self.0, "<table role=\"table\" class=\"entries\">\n<thead role=\"rowgroup\"><tr role=\"row\">")?;
        for heading in ["Line", "Participant", "What", "Outcome", "In detail"] {
            write!(self.0, "<th role=\"columnheader\" scope=\"col\">{heading}</th>")?;
        }
        writeln!(self.0, "</tr></thead>\n<tbody role=\"rowgroup\">")
    }

    fn entry(&mut self, entry: &StepRecord) -> io::Result<()> {
        row::write(&mut self.0, entry)
    }

    fn close(&mut self, _: Part, left_out: u64) -> io::Result<()> {
        writeln!(self.0, "</tbody>\n</table>")?;
        if left_out > 0 {
            let more = times(left_out, "more step");
            writeln!(
                self.0,
                "<p class=\"more\">Not shown: {more}, so that this page opens quickly. \
                 <code>participants report --format csv</code> has all of them.</p>"
            )?;
        }
        writeln!(self.0, "</section>")
    }

    fn end(&mut self) -> io::Result<()> {
        writeln!(self.0, "</main>\n</body>\n</html>")
    }
}
