//! How a file's characters are written: found from its bytes, or declared; never assumed where the bytes speak against it.

use super::problem;
use crate::Problem;
use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fmt;

/// How a file's characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a mark at the beginning. ASCII is a part of it.
    Utf8,
    /// UTF-16, low byte first: what spreadsheets call "Unicode text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the "ANSI" of western Europe; Latin-1 is a part of it.
    Windows1252,
}

/// Bytes that stand for nothing in Windows-1252.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

const DECLARE: &str = "save it as UTF-8, or declare `encoding` in the mapping's [file]";

/// As much of a file as shows its encoding.
const HEAD: usize = 1 << 16;

/// The encoding of a file, and its text with `\n` at the end of each line, the last one as well.
pub(super) fn decode(bytes: &[u8], declared: Option<Encoding>) -> Result<(Encoding, String), Problem> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let encoding = match declared.or_else(|| marked(head)).or_else(|| unmarked_utf16(head)) {
        Some(encoding) => encoding,
        None if head.contains(&0) => {
            return Err(problem::file("it is no text: export the people as CSV and take that"));
        }
        None => found(bytes)?,
    };
    let mut decoder = encoding.decoder();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if result != DecoderResult::InputEmpty {
        let (line, column) = place_behind(text.as_bytes());
        return Err(problem::line(line, format!("character {column} is not {encoding}: {DECLARE}")));
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.shrink_to_fit();
    Ok((encoding, text))
}

/// What the mark at the beginning says.
fn marked(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => Some(Encoding::Utf8),
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-16 without a mark: the delimiters and line ends alone have a zero on one side, and on one side only.
fn unmarked_utf16(head: &[u8]) -> Option<Encoding> {
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, low) if low * 8 > head.len() => Some(Encoding::Utf16Le),
        (high, 0) if high * 8 > head.len() => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The encoding of a file that says nothing about it: UTF-8 where all of it is, else Windows-1252 where nothing speaks
/// against that.
fn found(bytes: &[u8]) -> Result<Encoding, Problem> {
    let Err(not_utf8) = std::str::from_utf8(bytes) else { return Ok(Encoding::Utf8) };
    let has_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let undefined = bytes.iter().position(|byte| UNDEFINED.contains(byte));
    let (at, what) = match (has_utf8, undefined) {
        (true, _) => (not_utf8.valid_up_to(), "is not UTF-8, though other characters of the file are"),
        (false, Some(at)) => (at, "is neither UTF-8 nor Windows-1252"),
        (false, None) => return Ok(Encoding::Windows1252),
    };
    let (line, column) = place_behind(bytes.get(..at).unwrap_or(bytes));
    Err(problem::line(line, format!("character {column} {what}: {DECLARE}")))
}

/// Line and character behind these bytes, from 1. In a file that is not UTF-8 throughout, characters are as good as an
/// editor's guess.
fn place_behind(bytes: &[u8]) -> (u64, u64) {
    let line = bytes.split(|byte| *byte == b'\n').next_back().unwrap_or_default();
    // The later bytes of a character do not count.
    let characters = line.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count() as u64;
    (1 + bytes.iter().filter(|byte| **byte == b'\n').count() as u64, 1 + characters)
}

impl Encoding {
    fn decoder(self) -> encoding_rs::Decoder {
        let encoding = match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

/// As the mapping file writes it.
impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_one() {
        assert_eq!(decode(b"a\r\nb\rc\nd\r\r\n\r", None).unwrap().1, "a\nb\nc\nd\n\n\n");
        assert_eq!(decode(b"a\r\nb", None).unwrap().1, "a\nb\n");
    }

    #[test]
    fn what_speaks_against_itself_is_refused_with_its_place() {
        let encoding = |bytes: &[u8]| decode(bytes, None).map(|(encoding, _)| encoding);
        for (bytes, line, why) in [
            (&b"nom\nZo\xc3\xab\nD\xe9e\n"[..], Some(3), "character 2 is not UTF-8"),
            (b"nom\nD\xe9\x81\n", Some(2), "neither"),
            (b"\xef\xbb\xbfnom\nD\xe9e\n", Some(2), "character 2 is not utf-8"),
            (b"\xff\xfen\0o\0\n\0\x00\xd8x\0", Some(2), "utf-16le"),
            (b"\xff\xfen\0o", Some(1), "utf-16le"),
            (b"nom\nZo\xc3\xab\nZo\xc3", Some(3), "character 3 is not UTF-8"),
            (b"GIF89a\0\0\x01\0\0", None, "no text"),
        ] {
            let problem = encoding(bytes).unwrap_err();
            assert!(problem.line == line && problem.why.contains(why), "{problem}");
        }
        assert_eq!(encoding(b"nom\nD\xe9e\n"), Ok(Encoding::Windows1252));
        assert_eq!(
            encoding("nom\n".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>().as_slice()),
            Ok(Encoding::Utf16Be)
        );
    }
}
