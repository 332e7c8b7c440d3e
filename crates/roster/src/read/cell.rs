//! What a cell says about its field, and what no cell of a sound file holds.

use crate::dates::{self, Known};
use memchr::memchr_iter;
use participants_core::{Field, ParticipantUpdate, jiff::civil::Date, text};

/// Whether a field holds a date.
pub(crate) fn is_date(field: &Field) -> bool {
    field.form().starts_with(DATE)
}

/// How the form of such a field begins.
const DATE: &str = "date";

/// Whether a cell says nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    // Most begin with a letter or a digit.
    !matches!(cell.as_bytes(), [b'!'..=b'~', ..]) && text::trim(cell).is_empty()
}

/// Names a field of an update from a cell that is not empty.
///
/// # Errors
/// Why it cannot be relied on. The cell itself is not repeated.
pub(crate) fn set(wanted: &mut ParticipantUpdate, field: &Field, cell: &str, dates: Known) -> Result<(), String> {
    if let Some(why) = damage(cell) {
        return Err(why.to_owned());
    }
    // Blanks around a password may belong to it.
    let tidied;
    let text = if matches!(field, Field::Password) {
        cell
    } else {
        tidied = text::tidy_value(field, cell);
        &*tidied
    };
    let date;
    let text = match field.form() {
        form if form.starts_with(DATE) => {
            date = iso(dates::read(text, dates).map_err(str::to_owned)?);
            std::str::from_utf8(&date).unwrap_or_default()
        }
        "true|false" => yes_or_no(text).ok_or("this is neither yes nor no: write true or false")?,
        _ => text,
    };
    if let Some(why) = mistake(field, text) {
        return Err(why.to_owned());
    }
    wanted.set_text(field, text).map_err(|error| error.to_string())
}

/// A date as fields take it, without a formatter, which costs more than reading the date.
fn iso(date: Date) -> [u8; 10] {
    let year = date.year().unsigned_abs();
    let [a, b] = two((year / 100 % 100) as u8);
    let [c, d] = two((year % 100) as u8);
    let ([e, f], [g, h]) = (two(date.month().unsigned_abs()), two(date.day().unsigned_abs()));
    [a, b, c, d, b'-', e, f, b'-', g, h]
}

fn two(number: u8) -> [u8; 2] {
    [b'0' + number / 10, b'0' + number % 10]
}

/// The provider's identifier that a cell names.
///
/// # Errors
/// Why it cannot be relied on. The cell itself is not repeated.
pub(crate) fn identifier(cell: &str) -> Result<String, String> {
    let text = text::trim(cell);
    let why = damage(text).or_else(|| mistake(&Field::Id, text));
    why.map_or_else(|| Ok(text.to_owned()), |why| Err(why.to_owned()))
}

/// Yes and no, as people and spreadsheets of four languages write them.
fn yes_or_no(text: &str) -> Option<&'static str> {
    let yes = ["true", "yes", "y", "1", "x", "oui", "vrai", "ja", "wahr", "sann"];
    let no = ["false", "no", "n", "0", "non", "faux", "nein", "falsch", "nei", "usann"];
    let text = text.to_lowercase();
    let is_in = |words: &[&str]| words.contains(&text.as_str());
    if is_in(&yes) { Some("true") } else { is_in(&no).then_some("false") }
}

/// What shows that a text was damaged before it came here.
fn damage(text: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    let signs = bytes.iter().fold(0, |signs, byte| signs | SIGNS[usize::from(*byte)]);
    if signs == 0 && !matches!(bytes, [b'#' | b'=', ..]) {
        return None;
    }
    if signs & CONTROL != 0 {
        return Some("a control character stands in the cell: remove it");
    }
    const ERRORS: [&str; 8] = ["#N/A", "#NV", "#REF!", "#VALUE!", "#WERT!", "#VALEUR!", "#NAME?", "#DIV/0!"];
    if text.starts_with('#') && ERRORS.contains(&text.trim()) {
        return Some("a spreadsheet's error stands in the cell: correct the formula");
    }
    if text.starts_with("=\"") {
        return Some("a formula stands in the cell: save its value");
    }
    if signs & LOST != 0 && text.contains('\u{fffd}') {
        return Some("characters were lost when the file was made: save it from its source as UTF-8 again");
    }
    (signs & TWICE != 0 && is_read_twice(text))
        .then_some("the text was UTF-8 and was read as Windows-1252 before: save it from its source as UTF-8 again")
}

/// The byte is a control character's, and no line break or tab.
const CONTROL: u8 = 1;
/// The sign for a lost character begins with it.
const LOST: u8 = 2;
/// The letters from À to ÿ begin with it.
const TWICE: u8 = 4;

/// What each byte may be a sign of: most are of nothing, so that one pass over a cell is enough.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        signs[byte] = CONTROL;
        byte += 1;
    }
    (signs[b'\n' as usize], signs[b'\t' as usize], signs[0x7f]) = (0, 0, CONTROL);
    (signs[0xef], signs[0xc3]) = (LOST, TWICE);
    signs
};

/// Whether the text is UTF-8 that somebody read as Windows-1252: `ZoÃ«` for `Zoë`.
fn is_read_twice(text: &str) -> bool {
    // The first byte of every such character reads as one from Â to ô, and the next one as no letter of ASCII.
    let behind = |at: usize| text.as_bytes().get(at + 1..);
    let is_suspect = |at: usize| matches!(behind(at), Some([0x82..=0xb4, 0x80..=0xff, ..]));
    if !memchr_iter(0xc3, text.as_bytes()).any(is_suspect) {
        return false;
    }
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    !is_lossy && std::str::from_utf8(&bytes).is_ok_and(|once| !once.is_ascii())
}

/// What cannot be meant in this field.
fn mistake(field: &Field, text: &str) -> Option<&'static str> {
    match field {
        Field::Email => {
            let has_blanks = || match text.is_ascii() {
                true => text.bytes().any(|byte| matches!(byte, b' ' | b'\t'..=b'\r')),
                false => text.contains(char::is_whitespace),
            };
            let sound = text.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && !host.is_empty() && !host.contains('@') && !has_blanks()
            });
            (!sound).then_some("this is no e-mail address: write one, or leave the cell empty")
        }
        Field::Id | Field::ExternalId | Field::Phone | Field::Mobile | Field::PostalCode | Field::HouseNumber => {
            is_shortened(text).then_some(
                "a spreadsheet has shortened the number and digits are lost: format the column as text and save again",
            )
        }
        _ => None,
    }
}

/// A number such as `3,36E+10`.
fn is_shortened(text: &str) -> bool {
    let parts = text.split_once('E').and_then(|(number, rest)| Some((number, rest.strip_prefix('+')?)));
    let Some((number, exponent)) = parts else { return false };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(exponent) && number.split([',', '.']).all(is_digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;
    use participants_core::Change;

    fn read(field: Field, cell: &str) -> Result<String, String> {
        let mut wanted = ParticipantUpdate::new();
        set(&mut wanted, &field, cell, Known::Nothing)?;
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
            (Field::Email, "zoë+x@bücher.example"),
        ] {
            assert_eq!(read(field, &format!("\u{a0} {cell} ")).as_deref(), Ok(cell));
        }
        assert_eq!(read(Field::Active, "WAHR").as_deref(), Ok("true"));
        assert_eq!(read(Field::Active, "Nei").as_deref(), Ok("false"));
    }

    #[test]
    fn a_date_is_written_as_fields_take_it() {
        for date in ["1900-01-01", "1990-04-12", "2024-02-29", "9999-12-31"] {
            assert_eq!(iso(date.parse().unwrap()), date.as_bytes());
        }
    }

    #[test]
    fn damaged_values_are_refused_and_not_repeated() {
        for (field, cell, why) in [
            (Field::LastName, "ZoÃ«", "UTF-8"),
            (Field::LastName, "Zo\u{fffd}", "lost"),
            (Field::LastName, "Zo\u{1b}[2J", "control"),
            (Field::LastName, "#N/A", "error"),
            (Field::PostalCode, "=\"01099\"", "formula"),
            (Field::Phone, "3,36E+10", "shortened"),
            (Field::Email, "zoe", "e-mail"),
            (Field::Email, "zoe@a.example; bo@a.example", "e-mail"),
            (Field::Active, "perhaps", "neither"),
        ] {
            let told = read(field, cell).unwrap_err();
            assert!(told.contains(why) && !told.contains(cell), "{told}");
        }
    }
}
