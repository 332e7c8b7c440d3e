//! One user in the report: figures, texts, courses and phishing letters, all made up from the user's place and state.
//!
//! Pages: <https://support.kaspersky.com/ASAP/1.0/en-US/307536.htm> (main courses), <https://support.kaspersky.com/ASAP/1.0/en-US/307539.htm>
//! (express courses), <https://support.kaspersky.com/ASAP/1.0/en-US/307542.htm> (attacks).

use super::Groups;
use super::texts::Texts;
use super::world::{State, user_id};
use serde_json::{Value, json};

/// A course by its status: 0 assigned, 1 completed with a certificate, 2 in progress.
const CERTIFIED: u64 = 1;

impl Groups {
    pub(super) fn item(&self, place: usize, texts: &Texts) -> Value {
        let Some(user) = self.world.users.get(place) else { return Value::Null };
        let begun = user.state != State::NotAssigned;
        let done = user.state == State::Completed;
        let percent = match user.state {
            State::NotAssigned => 0,
            State::Completed => 10_000,
            _ => (3_750 + place * 1_225) % 10_000,
        };
        let day = 1 + place as u32 % 28;
        let main = if begun { main_courses(place, done, texts) } else { Vec::new() };
        let mut express = if begun { express_courses(place, texts) } else { Vec::new() };
        if self.settings.is("report_express_status", "passed_or_not") {
            express
                .iter_mut()
                .filter(|course| course["status"] != CERTIFIED)
                .for_each(|course| course["status"] = 0.into());
        }
        let (main_certified, express_certified) = (certified(&main), certified(&express));
        let express_state = if express_certified > 0 { State::InProgress } else { State::NotAssigned };
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
            "expressEducationProgress": texts.progress(express_state, false),
            "expressEducationProgressPercent": self.percent(express_certified * 10_000 / express.len().max(1)),
            "mainEducationEndPlan": texts.date(begun.then_some((2027, 3, day))),
            "expressEducationEndPlan": texts.date((express_certified > 0).then_some((2027, 5, day))),
            "realMainEducationEnd": texts.date(done.then_some((2026, 11, day))),
            "realExpressEducationEnd": texts.date(None),
            "dateLastActive": texts.date(begun.then_some((2026, 10, day))),
            "certificatesReceived": main_certified + express_certified,
            "educationMainCourses": main,
            "educationExpressCourses": express,
            "phishingAttacks": if place % 3 == 1 { self.attacks(place, texts) } else { Vec::new() },
        })
    }

    /// The time with dots is that of the one sample; the values of the result are not known beyond its one.
    fn attacks(&self, place: usize, texts: &Texts) -> Vec<Value> {
        let level = if self.settings.is("report_attack_level", "text") { json!("2") } else { json!(2) };
        let attack = |followed: Option<&str>| {
            json!({
                "code": texts.course(0),
                "level": level,
                "startedAt": "2026-09-12T07.30.00Z",
                "phishingAttackLetter": texts.course(2),
                "phishingAttackResult": "0",
                "followPhishingLinkAt": followed,
            })
        };
        let mut attacks = vec![attack(None)];
        if place % 9 == 4 {
            attacks.push(attack(Some("2026-09-12T07.41.30Z")));
        }
        // The first letter of every second user was part of a campaign.
        match self.settings.word("report_campaign") {
            _ if !place.is_multiple_of(2) => {}
            "course_and_level" => {
                attacks[0]["code"] = "".into();
                attacks[0]["level"] = Value::Null;
            }
            "letter" => attacks[0]["phishingAttackLetter"] = "".into(),
            _ => {}
        }
        attacks
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

/// One course completed with a certificate or in progress, one assigned and never opened; both completed at the end.
fn main_courses(place: usize, done: bool, texts: &Texts) -> Vec<Value> {
    let first = done || place.is_multiple_of(2);
    let end = "2026-09-20T16:40:00";
    let begun = json!({
        "code": texts.course(0), "level": 1 + place % 4, "status": if first { 1 } else { 2 },
        "startedAt": "2026-09-02T08:15:00", "finishedAt": first.then_some(end),
    });
    let untouched = json!({"code": texts.course(1), "level": 1, "status": 0, "startedAt": "", "finishedAt": ""});
    let completed = json!({
        "code": texts.course(1), "level": 1, "status": 1, "startedAt": "2026-09-10T09:00:00", "finishedAt": end,
    });
    vec![begun, if done { completed } else { untouched }]
}

/// Nothing for most; one course begun; or one of each status, of which the last is finished but gives no certificate.
fn express_courses(place: usize, texts: &Texts) -> Vec<Value> {
    let course = |number: usize, level: Value, status: u64, started: &str, finished: Value| {
        json!({
            "code": texts.course(number), "level": level, "status": status, "startedAt": started, "finishedAt": finished,
        })
    };
    match place % 10 {
        1 => vec![course(2, Value::Null, 2, "2026-09-05T10:00:00", Value::Null)],
        6 => vec![
            course(0, json!(1), CERTIFIED, "2026-09-05T10:00:00", json!("2026-09-05T10:50:00")),
            course(1, Value::Null, 0, "", json!("")),
            course(2, json!(2), 2, "2026-09-06T10:00:00", json!("2026-09-06T10:30:00")),
        ],
        _ => Vec::new(),
    }
}

fn certified(courses: &[Value]) -> usize {
    courses.iter().filter(|course| course["status"] == CERTIFIED).count()
}
