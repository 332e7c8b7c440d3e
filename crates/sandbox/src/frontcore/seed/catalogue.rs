//! The courses at the start, with their dates and products.

use super::FILLED;
use crate::frontcore::dates;
use crate::frontcore::records::{Course, CourseDate, Product};
use crate::frontcore::reference::{ONLINE, ROOM, SMALL};
use crate::frontcore::world::{CANCELLED, FIRST_INSTRUCTOR};
use serde_json::{Value, json};

pub(super) fn courses() -> Vec<Course> {
    let course = |title: &str, reference: Option<&str>, created: Option<i64>, price: u64| Course {
        written: [
            ("title", title.into()),
            ("reference", reference.into()),
            ("duration_value", 2.into()),
            ("duration_unit", 1.into()),
            ("price_value", price.into()),
            ("text_lead", format!("{title}, på to dager").into()),
        ]
        .into_iter()
        .collect(),
        created,
        updated: created.unwrap_or(dates::PEOPLE_BASE),
    };
    vec![
        course("Førstehjelp: grunnkurs", Some("FH-1"), Some(dates::PEOPLE_BASE), 1_490),
        course("Truckførerkurs T1–T4", Some("T1/T4"), Some(dates::PEOPLE_BASE + 60), 4_900),
        course("Ledelse \"i praksis\"", None, None, 12_500),
        course("Varme arbeider", Some("VA"), Some(dates::PEOPLE_BASE + 180), 2_200),
    ]
}

/// Two days each, a fortnight apart, of one course after the other; the last two as [`FILLED`] says.
pub(super) fn dates() -> Vec<CourseDate> {
    (0..FILLED + 2).map(date).collect()
}

fn date(place: usize) -> CourseDate {
    let start = dates::FIRST_START + 14 * place as i64;
    let online = place % 4 == 2;
    let location = match place {
        _ if online => ONLINE,
        place if place == FILLED + 1 => SMALL,
        _ => ROOM,
    };
    let written = [
        ("start_at", dates::day(start).into()),
        ("end_at", dates::day(start + 1).into()),
        ("deadline_at", dates::day(start - 7).into()),
        ("start_time_at", "09:00".into()),
        ("end_time_at", "15:30".into()),
        ("place_id", if online { 302 } else { 301 }.into()),
        ("location_id", location.into()),
        ("status_id", if place == FILLED { CANCELLED } else { 2 }.into()),
        ("instructors", json!([FIRST_INSTRUCTOR + place as u64 % 2])),
        ("gatherings", gatherings(place, start, location)),
    ];
    CourseDate {
        course: place % 4,
        written: written.into_iter().collect(),
        created: dates::PEOPLE_BASE,
        updated: dates::PEOPLE_BASE,
    }
}

/// A gathering on the first day. The second course date has one on each of its days, the second with less said about
/// it, and the last course date has none.
fn gatherings(place: usize, start: i64, location: u64) -> Value {
    let gathering = |day: i64, theme: &str| {
        let day = dates::day(day);
        json!({
            "gathering_at": format!("{day} 09:00"),
            "gathering_end_at": format!("{day} 15:30"),
            "idLocation": location,
            "description": if theme.is_empty() { "" } else { "Ta med vernesko / hjelm" },
            "theme": theme,
        })
    };
    match place {
        1 => json!([gathering(start, "Teori & øvelser"), gathering(start + 1, "")]),
        place if place == FILLED + 1 => json!([]),
        _ => json!([gathering(start, "Teori")]),
    }
}

/// One product for each course, then a member price of the first course and one of the last that is archived.
pub(super) fn products() -> Vec<Product> {
    let product = |course: usize| Product {
        course,
        title: "Kursavgift".into(),
        price: None,
        regular: None,
        archived: false,
        created: dates::PEOPLE_BASE + course as i64,
    };
    let member = Product { title: "Medlemspris".into(), price: Some(1_190), regular: Some(0), ..product(0) };
    let old = Product { title: "Kursavgift (gammel)".into(), price: Some(1_990), archived: true, ..product(3) };
    (0..4).map(product).chain([member, old]).collect()
}
