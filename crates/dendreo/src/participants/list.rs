//! Lists: everybody, or those a filter lets through.

use super::SCRIPT;
use crate::{Dendreo, Participant};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response, jiff::civil::Date};
use std::fmt;

/// Reads participants, all or filtered. No paging is documented or seen: one call returns everything that matches.
///
/// Whether several filters combine as "and" is not documented.
///
/// ```
/// use participants_dendreo::ListParticipants;
///
/// let at_company = ListParticipants::new().company("77").show(["date_add", "date_edit"]);
/// # let _ = at_company;
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ListParticipants {
    filters: Vec<(&'static str, String)>,
}

impl ListParticipants {
    /// Everybody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those with exactly this e-mail address; two people can share one.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        self.filter("email", email)
    }

    /// Those of a company, by its number.
    #[must_use]
    pub fn company(self, id: impl Into<String>) -> Self {
        self.filter("id_entreprise", id)
    }

    /// Those born on this day.
    #[must_use]
    pub fn born_on(self, date: Date) -> Self {
        self.filter("date_de_naissance", date.to_string())
    }

    /// Those a free text finds in names, e-mail, remarks or number. How it matches is not documented.
    #[must_use]
    pub fn search(self, text: impl Into<String>) -> Self {
        self.filter("search", text)
    }

    /// Those made after this day (`created_after`).
    #[must_use]
    pub fn created_after(self, date: Date) -> Self {
        self.filter("created_after", date.to_string())
    }

    /// Those made before this day (`created_before`).
    #[must_use]
    pub fn created_before(self, date: Date) -> Self {
        self.filter("created_before", date.to_string())
    }

    /// Those changed after this day (`updated_after`).
    #[must_use]
    pub fn updated_after(self, date: Date) -> Self {
        self.filter("updated_after", date.to_string())
    }

    /// Those changed before this day (`updated_before`).
    #[must_use]
    pub fn updated_before(self, date: Date) -> Self {
        self.filter("updated_before", date.to_string())
    }

    /// Those of the last days (`nb_jours`).
    #[must_use]
    pub fn last_days(self, days: u32) -> Self {
        self.filter("nb_jours", days.to_string())
    }

    /// Adds related objects to each record, as a comma list; for participants `participations` is known.
    #[must_use]
    pub fn include<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.filter("include", comma_list(names))
    }

    /// Only these members of each record. Leave `id_participant` among them, or the records cannot be told apart.
    #[must_use]
    pub fn fields<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.filter("fields", comma_list(names))
    }

    /// Shows members hidden by default: `date_add`, `date_edit`, `date_delete`.
    #[must_use]
    pub fn show<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.filter("show", comma_list(names))
    }

    fn filter(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.filters.push((name, value.into()));
        self
    }
}

impl Endpoint for ListParticipants {
    type Api = Dendreo;
    type Output = Vec<Result<Record<Participant>, Error>>;

    const NAME: &'static str = "participants.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        if self.filters.iter().any(|(_, value)| value.is_empty()) {
            return Err(Error::invalid("a filter is empty: it would let everybody through"));
        }
        let request = Request::get(&api.base, &[SCRIPT])?;
        Ok(self.filters.iter().fold(request, |request, (name, value)| request.query(*name, value)))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(Record::read).collect())
    }
}

/// Names the filters; what they look for may be a person's.
impl fmt::Debug for ListParticipants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.filters.iter().map(|(name, _)| name)).finish()
    }
}

fn comma_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(",")
}
