//! What lists take: which page, and which records.

use crate::{Frontcore, encode::number};
use participants_core::{
    Completeness, Error, Page, Record, Request, Response,
    jiff::civil::{Date, DateTime},
};
use serde::de::DeserializeOwned;

/// The most records one page may hold, by the documents.
const MOST: u32 = 250;

/// What reading a list to its end proves.
pub(crate) const PROMISE: Completeness = Completeness::Presumed("FrontCore does not document where a list ends");

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
    /// A code or a word.
    Word(String),
}

/// A day as a bound of a course date's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// The request for the page. `limit` and `page` are sent always: what is left out is not everybody.
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

    /// The same for the next page, where there is one.
    pub(crate) fn following<T>(&self, page: &Page<T>) -> Option<Self> {
        page.next.map(|next| Self { page: next, ..self.clone() })
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
            Self::Word(word) if word.trim().is_empty() => return Err(Error::invalid(format!("{name} is empty"))),
            Self::Word(word) => word.clone(),
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

/// Makes a list one that comes in pages: the methods that choose the page, and the walk through all of them.
macro_rules! paged {
    ($list:ident of $item:ty) => {
        $crate::select::paged!($list of $item, $crate::select::PROMISE);
    };
    ($list:ident of $item:ty, $promise:expr) => {
        impl $list {
            /// At most this many to a page, from 1 to 250. It is always sent: the service's own default differs by
            /// endpoint.
            #[must_use]
            pub fn limit(mut self, limit: u32) -> Self {
                self.selection.set_limit(limit);
                self
            }

            /// Which page, from 1.
            #[must_use]
            pub fn page(mut self, page: u32) -> Self {
                self.selection.set_page(page);
                self
            }
        }

        impl ::participants_core::Paged for $list {
            type Item = ::participants_core::Record<$item>;

            const PROMISE: ::participants_core::Completeness = $promise;

            fn key(record: &Self::Item) -> Option<String> {
                $crate::answer::Numbered::number(&**record).map(str::to_owned)
            }

            fn following(&self, page: &::participants_core::Page<Self::Item>) -> Option<Self> {
                let selection = self.selection.following(page)?;
                Some(Self { selection, ..self.clone() })
            }
        }
    };
}

/// Gives a list the filters that most lists have: by number and by time.
macro_rules! timed {
    ($list:ident) => {
        impl $list {
            /// Those with a greater id (`since_id`). A filter, not a way to page: the order is not documented.
            #[must_use]
            pub fn since(mut self, id: impl Into<String>) -> Self {
                self.selection.filter("since_id", $crate::select::Filter::Id(id.into()));
                self
            }

            $crate::select::moments! {
                /// Those made at this time or later (`created_at_min`). Times carry no zone: Norwegian time is the
                /// likely reading, and whether the bounds belong to the range is not documented.
                created_at_min = "created_at_min",
                /// Those made until this time (`created_at_max`); see [`created_at_min`](Self::created_at_min).
                created_at_max = "created_at_max",
                /// Those changed at this time or later (`updated_at_min`); see
                /// [`created_at_min`](Self::created_at_min).
                updated_at_min = "updated_at_min",
                /// Those changed until this time (`updated_at_max`); see [`created_at_min`](Self::created_at_min).
                updated_at_max = "updated_at_max",
            }
        }
    };
}

/// A method for each filter that is a moment.
macro_rules! moments {
    ($($(#[doc = $doc:literal])+ $method:ident = $name:literal,)+) => {$(
        $(#[doc = $doc])+
        #[must_use]
        pub fn $method(mut self, time: impl Into<::participants_core::jiff::civil::DateTime>) -> Self {
            self.selection.filter($name, $crate::select::Filter::Moment(time.into()));
            self
        }
    )+};
}

pub(crate) use {moments, paged, timed};
