//! What a cell of a sheet says, as the text that stands for it in a roster.

use calamine::{DataRef, ExcelDateTime};

/// A whole number from here on has lost digits: a spreadsheet keeps fifteen.
const EXACT: f64 = 1e15;

/// The cell as text; nothing where it is empty.
pub(super) fn text(cell: &DataRef<'_>) -> Option<String> {
    Some(match cell {
        DataRef::Empty => return None,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(time) => moment(time),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        // Refused with its place, like the same text in a CSV file.
        DataRef::Error(_) => "#N/A".to_owned(),
    })
}

/// A number as a person would have typed it. One that lost digits is shown shortened, as a CSV file would have it, and
/// refused where digits count.
fn number(number: f64) -> String {
    if number.abs() >= EXACT {
        return format!("{number:E}").replace('E', "E+");
    }
    number.to_string()
}

/// A date, with its time where it has one.
fn moment(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    if time.is_duration() {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn cells_are_told_as_people_would_type_them() {
        let date = |value| DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        for (cell, told) in [
            (DataRef::Float(99.0), "99"),
            (DataRef::Float(-0.5), "-0.5"),
            (DataRef::Float(33_612_345_678.0), "33612345678"),
            (DataRef::Float(1e15), "1E+15"),
            (DataRef::Float(4.123_456_789e17), "4.123456789E+17"),
            (DataRef::Int(7), "7"),
            (DataRef::Bool(true), "true"),
            (DataRef::SharedString("Żółć"), "Żółć"),
            (date(32_975.0), "1990-04-12"),
            (date(32_975.5), "1990-04-12T12:00:00"),
            (DataRef::DateTimeIso("1990-04-12T00:00:00".into()), "1990-04-12"),
        ] {
            assert_eq!(text(&cell).as_deref(), Some(told));
        }
        assert_eq!(text(&DataRef::Empty), None);
    }
}
