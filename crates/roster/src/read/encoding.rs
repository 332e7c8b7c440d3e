//! How a file's characters are written: found from its bytes, or declared; never assumed where the bytes speak against it.

use super::{problem, source::Source, text::Text};
use crate::Problem;
use std::{fmt, io::Read};

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

/// The encoding of a file, proved for all of it.
pub(super) fn of(source: &Source, declared: Option<Encoding>) -> Result<Encoding, Problem> {
    let mut head = Vec::new();
    source.read()?.take(1 << 16).read_to_end(&mut head).map_err(|error| problem::unreadable(&error))?;
    match declared.or_else(|| marked(&head)).or_else(|| unmarked_utf16(&head)) {
        Some(encoding) => proved(source, encoding),
        None if head.contains(&0) => Err(problem::file("it is no text: export the people as CSV and take that")),
        None => found(source),
    }
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

/// Reads a file to its end in the encoding it is said to have.
fn proved(source: &Source, encoding: Encoding) -> Result<Encoding, Problem> {
    let mut text = Text::open(source, encoding, b"")?.without_rows();
    let (mut line, mut column) = (1, 1);
    let mut buffer = [0; 1 << 14];
    loop {
        match text.read(&mut buffer) {
            Ok(0) => return Ok(encoding),
            Ok(count) => advance(&buffer[..count], &mut line, &mut column),
            Err(_) if text.is_malformed() => {
                let why = format!("character {column} is not {encoding}: {DECLARE}");
                return Err(problem::line(line, why));
            }
            Err(error) => return Err(problem::unreadable(&error)),
        }
    }
}

/// The encoding of a file that says nothing about it: UTF-8 where all of it is, else Windows-1252 where nothing speaks
/// against that.
fn found(source: &Source) -> Result<Encoding, Problem> {
    let mut reader = source.read()?;
    let mut scan = Scan::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => scan.add(&buffer[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(problem::unreadable(&error)),
        }
    }
    scan.end();
    let refused = |(at, what): (u64, &str)| -> Result<Encoding, Problem> {
        let (line, column) = place(source, at)?;
        Err(problem::line(line, format!("character {column} {what}: {DECLARE}")))
    };
    match (scan.not_utf8, scan.has_utf8, scan.undefined) {
        (None, ..) => Ok(Encoding::Utf8),
        (Some(at), true, _) => refused((at, "is not UTF-8, though other characters of the file are")),
        (Some(_), false, Some(at)) => refused((at, "is neither UTF-8 nor Windows-1252")),
        (Some(_), false, None) => Ok(Encoding::Windows1252),
    }
}

/// What the bytes of a file show.
#[derive(Default)]
struct Scan {
    /// Bytes seen before `rest`.
    passed: u64,
    /// The beginning of a character at the end of the last piece.
    rest: Vec<u8>,
    not_utf8: Option<u64>,
    has_utf8: bool,
    undefined: Option<u64>,
}

impl Scan {
    fn add(&mut self, piece: &[u8]) {
        let joined;
        let mut left = if self.rest.is_empty() {
            piece
        } else {
            joined = [std::mem::take(&mut self.rest).as_slice(), piece].concat();
            &joined
        };
        if self.undefined.is_none() && !left.is_ascii() {
            let at = left.iter().position(|byte| UNDEFINED.contains(byte));
            self.undefined = at.map(|at| self.passed + at as u64);
        }
        while !left.is_empty() {
            let error = match std::str::from_utf8(left) {
                Ok(text) => {
                    self.has_utf8 |= !text.is_ascii();
                    self.passed += left.len() as u64;
                    return;
                }
                Err(error) => error,
            };
            let (valid, bad) = left.split_at(error.valid_up_to());
            self.has_utf8 |= !valid.is_ascii();
            self.passed += valid.len() as u64;
            let Some(length) = error.error_len() else {
                self.rest = bad.to_vec();
                return;
            };
            self.not_utf8 = self.not_utf8.or(Some(self.passed));
            self.passed += length as u64;
            left = &bad[length..];
        }
    }

    fn end(&mut self) {
        if !self.rest.is_empty() {
            self.not_utf8 = self.not_utf8.or(Some(self.passed));
        }
    }
}

/// Line and character of a byte, from 1.
fn place(source: &Source, at: u64) -> Result<(u64, u64), Problem> {
    let mut reader = source.read()?.take(at);
    let (mut line, mut column) = (1, 1);
    let mut buffer = [0; 1 << 14];
    loop {
        match reader.read(&mut buffer).map_err(|error| problem::unreadable(&error))? {
            0 => return Ok((line, column)),
            count => advance(&buffer[..count], &mut line, &mut column),
        }
    }
}

/// Counts lines and characters; in a file that is not UTF-8 throughout, characters are as good as an editor's guess.
fn advance(bytes: &[u8], line: &mut u64, column: &mut u64) {
    for byte in bytes {
        match byte {
            b'\n' => (*line, *column) = (*line + 1, 1),
            // The later bytes of a character.
            0x80..=0xbf => {}
            _ => *column += 1,
        }
    }
}

impl Encoding {
    pub(super) fn decoder(self) -> encoding_rs::Decoder {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
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

    fn encoding(bytes: &[u8]) -> Result<Encoding, Problem> {
        of(&Source::bytes(bytes.to_vec()), None)
    }

    #[test]
    fn a_character_across_two_pieces_is_one_character() {
        let mut scan = Scan::default();
        "Zoë Đorđević 李".as_bytes().chunks(1).for_each(|piece| scan.add(piece));
        scan.end();
        assert_eq!((scan.not_utf8, scan.has_utf8), (None, true));
        let mut cut = Scan::default();
        cut.add(b"Zo\xc3");
        cut.end();
        assert_eq!((cut.not_utf8, cut.has_utf8), (Some(2), false));
    }

    #[test]
    fn what_speaks_against_itself_is_refused_with_its_place() {
        for (bytes, line, why) in [
            (&b"nom\nZo\xc3\xab\nD\xe9e\n"[..], Some(3), "character 2 is not UTF-8"),
            (b"nom\nD\xe9\x81\n", Some(2), "neither"),
            (b"\xef\xbb\xbfnom\nD\xe9e\n", Some(2), "character 2 is not utf-8"),
            (b"\xff\xfen\0o\0\n\0\x00\xd8x\0", Some(2), "utf-16le"),
            (b"\xff\xfen\0o", Some(1), "utf-16le"),
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
