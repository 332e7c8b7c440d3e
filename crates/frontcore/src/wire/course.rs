//! A course, and what is written to one.

use super::{CourseLevel, DurationUnit, FormOfTeaching, Titled, object, texts};
use participants_core::{changes, read};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A course (<https://app.frontcore.com/api/docs/v2/courses/:id/>).
///
/// What the page names without a shape is in [`Record::extra`](participants_core::Record::extra): `time_of_day`,
/// `duration`, `categories`, `tags`, the members of the visit address, and `products`, `labels` and `provider` where
/// they were asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Course {
    /// The course's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// The account's own code for it.
    #[serde(deserialize_with = "read::text")] pub reference: Option<String>,
    /// Whether it is offered.
    #[serde(deserialize_with = "read::flag")] pub is_active: Option<bool>,
    /// Its audience; only `public` is seen.
    #[serde(rename = "type", deserialize_with = "read::text")] pub kind: Option<String>,
    /// Its page in the public marketplace.
    #[serde(deserialize_with = "read::text")] pub kursguiden_url: Option<String>,
    /// Whether it takes the whole day.
    #[serde(deserialize_with = "read::flag")] pub is_full_time: Option<bool>,
    /// Whether it takes part of the day.
    #[serde(deserialize_with = "read::flag")] pub is_part_time: Option<bool>,
    /// Hours of lessons, as they came.
    #[serde(deserialize_with = "read::text")] pub lessons_hours: Option<String>,
    /// Level; see [`CourseLevel`].
    #[serde(deserialize_with = "object")] pub level: Titled,
    /// How it is taught; see [`FormOfTeaching`].
    #[serde(deserialize_with = "object")] pub form_of_teaching: Titled,
    /// The language it is taught in.
    #[serde(deserialize_with = "object")] pub teaching_language: Titled,
    /// What it costs.
    #[serde(deserialize_with = "object")] pub price: Price,
    /// The account's own fields of the course that have a value.
    #[serde(deserialize_with = "texts")] pub custom_properties: BTreeMap<String, String>,
}

/// What a course costs.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Price {
    /// The amount, as it came.
    #[serde(deserialize_with = "read::text")] pub value: Option<String>,
    /// The currency.
    #[serde(deserialize_with = "read::text")] pub currency: Option<String>,
    /// A remark on it.
    #[serde(deserialize_with = "read::text")] pub comment: Option<String>,
}

/// The answer to a course that was made or changed (known from a client in use,
/// <https://github.com/monscorps/kkurs.no>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct WrittenCourse {
    /// The course's number.
    #[serde(deserialize_with = "read::reference")] pub course_id: Option<String>,
}

changes! {
    /// What to write to a course (<https://app.frontcore.com/api/docs/v2/courses/:id-put/>); what is not named is not
    /// sent, and keeps its stored value (documented).
    ///
    /// The page's `text_*` members, descriptions in HTML, are reached by [`other`](Self::other): their names are in the
    /// part of it that could not be read. Whether a course takes `custom_properties` is not known.
    pub struct CourseChanges {
        /// Title; required of a new course. Two active courses with one title are refused (documented for v1).
        title: String = "title",
        /// Whether it is offered; a new course is, unless said.
        active: bool = "active",
        /// The account's own code for it.
        reference: String = "reference",
        /// Level; 6, courses, unless said.
        level: CourseLevel = "level",
        /// How it is taught; 1, classroom, unless said.
        form_of_teaching: FormOfTeaching = "form_of_teaching",
        /// The language it is taught in, by its code; `no` unless said.
        teaching_language: String = "teaching_language",
        /// The time of day; its values stand on no page that could be read.
        time_of_day: String = "time_of_day",
        /// How long it takes, in units of [`duration_unit`](Self::duration_unit).
        duration_value: i64 = "duration_value",
        /// The unit of the duration.
        duration_unit: DurationUnit = "duration_unit",
        /// The price, a whole number.
        price_value: i64 = "price_value",
        /// The currency of the price; `NOK` unless said.
        price_currency: String = "price_currency",
        /// A remark on the price.
        price_comment: String = "price_comment",
        /// E-mail address for bookings.
        email_booking: String = "email_booking",
        /// E-mail address for questions.
        email_more_info: String = "email_more_info",
        /// Where to book instead; shown for a change only.
        external_booking_url: String = "external_booking_url",
        /// Where to read more instead; shown for a change only.
        external_more_info_url: String = "external_more_info_url",
    }
}
