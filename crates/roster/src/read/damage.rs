//! What shows that a text was damaged before it came here, or that more than one value stands in a cell.

use participants_core::{Field, text};
use std::borrow::Cow;

/// What is wrong with a cell of this field, if anything.
pub(super) fn damage(field: &Field, text: &str) -> Option<Cow<'static, str>> {
    // Most cells have nothing but what ASCII shows and the letters of western Europe.
    let is_plain =
        |sign: char| matches!(sign, ' '..='~' | 'À'..='ÿ') && !matches!(sign, '&' | '\\' | '%' | '=' | '?' | '_' | '#');
    if text.chars().all(is_plain) {
        return is_read_twice(text).then_some(Cow::Borrowed(READ_TWICE));
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
    if text.contains('\u{fffd}') || (is_words(field) && has_lost_letter(text)) {
        return why("characters were lost when the file was made: save it from its source as UTF-8 again");
    }
    if is_read_twice(text)
        || (is_words(field) && text.chars().any(|sign| matches!(sign, '\u{2500}'..='\u{257f}' | '√' | '∂')))
    {
        return why(READ_TWICE);
    }
    if is_words(field) && is_escaped(text) {
        return why(
            "letters are written as codes of a web page or a program, such as &uuml; or %C3%BC: save the file from its source as \
             text again",
        );
    }
    ((is_exact(field) || matches!(field, Field::Phone | Field::Mobile)) && text.chars().any(text::shows_nothing))
        .then_some(Cow::Borrowed(
            "a character that cannot be seen stands inside the value: delete the value and type it again",
        ))
}

/// Whether a heading was damaged when the file was made.
pub(super) fn is_heading_damaged(heading: &str) -> bool {
    let letters: Vec<char> = heading.chars().collect();
    let is_lost = letters.windows(3).any(|signs| match signs {
        [before, '?', after] => before.is_alphabetic() && after.is_lowercase(),
        _ => false,
    });
    is_lost || heading.contains(['\u{fffd}', '√', '├']) || is_read_twice(heading) || is_escaped(heading)
}

const READ_TWICE: &str =
    "the text was UTF-8 and was read in another encoding before: save it from its source as UTF-8 again";

/// Whether a value is made of words, in which no code of a program can stand.
fn is_words(field: &Field) -> bool {
    matches!(
        field,
        Field::FirstName
            | Field::LastName
            | Field::FullName
            | Field::ShortName
            | Field::City
            | Field::Street
            | Field::JobTitle
            | Field::CompanyName
            | Field::GroupName
            | Field::Country
    )
}

/// Whether a `?` or `_` stands where a letter was: `M?ller`.
fn has_lost_letter(text: &str) -> bool {
    let mut before = ['\n'; 2];
    text.chars().any(|sign| {
        let is_lost = matches!(before[1], '?' | '_') && before[0].is_alphabetic() && sign.is_lowercase();
        before = [before[1], sign];
        is_lost
    })
}

/// Whether letters are written as `&uuml;`, `&#39;`, `\u00fc`, `%C3%BC` or `=C3=BC`.
fn is_escaped(text: &str) -> bool {
    let is_hex = |text: &str, count: usize| {
        text.get(..count).is_some_and(|code| code.bytes().all(|sign| sign.is_ascii_hexdigit()))
    };
    text.char_indices().any(|(at, sign)| {
        let rest = text.get(at + sign.len_utf8()..).unwrap_or_default();
        match sign {
            '&' => rest.split_once(';').is_some_and(|(name, _)| {
                let is_name = |name: &str| !name.is_empty() && name.bytes().all(|sign| sign.is_ascii_alphanumeric());
                name.len() <= 10 && is_name(name.strip_prefix('#').unwrap_or(name))
            }),
            '\\' => {
                rest.strip_prefix(['u', 'U']).is_some_and(|code| is_hex(code, 4))
                    || rest.strip_prefix('x').is_some_and(|code| is_hex(code, 2))
            }
            // Letters beyond ASCII begin with these in UTF-8.
            '%' | '=' => {
                rest.starts_with(['C', 'c', 'D', 'd', 'E', 'e'])
                    && is_hex(rest, 2)
                    && rest.get(2..).is_some_and(|next| next.starts_with(sign))
            }
            _ => false,
        }
    })
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

/// Whether a part of the text is UTF-8 that was read as Windows-1252 or as the code page of a Mac: `ZoÃ«` for `Zoë`.
fn is_read_twice(text: &str) -> bool {
    // The first byte of such a character reads as one from Â to ô, and the next one as no letter of ASCII.
    let pairs = || text.chars().zip(text.chars().skip(1));
    if !pairs().any(|(first, next)| ('Â'..='ô').contains(&first) && !next.is_ascii()) {
        return false;
    }
    // These letters begin no other pair: a small one behind them would be a word of its own.
    let is_pair = |(first, next): (char, char)| {
        matches!(first, 'Ã' | 'Â')
            && matches!(
                next,
                '\u{80}'
                    ..='¿'
                        | 'ƒ'
                        | '‚'
                        | '„'
                        | '…'
                        | '†'
                        | '‡'
                        | 'ˆ'
                        | '‰'
                        | 'Š'
                        | '‹'
                        | 'Œ'
                        | 'Ž'
                        | '‘'
                        | '’'
                        | '“'
                        | '”'
                        | '•'
                        | '–'
                        | '—'
                        | '˜'
                        | '™'
                        | 'š'
                        | '›'
                        | 'œ'
                        | 'ž'
                        | 'Ÿ'
            )
    };
    if pairs().any(is_pair) || text.contains("â€") || text.contains("‚Ä") {
        return true;
    }
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    !is_lossy && std::str::from_utf8(&bytes).is_ok_and(|once| !once.is_ascii())
}
