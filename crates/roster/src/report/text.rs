//! People's values as text that obeys nobody: no control character steers a terminal or a page.

use crate::plan::Content;

/// A text with its control characters spelled out, such as `\u{1b}`; line breaks and tabs stay.
pub(super) fn visible(text: &str) -> String {
    spelled(text, |letter| letter.is_control() && !matches!(letter, '\n' | '\t'))
}

/// The same for one line of a terminal, which nothing keeps from being turned by what it shows: line breaks, and what
/// changes the direction of writing, are spelled out, too.
pub(crate) fn visible_and_straight(text: &str) -> String {
    spelled(text, |letter| letter.is_control() || turns(letter))
}

/// A text of at most so many characters: what is longer is cut, and says so.
pub(super) fn cut(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text,
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// What stands for a content that is no value.
pub(super) fn stand_in(content: &Content) -> &'static str {
    match content {
        Content::Unknown => "(unknown)",
        Content::Empty | Content::Value(_) => "(empty)",
    }
}

fn spelled(text: &str, is_spelled: impl Fn(char) -> bool) -> String {
    let mut told = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_spelled(letter) {
            told.extend(letter.escape_default());
        } else {
            told.push(letter);
        }
    }
    told
}

/// Whether a character changes the direction of writing for what follows it, or breaks a line though it is no control
/// character.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_spelled_out_and_what_is_written_stays() {
        assert_eq!(visible("Zo\u{1b}[2Jë\r\n"), "Zo\\u{1b}[2Jë\\r\n");
        assert_eq!(visible_and_straight("a\u{202e}b\nש ع 李"), "a\\u{202e}b\\nש ع 李");
        assert_eq!(visible("a\u{202e}b"), "a\u{202e}b");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Þórðar".into(), 6), "Þórðar");
        assert_eq!(cut("Þórðard".into(), 6), "Þórða…");
    }
}
