//! Where in a JSON text a reader stopped: the members and items it was inside of.
//!
//! Found from the text alone, up to the place that the reader names. So no type has to be read a second time only to
//! say where it was left.

use crate::model::escape::escape_for_terminal;
use std::fmt::Write;

/// How many characters of a name are shown.
const LONGEST_NAME: usize = 64;

/// The path to a place, given as line and column in bytes: `rooms[2].name`; empty at the top.
pub(super) fn at(text: &[u8], line: usize, column: usize) -> String {
    let start = match line.checked_sub(2) {
        Some(before) => memchr::memchr_iter(b'\n', text).nth(before).map_or(text.len(), |newline| newline + 1),
        None => 0,
    };
    let end = start.saturating_add(column).min(text.len());
    let mut path = Path::default();
    let mut rest = text.get(..end).unwrap_or_default();
    while let Some((byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => {
                let length = text_length(after);
                path.text(after.get(..length).unwrap_or_default());
                after.get(length.saturating_add(1)..).unwrap_or_default()
            }
            byte => {
                path.byte(*byte);
                after
            }
        };
    }
    path.shown()
}

/// How long a text is whose quotation mark stands before these bytes.
fn text_length(bytes: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = bytes.iter().position(|byte| match byte {
        _ if is_escaped => {
            is_escaped = false;
            false
        }
        b'\\' => {
            is_escaped = true;
            false
        }
        byte => *byte == b'"',
    });
    end.unwrap_or(bytes.len())
}

/// The objects and lists that are open, with what of each is being read.
#[derive(Default)]
struct Path<'a>(Vec<Place<'a>>);

enum Place<'a> {
    /// In an object: the member's name as it is written, once it came.
    Member(Option<&'a [u8]>),
    /// In a list: which item, and whether it has begun.
    Item(usize, bool),
}

impl<'a> Path<'a> {
    fn text(&mut self, text: &'a [u8]) {
        match self.0.last_mut() {
            Some(Place::Member(name @ None)) => *name = Some(text),
            _ => self.begin(),
        }
    }

    fn byte(&mut self, byte: u8) {
        match (byte, self.0.last_mut()) {
            (b'{' | b'[', _) => {
                self.begin();
                self.0.push(if byte == b'{' { Place::Member(None) } else { Place::Item(0, false) });
            }
            (b'}' | b']', _) => drop(self.0.pop()),
            (b',', Some(Place::Member(name))) => *name = None,
            (b',', Some(Place::Item(number, is_begun))) => (*number, *is_begun) = (number.saturating_add(1), false),
            (byte, _) if byte.is_ascii_whitespace() => {}
            _ => self.begin(),
        }
    }

    /// A value begins, or goes on.
    fn begin(&mut self) {
        if let Some(Place::Item(_, is_begun)) = self.0.last_mut() {
            *is_begun = true;
        }
    }

    fn shown(&self) -> String {
        let mut path = String::new();
        for place in &self.0 {
            match place {
                Place::Member(Some(name)) => {
                    let dot = if path.is_empty() { "" } else { "." };
                    let name: String = String::from_utf8_lossy(name).chars().take(LONGEST_NAME).collect();
                    // Writing to a String cannot fail.
                    let _ = write!(path, "{dot}{}", escape_for_terminal(&name));
                }
                Place::Item(number, true) => {
                    let _ = write!(path, "[{number}]");
                }
                Place::Member(None) | Place::Item(_, false) => {}
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Deserialize)]
    #[allow(dead_code)]
    struct Outer {
        id: u8,
        #[serde(default)]
        inner: Vec<Inner>,
        #[serde(default)]
        names: BTreeMap<String, u8>,
        #[serde(default)]
        lists: Vec<Vec<u8>>,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    struct Inner {
        strict: u8,
        #[serde(default)]
        text: String,
    }

    /// The path found here, and the one of a library that reads the type once more.
    fn paths(text: &str) -> [String; 2] {
        let error = serde_json::from_str::<Outer>(text).err().unwrap();
        let mut reader = serde_json::Deserializer::from_str(text);
        let tracked = serde_path_to_error::deserialize::<_, Outer>(&mut reader).err().unwrap();
        [super::at(text.as_bytes(), error.line(), error.column()), tracked.path().to_string()]
    }

    #[test]
    fn the_place_of_a_wrong_value_is_found() {
        for (text, place) in [
            (r#"{"id":"x"}"#, "id"),
            (r#"{"id":{"a":1}}"#, "id"),
            (r#"{"id":[1]}"#, "id"),
            (r#"{"id":300}"#, "id"),
            (r#"{"id":1,"inner":[{"strict":1},{"text":"a","strict":"]},{"}]}"#, "inner[1].strict"),
            ("{\"id\":1,\n \"inner\": [\n {\"strict\": 1, \"text\": 7}]}", "inner[0].text"),
            (r#"{"id":1,"other":[{"x":[1,2]}],"inner":[{"strict":1},{"text":"\"a\\"}]}"#, "inner[1]"),
            (r#"{"id":1,"names":{"a":1,"b":true}}"#, "names.b"),
            (r#"{"id":1,"lists":[[1,2],[],[3,null]]}"#, "lists[2][1]"),
            (r#"{"id":1,"inner":7}"#, "inner"),
        ] {
            let [found, tracked] = paths(text);
            assert_eq!((found.as_str(), tracked.as_str()), (place, place), "{text}");
        }
    }

    #[test]
    fn a_text_that_breaks_off_or_is_no_json_has_a_place_too() {
        for (text, place) in [
            (r#"{"id":1,"inner":[{"strict":1},{"strict"#, "inner[1].strict"),
            (r#"{"id":1,"inner":[{"strict":}]}"#, "inner[0]"),
            (r#"{"id":1,"names":{"a":1"#, "names.a"),
            ("<html>", ""),
            ("", ""),
        ] {
            assert_eq!(paths(text)[0], place, "{text}");
        }
    }

    #[test]
    fn a_name_breaks_no_line_steers_no_terminal_and_is_not_long() {
        let at = |text: &str| super::at(text.as_bytes(), 1, text.len());
        assert_eq!(at("{\"a\u{1b}[2J\u{202e}b\": {"), "a\\u{1b}[2J\\u{202e}b");
        assert_eq!(at(&format!("{{\"{}\": {{", "n".repeat(1_000_000))).len(), 64);
    }

    #[test]
    fn no_place_is_beyond_the_text() {
        for (line, column) in [(0, 0), (1, 99), (9, 9), (usize::MAX, usize::MAX)] {
            assert_eq!(super::at(b"{\"a\":[1]}\n", line, column), "", "{line} {column}");
        }
    }
}
