//! Cells that no spreadsheet takes for a formula.

use std::borrow::Cow;

/// The text with an apostrophe before whatever a spreadsheet would take for a formula: at its beginning, and behind
/// every character that may separate cells, since a spreadsheet with another list separator begins a cell there.
pub(super) fn escape_formula(text: &str) -> Cow<'_, str> {
    let pieces = || text.split_inclusive(SEPARATORS);
    // A cell that begins with a tab or a return is unsafe, whatever follows.
    let is_blank = |letter| is_passed_over(letter) && !matches!(letter, '\t' | '\r');
    let leads = text.trim_start_matches(is_blank).starts_with(['\t', '\r']);
    let is_unsafe = |at: usize, piece: &str| is_formula(piece) || (at == 0 && leads);
    if !pieces().enumerate().any(|(at, piece)| is_unsafe(at, piece)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 2);
    for (at, piece) in pieces().enumerate() {
        if is_unsafe(at, piece) {
            escaped.push('\'');
        }
        escaped.push_str(piece);
    }
    Cow::Owned(escaped)
}

/// What begins a formula, in the forms a Japanese keyboard has, too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What separates cells in one spreadsheet or another.
const SEPARATORS: [char; 6] = [',', ';', '|', '\t', '\n', '\r'];

fn is_formula(piece: &str) -> bool {
    piece.trim_start_matches(is_passed_over).starts_with(SIGNS)
}

/// What a spreadsheet may pass over before it looks for a formula.
fn is_passed_over(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '"' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_get_an_apostrophe_and_names_do_not() {
        for (text, escaped) in [
            ("=1+1", "'=1+1"),
            ("+33 1 00", "'+33 1 00"),
            ("-", "'-"),
            ("@x", "'@x"),
            ("＝1", "'＝1"),
            (" \u{feff}=1", "' \u{feff}=1"),
            ("\tx", "'\tx"),
            (" \r=x", "' \r'=x"),
            ("\n\tx", "'\n\tx"),
            ("Bo;=1", "Bo;'=1"),
            ("Bo,\" +1", "Bo,'\" +1"),
            ("a\n-b", "a\n'-b"),
        ] {
            assert_eq!(escape_formula(text), escaped, "{text:?}");
        }
        for text in ["", "Ö", "D'Hôtel-Smith", "zoe@example.org", "1990-04-12", "'Abd", "a, b", "\n", "\u{200f}ש"] {
            assert_eq!(escape_formula(text), text);
        }
    }
}
