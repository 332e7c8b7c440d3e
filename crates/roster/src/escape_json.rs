//! JSON that is safe to print: characters that steer a terminal are written as `\u…`, which reads as the same text.

use participants_core::is_unsafe_to_print;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// Writes a value as JSON on one line, with unsafe characters escaped; see
/// [`is_unsafe_to_print`](participants_core::is_unsafe_to_print). It reads as the same value.
///
/// # Errors
/// Those of `to`, and of the value's own serialisation.
pub fn write_json<W: Write>(to: W, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(to, Escaped(CompactFormatter));
    Ok(value.serialize(&mut serializer)?)
}

/// The same on several lines, indented, as text.
///
/// # Errors
/// Those of the value's own serialisation.
pub fn json_text(value: &impl Serialize) -> io::Result<String> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaped(PrettyFormatter::new())))?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Another formatter, with the texts escaped.
struct Escaped<F>(F);

impl<F: Formatter> Formatter for Escaped<F> {
    /// Serde escapes quotes and the first 32 control characters itself, and hands on the text between them.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| is_unsafe_to_print(*letter)) {
            let (safe, after) = rest.split_at(at);
            to.write_all(safe.as_bytes())?;
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = after.split_at(letter.len_utf8()).1;
        }
        to.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_array(to)
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array(to)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(to, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array_value(to)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object(to)
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object(to)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object_value(to)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object_value(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_same_value_is_read_and_nothing_unsafe_is_written() {
        let texts = ["Zo\u{1b}ë", "a\u{202e}b\u{2066}\u{9b}", "\u{e0041}", "\"\\\n李", ""];
        for text in texts {
            let value = json!({text: [text, 1.5, null, true], "empty": {}, "list": []});
            let mut compact = Vec::new();
            write_json(&mut compact, &value).unwrap();
            for written in [String::from_utf8(compact).unwrap(), json_text(&value).unwrap()] {
                assert!(!written.chars().any(|letter| letter != '\n' && is_unsafe_to_print(letter)), "{written:?}");
                assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
            }
            assert_eq!(json_text(&json!({"a": [1]})).unwrap(), format!("{:#}", json!({"a": [1]})));
        }
    }
}
