//! The lists that hardly ever change: durations, locations, countries, and the places that have no call of their own.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/durations/>; of countries only a page of that name exists
//! (<https://app.frontcore.com/api/docs/v2/countries>), whose copy shows something else; locations are called by a public
//! client, <https://github.com/monscorps/kkurs.no>.

use super::Frontcore;
use super::answers::{self, Refusal};
use super::lists::Selection;
use crate::emulator::{Call, Reply};
use crate::settings::Settings;
use serde_json::{Value, json};

/// The locations that the seeded dates are held at.
pub(super) const ROOM: u64 = 21_001;
pub(super) const ONLINE: u64 = 21_002;
pub(super) const SMALL: u64 = 21_004;

/// Id, title, own title, most people. Any number fits where there is none.
const LOCATIONS: [(u64, &str, Option<&str>, Option<u64>); 4] = [
    (ROOM, "Kurshuset på Tøyen", None, None),
    (ONLINE, "Nettmøte", None, None),
    (21_003, "Ås kulturhus", Some("Lille sal / 2. etg."), Some(12)),
    (SMALL, "Kurshuset på Tøyen", Some("Grupperom"), Some(2)),
];

/// Id, title, id and title of the place it lies in. The ids are the emulator's own.
const PLACES: [(u64, &str, u64, &str); 4] =
    [(301, "Oslo", 0, ""), (302, "Nettkurs", 0, ""), (303, "Ås", 310, "Akershus"), (304, "Bodø", 311, "Nordland")];

/// Code, then one and several in English and in Norwegian: the page has been seen in both.
const DURATIONS: [(u64, [&str; 2], [&str; 2]); 7] = [
    (7, ["minute", "minutes"], ["minutt", "minutter"]),
    (6, ["hour", "hours"], ["time", "timer"]),
    (1, ["day", "days"], ["dag", "dager"]),
    (2, ["week", "weeks"], ["uke", "uker"]),
    (3, ["month", "months"], ["måned", "måneder"]),
    (4, ["semester", "semesters"], ["semester", "semestre"]),
    (5, ["year", "years"], ["år", "år"]),
];

/// Number, code, English and Norwegian title. Only Norway's number is documented; the others are the emulator's own.
const COUNTRIES: [(u64, &str, [&str; 2]); 9] = [
    (159, "NO", ["Norway", "Norge"]),
    (9280, "DK", ["Denmark", "Danmark"]),
    (9292, "FR", ["France", "Frankrike"]),
    (9273, "DE", ["Germany", "Tyskland"]),
    (9279, "GB", ["United Kingdom", "Storbritannia"]),
    (9316, "PL", ["Poland", "Polen"]),
    (9290, "ES", ["Spain", "Spania"]),
    (9318, "SE", ["Sweden", "Sverige"]),
    (9334, "TR", ["Turkey", "Tyrkia"]),
];

/// Code and title of the languages that the emulated account knows. Which ones FrontCore knows is not documented; a
/// page of the vendor speaks of 33.
const LANGUAGES: [(&str, &str); 5] =
    [("no", "Norsk"), ("en", "Engelsk"), ("sv", "Svensk"), ("da", "Dansk"), ("de", "Tysk")];

impl Frontcore {
    pub(super) fn list_durations(&self) -> Result<Reply, Refusal> {
        Ok(self.whole_list(self.all_durations()))
    }

    pub(super) fn list_locations(&self, call: &Call) -> Result<Reply, Refusal> {
        self.paged_list(self.all_locations(), call)
    }

    /// What this call answers, and whether it exists, is known from its name only.
    pub(super) fn list_countries(&self, call: &Call) -> Result<Reply, Refusal> {
        match self.settings.word("countries") {
            "not_found" => Err(Refusal::Unknown("Method")),
            _ => self.paged_list(self.all_countries(), call),
        }
    }

    pub(super) fn all_durations(&self) -> Vec<Value> {
        let show = |(code, english, norwegian): &(u64, [&str; 2], [&str; 2])| {
            let [one, several] = pick(&self.settings, *english, *norwegian);
            // What `code` holds is not shown; the English word stays the same in both languages.
            json!({"id": code.to_string(), "code": english[0], "title": one, "title_plural": several})
        };
        DURATIONS.iter().map(show).collect()
    }

    pub(super) fn all_locations(&self) -> Vec<Value> {
        let show = |(id, title, custom, most): &(u64, &str, Option<&str>, Option<u64>)| json!({"id": id, "title": title, "custom_title": custom, "capacity_max": most});
        LOCATIONS.iter().map(show).collect()
    }

    pub(super) fn all_countries(&self) -> Vec<Value> {
        COUNTRIES.iter().map(|(_, code, _)| country(&self.settings, code)).collect()
    }

    /// A list in pages, as documented for lists in general.
    fn paged_list(&self, records: Vec<Value>, call: &Call) -> Result<Reply, Refusal> {
        let page = Selection::of(call, &self.settings)?.cut(records.into_iter());
        Ok(page.reply(&self.settings, |record| record))
    }

    /// A list without pages: none of the shared parameters is documented for it.
    pub(super) fn whole_list(&self, records: Vec<Value>) -> Reply {
        if self.settings.is("list_envelope", "items") {
            let pagination = json!({"current_page": 1, "next_page": null});
            return answers::json(200, &json!({"items": records, "pagination": pagination}));
        }
        answers::json(200, &records.into())
    }
}

/// The several of a duration's unit, as a course shows it.
pub(super) fn duration_title(settings: &Settings, code: u64) -> &'static str {
    let unit = DURATIONS.iter().find(|(known, ..)| *known == code);
    unit.map_or("", |(_, english, norwegian)| pick(settings, *english, *norwegian)[1])
}

/// A country as a customer carries it. Codes that are not in the table have their code for a title and no number.
pub(super) fn country(settings: &Settings, code: &str) -> Value {
    match COUNTRIES.iter().find(|(_, known, _)| *known == code) {
        Some((id, _, [english, norwegian])) => {
            json!({"id": id, "title": pick(settings, *english, *norwegian), "code": code})
        }
        None => json!({"id": null, "title": code, "code": code}),
    }
}

pub(super) fn location_exists(id: u64) -> bool {
    LOCATIONS.iter().any(|(known, ..)| *known == id)
}

/// The title of a location, and whether it is a room without walls.
pub(super) fn location(id: u64) -> Option<(&'static str, Option<&'static str>, bool)> {
    let (_, title, custom, _) = LOCATIONS.iter().find(|(known, ..)| *known == id)?;
    Some((title, *custom, id == ONLINE))
}

/// The most people a location takes.
pub(super) fn capacity(id: u64) -> Option<u64> {
    LOCATIONS.iter().find(|(known, ..)| *known == id).and_then(|(.., most)| *most)
}

/// A place as course dates show it, without what a date adds to it.
pub(super) fn place(id: u64) -> Option<Value> {
    let (_, title, parent, parent_title) = PLACES.iter().find(|(known, ..)| *known == id)?;
    Some(json!({"id": id, "title": title, "parent_id": parent, "parent_title": parent_title}))
}

/// The first place whose title has this text in it, whatever its case.
pub(super) fn place_by_title(text: &str) -> Option<u64> {
    let text = text.to_lowercase();
    PLACES.iter().find(|(_, title, ..)| title.to_lowercase().contains(&text)).map(|(id, ..)| *id)
}

/// Code and title of a language; Norwegian unless another is named. A code that is not known is its own title.
pub(super) fn language(code: &str) -> Value {
    let code = if code.is_empty() { "no" } else { code };
    let title = LANGUAGES.iter().find(|(known, _)| *known == code).map_or(code, |(_, title)| title);
    json!({"id": code, "title": title})
}

/// Whether a language may be named: unknown ones by the setting.
pub(super) fn is_language(settings: &Settings, code: &str) -> bool {
    settings.is("unknown_languages", "accepted") || LANGUAGES.iter().any(|(known, _)| *known == code)
}

fn pick<T>(settings: &Settings, english: T, norwegian: T) -> T {
    if settings.is("titles", "norwegian") { norwegian } else { english }
}
