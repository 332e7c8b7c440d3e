//! The training report with the platform's own names. No logic.

use super::lenient;
use participants_core::{open_enum, read};
use serde::{Deserialize, Deserializer};

/// What the report says about one user (<https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm>).
///
/// Texts are in the language that was asked for, and so is the form of dates: both stay text, and
/// [`read::date`](participants_core::read::date) reads a date where it is written `YYYY-MM-DD`. The year 1 stands for
/// "no date" (inferred from the sample). The value lists of the progress and status texts are not documented: do not
/// compare them.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ReportItem {
    /// The user's id; one sample has 26 characters, so its form is not checked.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Short name: how the person is addressed.
    #[serde(deserialize_with = "read::text")] pub short_name: Option<String>,
    /// Full name.
    #[serde(deserialize_with = "read::text")] pub full_name: Option<String>,
    /// The current group by its **name**, not by its id.
    #[serde(deserialize_with = "read::text")] pub group: Option<String>,
    /// Time spent on training. The unit is not documented; a number in one edition of the help, a text in another.
    #[serde(deserialize_with = "read::text")] pub education_time: Option<String>,
    /// Progress in the main course, as a text for display.
    #[serde(deserialize_with = "read::text")] pub main_education_progress: Option<String>,
    /// Progress in the express course, as a text for display.
    #[serde(deserialize_with = "read::text")] pub express_education_progress: Option<String>,
    /// Status of the training, as a text for display.
    #[serde(deserialize_with = "read::text")] pub education_status: Option<String>,
    /// Progress in the main course in percent, such as `37.50`.
    #[serde(deserialize_with = "read::text")] pub main_education_progress_percent: Option<String>,
    /// Progress in the express course in percent.
    #[serde(deserialize_with = "read::text")] pub express_education_progress_percent: Option<String>,
    /// When the main course is planned to end.
    #[serde(deserialize_with = "read::text")] pub main_education_end_plan: Option<String>,
    /// When the express course is planned to end.
    #[serde(deserialize_with = "read::text")] pub express_education_end_plan: Option<String>,
    /// When the main course ended.
    #[serde(deserialize_with = "read::text")] pub real_main_education_end: Option<String>,
    /// When the express course ended.
    #[serde(deserialize_with = "read::text")] pub real_express_education_end: Option<String>,
    /// When the user was last active.
    #[serde(deserialize_with = "read::text")] pub date_last_active: Option<String>,
    /// How many certificates the user has got.
    #[serde(deserialize_with = "read::integer")] pub certificates_received: Option<i64>,
    /// The parts of the main course; empty where there are none.
    #[serde(deserialize_with = "lenient::parts")] pub education_main_courses: Vec<Course>,
    /// The parts of the express course; empty where there are none.
    #[serde(deserialize_with = "lenient::parts")] pub education_express_courses: Vec<Course>,
    /// The phishing letters the user was sent; empty where there are none.
    #[serde(deserialize_with = "lenient::parts")] pub phishing_attacks: Vec<PhishingAttack>,
}

/// One part of the main course (<https://support.kaspersky.com/ASAP/1.0/en-US/307536.htm>) or of the express course
/// (<https://support.kaspersky.com/ASAP/1.0/en-US/307539.htm>). The time zone of times is not documented.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Course {
    /// The course's name in the language of the report; no stable code, whatever it is called.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
    /// In the main course 1 beginner, 2 elementary, 3 intermediate, 4 advanced; not documented for the express course.
    #[serde(deserialize_with = "read::integer")] pub level: Option<i64>,
    /// Where the user stands in it.
    #[serde(deserialize_with = "status")] pub status: Option<CourseStatus>,
    /// When it was begun: date and time.
    #[serde(deserialize_with = "read::text")] pub started_at: Option<String>,
    /// When it was finished: date and time.
    #[serde(deserialize_with = "read::text")] pub finished_at: Option<String>,
}

open_enum! {
    /// Where a user stands in a part of a course. On the wire it is a number.
    pub enum CourseStatus {
        /// Assigned; in the express course not yet touched.
        Assigned = "0",
        /// Completed with a certificate.
        Certified = "1",
        /// Begun. In the express course finished parts that give no certificate stay here, too.
        Started = "2",
    }
}

/// One phishing letter a user was sent (<https://support.kaspersky.com/ASAP/1.0/en-US/307542.htm>). For letters of a
/// campaign some member is empty; which one is not documented.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct PhishingAttack {
    /// The course's name in the language of the report.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
    /// The level; a number in the sample, a text in the description.
    #[serde(deserialize_with = "read::text")] pub level: Option<String>,
    /// When the letter was sent. The sample writes dots in the time where colons are usual.
    #[serde(deserialize_with = "read::text")] pub started_at: Option<String>,
    /// The letter.
    #[serde(deserialize_with = "read::text")] pub phishing_attack_letter: Option<String>,
    /// What came of it. The values are not documented; the sample has `0`.
    #[serde(deserialize_with = "read::text")] pub phishing_attack_result: Option<String>,
    /// When the user followed the link in it.
    #[serde(deserialize_with = "read::text")] pub follow_phishing_link_at: Option<String>,
}

fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CourseStatus>, D::Error> {
    Ok(read::text(deserializer)?.map(|text| CourseStatus::from(text.as_str())))
}
