//! Text for a terminal: the counts, why what is not done is not, the problems in full, the first of the rest.

use super::{
    Causes, Head, Layout, Part,
    pages::PAGE,
    text::{cut, stand_in},
    why::why,
    words::{grouped, times},
};
use crate::{
    journal::StepRecord,
    plan::{Content, FieldChange, Verb},
};
use participants_core::escape_for_terminal;
use std::io::{self, Write};

/// How much of a value is shown.
const WIDTH: usize = 60;

pub(super) struct Table<W> {
    out: W,
    /// Entries that wait to be aligned with each other.
    waiting: Vec<Lines>,
}

/// An entry: the cells of its line, and the lines below it.
struct Lines {
    cells: [String; 5],
    below: Vec<String>,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, waiting: Vec::new() }
    }

    fn flush(&mut self) -> io::Result<()> {
        let cells = self.waiting.iter().map(|lines| &lines.cells);
        let widths = cells.fold([0; 4], |widths, cells| std::array::from_fn(|at| widths[at].max(width(&cells[at]))));
        for Lines { cells: [line, verb, id, state, why], below } in self.waiting.drain(..) {
            let row = format!(
                "  {line:>0$}  {verb:1$}  {id:2$}  {state:3$}  {why}",
                widths[0], widths[1], widths[2], widths[3]
            );
            writeln!(self.out, "{}", row.trim_end())?;
            below.iter().try_for_each(|line| writeln!(self.out, "      {line}"))?;
        }
        Ok(())
    }
}

impl<W: Write> Layout for Table<W> {
    fn begin(&mut self, head: &Head<'_>, causes: &Causes) -> io::Result<()> {
        let (begun, ended) = head.times();
        writeln!(self.out, "Run {} at {}: {}", head.run.id, escape_for_terminal(&head.run.provider), head.tally)?;
        writeln!(self.out, "begun {begun}, ended {ended}")?;
        let mut beside = vec![format!("{} unchanged", times(head.unchanged(), "row"))];
        if head.unreadable() > 0 {
            beside.push(format!("{} could not be read", times(head.unreadable(), "row")));
        }
        writeln!(self.out, "{}", beside.join(", "))?;
        head.remarks().iter().try_for_each(|remark| writeln!(self.out, "{remark}"))?;
        let causes = causes.ranked();
        if !causes.is_empty() {
            writeln!(self.out, "\nWhy")?;
        }
        let lines: Vec<_> = causes.iter().map(|(count, state, why)| (grouped(*count), state.name(), why)).collect();
        let wide = lines.iter().map(|(count, ..)| count.len()).max().unwrap_or_default();
        for (count, state, why) in lines {
            writeln!(self.out, "  {count:>wide$} {state:7}  {}", escape_for_terminal(why))?;
        }
        Ok(())
    }

    fn open(&mut self, part: Part, count: u64) -> io::Result<()> {
        let what = match part {
            Part::Problems => "Problems",
            Part::Open => "Still to be done",
            Part::Done => "Done",
        };
        writeln!(self.out, "\n{what} ({})", grouped(count))
    }

    fn entry(&mut self, entry: &StepRecord) -> io::Result<()> {
        let step = &entry.step;
        let id = entry.id.as_ref().or(step.id.as_ref()).map(|id| cut(id, 40));
        let mut reasons: Vec<_> = why(entry).iter().map(|why| escape_for_terminal(why).into_owned()).collect();
        if entry.attempts > 1 {
            reasons.push(format!("sent {} times", grouped(entry.attempts.into())));
        }
        let line = step.line.map_or_else(String::new, |line| format!("line {line}"));
        let cells = [line, step.verb.to_string(), id.unwrap_or_default(), entry.state.to_string(), reasons.join("; ")];
        self.waiting.push(Lines { cells, below: fields(entry) });
        if self.waiting.len() < PAGE { Ok(()) } else { self.flush() }
    }

    fn close(&mut self, _: Part, left_out: u64) -> io::Result<()> {
        self.flush()?;
        if left_out > 0 {
            let more = grouped(left_out);
            writeln!(self.out, "  and {more} more: --format csv and --format jsonl show all of them")?;
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.flush()
    }
}

/// The fields of an entry, aligned with each other.
fn fields(entry: &StepRecord) -> Vec<String> {
    let all = || entry.step.changes.iter().map(|change| (change, "")).chain(entry.seen.iter().map(|seen| (seen, SEEN)));
    let name = |change: &FieldChange| cut(&change.field.to_string(), 40);
    let wide = all().map(|(change, _)| width(&name(change))).max().unwrap_or_default();
    let describe = |(change, seen): (&FieldChange, &str)| {
        let (name, after) = (name(change), content(&change.after));
        match entry.step.verb {
            Verb::Create => format!("{name:wide$}  {after}{seen}"),
            _ => format!("{name:wide$}  {} → {after}{seen}", content(&change.before)),
        }
    };
    all().map(describe).collect()
}

const SEEN: &str = "  (seen, not asked for)";

fn content(content: &Content) -> String {
    content.value().map_or_else(|| stand_in(content).to_owned(), |text| cut(text, WIDTH))
}

/// As formatting counts it.
fn width(text: &str) -> usize {
    text.chars().count()
}
