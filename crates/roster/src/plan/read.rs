//! Reading a plan's document: step by step, as strictly as it is written, whatever the order of its members.

use super::{Counts, Listed, Plan, PlanError, Read, Reason, StatedScope, Step, Summary};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::{
    fmt,
    io::{self, BufReader},
};

/// Why a document was not read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// It is no plan that can be applied.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The receiver of the steps refused.
    #[error("a step was not taken")]
    Sink(E),
}

impl Plan {
    /// Reads a plan, all of it or nothing.
    ///
    /// # Errors
    /// Whatever is not exactly a plan of this version: see [`PlanError`].
    pub fn read(from: impl io::Read) -> Result<Self, PlanError> {
        let mut steps = Vec::new();
        let taken = Self::read_into(from, |step| {
            steps.push(step);
            Ok::<_, std::convert::Infallible>(())
        });
        let summary = taken.map_err(|error| match error {
            ReadError::Plan(error) => error,
            ReadError::Sink(never) => match never {},
        })?;
        let plan = Self { summary, steps };
        plan.check()?;
        Ok(plan)
    }

    /// Reads a plan of any size and hands each step on as it comes; the summary is known at the end. What was handed on
    /// counts only then: a document that turns out to be none must leave nothing behind. Whether two steps write to
    /// one participant is not looked at.
    ///
    /// # Errors
    /// Whatever is not exactly a plan of this version; what `sink` returns.
    pub fn read_into<E>(from: impl io::Read, sink: impl FnMut(Step) -> Result<(), E>) -> Result<Summary, ReadError<E>> {
        let mut document = Document { sink, stopped: None, members: Members::default(), counts: Counts::default() };
        let mut json = serde_json::Deserializer::from_reader(BufReader::new(from));
        let read = (&mut document).deserialize(&mut json).and_then(|()| json.end());
        match document.stopped {
            Some(stopped) => Err(stopped),
            None => Ok(document.members.summary(read.err().map(PlanError::from), document.counts)?),
        }
    }
}

/// A document that is being read.
struct Document<S, E> {
    sink: S,
    /// Why reading was ended, where that was not serde's doing.
    stopped: Option<ReadError<E>>,
    members: Members,
    counts: Counts,
}

/// What the document says beside its steps.
#[derive(Default)]
struct Members {
    format: Option<serde_json::Value>,
    version: Option<u64>,
    provider: Option<String>,
    account: Option<String>,
    listing: Option<Listed>,
    roster: Option<Read>,
    counts: Option<Counts>,
    withheld: Option<Vec<Reason>>,
    scope: Option<StatedScope>,
    has_steps: bool,
}

impl Members {
    fn is_ours(&self) -> bool {
        self.format.as_ref().is_some_and(|format| format.as_str() == Some(Plan::FORMAT))
    }

    /// What it is comes first, then its version, then how it is laid out.
    fn summary(self, failed: Option<PlanError>, counts: Counts) -> Result<Summary, PlanError> {
        match (&self.format, failed, self.version) {
            (None, Some(failed), _) => return Err(failed),
            _ if !self.is_ours() => return Err(PlanError::NotAPlan),
            (.., Some(found)) if found != u64::from(Plan::VERSION) => return Err(PlanError::Version { found }),
            (_, Some(failed), _) => return Err(failed),
            (_, None, _) => {}
        }
        let Self { provider: Some(provider), listing: Some(listing), roster: Some(roster), counts: Some(said), .. } =
            self
        else {
            return Err(PlanError::NotAPlan);
        };
        let summary = Summary::new(&provider, listing, roster, said, self.withheld.unwrap_or_default());
        let summary = Summary { account: self.account, ..summary };
        summary.check(counts)?;
        Ok(Summary { scope: self.scope, ..summary })
    }
}

impl<'de, S: FnMut(Step) -> Result<(), E>, E> DeserializeSeed<'de> for &mut Document<S, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: FnMut(Step) -> Result<(), E>, E> Visitor<'de> for &mut Document<S, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plan")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let members = &mut self.members;
            let is_second = match name.as_str() {
                "format" => members.format.replace(map.next_value()?).is_some(),
                "version" => members.version.replace(map.next_value()?).is_some(),
                "provider" => members.provider.replace(map.next_value()?).is_some(),
                "account" => members.account.replace(map.next_value()?).is_some(),
                "listing" => members.listing.replace(map.next_value()?).is_some(),
                "roster" => members.roster.replace(map.next_value()?).is_some(),
                "counts" => members.counts.replace(map.next_value()?).is_some(),
                "scope" => members.scope.replace(map.next_value()?).is_some(),
                "withheld" => members.withheld.replace(map.next_value()?).is_some(),
                "steps" => {
                    map.next_value_seed(Steps(&mut *self))?;
                    std::mem::replace(&mut self.members.has_steps, true)
                }
                _ => return Err(A::Error::custom("an unknown member")),
            };
            if is_second {
                return Err(A::Error::custom("a member stands there twice"));
            }
        }
        let Members { version, provider, listing, roster, counts, has_steps, .. } = &self.members;
        let is_whole = version.is_some() && provider.is_some() && listing.is_some() && roster.is_some();
        if self.members.is_ours() && !(is_whole && counts.is_some() && *has_steps) {
            return Err(A::Error::custom("a member is missing"));
        }
        Ok(())
    }
}

/// The member that has the steps.
struct Steps<'a, S, E>(&'a mut Document<S, E>);

impl<'de, S: FnMut(Step) -> Result<(), E>, E> DeserializeSeed<'de> for Steps<'_, S, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, S: FnMut(Step) -> Result<(), E>, E> Visitor<'de> for Steps<'_, S, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the steps of a plan")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut steps: A) -> Result<(), A::Error> {
        while let Some(step) = steps.next_element::<Step>()? {
            self.0.counts.add(&step);
            let taken = step
                .check_planned()
                .map_err(ReadError::Plan)
                .and_then(|()| (self.0.sink)(step).map_err(ReadError::Sink));
            if let Err(stopped) = taken {
                self.0.stopped = Some(stopped);
                return Err(A::Error::custom("reading was ended"));
            }
        }
        Ok(())
    }
}

/// The place of a mistake without serde's words for it, which may repeat a value.
impl From<serde_json::Error> for PlanError {
    fn from(error: serde_json::Error) -> Self {
        use serde_json::error::Category;
        let (line, column) = (error.line(), error.column());
        let what = match error.classify() {
            Category::Syntax => "this is not JSON",
            Category::Eof => "it ends in the middle",
            Category::Data => "a member is missing, of the wrong kind, or unknown to this version",
            Category::Io => return Self::Io(error.into()),
        };
        Self::Layout { line, column, what }
    }
}
