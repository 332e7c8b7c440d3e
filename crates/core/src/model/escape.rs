//! The one escaping of text that is printed: what comes from outside must not steer what shows it.

use std::borrow::Cow;

/// The text for one line of a terminal, its unsafe characters written as `\u{1b}`, `\n` or the like.
///
/// Unsafe are control characters (line breaks among them), characters that change the direction of writing, line and
/// paragraph separators, and invisible characters that carry no text; see [`is_unsafe_to_print`]. Letters and joiners
/// of any script stay as they are.
///
/// ```
/// use participants_core::escape_for_terminal;
///
/// assert_eq!(escape_for_terminal("Zoë"), "Zoë");
/// assert_eq!(escape_for_terminal("Zo\u{1b}[2Jë\u{202e}"), "Zo\\u{1b}[2Jë\\u{202e}");
/// ```
#[must_use]
pub fn escape_for_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe_to_print) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_unsafe_to_print(letter) {
            escaped.extend(letter.escape_default());
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

/// Whether a character may not be printed as it is: it steers the terminal, breaks the line, changes the direction of
/// writing, or is invisible without being part of a text.
#[must_use]
pub fn is_unsafe_to_print(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' // Arabic letter mark
            | '\u{200e}' | '\u{200f}' // marks of direction
            | '\u{2028}'..='\u{202e}' // separators, embeddings, overrides
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated controls
            | '\u{feff}' // byte-order mark
            | '\u{fff9}'..='\u{fffb}' // interlinear annotation
            | '\u{e0000}'..='\u{e007f}' // tags
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_what_is_written_stays() {
        for (text, shown) in [
            ("Zo\u{1b}[2Jë\r\n\t", "Zo\\u{1b}[2Jë\\r\\n\\t"),
            ("a\u{202e}b\u{2066}", "a\\u{202e}b\\u{2066}"),
            ("\u{9b}31m\u{7f}", "\\u{9b}31m\\u{7f}"),
            ("\u{feff}a\u{e0041}", "\\u{feff}a\\u{e0041}"),
        ] {
            assert_eq!(escape_for_terminal(text), shown);
        }
        for text in ["ש ع 李 D'Été", "می\u{200c}خواهم", "👩\u{200d}🚀", "e\u{301}", ""] {
            assert!(matches!(escape_for_terminal(text), Cow::Borrowed(same) if same == text));
        }
    }
}
