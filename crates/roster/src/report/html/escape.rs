//! Text that a browser shows as it is, and never takes for anything else.

/// A text for between tags, or within a quoted attribute.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // What changes the direction of writing stays: a value ends it with its element.
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => escaped.extend(letter.escape_default()),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A value, kept apart from what stands around it: its direction of writing ends with it.
pub(super) fn value(value: &str) -> String {
    format!("<bdi>{}</bdi>", text(value))
}
