//! What all FrontCore lists share: `limit`, `page`, `since_id`, the time filters, the order and the envelope.

use super::answers::{self, Refusal};
use super::{body, dates};
use crate::emulator::{Call, Reply};
use crate::settings::Settings;
use serde_json::{Value, json};

/// The documented most of a page.
const MOST: u64 = 250;

/// The documented length of a page when the call names none.
const DEFAULT: u64 = 75;

/// The shared part of a list call, checked.
pub(super) struct Selection {
    limit: usize,
    page: usize,
    since: u64,
    created: Span,
    updated: Span,
    descending: bool,
}

/// The records of one page.
pub(super) struct Page<T> {
    records: Vec<T>,
    number: usize,
    next: Option<usize>,
}

/// A time filter: from, to, and whether these very moments are admitted.
pub(super) struct Span {
    min: Option<i64>,
    max: Option<i64>,
    inclusive: bool,
}

impl Selection {
    /// Reads the query.
    pub(super) fn of(call: &Call, settings: &Settings) -> Result<Self, Refusal> {
        Self::with_default(call, settings, DEFAULT)
    }

    /// Reads the query of a list whose pages have another default length.
    pub(super) fn with_default(call: &Call, settings: &Settings, default: u64) -> Result<Self, Refusal> {
        let limit = match parameter(call, "limit")? {
            Some(limit @ 1..=MOST) => limit,
            Some(_) if settings.is("limit_excess", "refused") => return Err(Refusal::field("limit")),
            Some(0) | None => default,
            Some(_) => MOST,
        };
        let span = |min: &str, max: &str| Span::of(call, settings, min, max);
        Ok(Self {
            limit: limit as usize,
            page: parameter(call, "page")?.unwrap_or(1).max(1) as usize,
            since: parameter(call, "since_id")?.unwrap_or(0),
            created: span("created_at_min", "created_at_max")?,
            updated: span("updated_at_min", "updated_at_max")?,
            descending: settings.is("list_order", "descending"),
        })
    }

    /// The same with the lowest first, whatever the setting says.
    pub(super) fn ascending(self) -> Self {
        Self { descending: false, ..self }
    }

    /// The same with the highest first.
    pub(super) fn descending(self) -> Self {
        Self { descending: true, ..self }
    }

    /// Whether the shared filters let a record through.
    pub(super) fn admits(&self, id: u64, created: i64, updated: i64) -> bool {
        id > self.since && self.created.admits(created) && self.updated.admits(updated)
    }

    /// The page asked for, of records given by ascending id. A page past the end is empty.
    pub(super) fn cut<T>(&self, records: impl DoubleEndedIterator<Item = T>) -> Page<T> {
        let skip = (self.page - 1).saturating_mul(self.limit);
        // One more than the page holds shows whether there is a next one.
        let wanted = self.limit + 1;
        let mut records: Vec<T> = if self.descending {
            records.rev().skip(skip).take(wanted).collect()
        } else {
            records.skip(skip).take(wanted).collect()
        };
        let more = records.len() == wanted;
        records.truncate(self.limit);
        Page { records, next: more.then_some(self.page + 1), number: self.page }
    }
}

impl<T> Page<T> {
    /// The answer of a list: a bare array, or by setting the envelope that `GET /coursedates` has.
    pub(super) fn reply(self, settings: &Settings, show: impl FnMut(T) -> Value) -> Reply {
        if settings.is("list_envelope", "items") {
            return self.envelope(show);
        }
        answers::json(200, &self.records.into_iter().map(show).collect())
    }

    /// The answer as `{items, pagination}`.
    pub(super) fn envelope(self, show: impl FnMut(T) -> Value) -> Reply {
        let items: Vec<Value> = self.records.into_iter().map(show).collect();
        let pagination = json!({"current_page": self.number, "next_page": self.next});
        answers::json(200, &json!({"items": items, "pagination": pagination}))
    }
}

impl Span {
    /// Reads two parameters of the query.
    pub(super) fn of(call: &Call, settings: &Settings, min: &str, max: &str) -> Result<Self, Refusal> {
        let inclusive = settings.is("filter_bounds", "inclusive");
        Ok(Self { min: moment(call, settings, min)?, max: moment(call, settings, max)?, inclusive })
    }

    /// Whether the call set neither end.
    pub(super) fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    pub(super) fn admits(&self, moment: i64) -> bool {
        let slack = i64::from(!self.inclusive);
        self.min.is_none_or(|min| moment >= min + slack) && self.max.is_none_or(|max| moment <= max - slack)
    }
}

/// A query parameter that is a boolean; off when it is left out.
pub(super) fn switch(call: &Call, settings: &Settings, name: &str) -> Result<bool, Refusal> {
    let Some(text) = call.parameter(name) else { return Ok(false) };
    body::boolean(settings, &text.into()).ok_or_else(|| Refusal::field(name))
}

/// A query parameter that is a whole number.
pub(super) fn parameter(call: &Call, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(text) = call.parameter(name) else { return Ok(None) };
    body::number(&text.into()).map(Some).ok_or_else(|| Refusal::field(name))
}

fn moment(call: &Call, settings: &Settings, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = call.parameter(name) else { return Ok(None) };
    dates::filter(text, settings.is("filter_zone", "norwegian")).map(Some).ok_or_else(|| Refusal::field(name))
}
