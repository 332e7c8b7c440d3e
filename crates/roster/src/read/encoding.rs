//! How a file's characters are written: found from its bytes, or declared; never assumed where the bytes speak against it.

mod sense;

use super::problem;
use crate::Problem;
use encoding_rs::{
    DecoderResult, Encoding as Web, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED,
};
use oem_cp::{
    code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850},
    decode_string_complete_table,
};
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
    /// Another one by its name, such as `macintosh`. It is declared, never found.
    Other(&'static str),
}

/// What decodes an encoding.
enum Decoder {
    Web(&'static Web),
    /// A code page of DOS, by its upper half.
    Dos(&'static [char; 128]),
}

/// The code pages of DOS, under each of their labels.
const DOS: [(&str, &[&str], &[char; 128]); 2] = [
    ("ibm850", &["ibm850", "cp850", "850", "oem850", "dos-850"], &DECODING_TABLE_CP850),
    ("ibm437", &["ibm437", "cp437", "437", "oem437", "dos-437"], &DECODING_TABLE_CP437),
];

/// What is likely where a file is neither UTF-8 nor Windows-1252.
const LIKELY: [Encoding; 5] = [
    Encoding::Other("macintosh"),
    Encoding::Other("ibm850"),
    Encoding::Other("ISO-8859-15"),
    Encoding::Other("windows-1250"),
    Encoding::Other("windows-1254"),
];

const DECLARE: &str = "save it as UTF-8, or declare `encoding` in the mapping's [file]";

/// As much of a file as shows its encoding.
const HEAD: usize = 1 << 16;

/// The encoding of a file, and its text with `\n` at the end of each line, the last one as well.
pub(super) fn decode(bytes: &[u8], declared: Option<Encoding>) -> Result<(Encoding, String), Problem> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let marked = marked(head);
    if let (Some(declared), Some(marked)) = (declared, marked)
        && declared != marked
    {
        return Err(problem::file(format!(
            "it begins with the mark of {marked}, and the mapping declares {declared}: take `encoding` out of the mapping's [file]"
        )));
    }
    let (encoding, is_guessed) = match declared.or(marked).or_else(|| unmarked_utf16(head)) {
        Some(encoding) => (encoding, false),
        None if head.contains(&0) => {
            return Err(problem::file("it is no text: export the people as CSV and take that"));
        }
        None => (found(bytes)?, true),
    };
    let (mut text, is_whole) = encoding.text(bytes);
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if !is_whole {
        let (line, column) = place_behind(text.as_bytes());
        return Err(problem::line(line, format!("character {column} is not {encoding}: {DECLARE}")));
    }
    if is_guessed && encoding == Encoding::Windows1252 {
        refuse_doubtful(&text, bytes)?;
    }
    // The end of a file in DOS, and what some programs write there to this day.
    let end = text.trim_end_matches(['\x1a', '\n']).len();
    if text.get(end..).is_some_and(|rest| rest.contains('\x1a')) {
        text.truncate(end);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.shrink_to_fit();
    Ok((encoding, text))
}

/// Refuses a text in which a character stands where it hardly can, and names the encodings in which it would make sense.
fn refuse_doubtful(text: &str, bytes: &[u8]) -> Result<(), Problem> {
    let Some(at) = sense::first_doubt(text) else { return Ok(()) };
    let before = text.get(..at).unwrap_or(text);
    let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count() as u64;
    let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
    let sample = bytes.get(..HEAD * 16).unwrap_or(bytes);
    let likely = LIKELY.iter().filter(|encoding| sense::is_sensible(&encoding.text(sample).0));
    let likely: Vec<_> = likely.map(|encoding| format!("\"{encoding}\"")).collect();
    let likely = match likely.is_empty() {
        true => String::new(),
        false => format!(" It makes sense as {}.", likely.join(", ")),
    };
    Err(problem::line(
        line,
        format!(
            "the file is not UTF-8, and character {column} can hardly stand there in Windows-1252.{likely} Declare `encoding` in the \
             mapping's [file], or save the file as UTF-8"
        ),
    ))
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

/// The encoding of a file that says nothing about it: UTF-8 where all of it is, else Windows-1252, which its characters
/// have to bear out.
fn found(bytes: &[u8]) -> Result<Encoding, Problem> {
    let Err(not_utf8) = std::str::from_utf8(bytes) else { return Ok(Encoding::Utf8) };
    if bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) {
        return Ok(Encoding::Windows1252);
    }
    let (line, column) = place_behind(bytes.get(..not_utf8.valid_up_to()).unwrap_or(bytes));
    let what = "is not UTF-8, though other characters of the file are";
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
    /// The encoding with this label: those of the web, and the code pages of DOS.
    pub(crate) fn labelled(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        if let Some((name, ..)) = DOS.iter().find(|(_, labels, _)| labels.contains(&label.as_str())) {
            return Some(Self::Other(name));
        }
        let web = Web::for_label(label.as_bytes()).filter(|web| *web != REPLACEMENT && *web != X_USER_DEFINED)?;
        Some(match web {
            web if web == UTF_8 => Self::Utf8,
            web if web == UTF_16LE => Self::Utf16Le,
            web if web == UTF_16BE => Self::Utf16Be,
            web if web == WINDOWS_1252 => Self::Windows1252,
            web => Self::Other(web.name()),
        })
    }

    fn decoder(self) -> Decoder {
        Decoder::Web(match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
            Self::Other(name) => match DOS.iter().find(|(known, ..)| *known == name) {
                Some((.., table)) => return Decoder::Dos(table),
                None => Web::for_label(name.as_bytes()).unwrap_or(UTF_8),
            },
        })
    }

    /// The text of bytes, up to the first that is none, and whether that is all of it.
    fn text(self, bytes: &[u8]) -> (String, bool) {
        match self.decoder() {
            Decoder::Dos(table) => (decode_string_complete_table(bytes, table), true),
            Decoder::Web(encoding) => {
                let mut decoder = encoding.new_decoder_with_bom_removal();
                let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
                let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
                (text, result == DecoderResult::InputEmpty)
            }
        }
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
            Self::Other(name) => return f.write_str(&name.to_ascii_lowercase()),
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
    fn every_label_is_read() {
        for (label, bytes, text) in [
            ("macintosh", &b"Zo\x91\n"[..], "Zoë\n"),
            ("x-mac-roman", b"Zo\x91\n", "Zoë\n"),
            ("CP850", b"M\x81ller\n", "Müller\n"),
            ("ibm437", b"M\x81ller\n", "Müller\n"),
            ("iso-8859-15", b"B\xbduf\n", "Bœuf\n"),
            ("Latin1", b"Zo\xeb\n", "Zoë\n"),
            ("windows-1250", b"Micha\xb3\n", "Michał\n"),
        ] {
            assert_eq!(decode(bytes, Encoding::labelled(label)).unwrap().1, text, "{label}");
        }
        for label in ["latin", "hz-gb-2312", ""] {
            assert_eq!(Encoding::labelled(label), None, "{label}");
        }
        assert_eq!(decode(b"nom\nA\n\x1a\n", None).unwrap().1, "nom\nA\n");
    }

    #[test]
    fn what_speaks_against_itself_is_refused_with_its_place() {
        let encoding = |bytes: &[u8]| decode(bytes, None).map(|(encoding, _)| encoding);
        for (bytes, line, why) in [
            (&b"nom\nZo\xc3\xab\nD\xe9e\n"[..], Some(3), "character 2 is not UTF-8"),
            (b"nom\nD\xe9\x81\n", Some(2), "can hardly stand there"),
            (b"Pr\x8enom;Nom\nZo\x91;M\x9fller\n", Some(1), "\"macintosh\""),
            (b"Nom\nM\x81ller;Andr\x82\n", Some(2), "\"ibm850\""),
            (b"Nom;Pr\xe9nom\nB\xbduf;Zo\xeb\n", Some(2), "\"iso-8859-15\""),
            (b"Nazwisko\nMicha\xb3ek;\xa3ukasz\n", Some(2), "\"windows-1250\""),
            (b"Ad;Soyad\nAy\xfee;I\xfe\xfdk\n", Some(2), "\"windows-1254\""),
            (b"\xef\xbb\xbfnom\nD\xe9e\n", Some(2), "character 2 is not utf-8"),
            (b"\xff\xfen\0o\0\n\0\x00\xd8x\0", Some(2), "utf-16le"),
            (b"\xff\xfen\0o", Some(1), "utf-16le"),
            (b"nom\nZo\xc3\xab\nZo\xc3", Some(3), "character 3 is not UTF-8"),
            (b"GIF89a\0\0\x01\0\0", None, "no text"),
        ] {
            let problem = encoding(bytes).unwrap_err();
            assert!(problem.line == line && problem.why.contains(why), "{problem}");
        }
        let marked = decode(b"\xef\xbb\xbfnom\n", Some(Encoding::Windows1252)).unwrap_err();
        assert!(marked.why.contains("mark of utf-8"), "{marked}");
        assert_eq!(encoding(b"nom\nD\xe9e\n"), Ok(Encoding::Windows1252));
        assert_eq!(
            encoding("nom\n".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>().as_slice()),
            Ok(Encoding::Utf16Be)
        );
    }
}
