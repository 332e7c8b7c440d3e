//! `POST report`: the training report of everyone or of some addresses, by pages. It is the only way to read a user.
//!
//! Pages: <https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm> and its sub-pages 307536, 307539, 307542.

use super::Groups;
use super::failures::{self, Failure};
use super::texts::{self, Texts};
use super::world::{State, User, user_id};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

impl Groups {
    pub(super) fn report(&self, call: &Call) -> Result<Reply, Failure> {
        let body = call.json().map_err(|_| failures::VALIDATION)?;
        let language = body.get("lng").and_then(Value::as_str).filter(|code| texts::LANGUAGES.contains(code));
        let texts = Texts::of(language.ok_or(failures::VALIDATION)?, self.settings.is("report_dates", "by_language"));
        let mut places = match body.get("email") {
            None => (0..self.world.users.len()).collect(),
            Some(filter) => self.filtered(filter)?,
        };
        places.retain(|place| self.world.users.get(*place).is_some_and(|user| self.reported(user)));
        let total = places.len();
        let page = self.page(&body, total)?;
        let items: Vec<Value> = places[page].iter().map(|place| self.item(*place, &texts)).collect();
        let answer = match (self.settings.word("report_answer"), items.as_slice()) {
            ("wrapped", _) => json!({"total": total, "result": items}),
            ("lone_object", [item]) => item.clone(),
            _ => items.into(),
        };
        Ok(Reply::json(200, &answer))
    }

    /// The users with these addresses, each once, in the order of the report. An empty list filters nothing out.
    fn filtered(&self, filter: &Value) -> Result<Vec<usize>, Failure> {
        let addresses = filter.as_array().ok_or(failures::VALIDATION)?;
        if addresses.is_empty() {
            return Ok((0..self.world.users.len()).collect());
        }
        let mut places = Vec::new();
        for address in addresses {
            let address = address.as_str().and_then(|address| self.email(address, true));
            // Documented: each address must have both.
            let address = address.filter(|address| address.contains('@') && address.contains('.'));
            places.extend(self.world.with_email(&address.ok_or(failures::VALIDATION)?));
        }
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }

    /// Which of so many users the answer shows.
    fn page(&self, body: &Value, total: usize) -> Result<std::ops::Range<usize>, Failure> {
        let first = u64::from(self.settings.status("report_first_page"));
        let number = match body.get("page") {
            Some(page) => Some(page.as_u64().filter(|page| *page >= first).ok_or(failures::VALIDATION)?),
            None => self.settings.is("report_without_page", "first_page").then_some(first),
        };
        let Some(number) = number.filter(|_| self.settings.is("report_page", "honoured")) else { return Ok(0..total) };
        let size = usize::try_from(self.settings.number("report_page_size")).unwrap_or(usize::MAX).max(1);
        let mut index = usize::try_from(number - first).unwrap_or(usize::MAX);
        if self.settings.is("report_past_end", "repeats_last") {
            index = index.min(total.saturating_sub(1) / size);
        }
        let start = index.saturating_mul(size).min(total);
        Ok(start..start.saturating_add(size).min(total))
    }

    fn reported(&self, user: &User) -> bool {
        match self.settings.word("report_hides") {
            "deleted" => user.state != State::Deleted,
            "archived_and_deleted" => !matches!(user.state, State::Archived | State::Deleted),
            _ => true,
        }
    }

    fn item(&self, place: usize, texts: &Texts) -> Value {
        let Some(user) = self.world.users.get(place) else { return Value::Null };
        let begun = user.state != State::NotAssigned;
        let done = user.state == State::Completed;
        let percent = match user.state {
            State::NotAssigned => 0,
            State::Completed => 10_000,
            _ => (3_750 + place * 1_225) % 10_000,
        };
        let day = 1 + place as u32 % 28;
        json!({
            "id": user_id(place),
            "email": user.email,
            "shortName": user.short,
            "fullName": user.full,
            "group": self.world.groups.get(user.group).map(|group| group.name),
            "educationTime": self.education_time(if begun { 95 + place % 300 } else { 0 }),
            "educationStatus": texts.status(user.state),
            "mainEducationProgress": texts.progress(user.state, place % 3 == 1),
            "mainEducationProgressPercent": self.percent(percent),
            "expressEducationProgress": texts.progress(State::NotAssigned, false),
            "expressEducationProgressPercent": self.percent(0),
            "mainEducationEndPlan": texts.date(begun.then_some((2027, 3, day))),
            "expressEducationEndPlan": texts.date(None),
            "realMainEducationEnd": texts.date(done.then_some((2026, 11, day))),
            "realExpressEducationEnd": texts.date(None),
            "dateLastActive": texts.date(begun.then_some((2026, 10, day))),
            "certificatesReceived": usize::from(begun && place.is_multiple_of(2)),
            "educationMainCourses": if begun { main_courses(place, texts) } else { json!([]) },
            "educationExpressCourses": if place % 5 == 1 { express_courses(texts) } else { json!([]) },
            "phishingAttacks": if place % 3 == 1 { attacks(place, texts) } else { json!([]) },
        })
    }

    /// Text with two decimals in the sample.
    fn percent(&self, hundredths: usize) -> Value {
        if self.settings.is("report_percent", "number") {
            return json!(hundredths as f64 / 100.0);
        }
        format!("{}.{:02}", hundredths / 100, hundredths % 100).into()
    }

    fn education_time(&self, minutes: usize) -> Value {
        if self.settings.is("report_education_time", "text") { minutes.to_string().into() } else { minutes.into() }
    }
}

/// One course completed with a certificate or in progress, one assigned and never opened.
fn main_courses(place: usize, texts: &Texts) -> Value {
    let certified = place.is_multiple_of(2);
    json!([
        {
            "code": texts.course(0), "level": 1 + place % 4, "status": if certified { 1 } else { 2 },
            "startedAt": "2026-09-02T08:15:00", "finishedAt": certified.then_some("2026-09-20T16:40:00")
        },
        {"code": texts.course(1), "level": 1, "status": 0, "startedAt": "", "finishedAt": ""},
    ])
}

fn express_courses(texts: &Texts) -> Value {
    json!([{"code": texts.course(2), "level": null, "status": 2, "startedAt": "2026-09-05T10:00:00", "finishedAt": null}])
}

/// The time with dots is that of the one sample; letters of a campaign have some member empty, here course and level.
fn attacks(place: usize, texts: &Texts) -> Value {
    let campaign = place.is_multiple_of(2);
    json!([{
        "code": if campaign { "" } else { texts.course(0) },
        "level": if campaign { Value::Null } else { json!(2) },
        "startedAt": "2026-09-12T07.30.00Z",
        "phishingAttackLetter": texts.course(2),
        "phishingAttackResult": "0",
        "followPhishingLinkAt": null,
    }])
}
