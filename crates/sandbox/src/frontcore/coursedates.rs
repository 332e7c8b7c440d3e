//! Reading course dates: of one course, of several, of all, the next ones, and one alone.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/>,
//! <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id/>, <https://app.frontcore.com/api/docs/v2/batch/coursedates/>.
//! `/coursedates` is called by a public client, <https://github.com/monscorps/kkurs.no>; `/nextcoursedates` by a second.

mod gatherings;
pub(super) mod show;
mod write;

use super::answers::{self, Refusal};
use super::lists::{Page, Selection, parameter};
use super::records::CourseDate;
use super::world::{FIRST_COURSE, FIRST_DATE, id};
use super::{Frontcore, body, dates, find};
use crate::emulator::{Call, Reply};
use serde_json::Value;

/// What `include[]` asks for.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts {
    course: bool,
    location: bool,
    place: bool,
    products: bool,
    instructors: bool,
}

/// A filter of days: from, to, and whether these very days are admitted.
struct Days {
    min: Option<String>,
    max: Option<String>,
    inclusive: bool,
}

impl Frontcore {
    pub(super) fn list_dates_of(&self, course: &str, call: &Call) -> Result<Reply, Refusal> {
        let course = find(course, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let page = self.dates(call, Selection::of(call, &self.settings)?, |date| date.course == course)?;
        let parts = Parts::of(call);
        Ok(page.reply(&self.settings, |place| self.date(place, &parts)))
    }

    /// Several courses at once, fewer dates at a time than any other list. An id without a course has no dates.
    pub(super) fn batch_dates(&self, call: &Call) -> Result<Reply, Refusal> {
        let wanted = body::query_array(call, "course_ids");
        let wanted: Option<Vec<u64>> = wanted.into_iter().map(|id| body::number(&id.into())).collect();
        let wanted = wanted.filter(|wanted| !wanted.is_empty()).ok_or_else(|| Refusal::field("course_ids"))?;
        let selection = Selection::with_default(call, &self.settings, 25)?;
        let page = self.dates(call, selection, |date| wanted.contains(&id(FIRST_COURSE, date.course)))?;
        let parts = Parts::of(call);
        Ok(page.reply(&self.settings, |place| self.date(place, &parts)))
    }

    /// The one list that always has an envelope.
    pub(super) fn list_dates(&self, call: &Call) -> Result<Reply, Refusal> {
        let page = self.dates(call, Selection::of(call, &self.settings)?, |_| true)?;
        let parts = Parts::of(call);
        Ok(page.envelope(|place| self.date(place, &parts)))
    }

    /// The dates that begin today or later, the nearest first. No page says more, so no other is left out.
    pub(super) fn next_dates(&self, call: &Call) -> Result<Reply, Refusal> {
        let today = self.today();
        let mut places: Vec<usize> = (0..self.world.dates.len()).collect();
        places.retain(|place| self.world.dates.get(*place).is_some_and(|date| *date.start() >= *today));
        self.by_start(&mut places);
        let page = Selection::of(call, &self.settings)?.ascending().cut(places.into_iter());
        let parts = Parts::of(call);
        Ok(page.reply(&self.settings, |place| self.date(place, &parts)))
    }

    pub(super) fn get_date(&self, course: &str, date: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = self.find_date(course, date)?;
        Ok(answers::json(200, &self.date(place, &Parts::of(call))))
    }

    /// What is stored of the dates. Seats are counted from the participants and left out.
    pub(super) fn all_dates(&self) -> Vec<Value> {
        let parts = Parts { course: true, location: true, place: true, instructors: true, products: false };
        let show = |place| {
            let mut answer = self.date(place, &parts);
            if let Some(members) = answer.as_object_mut() {
                members.remove("seats");
                members.remove("seats_status");
            }
            answer
        };
        (0..self.world.dates.len()).map(show).collect()
    }

    /// The place of the date that a path names together with its course.
    fn find_date(&self, course: &str, date: &str) -> Result<usize, Refusal> {
        let course = find(course, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let place = find(date, FIRST_DATE, self.world.dates.len(), "Course date")?;
        let belongs = self.world.dates.get(place).is_some_and(|date| date.course == course);
        belongs.then_some(place).ok_or(Refusal::Unknown("Course date"))
    }

    /// One page of the dates that pass all filters, in the order asked for.
    fn dates(
        &self,
        call: &Call,
        selection: Selection,
        belongs: impl Fn(&CourseDate) -> bool,
    ) -> Result<Page<usize>, Refusal> {
        let status = parameter(call, "status_id")?;
        let wanted = parameter(call, "coursedate_id")?;
        let start = self.days(call, "start_date_at_min", "start_date_at_max")?;
        let end = self.days(call, "end_date_at_min", "end_date_at_max")?;
        let by_start = match call.parameter("order_by") {
            None | Some("" | "id") => false,
            Some("startdate") => true,
            Some(_) => return Err(Refusal::field("order_by")),
        };
        let selection = match call.parameter("order_direction") {
            None | Some("") => selection,
            Some("asc") => selection.ascending(),
            Some("desc") => selection.descending(),
            Some(_) => return Err(Refusal::field("order_direction")),
        };
        let mut places: Vec<usize> = (0..self.world.dates.len()).collect();
        places.retain(|place| {
            let id = id(FIRST_DATE, *place);
            self.world.dates.get(*place).is_some_and(|date| {
                belongs(date)
                    && wanted.is_none_or(|wanted| wanted == id)
                    && status.is_none_or(|status| status == date.status())
                    && start.admits(date.start())
                    && end.admits(date.end())
                    && selection.admits(id, date.created, date.updated)
            })
        });
        if by_start {
            self.by_start(&mut places);
        }
        Ok(selection.cut(places.into_iter()))
    }

    fn by_start(&self, places: &mut [usize]) {
        places.sort_by_key(|place| self.world.dates.get(*place).map(|date| (date.start(), *place)));
    }

    /// The day it is at the emulated service, which a setting can move on.
    fn today(&self) -> String {
        dates::today(self.world.now(), self.settings.number("days_later"))
    }

    fn days(&self, call: &Call, min: &'static str, max: &'static str) -> Result<Days, Refusal> {
        let day = |name: &'static str| match call.parameter(name) {
            None | Some("") => Ok(None),
            Some("now") => Ok(Some(self.today())),
            Some(text) => dates::filter_day(text).map(|day| Some(day.to_owned())).ok_or_else(|| Refusal::field(name)),
        };
        Ok(Days { min: day(min)?, max: day(max)?, inclusive: self.settings.is("filter_bounds", "inclusive") })
    }
}

impl Days {
    /// Days compare as their texts do.
    fn admits(&self, day: &str) -> bool {
        let within = |bound: &Option<String>, beyond: fn(&str, &str) -> bool| {
            bound.as_deref().is_none_or(|bound| beyond(day, bound) || (self.inclusive && day == bound))
        };
        within(&self.min, |day, min| day > min) && within(&self.max, |day, max| day < max)
    }
}

impl Parts {
    fn of(call: &Call) -> Self {
        let asked = body::query_array(call, "include");
        let has = |name: &str| asked.contains(&name);
        Self {
            course: has("course"),
            location: has("location"),
            place: has("place"),
            products: has("course.products"),
            instructors: has("instructors"),
        }
    }
}
