//! The training report with the platform's own names. No logic.

use super::{
    figure::{Percent, ReportDate, date, percent},
    lenient,
};
use participants_core::{open_enum, read};
use serde::Deserialize;

/// What the report says about one user (<https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm>).
///
/// Texts are in the language that was asked for. Percentages and dates are kept as they came, with the value beside
/// them where it can be read. The types are those of the sample in the later edition of the help; the field list of the
/// earlier one (<https://support.kaspersky.com/de/kasap/1.0/242754>) could be read in part.
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
    /// Time spent on training. Its unit is not documented; a number in one edition of the help, a text in the other, so
    /// it is text here.
    #[serde(deserialize_with = "read::text")] pub education_time: Option<String>,
    /// Progress in the main course, as a text for display. The texts are not documented: do not compare them.
    #[serde(deserialize_with = "read::text")] pub main_education_progress: Option<String>,
    /// Progress in the express course, as a text for display.
    #[serde(deserialize_with = "read::text")] pub express_education_progress: Option<String>,
    /// Status of the training, as a text for display.
    #[serde(deserialize_with = "read::text")] pub education_status: Option<String>,
    /// Progress in the main course in percent, such as `37.50`.
    #[serde(deserialize_with = "percent")] pub main_education_progress_percent: Option<Percent>,
    /// Progress in the express course in percent.
    #[serde(deserialize_with = "percent")] pub express_education_progress_percent: Option<Percent>,
    /// When the main course is planned to end.
    #[serde(deserialize_with = "date")] pub main_education_end_plan: Option<ReportDate>,
    /// When the express course is planned to end.
    #[serde(deserialize_with = "date")] pub express_education_end_plan: Option<ReportDate>,
    /// When the main course ended.
    #[serde(deserialize_with = "date")] pub real_main_education_end: Option<ReportDate>,
    /// When the express course ended.
    #[serde(deserialize_with = "date")] pub real_express_education_end: Option<ReportDate>,
    /// When the user was last active.
    #[serde(deserialize_with = "date")] pub date_last_active: Option<ReportDate>,
    /// How many certificates the user has got; 0 where there are none.
    #[serde(deserialize_with = "read::integer")] pub certificates_received: Option<i64>,
    /// The parts of the main course; empty where there are none.
    #[serde(deserialize_with = "lenient::parts")] pub education_main_courses: Vec<MainCourse>,
    /// The parts of the express course; empty where there are none.
    #[serde(deserialize_with = "lenient::parts")] pub education_express_courses: Vec<ExpressCourse>,
    /// The phishing letters the user was sent; empty where there are none.
    #[serde(deserialize_with = "lenient::parts")] pub phishing_attacks: Vec<PhishingAttack>,
}

/// One part of the main course (<https://support.kaspersky.com/ASAP/1.0/en-US/307536.htm>).
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct MainCourse {
    /// The course's name in the language of the report; no stable code, whatever it is called.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
    /// The level.
    #[serde(deserialize_with = "read::coded")] pub level: Option<CourseLevel>,
    /// Where the user stands in it.
    #[serde(deserialize_with = "read::coded")] pub status: Option<CourseStatus>,
    /// When it was begun: date and time.
    #[serde(deserialize_with = "date")] pub started_at: Option<ReportDate>,
    /// When it was finished: date and time.
    #[serde(deserialize_with = "date")] pub finished_at: Option<ReportDate>,
}

/// One part of the express course (<https://support.kaspersky.com/ASAP/1.0/en-US/307539.htm>).
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ExpressCourse {
    /// The course's name in the language of the report; no stable code, whatever it is called.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
    /// The level, as a number. What the numbers mean here is not documented, and nothing says that it is what they mean
    /// in the main course.
    #[serde(deserialize_with = "read::integer")] pub level: Option<i64>,
    /// Whether it is passed.
    #[serde(deserialize_with = "read::coded")] pub status: Option<ExpressStatus>,
    /// When it was begun: date and time.
    #[serde(deserialize_with = "date")] pub started_at: Option<ReportDate>,
    /// When it was finished: date and time.
    #[serde(deserialize_with = "date")] pub finished_at: Option<ReportDate>,
}

open_enum! {
    /// The level of a part of the main course (<https://support.kaspersky.com/ASAP/1.0/en-US/307536.htm>). On the wire
    /// it is a number.
    pub enum CourseLevel {
        /// Beginner.
        Beginner = "1",
        /// Elementary.
        Elementary = "2",
        /// Intermediate.
        Intermediate = "3",
        /// Advanced.
        Advanced = "4",
    }
}

open_enum! {
    /// Whether a part of the express course is passed
    /// (<https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm>). On the wire it is a number.
    pub enum ExpressStatus {
        /// Not passed.
        NotPassed = "0",
        /// Testing is on and its test is passed, or a skill is noted.
        Passed = "1",
        /// Begun, or finished where no certificate is given. Only the sub-page of the report
        /// (<https://support.kaspersky.com/ASAP/1.0/en-US/307539.htm>) has it.
        Begun = "2",
    }
}

open_enum! {
    /// Where a user stands in a part of the main course. On the wire it is a number.
    pub enum CourseStatus {
        /// Assigned.
        Assigned = "0",
        /// Completed with a certificate.
        Certified = "1",
        /// Begun.
        Started = "2",
    }
}

/// One phishing letter a user was sent (<https://support.kaspersky.com/ASAP/1.0/en-US/307542.htm>). For letters of a
/// campaign some member is empty; which one could not be read.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct PhishingAttack {
    /// The course's name in the language of the report.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
    /// The level: a number in the sample, a text in the description, so it is text here.
    #[serde(deserialize_with = "read::text")] pub level: Option<String>,
    /// When the letter was sent: date and time. The sample writes dots in the time where colons are usual.
    #[serde(deserialize_with = "date")] pub started_at: Option<ReportDate>,
    /// The letter.
    #[serde(deserialize_with = "read::text")] pub phishing_attack_letter: Option<String>,
    /// What came of it. The values are not documented; the sample has `0`, as text.
    #[serde(deserialize_with = "read::text")] pub phishing_attack_result: Option<String>,
    /// When the user followed the link in it.
    #[serde(deserialize_with = "date")] pub follow_phishing_link_at: Option<ReportDate>,
}
