//! The figures of a report: texts for people, and the value where it can be read.

use participants_core::{jiff::civil::Date, read};
use serde::Deserializer;

/// A percentage of a report.
///
/// It comes as a text with two decimals in the sample (<https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm>). The
/// other forms that are read, a number, a comma, a sign of percent, are no more than tolerance.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Percent {
    /// The text as it came; of a number its text.
    pub raw: String,
    /// The value, where it can be read: 37.5 for `37.50`.
    pub value: Option<f64>,
}

/// A date of a report, or a date with a time.
///
/// The form follows the report's [`Language`](crate::Language)
/// (<https://support.kaspersky.com/ASAP/1.0/en-US/307536.htm>), and which form goes with which language is not
/// documented: so it is only read where it begins `YYYY-MM-DD`. The time stays text, because its zone is not
/// documented.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportDate {
    /// The text as it came.
    pub raw: String,
    /// The date, where the text begins with one of the form `YYYY-MM-DD`. The year 1 is none: see
    /// [`is_unset`](Self::is_unset).
    pub date: Option<Date>,
}

impl ReportDate {
    /// Whether this says that there is no date: 1 January of the year 1, in whatever form. That it means so is inferred
    /// from the sample, where it stands for what was never planned or has not ended.
    ///
    /// ```
    /// use participants_groups::ReportDate;
    ///
    /// assert!(ReportDate::from("0001-01-01").is_unset() && ReportDate::from("01.01.0001").is_unset());
    /// assert!(!ReportDate::from("01.03.2027").is_unset());
    /// ```
    #[must_use]
    pub fn is_unset(&self) -> bool {
        let mut numbers = self.raw.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        let day = [numbers.next(), numbers.next(), numbers.next()].map(Option::unwrap_or_default);
        day.contains(&"0001") && day.iter().all(|number| number.parse() == Ok(1))
    }
}

impl From<&str> for Percent {
    fn from(text: &str) -> Self {
        let digits = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
        let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
            && !digits.ends_with('.');
        Self { raw: text.to_owned(), value: digits.parse().ok().filter(|_| is_plain) }
    }
}

impl From<&str> for ReportDate {
    fn from(text: &str) -> Self {
        Self { raw: text.to_owned(), date: read::date(text) }
    }
}

/// A [`Percent`], from a text or a number.
pub(super) fn percent<'de, D: Deserializer<'de>>(inner: D) -> Result<Option<Percent>, D::Error> {
    Ok(read::text(inner)?.as_deref().map(Percent::from))
}

/// A [`ReportDate`]; an empty text is none.
pub(super) fn date<'de, D: Deserializer<'de>>(inner: D) -> Result<Option<ReportDate>, D::Error> {
    Ok(read::text(inner)?.as_deref().map(ReportDate::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_where_it_is_one() {
        for (text, value) in
            [("37.50", 37.5), ("0.00", 0.0), ("100", 100.0), (" 7 ", 7.0), ("49,75", 49.75), ("12.5 %", 12.5)]
        {
            let percent = Percent::from(text);
            assert_eq!((percent.value, percent.raw.as_str()), (Some(value), text));
        }
        for invalid in ["", "-", "%", "1.234,50", "1e3", "inf", "NaN", "-5", "+5", "5.", ".5", "half", "٥٠"] {
            let percent = Percent::from(invalid);
            assert_eq!((percent.value, percent.raw.as_str()), (None, invalid));
        }
    }

    #[test]
    fn a_date_is_read_in_one_form_only_and_kept_in_every_form() {
        for text in ["2027-03-01", "2027-03-01T08:15:00", "2027-03-01 08:15", "2027-03-01T08.15.00Z"] {
            let date = ReportDate::from(text);
            assert_eq!(date.date.map(|date| date.to_string()).as_deref(), Some("2027-03-01"), "{text}");
            assert!(date.raw == text && !date.is_unset());
        }
        for invalid in ["01.03.2027", "03/01/2027", "2027-3-1", "2027-02-30", "tomorrow", "2027年3月1日"] {
            let date = ReportDate::from(invalid);
            assert!(date.date.is_none() && date.raw == invalid && !date.is_unset(), "{invalid}");
        }
    }

    #[test]
    fn the_year_1_is_no_date_in_whatever_form() {
        for none in ["0001-01-01", "0001-01-01T00:00:00", "01.01.0001", "1/1/0001", "0001. 01. 01.", "0001年1月1日"]
        {
            let date = ReportDate::from(none);
            assert!(date.is_unset() && date.date.is_none(), "{none}");
        }
        for other in ["", "01.01.01", "0001", "0001-01", "2001-01-01", "0001-02-01", "10001-01-01"] {
            assert!(!ReportDate::from(other).is_unset(), "{other}");
        }
    }
}
