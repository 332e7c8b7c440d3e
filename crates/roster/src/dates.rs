//! Dates as people write them: ISO always, a local order only where the column's order is known. Never a guess.

use participants_core::jiff::civil::Date;
use std::fmt;

/// In which order a column writes its dates, where they are not ISO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `1990-04-12`, and nothing else.
    YearMonthDay,
    /// `12.04.1990`, `12/04/1990`, `12-04-1990`: the day first.
    DayMonthYear,
    /// `04/12/1990`: the month first.
    MonthDayYear,
}

/// What is known of a column's order when a row is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Known {
    /// Declared in the mapping, or shown by the column itself.
    Order(DateOrder),
    /// No date of the column shows which number is the day.
    #[default]
    Nothing,
    /// Some dates have the day first, others the month.
    Both,
    /// A spreadsheet turned those into dates that it could read in its own order, and left the others as text.
    HalfConverted,
}

/// What the dates of a column show of its order, gathered in one pass over them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    day_first: bool,
    month_first: bool,
    /// A text whose two first numbers could both be a month.
    is_either: bool,
    /// A real date of a spreadsheet.
    has_real: bool,
    /// One with a day that can be no month.
    has_late_day: bool,
}

impl Evidence {
    /// Looks at one cell, a real date of a spreadsheet or a text.
    pub(crate) fn add(&mut self, text: &str, is_real: bool) {
        match parts(text.trim()) {
            Some(Parts::YearFirst(_, _, day)) if is_real => {
                self.has_real = true;
                self.has_late_day |= day > 12;
            }
            Some(Parts::Local(first, second, _)) => {
                self.day_first |= first > 12 && (1..=12).contains(&second);
                self.month_first |= second > 12 && (1..=12).contains(&first);
                self.is_either |= first <= 12 && second <= 12;
            }
            _ => {}
        }
    }

    /// What the whole column shows.
    pub(crate) fn known(self) -> Known {
        let has_text = self.day_first || self.month_first;
        if self.has_real && has_text && !self.has_late_day && !self.is_either {
            return Known::HalfConverted;
        }
        match (self.day_first, self.month_first) {
            (true, false) => Known::Order(DateOrder::DayMonthYear),
            (false, true) => Known::Order(DateOrder::MonthDayYear),
            (false, false) => Known::Nothing,
            (true, true) => Known::Both,
        }
    }
}

/// The three numbers of a date, as they stand.
enum Parts {
    /// Year, month, day: year, day, month is not in use.
    YearFirst(i16, i8, i8),
    /// Two numbers and a year of four digits.
    Local(i8, i8, i16),
    /// Two numbers and a year of two digits.
    ShortYear,
}

/// The date of a cell.
///
/// # Errors
/// Why the cell is no date that can be relied on, and what to do. The text itself is not repeated.
pub(crate) fn read(text: &str, known: Known) -> Result<Date, &'static str> {
    let text = text.trim();
    if known == Known::HalfConverted {
        return Err(
            "the column is half converted: its text dates all have a number above 12, and its real dates have no day above \
                    12. A spreadsheet read those in another order than they were written. Import the column as text from its \
                    source, and write YYYY-MM-DD",
        );
    }
    let (year, month, day) = match parts(text) {
        None if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            return Err("a number stands where a date belongs: format the column as a date, or write YYYY-MM-DD");
        }
        None => return Err("this is no date: write YYYY-MM-DD"),
        Some(Parts::ShortYear) => return Err("the year has two digits: write all four"),
        Some(Parts::YearFirst(year, month, day)) => (year, month, day),
        Some(Parts::Local(first, second, year)) => match known {
            Known::Order(DateOrder::DayMonthYear) => (year, second, first),
            Known::Order(DateOrder::MonthDayYear) => (year, first, second),
            Known::Order(DateOrder::YearMonthDay) => {
                return Err("the column is declared as year-month-day, and this is not: write YYYY-MM-DD");
            }
            // The same day either way.
            Known::Nothing if first == second => (year, first, second),
            Known::Nothing => {
                return Err("day and month cannot be distinguished, here and in the whole column: \
                            declare the column's order in the mapping, or write YYYY-MM-DD");
            }
            Known::Both => {
                return Err("the column has dates with the day first and dates with the month first: \
                            write YYYY-MM-DD, or declare the order and correct the others");
            }
            Known::HalfConverted => return Err("the column is half converted"),
        },
    };
    if year == 0 || month == 0 || day == 0 {
        return Err("a date of zeros stands for nothing: leave the cell empty");
    }
    if year < 1900 {
        return Err("the year is before 1900, as in a spreadsheet's empty date: correct it, or leave the cell empty");
    }
    Date::new(year, month, day).map_err(|_| "there is no such day in the order of this column")
}

/// A time of midnight is what databases and spreadsheets add to a date.
const MIDNIGHT: [&str; 10] = [
    "T00:00:00Z",
    "T00:00:00",
    " 00:00:00",
    "T00:00:00.000Z",
    "T00:00:00.000",
    " 00:00:00.000",
    " 00:00",
    " 0:00",
    " 0:00:00",
    " 12:00:00 AM",
];

fn parts(text: &str) -> Option<Parts> {
    let text = MIDNIGHT.iter().find_map(|time| text.strip_suffix(time)).unwrap_or(text);
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| ['-', '/', '.'].contains(c))?;
    let mut groups = text.split(separator).map(str::trim);
    let (first, second, third) = (groups.next()?, groups.next()?, groups.next()?);
    let is_number = |group: &str| (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit());
    if groups.next().is_some() || ![first, second, third].into_iter().all(is_number) {
        return None;
    }
    match (first.len(), second.len(), third.len()) {
        (4, 1..=2, 1..=2) => Some(Parts::YearFirst(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?)),
        (1..=2, 1..=2, 4) => Some(Parts::Local(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?)),
        (1..=2, 1..=2, 2) => Some(Parts::ShortYear),
        _ => None,
    }
}

/// As the mapping file writes it.
impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::YearMonthDay => "year-month-day",
            Self::DayMonthYear => "day-month-year",
            Self::MonthDayYear => "month-day-year",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use participants_core::jiff::civil::date;

    const DAY_FIRST: Known = Known::Order(DateOrder::DayMonthYear);

    #[test]
    fn a_date_is_read_in_the_order_that_is_known() {
        for (text, known, day) in [
            ("1990-04-12", Known::Nothing, date(1990, 4, 12)),
            (" 1990/4/2 ", Known::Both, date(1990, 4, 2)),
            ("1990-04-12T00:00:00", Known::Nothing, date(1990, 4, 12)),
            ("12.04.1990", DAY_FIRST, date(1990, 4, 12)),
            ("12. 4. 1990", DAY_FIRST, date(1990, 4, 12)),
            ("04/12/1990", Known::Order(DateOrder::MonthDayYear), date(1990, 4, 12)),
            ("5/5/1990", Known::Nothing, date(1990, 5, 5)),
            ("29.02.2000", DAY_FIRST, date(2000, 2, 29)),
        ] {
            assert_eq!(read(text, known), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_relied_on_is_refused_and_not_repeated() {
        for (text, known, why) in [
            ("04/05/1990", Known::Nothing, "cannot be distinguished"),
            ("04/05/1990", Known::Both, "day first"),
            ("04/05/1990", Known::Order(DateOrder::YearMonthDay), "declared"),
            ("0000-00-00", Known::Nothing, "zeros"),
            ("00.00.0000", DAY_FIRST, "zeros"),
            ("1899-12-30", Known::Nothing, "1900"),
            ("12.04.90", DAY_FIRST, "two digits"),
            ("32964", DAY_FIRST, "number"),
            ("29.02.1990", DAY_FIRST, "no such day"),
            ("13/13/1990", DAY_FIRST, "no such day"),
            ("1990-04-12T10:15:00", Known::Nothing, "no date"),
            ("12 avril 1990", DAY_FIRST, "no date"),
            ("1-2.1990", DAY_FIRST, "no date"),
            ("--", DAY_FIRST, "no date"),
        ] {
            let error = read(text, known).unwrap_err();
            assert!(error.contains(why) && !error.contains(text), "{text}: {error}");
        }
    }

    #[test]
    fn one_clear_date_speaks_for_the_column_and_two_against_each_other_do_not() {
        let known = |cells: &[&str]| {
            let mut evidence = Evidence::default();
            cells.iter().for_each(|cell| evidence.add(cell, false));
            evidence.known()
        };
        assert_eq!(known(&["04/05/1990", "", "1990-04-12", "13/05/1990"]), DAY_FIRST);
        assert_eq!(known(&["04/05/1990", "05/13/1990"]), Known::Order(DateOrder::MonthDayYear));
        assert_eq!(known(&["04/05/1990", "99/99/1990", "soon"]), Known::Nothing);
        assert_eq!(known(&["13/05/1990", "05/13/1990"]), Known::Both);
    }

    #[test]
    fn dates_that_a_spreadsheet_turned_around_are_found() {
        let known = |real: &[&str], texts: &[&str]| {
            let mut evidence = Evidence::default();
            real.iter().for_each(|cell| evidence.add(cell, true));
            texts.iter().for_each(|cell| evidence.add(cell, false));
            evidence.known()
        };
        assert_eq!(known(&["1990-05-04", "1979-03-02"], &["12/25/1985"]), Known::HalfConverted);
        assert_eq!(known(&["1990-05-04"], &["25.12.1985", "30.11.1999"]), Known::HalfConverted);
        assert_eq!(known(&["1990-05-24"], &["25.12.1985"]), DAY_FIRST);
        assert_eq!(known(&["1990-05-04"], &["25.12.1985", "01.11.1999"]), DAY_FIRST);
        assert!(read("1990-05-04", Known::HalfConverted).is_err());
    }
}
