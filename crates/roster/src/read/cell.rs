//! What a cell says about its field, and what no cell of a sound file holds.

use super::{damage::damage, email};
use crate::dates::{self, Known};
use participants_core::{Field, Kind, ParticipantUpdate, birthday, jiff::civil::Date, text};
use std::borrow::Cow;

/// How the cells of a column are to be read.
#[derive(Clone, Copy, Default)]
pub(crate) struct How<'a> {
    /// What is known of the order of its dates.
    pub(crate) dates: Known,
    /// Dates of birth that are right though programs write them where none is known.
    pub(crate) allowed: &'a [Date],
}

/// Whether a field holds a date.
pub(crate) fn is_date(field: &Field) -> bool {
    field.kind() == Kind::Date
}

/// Whether a cell says nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    !cell.starts_with(|sign: char| sign.is_ascii_graphic()) && text::trim(cell).is_empty()
}

/// Names a field of an update from a cell that is not empty.
///
/// # Errors
/// Why it cannot be relied on. The cell itself is not repeated.
pub(crate) fn set(wanted: &mut ParticipantUpdate, field: &Field, cell: &str, how: How<'_>) -> Result<(), String> {
    let tidied;
    // Blanks around a password may belong to it.
    let text = if matches!(field, Field::Password) {
        cell
    } else {
        tidied = text::tidy_value(field, unwrapped(field, cell));
        &*tidied
    };
    if let Some(why) = damage(field, text) {
        return Err(why.into_owned());
    }
    let text = if *field == Field::Email { email::bare(text) } else { text };
    let date;
    let text = match field.kind() {
        Kind::Date => {
            let day = dates::read(text, how.dates).map_err(str::to_owned)?;
            if *field == Field::DateOfBirth && !how.allowed.contains(&day) {
                let doubt = birthday::doubt(day, birthday::today());
                doubt.map_or(Ok(()), |doubt| Err(doubt.advice().to_owned()))?;
            }
            date = day.to_string();
            &date
        }
        Kind::Bool => yes_or_no(text).ok_or("this is neither yes nor no: write true or false")?,
        _ => text,
    };
    if let Some(why) = mistake(field, text) {
        return Err(why.to_owned());
    }
    wanted.set_text(field, text).map_err(|error| error.to_string())
}

/// A cell without what spreadsheets write to keep a number as it is: `="0123"`, or an apostrophe before it.
fn unwrapped<'a>(field: &Field, cell: &'a str) -> &'a str {
    let text = text::trim(cell);
    let inside = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inside) = inside.filter(|inside| !inside.contains('"')) {
        return inside;
    }
    let number =
        text.strip_prefix('\'').filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit() || sign == '+'));
    number.filter(|_| is_number_text(field)).unwrap_or(cell)
}

/// The fields whose values are digits, and no numbers.
pub(super) fn is_number_text(field: &Field) -> bool {
    matches!(
        field,
        Field::Id
            | Field::ExternalId
            | Field::Phone
            | Field::Mobile
            | Field::PostalCode
            | Field::HouseNumber
            | Field::Custom(_)
    )
}

/// The provider's identifier that a cell names.
///
/// # Errors
/// Why it cannot be relied on. The cell itself is not repeated.
pub(crate) fn identifier(cell: &str) -> Result<String, String> {
    let text = text::trim(unwrapped(&Field::Id, cell));
    let why = damage(&Field::Id, text).or_else(|| mistake(&Field::Id, text).map(Cow::Borrowed));
    why.map_or_else(|| Ok(text.to_owned()), |why| Err(why.into_owned()))
}

/// Yes and no, as people and spreadsheets of four languages write them.
fn yes_or_no(text: &str) -> Option<&'static str> {
    let yes = ["true", "yes", "y", "1", "x", "oui", "vrai", "ja", "wahr", "sann"];
    let no = ["false", "no", "n", "0", "non", "faux", "nein", "falsch", "nei", "usann"];
    let text = text.to_lowercase();
    let is_in = |words: &[&str]| words.contains(&text.as_str());
    if is_in(&yes) { Some("true") } else { is_in(&no).then_some("false") }
}

/// What cannot be meant in this field.
fn mistake(field: &Field, text: &str) -> Option<&'static str> {
    match field {
        Field::Email => (!email::is_sound(text)).then_some(
            "this is no e-mail address that mail can reach: write one, and nothing else, or leave the cell empty",
        ),
        Field::FirstName | Field::LastName | Field::FullName => (!text.contains(char::is_alphabetic)).then_some(
            "no letter stands in the name: correct it, or take the row out where it is a total or a comment",
        ),
        Field::Phone | Field::Mobile if has_two_numbers(text) => Some(
            "two numbers stand in the cell, and the field holds one: leave one of them, or put the second in a column of its own",
        ),
        field if is_number_text(field) => {
            (is_shortened(text) || (!matches!(field, Field::Custom(_)) && has_point_zero(text))).then_some(
                "a spreadsheet has shortened the number and digits are lost: format the column as text and save again",
            )
        }
        _ => None,
    }
}

/// Whether two phone numbers stand in a cell: `01 02 03 04 05 / 06 07 08 09 10`. `030/1234567` is one.
fn has_two_numbers(text: &str) -> bool {
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    // An area and an extension are short.
    let are_two = |signs: &[char], least: usize| {
        let parts = || text.split(signs).map(digits).filter(|digits| *digits > 0);
        parts().count() > 1 && parts().all(|digits| digits >= least)
    };
    are_two(&[';', ',', '|'], 6) || are_two(&['/', '\\'], 8)
}

/// A number as spreadsheets and programs shorten it: `3,36E+10`, `3.36e10`, `3.36 × 10^10`.
fn is_shortened(text: &str) -> bool {
    if !text.contains(['E', 'e', '^', '×']) || text.len() > 40 {
        return false;
    }
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = text.replace("×10^", "E").replace("x10^", "E").replace("*10^", "E");
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_signed = exponent.starts_with(['+', '-', '−']);
    let number = number.trim_start_matches(['+', '-', '−']);
    let has_point = number.split_once([',', '.']).is_some_and(|(whole, rest)| is_digits(whole) && is_digits(rest));
    // `12E3` alone may be a key.
    is_digits(exponent.trim_start_matches(['+', '-', '−'])) && (has_point || (is_signed && is_digits(number)))
}

/// A whole number as programs write one that they took for a fraction: `1024.0`.
fn has_point_zero(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text.split_once(['.', ',']);
    parts.is_some_and(|(whole, rest)| is_digits(whole) && !rest.is_empty() && rest.bytes().all(|byte| byte == b'0'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;
    use participants_core::Change;

    fn read(field: Field, cell: &str) -> Result<String, String> {
        let mut wanted = ParticipantUpdate::new();
        set(&mut wanted, &field, cell, How::default())?;
        match wanted.change(&field) {
            Change::Set(text) => Ok(text),
            _ => Err("not set".into()),
        }
    }

    #[test]
    fn sound_values_stay_as_they_are() {
        for (field, cell) in [
            (Field::LastName, "D'Hôtel-Muñoz"),
            (Field::LastName, "Đặng Thị Ánh"),
            (Field::FirstName, "Ã"),
            (Field::FirstName, "São Félix"),
            (Field::City, "Ô"),
            (Field::Phone, "+33 (0)6 00.00-00"),
            (Field::PostalCode, "01099"),
            (Field::ExternalId, "E+7"),
            (Field::Notes, "two\nlines"),
            (Field::Street, "c/o Bo\n7 rue Ô"),
            (Field::FirstName, "نـ\u{200c}ـم"),
            (Field::LastName, "'t Hooft"),
            (Field::ExternalId, "12E3"),
            (Field::ExternalId, "1.2.0"),
            (Field::Notes, "'07"),
            (Field::Phone, "030/1234567"),
            (Field::Phone, "+49 6131/123456-12"),
            (Field::CompanyName, "Ö & Söhne; Lyon"),
            (Field::Notes, "why?not_so 100%"),
            (Field::JobTitle, "R&D"),
            (Field::Email, "zoë+x@bücher.example"),
        ] {
            assert_eq!(read(field, &format!("\u{a0} {cell} ")).as_deref(), Ok(cell));
        }
        for (cell, text) in [("=\"0123\"", "0123"), ("'0123", "0123"), ("'+47 1", "+47 1")] {
            assert_eq!(read(Field::Phone, cell).as_deref(), Ok(text));
        }
        assert_eq!(read(Field::Email, "Lena <lena@example.org>").as_deref(), Ok("lena@example.org"));
        assert_eq!(read(Field::Active, "WAHR").as_deref(), Ok("true"));
        assert_eq!(read(Field::Active, "Nei").as_deref(), Ok("false"));
    }

    #[test]
    fn damaged_values_are_refused_and_not_repeated() {
        for (field, cell, why) in [
            (Field::LastName, "ZoÃ«", "UTF-8"),
            (Field::LastName, "Zo\u{fffd}", "lost"),
            (Field::LastName, "Zo\u{1b}[2J", "control"),
            (Field::LastName, "#N/A", "error"),
            (Field::PostalCode, "=\"01099\"&\"1\"", "formula"),
            (Field::LastName, "Zoë\nD'Hôtel", "over 2 lines"),
            (Field::FirstName, "Zoë\u{2028}Bo", "over 2 lines"),
            (Field::Phone, "+47 1\n+47 2", "over 2 lines"),
            (Field::ExternalId, "E-1\tE-2", "control"),
            (Field::City, "Lyon\u{9d}", "control"),
            (Field::Email, "zoe\u{200b}@example.org", "cannot be seen"),
            (Field::ExternalId, "E\u{ad}1", "cannot be seen"),
            (Field::LastName, "12", "no letter"),
            (Field::Phone, "3.36e10", "shortened"),
            (Field::Custom("badge".into()), "1.23E+05", "shortened"),
            (Field::ExternalId, "1024.0", "shortened"),
            (Field::ExternalId, "1024,00", "shortened"),
            (Field::Phone, "3,36 E+10", "shortened"),
            (Field::Phone, "3.36×10^10", "shortened"),
            (Field::Phone, "01 02 03 04 05 / 06 07 08 09 10", "two numbers"),
            (Field::Mobile, "+47 55501000; +47 55502000", "two numbers"),
            (Field::Phone, "+33 6\u{200b}12", "cannot be seen"),
            (Field::LastName, "M?ller", "lost"),
            (Field::LastName, "M_ller", "lost"),
            (Field::LastName, "M&uuml;ller", "codes"),
            (Field::LastName, "O&#39;Neill", "codes"),
            (Field::LastName, "M\\u00fcller", "codes"),
            (Field::LastName, "M%C3%BCller", "codes"),
            (Field::LastName, "=C3=BCbel", "codes"),
            (Field::LastName, "M√ºller", "another encoding"),
            (Field::LastName, "M├╝ller", "another encoding"),
            (Field::LastName, "Núñez JosÃ©", "another encoding"),
            (Field::LastName, "Oâ€™Neill", "another encoding"),
            (Field::LastName, "ZoÃƒÂ«", "another encoding"),
            (Field::DateOfBirth, "1970-01-01", "programs write"),
            (Field::DateOfBirth, "1900-01-01", "long ago"),
            (Field::DateOfBirth, "9999-12-31", "future"),
            (Field::Phone, "3,36E+10", "shortened"),
            (Field::Email, "zoe", "e-mail"),
            (Field::Email, "zoe@a.example; bo@a.example", "e-mail"),
            (Field::Active, "perhaps", "neither"),
        ] {
            let error = read(field, cell).unwrap_err();
            assert!(error.contains(why) && !error.contains(cell), "{error}");
        }
    }
}
