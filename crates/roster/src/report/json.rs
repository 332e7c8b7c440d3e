//! JSON lines: the run in the first, then one object for each entry.

use super::{Causes, Head, Layout, Part};
use crate::{
    Rule,
    journal::{State, StateCounts, StepRecord},
    plan::{FieldChange, Reason, Verb},
};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, Write};

/// What `format` says in the first line.
const FORMAT: &str = "participants-report";

/// The version of the lines' layout.
const VERSION: u32 = 1;

pub(super) struct JsonLines<W>(W);

#[derive(Serialize)]
struct First<'a> {
    format: &'static str,
    version: u32,
    run: u64,
    provider: &'a str,
    begun_at: String,
    ended_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone_by: Option<u64>,
    privacy: bool,
    counts: Counts,
    unchanged: Option<u64>,
    unreadable: Option<u64>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    withheld: &'a [Reason],
}

#[derive(Serialize)]
struct Counts {
    planned: u64,
    sending: u64,
    done: u64,
    refused: u64,
    failed: u64,
    unknown: u64,
    stale: u64,
    partial: u64,
}

#[derive(Serialize)]
struct Line<'a> {
    at: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    verb: Verb,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matched_by: Option<Rule>,
    state: &'static str,
    attempts: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    changes: &'a [FieldChange],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    seen: &'a [FieldChange],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    applied: Vec<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    reasons: &'a [Reason],
}

impl<W: Write> JsonLines<W> {
    pub(super) fn new(out: W) -> Self {
        Self(out)
    }

    fn line(&mut self, line: &impl Serialize) -> io::Result<()> {
        crate::write_json(&mut self.0, line)?;
        self.0.write_all(b"\n")
    }
}

impl<W: Write> Layout for JsonLines<W> {
    fn begin(&mut self, head: &Head<'_>, _: &Causes) -> io::Result<()> {
        let Head { run, undone_by, is_veiled, plan, .. } = head;
        self.line(&First {
            format: FORMAT,
            version: VERSION,
            run: run.id,
            provider: &run.provider,
            begun_at: run.begun_at.to_string(),
            ended_at: run.ended_at.map(|time| time.to_string()),
            undoes: run.undoes,
            undone_by: *undone_by,
            privacy: *is_veiled,
            counts: Counts::of(&head.tally),
            unchanged: plan.as_ref().map(|plan| plan.counts.none),
            unreadable: plan.as_ref().map(|plan| plan.header.roster.unreadable),
            withheld: plan.as_ref().map_or(&[], |plan| &plan.header.withheld),
        })
    }

    fn open(&mut self, _: Part, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn entry(&mut self, entry: &StepRecord) -> io::Result<()> {
        let step = &entry.step;
        let text = |time: Option<Timestamp>| time.map(|time| time.to_string());
        self.line(&Line {
            at: entry.at,
            line: step.line,
            verb: step.verb,
            id: entry.id.as_deref().or(step.id.as_deref()),
            matched_by: step.matched_by,
            state: entry.state.name(),
            attempts: entry.attempts,
            sent_at: text(entry.sent_at),
            settled_at: text(entry.settled_at),
            note: entry.note.as_deref(),
            changes: &step.changes,
            seen: &entry.seen,
            applied: entry.applied.iter().map(ToString::to_string).collect(),
            reasons: &step.reasons,
        })
    }

    fn close(&mut self, _: Part, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Counts {
    fn of(tally: &StateCounts) -> Self {
        let of = |state| tally.of(state);
        Self {
            planned: of(State::Planned),
            sending: of(State::Sending),
            done: of(State::Done),
            refused: of(State::Refused),
            failed: of(State::Failed),
            unknown: of(State::Unknown),
            stale: of(State::Stale),
            partial: of(State::Partial),
        }
    }
}
