//! Dates of birth that say nothing about a person: those that programs write where none is known, and those that cannot be.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// How old a person can be, in years.
const OLDEST: i16 = 120;

/// The days that programs write where a date is not known, as far as a person alive may have been born on them: the day on
/// which the clocks of computers begin, and the day before, as it reads west of Greenwich. All others, such as 1900-01-01
/// and 9999-12-31, are too long ago or yet to come.
const PLACEHOLDERS: [(i16, i8, i8); 2] = [(1970, 1, 1), (1969, 12, 31)];

/// Why a date of birth cannot be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// Many programs write this day where none is known.
    Placeholder,
    /// The day is yet to come.
    Future,
    /// The person would be older than any person is.
    TooOld,
}

/// Why a date of birth cannot be relied on, seen from `today`.
#[must_use]
pub fn doubt(born: Date, today: Date) -> Option<Doubt> {
    if born > today {
        return Some(Doubt::Future);
    }
    if today.year() - born.year() > OLDEST {
        return Some(Doubt::TooOld);
    }
    PLACEHOLDERS.contains(&(born.year(), born.month(), born.day())).then_some(Doubt::Placeholder)
}

/// Whether a date of birth helps to identify a person. A placeholder date never does: it is shared by all persons whose
/// birthday is not known.
#[must_use]
pub fn is_key(born: Date) -> bool {
    doubt(born, today()).is_none()
}

/// Today's date in UTC, a day later: somewhere it is tomorrow already.
#[must_use]
pub fn today() -> Date {
    let day = Timestamp::now().to_zoned(TimeZone::UTC).date();
    day.tomorrow().unwrap_or(day)
}

impl Doubt {
    /// What is wrong and what to do, without the date.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Placeholder => {
                "programs write this date where none is known: leave the cell empty or, where it is right, list it as `allow` in \
                 the mapping's [fields.date_of_birth]"
            }
            Self::Future => {
                "the date of birth is in the future, as where none is known: correct it, or leave the cell empty"
            }
            Self::TooOld => {
                "no person alive was born that long ago, and programs write such dates where none is known: correct it, or leave the \
                 cell empty"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_that_stands_for_an_unknown_one_is_doubted() {
        let today = date(2026, 3, 1);
        for (born, why) in [
            (date(1, 1, 1), Doubt::TooOld),
            (date(1111, 11, 11), Doubt::TooOld),
            (date(1753, 1, 1), Doubt::TooOld),
            (date(1899, 12, 30), Doubt::TooOld),
            (date(1899, 12, 31), Doubt::TooOld),
            (date(1900, 1, 1), Doubt::TooOld),
            (date(1904, 1, 1), Doubt::TooOld),
            (date(1969, 12, 31), Doubt::Placeholder),
            (date(1970, 1, 1), Doubt::Placeholder),
            (date(2026, 3, 2), Doubt::Future),
            (date(2055, 4, 12), Doubt::Future),
            (date(9999, 12, 31), Doubt::Future),
            (date(9999, 1, 1), Doubt::Future),
        ] {
            assert_eq!(doubt(born, today), Some(why), "{born}");
        }
        for born in [date(1906, 1, 1), date(1970, 1, 2), date(1990, 4, 12), date(2026, 3, 1)] {
            assert_eq!(doubt(born, today), None, "{born}");
        }
        assert!(is_key(date(1990, 4, 12)) && !is_key(date(1900, 1, 1)) && !is_key(date(9999, 12, 31)));
    }
}
