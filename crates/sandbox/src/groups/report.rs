//! `POST report`: the training report of everyone or of some addresses, by pages. It is the only way to read a user.
//!
//! Pages: <https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm> and its sub-pages 307536, 307539, 307542.

use super::Groups;
use super::create::is_address;
use super::failures::{self, Failure};
use super::texts::{self, Texts};
use super::world::{State, User};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

impl Groups {
    pub(super) fn report(&self, call: &Call) -> Result<Reply, Failure> {
        let body = call.json().map_err(|_| failures::VALIDATION)?;
        let language = body.get("lng").and_then(Value::as_str).ok_or(failures::VALIDATION)?;
        let is_code = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_listed = texts::LANGUAGES.contains(&language);
        if !is_code || (!is_listed && self.settings.is("report_other_language", "refused")) {
            return Err(failures::VALIDATION);
        }
        let texts = Texts::of(language, self.settings.is("report_dates", "by_language"));
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
        Ok(Reply::json(self.settings.status("read_status"), &answer))
    }

    /// The users with these addresses, each once, in the order of the report.
    fn filtered(&self, filter: &Value) -> Result<Vec<usize>, Failure> {
        let addresses = filter.as_array().ok_or(failures::VALIDATION)?;
        match self.settings.word("report_no_address") {
            "everyone" if addresses.is_empty() => return Ok((0..self.world.users.len()).collect()),
            "refused" if addresses.is_empty() => return Err(failures::VALIDATION),
            _ => {}
        }
        let most = self.settings.number("report_most_addresses");
        if most > 0 && addresses.len() as u64 > most {
            return Err(failures::VALIDATION);
        }
        let mut places = Vec::new();
        for address in addresses {
            let address = address.as_str().and_then(|address| self.email(address, true));
            // Documented: each address must have both.
            let address = address.filter(|address| is_address(address) && address.contains('.'));
            let place = self.world.with_email(&address.ok_or(failures::VALIDATION)?);
            if place.is_none() && self.settings.is("report_unknown_address", "user_not_found") {
                return Err(failures::NO_USER);
            }
            places.extend(place);
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
}
