//! Stand-in until the streaming plan lands.
#![allow(missing_docs)]

use super::*;
use crate::{Index, Problem, Row};
use std::io;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Summary {
    pub format: String,
    pub version: u32,
    pub provider: String,
    pub listing: Listed,
    pub roster: Read,
    pub counts: Counts,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Reason>,
}

impl Plan {
    pub fn summary(&self) -> Summary {
        Summary {
            format: self.format.clone(),
            version: self.version,
            provider: self.provider.clone(),
            listing: self.listing.clone(),
            roster: self.roster,
            counts: self.counts,
            withheld: self.withheld.clone(),
        }
    }

    pub fn new(summary: Summary, steps: Vec<Step>) -> Self {
        let Summary { format, version, provider, listing, roster, counts, withheld } = summary;
        Self { format, version, provider, listing, roster, counts, withheld, steps }
    }

    pub fn read_into<E>(from: impl io::Read, sink: impl FnMut(Step) -> Result<(), E>) -> Result<Summary, ReadError<E>> {
        let mut plan = Self::read(from).map_err(ReadError::Plan)?;
        std::mem::take(&mut plan.steps).into_iter().try_for_each(sink).map_err(ReadError::Sink)?;
        Ok(plan.summary())
    }
}

impl Summary {
    pub fn is_empty(&self) -> bool {
        let Counts { create, update, r#move, deactivate, .. } = self.counts;
        create + update + r#move + deactivate == 0
    }

    pub fn has_problems(&self) -> bool {
        self.counts.refuse > 0 || self.roster.unreadable > 0 || !self.withheld.is_empty()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Plan::new(self.clone(), Vec::new()))
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    #[error("{0}")]
    Plan(PlanError),
    #[error("sink")]
    Sink(E),
}

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlanningError<E> {
    #[error("{0}")]
    NotIndexed(NotIndexed),
    #[error("{0}")]
    Roster(Problem),
    #[error("changed")]
    Changed,
    #[error("sink")]
    Sink(E),
}

impl Planner<'_> {
    pub fn plan_into<I, E>(
        &self,
        index: &Index,
        mut rows: impl FnMut() -> Result<I, Problem>,
        sink: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Summary, PlanningError<E>>
    where
        I: Iterator<Item = Result<Row, Problem>>,
    {
        let (mut good, mut bad) = (Vec::new(), 0);
        for row in rows().map_err(PlanningError::Roster)? {
            match row {
                Ok(row) => good.push(row),
                Err(_) => bad += 1,
            }
        }
        let mut plan = self.plan(index, good, bad).map_err(PlanningError::NotIndexed)?;
        std::mem::take(&mut plan.steps).into_iter().try_for_each(sink).map_err(PlanningError::Sink)?;
        Ok(plan.summary())
    }
}

pub struct PlanWriter<W> {
    to: W,
    steps: Vec<Step>,
}

impl<W: io::Write> PlanWriter<W> {
    pub fn new(to: W) -> Result<Self, PlanError> {
        Ok(Self { to, steps: Vec::new() })
    }

    pub fn step(&mut self, step: &Step) -> Result<(), PlanError> {
        self.steps.push(step.clone());
        Ok(())
    }

    pub fn finish(self, summary: &Summary) -> Result<(), PlanError> {
        Plan::new(summary.clone(), self.steps).write(self.to)
    }
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKey {
    ExternalId(String),
    Email(String),
}

impl RowKey {
    pub fn of(row: &Row) -> Option<Self> {
        let email = row.wanted.email.value().map(|email| Self::Email(email.trim().to_lowercase()));
        row.wanted.external_id.value().cloned().map(Self::ExternalId).or(email)
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::ExternalId(_) => "external_id",
            Self::Email(_) => "email",
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Self::ExternalId(text) | Self::Email(text) => text,
        }
    }

    pub fn parse(kind: &str, text: &str) -> Option<Self> {
        match kind {
            "external_id" => Some(Self::ExternalId(text.to_owned())),
            "email" => Some(Self::Email(text.trim().to_lowercase())),
            _ => None,
        }
    }
}

impl Counts {
    pub fn add(&mut self, verb: Verb) {
        *match verb {
            Verb::Create => &mut self.create,
            Verb::Update => &mut self.update,
            Verb::Move => &mut self.r#move,
            Verb::Deactivate => &mut self.deactivate,
            Verb::None => &mut self.none,
            Verb::Refuse => &mut self.refuse,
        } += 1;
    }
}

impl Step {
    pub fn render(&self, out: &mut impl fmt::Write, mut names: Option<&mut Pseudonyms>) -> fmt::Result {
        super::show::render(self, out, &mut names)
    }
}

impl std::str::FromStr for crate::Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut bound = Self::NONE;
        if text == "none" {
            return Ok(bound);
        }
        for part in text.split(',') {
            match part.strip_suffix('%') {
                Some(percent) => bound.percent = Some(percent.parse().map_err(|_| "a number of percent")?),
                None => bound.people = Some(part.parse().map_err(|_| "a number of people")?),
            }
        }
        Ok(bound)
    }
}
