//! When two texts are the same to a person who reads them. Names and e-mail addresses are compared here and nowhere else.
//!
//! One letter can be written in several ways: `é` as one character or as `e` and an accent, `ß` as `SS`, an apostrophe as
//! `'` or `’`, a blank as one that does not break. Here they are one. Accents count: `Zoë` is not `Zoe`.
//!
//! ```
//! use participants_core::text;
//!
//! assert!(text::is_same_name("D’HOTEL-GROẞ", " d'hotel‑gross"));
//! assert!(!text::is_same_name("Zoë", "Zoe"));
//! assert!(text::is_same_email("Zoe\u{308}@example.org", "zoë@EXAMPLE.org"));
//! assert!(!text::is_same_text("Zoë", "ZOË"), "it is written differently");
//! ```

mod signs;

use crate::model::field::Field;
use caseless::Caseless;
use signs::{is_apostrophe, is_blank, is_dash, is_invisible, is_latin_plain};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Whether two names are the same, however they are written: in any letter case, with any blanks, apostrophes and dashes;
/// accents count.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`');
    if is_word(one) && is_word(other) {
        return one.eq_ignore_ascii_case(other);
    }
    fold_name(one) == fold_name(other)
}

/// Whether two e-mail addresses lead to the same person: compared as names are.
#[must_use]
pub fn is_same_email(one: &str, other: &str) -> bool {
    is_same_name(one, other)
}

/// A name in the form in which all that [`is_same_name`] says of each other are equal. It is for comparing, not for
/// showing: `Groß` becomes `gross`.
#[must_use]
pub fn fold_name(name: &str) -> Cow<'_, str> {
    if is_folded(name) {
        return Cow::Borrowed(name);
    }
    let mut folded = String::with_capacity(name.len());
    fold_onto(&mut folded, name);
    Cow::Owned(folded)
}

/// The same of an e-mail address, for [`is_same_email`].
#[must_use]
pub fn fold_email(email: &str) -> Cow<'_, str> {
    fold_name(email)
}

/// Adds what [`fold_name`] gives to the end of `folded`: for many texts in one piece of memory.
pub fn fold_onto(folded: &mut String, text: &str) {
    let start = folded.len();
    if text.is_ascii() {
        let plain = text.chars().map(|sign| if sign == '`' { '\'' } else { sign.to_ascii_lowercase() });
        return add_words(folded, start, plain);
    }
    if text.chars().all(is_latin_plain) {
        // Each of these letters is one character, before and after.
        let plain = text.chars().flat_map(char::to_lowercase).map(one_kind);
        return add_words(folded, start, plain);
    }
    let visible = text.chars().filter(|sign| !is_invisible(*sign));
    add_words(folded, start, undotted(visible.nfd().default_case_fold().nfd().map(one_kind)).nfc());
}

/// Whether two texts are written alike, as far as a reader can see: an accented letter may be one character or two,
/// blanks of any kind are one kind, and those around the text and characters that show nothing do not count. Letter
/// case does.
#[must_use]
pub fn is_same_text(one: &str, other: &str) -> bool {
    one == other || visible(one).eq(visible(other))
}

/// Whether a field that holds `one` need not be changed to hold `other`. Names, e-mail addresses, phone numbers and what
/// belongs to a postal address are compared by what can be seen, e-mail addresses in any letter case; identifiers, codes
/// and texts of several lines to the letter.
#[must_use]
pub fn is_same_value(field: &Field, one: &str, other: &str) -> bool {
    match field {
        Field::Email => is_same_text(one, other) || is_same_text(&one.to_lowercase(), &other.to_lowercase()),
        field if is_shown_text(field) => is_same_text(one, other),
        _ => one == other,
    }
}

/// Whether a value of a field is the one that is looked for: names and e-mail addresses as people read them, everything
/// else to the letter.
#[must_use]
pub fn is_same_key(field: &Field, one: &str, other: &str) -> bool {
    match field {
        Field::Email => is_same_email(one, other),
        field if is_folded_key(field) => is_same_name(one, other),
        _ => one == other,
    }
}

/// Whether a field is looked for by what people read, not to the letter.
pub(crate) fn is_folded_key(field: &Field) -> bool {
    matches!(field, Field::Email | Field::FirstName | Field::LastName | Field::FullName | Field::ShortName)
}

/// A text as it should be sent or stored: accented letters as one character each, and without blanks and characters that
/// show nothing at its ends. It looks as it did before.
#[must_use]
pub fn tidy(text: &str) -> Cow<'_, str> {
    let inner = trim(text);
    if inner.is_ascii() || unicode_normalization::is_nfc(inner) {
        return Cow::Borrowed(inner);
    }
    Cow::Owned(inner.nfc().collect())
}

/// A value of a field as it should be stored: words and e-mail addresses as [`tidy`] has them, everything else with clean
/// ends and otherwise as it is.
#[must_use]
pub fn tidy_value<'a>(field: &Field, value: &'a str) -> Cow<'a, str> {
    if is_folded_key(field) || is_shown_text(field) { tidy(value) } else { Cow::Borrowed(trim(value)) }
}

/// A text without the blanks and the characters that show nothing at its ends.
#[must_use]
pub fn trim(text: &str) -> &str {
    match text.is_ascii() {
        true => text.trim(),
        false => text.trim_matches(|sign| is_blank(sign) || is_invisible(sign)),
    }
}

/// Whether a character shows nothing at all, not even a blank: joiners, marks of direction, a mark of byte order.
#[must_use]
pub fn shows_nothing(sign: char) -> bool {
    is_invisible(sign)
}

/// The fields whose values are words that people read.
fn is_shown_text(field: &Field) -> bool {
    matches!(
        field,
        Field::FirstName
            | Field::LastName
            | Field::FullName
            | Field::ShortName
            | Field::Phone
            | Field::Mobile
            | Field::Title
            | Field::JobTitle
            | Field::CompanyName
            | Field::GroupName
            | Field::Street
            | Field::HouseNumber
            | Field::PostalCode
            | Field::City
            | Field::Country
    )
}

/// What can be seen of a text.
fn visible(text: &str) -> impl Iterator<Item = char> + '_ {
    let signs = trim(text).chars().filter(|sign| !is_invisible(*sign));
    signs.map(|sign| if is_blank(sign) && sign != '\n' { ' ' } else { sign }).nfc()
}

/// Whether a text is in its folded form already: one word of plain letters.
fn is_folded(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase() && byte != b'`')
}

/// One sign for all that mean the same, of a letter that is in lower case.
fn one_kind(sign: char) -> char {
    match sign {
        'ı' => 'i',
        '\'' | 'a'..='z' => sign,
        sign if is_apostrophe(sign) => '\'',
        sign if is_dash(sign) => '-',
        sign if is_blank(sign) => ' ',
        sign => sign,
    }
}

/// Without the dot above an `i`, which is the same letter without it. Accents are apart from their letters here.
fn undotted(signs: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    const DOT: char = '\u{307}';
    let mut is_on_i = false;
    signs.filter(move |sign| {
        if !unicode_normalization::char::is_combining_mark(*sign) {
            is_on_i = *sign == 'i';
        }
        !(is_on_i && *sign == DOT)
    })
}

/// Adds words with single blanks between them.
fn add_words(folded: &mut String, start: usize, signs: impl Iterator<Item = char>) {
    let mut is_waiting = false;
    for sign in signs {
        if is_blank(sign) {
            is_waiting = folded.len() > start;
            continue;
        }
        folded.extend(std::mem::take(&mut is_waiting).then_some(' '));
        folded.push(sign);
    }
}

#[cfg(test)]
mod tests;
