//! What lists take: which page, and which records.

mod methods;

pub(crate) use methods::{moments, paged, timed};

use crate::{Frontcore, encode::number};
use participants_core::{
    Completeness, Error, Page, Record, Request, Response,
    jiff::civil::{Date, DateTime},
};
use serde::de::DeserializeOwned;

/// The most records one page may hold, by the documents.
const MOST: u32 = 250;

/// What reading a list to its end proves.
pub(crate) const PROMISE: Completeness = Completeness::Assumed("FrontCore does not document where a list ends");

/// The page a list is asked for, the filters it is asked with, and what is to be added to each record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    filters: Vec<(&'static str, Filter)>,
    include: Vec<String>,
    limit: u32,
    page: u32,
}

/// The value of one filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filter {
    /// The number of a record.
    Id(String),
    /// The numbers of several.
    Ids(Vec<String>),
    /// A moment, in the account's own time.
    Moment(DateTime),
    /// A day, or today.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// A word of FrontCore's.
    Word(&'static str),
}

/// A day as a bound of a course date's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Day {
    /// Today, as FrontCore sees it (`now`).
    Now,
    /// This day.
    On(Date),
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self::On(date)
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self { filters: Vec::new(), include: Vec::new(), limit: MOST, page: 1 }
    }
}

impl Selection {
    /// Adds a filter, or changes it where it is there.
    pub(crate) fn filter(&mut self, name: &'static str, value: Filter) {
        self.filters.retain(|(known, _)| *known != name);
        self.filters.push((name, value));
    }

    pub(crate) fn include(&mut self, path: impl Into<String>) {
        let path = path.into();
        if !self.include.contains(&path) {
            self.include.push(path);
        }
    }

    pub(crate) fn set_limit(&mut self, limit: u32) {
        self.limit = limit;
    }

    pub(crate) fn set_page(&mut self, page: u32) {
        self.page = page;
    }

    /// The request for the page. `limit` and `page` are always sent: without them the list is not complete.
    pub(crate) fn request(&self, api: &Frontcore, path: &[&str]) -> Result<Request, Error> {
        if !(1..=MOST).contains(&self.limit) || self.page == 0 {
            return Err(Error::invalid("a page is counted from 1 and holds 1 to 250 records"));
        }
        let request = Request::get(&api.base, path)?;
        let request = request.query("limit", self.limit.to_string()).query("page", self.page.to_string());
        let request = self.filters.iter().try_fold(request, |request, (name, filter)| filter.add(request, name))?;
        include(request, &self.include)
    }

    /// Reads the page that was asked for.
    pub(crate) fn read<T: DeserializeOwned>(&self, response: &Response) -> Result<Page<Record<T>>, Error> {
        crate::page::read(response, self.page, self.limit)
    }

    /// Reads what stands around the page's `count` records.
    pub(crate) fn end<T>(&self, rest: &Response, count: usize) -> Result<Page<Record<T>>, Error> {
        crate::page::end(rest, self.page, self.limit, count)
    }
}

impl Filter {
    fn add(&self, request: Request, name: &str) -> Result<Request, Error> {
        let text = match self {
            Self::Id(id) => number(name, id)?.to_string(),
            Self::Ids(ids) if ids.is_empty() => return Err(Error::invalid(format!("{name} names no record"))),
            Self::Ids(ids) => {
                let name = format!("{name}[]");
                return ids
                    .iter()
                    .try_fold(request, |request, id| Ok(request.query(name.as_str(), number(&name, id)?.to_string())));
            }
            Self::Moment(time) => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Day(Day::Now) => "now".to_owned(),
            Self::Day(Day::On(date)) => date.to_string(),
            Self::Flag(flag) => u8::from(*flag).to_string(),
            Self::Word(word) => (*word).to_owned(),
        };
        Ok(request.query(name, text))
    }
}

/// Adds what is to come along, each by its path.
pub(crate) fn include(request: Request, paths: &[String]) -> Result<Request, Error> {
    let is_unfit =
        |path: &String| path.is_empty() || !path.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c));
    if paths.iter().any(is_unfit) {
        return Err(Error::invalid("a path to include holds letters, digits, dots and underscores only"));
    }
    Ok(paths.iter().fold(request, |request, path| request.query("include[]", path)))
}
