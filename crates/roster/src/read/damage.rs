//! What shows that a text was damaged before it came here, or that more than one value stands in a cell.

use participants_core::{Field, text};
use std::borrow::Cow;

/// What is wrong with a cell of this field, if anything.
pub(super) fn damage(field: &Field, text: &str) -> Option<Cow<'static, str>> {
    // Most cells have nothing but what ASCII shows and the letters of western Europe.
    if text.chars().all(|sign| matches!(sign, ' '..='~' | 'À'..='ÿ')) && !text.starts_with(['#', '=']) {
        return None;
    }
    if let Some(why) = controlled(field, text) {
        return Some(why);
    }
    let why = |why| Some(Cow::Borrowed(why));
    const ERRORS: [&str; 12] = [
        "#N/A", "#NV", "#REF!", "#BEZUG!", "#VALUE!", "#WERT!", "#VALEUR!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
        "#ZAHL!",
    ];
    if text.starts_with('#') && ERRORS.contains(&text.trim()) {
        return why("a spreadsheet's error stands in the cell: correct the formula");
    }
    if text.starts_with("=\"") {
        return why("a formula stands in the cell: save its value");
    }
    if text.contains('\u{fffd}') {
        return why("characters were lost when the file was made: save it from its source as UTF-8 again");
    }
    if is_read_twice(text) {
        return why("the text was UTF-8 and was read as Windows-1252 before: save it from its source as UTF-8 again");
    }
    (is_exact(field) && text.chars().any(text::shows_nothing)).then_some(Cow::Borrowed(
        "a character that cannot be seen stands inside the value: delete the value and type it again",
    ))
}

/// Whether a value of the field has one line. Remarks, streets, positions and fields of the account's own may have several.
fn has_one_line(field: &Field) -> bool {
    !matches!(field, Field::Notes | Field::Street | Field::JobTitle | Field::Custom(_) | Field::Password)
}

/// Whether every character of a value counts.
fn is_exact(field: &Field) -> bool {
    matches!(
        field,
        Field::Id | Field::ExternalId | Field::Email | Field::Login | Field::PostalCode | Field::DateOfBirth
    )
}

/// A control character or a line break that cannot belong to the value.
fn controlled(field: &Field, text: &str) -> Option<Cow<'static, str>> {
    let is_break = |sign: char| matches!(sign, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_other = |sign: char| sign.is_control() && !is_break(sign) && (sign != '\t' || has_one_line(field));
    if text.contains(is_other) {
        return Some(Cow::Borrowed("a control character stands in the cell: remove it"));
    }
    let lines = 1 + text.matches(is_break).count();
    (lines > 1 && has_one_line(field)).then(|| {
        Cow::Owned(format!(
            "the cell goes over {lines} lines, and such a value has one: write it on one line. Where a quote is opened and not \
             closed in its cell, it has taken in the rows below: remove or double that quote"
        ))
    })
}

/// Whether the text is UTF-8 that was read as Windows-1252: `ZoÃ«` for `Zoë`.
fn is_read_twice(text: &str) -> bool {
    // The first byte of every such character reads as one from Â to ô, and the next one as no letter of ASCII.
    let mut pairs = text.chars().zip(text.chars().skip(1));
    if !pairs.any(|(first, next)| ('Â'..='ô').contains(&first) && !next.is_ascii()) {
        return false;
    }
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    !is_lossy && std::str::from_utf8(&bytes).is_ok_and(|once| !once.is_ascii())
}
