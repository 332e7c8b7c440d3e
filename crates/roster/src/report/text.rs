//! People's values as text of a report.

use crate::plan::Content;
use participants_core::escape_for_terminal;

/// A value as one line of at most so many characters, safe to print: what is longer is cut, and ends with `…`.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = escape_for_terminal(text);
    match text.char_indices().nth(most) {
        None => text.into_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// The text for a content that has no value.
pub(super) fn stand_in(content: &Content) -> &'static str {
    match content {
        Content::Unknown => "(unknown)",
        Content::Empty | Content::Value(_) => "(empty)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Þórðar", 6), "Þórðar");
        assert_eq!(cut("Þórðard", 6), "Þórða…");
        assert_eq!(cut("a\u{202e}b", 10), "a\\u{202e}b");
    }
}
