//! What a sheet's cell says as text, where that is sure: dates and numbers are typed, and some have lost what they said.

use super::number::shown;
use crate::{
    ValueClass,
    read::{is_date, records::CellKind},
};
use calamine::{DataRef, ExcelDateTime};
use participants_core::Field;
use std::borrow::Cow;

/// Why a cell cannot be relied on, and what kind of value it has.
pub(super) type Refused = (&'static str, ValueClass);

/// From here on Excel rounds whole numbers: it keeps fifteen digits.
const ROUNDED: f64 = 1e15;

/// The text of a cell in a number format, for a field; a heading has neither.
pub(super) fn text<'a>(
    value: &'a DataRef<'_>,
    format: Option<&str>,
    field: Option<&Field>,
) -> Result<Cow<'a, str>, Refused> {
    match value {
        DataRef::Empty => Ok(Cow::Borrowed("")),
        DataRef::String(text) => Ok(one_line_end(text)),
        DataRef::SharedString(text) => Ok(one_line_end(text)),
        DataRef::Bool(flag) => Ok(Cow::Borrowed(if *flag { "true" } else { "false" })),
        DataRef::DateTimeIso(text) => Ok(Cow::Borrowed(text)),
        DataRef::Int(number) => number_text(*number as f64, format, field).map(Cow::Owned),
        DataRef::Float(number) => number_text(*number, format, field).map(Cow::Owned),
        DataRef::DateTime(date) => date_text(date, field).map(Cow::Owned),
        DataRef::DurationIso(_) => Err((DURATION, ValueClass::Number)),
        DataRef::Error(_) => Err(("a spreadsheet's error stands in the cell: correct the formula", ValueClass::Text)),
    }
}

/// What kind of cell it is.
pub(super) fn kind(value: &DataRef<'_>) -> CellKind {
    match value {
        DataRef::Int(_) | DataRef::Float(_) => CellKind::Number,
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) => CellKind::Date,
        _ => CellKind::Text,
    }
}

const DURATION: &str = "a duration stands in the cell: write a text, or leave the cell empty";

fn one_line_end(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// A cell that is formatted as a date: a date in a field of dates, and a text in a field that may hold any.
fn date_text(date: &ExcelDateTime, field: Option<&Field>) -> Result<String, Refused> {
    let class = ValueClass::DateLike;
    if date.is_duration() {
        return Err((DURATION, ValueClass::Number));
    }
    let is_dates = field.is_some_and(is_date);
    if !is_dates && !matches!(field, None | Some(Field::Custom(_) | Field::Notes)) {
        let why = "the cell is a date, and the field is none: Excel has made one of it. Format the column as text and write the \
                   value again";
        return Err((why, class));
    }
    // The first sixty days of Excel's calendar are one off, and its day 0 is what an empty cell shows as.
    if !date.as_f64().is_finite() || date.as_f64() < 61.0 {
        let why =
            "the date is before March 1900, as in a spreadsheet's empty date: correct it, or leave the cell empty";
        return Err((why, class));
    }
    match date.to_ymd_hms_milli() {
        (year, month, day, 0, 0, 0, 0) => Ok(format!("{year:04}-{month:02}-{day:02}")),
        (year, month, day, hour, minute, second, _) if !is_dates => {
            Ok(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"))
        }
        _ => Err(("a time of day stands with the date: leave the date alone", class)),
    }
}

/// A number as the sheet shows it, as far as that is the number itself.
fn number_text(number: f64, format: Option<&str>, field: Option<&Field>) -> Result<String, Refused> {
    let class = if number.fract() == 0.0 && number >= 0.0 { ValueClass::Digits } else { ValueClass::Number };
    if field.is_some_and(is_date) {
        let why = "a number stands where a date belongs: format the column as a date, or write YYYY-MM-DD";
        return Err((why, class));
    }
    if !number.is_finite() || number.abs() >= ROUNDED {
        let why = "the number has sixteen digits or more, of which Excel keeps fifteen: digits are lost. Format the column as text \
                   and write the value again from its source";
        return Err((why, class));
    }
    let is_key = matches!(
        field,
        Some(Field::Id | Field::ExternalId | Field::Phone | Field::Mobile | Field::PostalCode | Field::HouseNumber)
    );
    if is_key && class == ValueClass::Number {
        let why = "a number with a sign or a fraction stands here, and it was text before: format the column as text and write the \
                   value again";
        return Err((why, class));
    }
    let whole = if number.fract() == 0.0 { format!("{number:.0}") } else { return Ok(number.to_string()) };
    let shown = shown(&whole, format.unwrap_or_default()).ok_or((
        "the sheet shows the number in a form of its own: format the column as text and write the value as it shows",
        class,
    ))?;
    // In a phone number and its like, what the sheet shows is what is meant; elsewhere a form with signs is for the eye.
    Ok(if is_key || field.is_none() { shown } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, ExcelDateTimeType};

    fn date(serial: f64) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn what_a_sheet_shows_is_what_is_read() {
        for (value, format, field, shown) in [
            (DataRef::Float(1099.0), Some("00000"), Field::PostalCode, "01099"),
            (DataRef::Float(1099.0), Some("General"), Field::PostalCode, "1099"),
            (DataRef::Float(4_930_000_007.0), Some("0.00E+00"), Field::Phone, "4930000007"),
            (DataRef::Float(999_999_999_999_999.0), None, Field::ExternalId, "999999999999999"),
            (DataRef::Float(1234.0), Some("#,##0"), Field::ExternalId, "1234"),
            (DataRef::Float(1099.0), Some("00-000"), Field::PostalCode, "01-099"),
            (DataRef::Float(612_345_678.0), Some("0#\" \"##\" \"##\" \"##\" \"##"), Field::Phone, "06 12 34 56 78"),
            (DataRef::Float(2.5), None, Field::Notes, "2.5"),
            (DataRef::Bool(true), None, Field::Active, "true"),
            (DataRef::SharedString("Zoë\r\nD'Hôtel"), None, Field::Notes, "Zoë\nD'Hôtel"),
            (date(32_975.0), Some("dd.mm.yyyy"), Field::DateOfBirth, "1990-04-12"),
            (date(32_975.0), None, Field::Custom("hired".into()), "1990-04-12"),
            (date(32_975.5), None, Field::Notes, "1990-04-12T12:00:00"),
        ] {
            assert_eq!(text(&value, format, Some(&field)).as_deref(), Ok(shown));
        }
        let since_1904 = DataRef::DateTime(ExcelDateTime::new(31_513.0, ExcelDateTimeType::DateTime, true));
        assert_eq!(text(&since_1904, None, Some(&Field::DateOfBirth)).as_deref(), Ok("1990-04-12"));
    }

    #[test]
    fn what_excel_has_changed_is_refused() {
        for (value, format, field, part) in [
            (DataRef::Float(1e15), None, Field::ExternalId, "digits are lost"),
            (DataRef::Float(f64::NAN), None, Field::Notes, "digits"),
            (DataRef::Float(-3.0), None, Field::Phone, "sign"),
            (DataRef::Float(12.5), None, Field::HouseNumber, "fraction"),
            (DataRef::Float(32_975.0), None, Field::DateOfBirth, "as a date"),
            (date(32_975.0), None, Field::HouseNumber, "made one of it"),
            (date(32_975.25), None, Field::DateOfBirth, "time of day"),
            (date(0.0), None, Field::DateOfBirth, "1900"),
            (date(-5.0), None, Field::DateOfBirth, "1900"),
            (DataRef::Error(CellErrorType::NA), None, Field::LastName, "error"),
            (DataRef::DurationIso("PT1H".into()), None, Field::Notes, "duration"),
        ] {
            let (why, _) = text(&value, format, Some(&field)).unwrap_err();
            assert!(why.contains(part), "{field}: {why}");
        }
    }
}
