//! Kaspersky ASAP's Open API v1 as far as its public help shows it: routing, the company token, the call limit, the list
//! of groups. What the help leaves open is a setting; nothing here was seen at the real service.
//!
//! Pages: <https://support.kaspersky.com/ASAP/1.0/en-US/242743.htm> (all calls), <https://support.kaspersky.com/ASAP/1.0/en-US/242751.htm> (groups).
//!
//! * Key: `Authorization: Bearer sandbox-groups-token`. There is no other.
//! * The company has seven groups, `66aa00000000000000000001` and so on; two are called `Warehouse`, and in two training
//!   has not started. No method makes or removes one.
//! * Users are `66bb00000000000000000001` and so on. They can be created, changed, moved and reported on; nothing removes one.
//!   Every state that the console knows occurs among the first twenty, archived and deleted included.
//! * The texts of a report are our own words in English, German, French, Spanish and Russian, and English in the other
//!   languages of the table.
//!
//! # Two editions
//!
//! The help exists in two editions. As the newer one: the defaults. As the one of 2024, which knows neither a figure
//! for the limit nor pages: `{"rate_limit": "none", "report_page": "ignored", "report_education_time": "text",
//! "report_dates": "iso"}`. That capitals in an address are refused stands in the older one only, for the three POSTs:
//! `{"capitals_refused": "posts"}`, and `nowhere` for the newer to the letter.
//!
//! # Settings
//!
//! The default first; its reason stands in `settings.rs`.
//!
//! | about | settings |
//! | --- | --- |
//! | failures | `error_body` (`code`, `message`, `error`, `nested`, `text`, `empty`), `patch_labels` (`printed`, `slugs`), `patch_email_taken` (`400`, `409`), `forbidden` and `server_error` (`none`, `users_info`, `groups`, `users`, `report`, `user`) |
//! | company | `licences` (`1000000`), `licence_active` (`true`, `false`), `groups` (`some`, `none`), `rate_limit` (`ten_per_method`, `none`) |
//! | input | `capitals_refused` (`everywhere`, `posts`, `nowhere`), `create_needs` (`everything`, `no_short_name`), `patch_nulls` (`refused`, `ignored`, `clears`) |
//! | moves | `busy_after_move` and `busy_after_create` (`0`), `same_group` (`accepted`, `refused`), `closed_groups` (`none`, `not_started`), `blocked_states` (`gone`, `gone_or_completed`, `gone_completed_or_paused`), `patch_without_group` (`with_groups`, `without_groups`, `refused`), `patch_answer` (`object`, `array`) |
//! | portal link | `link_of_gone` (`user_not_found`, `link`), `read_status` (`200`, `201`), which is the report's too |
//! | report, users | `report_hides` (`none`, `deleted`, `archived_and_deleted`), `report_no_address` (`everyone`, `none`, `refused`), `report_unknown_address` (`left_out`, `user_not_found`), `report_most_addresses` (`0`) |
//! | report, pages | `report_page` (`honoured`, `ignored`), `report_page_size` (`100`), `report_first_page` (`1`, `0`), `report_without_page` (`everything`, `first_page`), `report_past_end` (`empty`, `repeats_last`) |
//! | report, form | `report_answer` (`array`, `lone_object`, `wrapped`), `report_other_language` (`english`, `refused`), `report_express_status` (`passed_or_not`, `three_states`), `report_dates` (`by_language`, `iso`), `report_percent` (`text`, `number`), `report_education_time` (`number`, `text`), `report_campaign` (`course_and_level`, `letter`, `none`), `report_attack_level` (`number`, `text`) |

mod change;
mod create;
mod failures;
mod item;
mod report;
mod seed;
mod settings;
#[cfg(test)]
mod tests;
mod texts;
mod world;

use crate::emulator::{Call, Emulator, Reply, Window};
use crate::settings::Settings;
use failures::Failure;
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;
use world::World;

/// The one company token this emulator accepts.
const TOKEN: &str = "sandbox-groups-token";

/// Documented by the newer edition: ten requests per second and method.
const PER_SECOND: usize = 10;

/// Kaspersky ASAP, emulated: users of one company in training groups.
#[derive(Clone, Debug)]
pub struct Groups {
    settings: Settings,
    world: World,
}

/// The five documented methods.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Route {
    Info,
    Groups,
    Create,
    Report,
    Change(String),
}

impl Groups {
    /// A company with this many users (`66bb00000000000000000001` …) in seven groups (`66aa00000000000000000001` …);
    /// the same seed gives the same records.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        Self { settings: Settings::new(settings::TABLE), world: seed::world(seed, people) }
    }

    fn answer(&mut self, route: Route, call: &Call) -> Result<Reply, Failure> {
        if self.settings.word("forbidden") == route.right() {
            return Err(failures::FORBIDDEN);
        }
        if self.settings.word("server_error") == route.right() {
            return Err(failures::SERVER);
        }
        match route {
            Route::Info => self.portal_link(call),
            Route::Groups => self.list_groups(),
            Route::Create => self.create_user(call),
            Route::Report => self.report(call),
            Route::Change(id) => self.change_user(&id, call),
        }
    }

    fn list_groups(&self) -> Result<Reply, Failure> {
        if !self.has_groups() {
            return Err(failures::NO_GROUPS);
        }
        let groups: Vec<Value> = (0..self.world.groups.len()).map(|place| self.group(place)).collect();
        Ok(Reply::json(200, &json!({"total": groups.len(), "result": groups})))
    }

    fn group(&self, place: usize) -> Value {
        let Some(group) = self.world.groups.get(place) else { return Value::Null };
        json!({"id": world::group_id(place), "name": group.name, "isStarted": group.started})
    }

    /// The place of a group by its id, if the company has groups at all.
    fn find_group(&self, id: &str) -> Option<usize> {
        self.world.group_place(id).filter(|_| self.has_groups())
    }

    fn has_groups(&self) -> bool {
        self.settings.is("groups", "some") && !self.world.groups.is_empty()
    }
}

impl Route {
    fn of(call: &Call) -> Option<Self> {
        // A doubled slash is another path.
        if call.path.contains("//") {
            return None;
        }
        let segments = call.segments();
        let path: Vec<&str> = segments.iter().map(String::as_str).collect();
        match (&call.method, path.as_slice()) {
            (&Method::POST, ["openapi", "v1", "users", "info"]) => Some(Self::Info),
            (&Method::GET, ["openapi", "v1", "groups"]) => Some(Self::Groups),
            (&Method::POST, ["openapi", "v1", "users"]) => Some(Self::Create),
            (&Method::POST, ["openapi", "v1", "report"]) => Some(Self::Report),
            (&Method::PATCH, ["openapi", "v1", "user", id]) => Some(Self::Change((*id).into())),
            _ => None,
        }
    }

    /// The name of the method, for the token's rights and for the limit.
    fn right(&self) -> &'static str {
        match self {
            Self::Info => "users_info",
            Self::Groups => "groups",
            Self::Create => "users",
            Self::Report => "report",
            Self::Change(_) => "user",
        }
    }
}

impl Emulator for Groups {
    fn name(&self) -> &'static str {
        "groups"
    }

    fn handle(&mut self, call: &Call, _now: Duration) -> Reply {
        let Some(route) = Route::of(call) else { return Reply::text(404, "text/plain", "Not Found") };
        if !authorized(call) {
            return self.unauthorized();
        }
        self.answer(route, call).unwrap_or_else(|failure| failure.reply(&self.settings))
    }

    /// Per method. How the calls are counted beyond that is not said; a call without the token counts nowhere.
    fn limits(&self, call: &Call) -> Vec<Window> {
        let counted = authorized(call) && self.settings.is("rate_limit", "ten_per_method");
        let Some(route) = Route::of(call).filter(|_| counted) else { return Vec::new() };
        vec![Window { key: route.right().into(), count: PER_SECOND, per: Duration::from_secs(1) }]
    }

    fn over_limit(&self) -> Reply {
        failures::TOO_MANY.reply(&self.settings)
    }

    fn unauthorized(&self) -> Reply {
        failures::UNAUTHORIZED.reply(&self.settings)
    }

    /// No page shows such a thing; the label that a 500 would carry.
    fn error_inside_success(&self) -> Reply {
        let mut reply = failures::SERVER.reply(&self.settings);
        reply.status = 200;
        reply
    }

    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value> {
        if failures::is_failure(answer) {
            return Vec::new();
        }
        // The groups (or a wrapped report), and the answer to a creation.
        let within = ["result", "user"].into_iter().find(|name| answer.get(name).is_some());
        let records = match within {
            Some(name) => answer.get_mut(name),
            None => Some(answer),
        };
        match records {
            Some(Value::Array(records)) => records.iter_mut().filter(|record| record.is_object()).collect(),
            Some(record) if record.is_object() => vec![record],
            _ => Vec::new(),
        }
    }

    /// Users in the members of the create call, with their id, their group by id and name, and the console's state,
    /// which no method answers.
    fn state(&self) -> Value {
        let users = self.world.users.iter().enumerate().map(|(place, user)| {
            json!({
                "id": world::user_id(place),
                "fullName": user.full,
                "shortName": user.short,
                "email": user.email,
                "group": self.world.group_reference(user.group),
                "state": user.state.name(),
            })
        });
        let groups = (0..self.world.groups.len()).map(|place| self.group(place));
        json!({"users": users.collect::<Value>(), "groups": groups.collect::<Value>()})
    }

    fn people(&self) -> usize {
        self.world.users.len()
    }

    fn settings(&self) -> Value {
        self.settings.to_json()
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        self.settings.set(name, value)
    }

    fn environment(&self, base_url: &str) -> Vec<(&'static str, String)> {
        vec![("GROUPS_BASE_URL", self.documented_base(base_url)), ("GROUPS_TOKEN", TOKEN.into())]
    }

    /// The address that an administrator copies; `/openapi/v1` follows it in every path.
    fn documented_base(&self, base_url: &str) -> String {
        base_url.trim_end_matches('/').to_owned()
    }
}

fn authorized(call: &Call) -> bool {
    let sent = call.header("authorization").and_then(|value| value.split_once(' '));
    sent.is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && token == TOKEN)
}
