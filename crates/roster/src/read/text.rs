//! A file's characters as UTF-8 with `\n` at the end of each line, piece by piece.

use super::{Encoding, problem, quotes::Quotes, source::Source};
use crate::Problem;
use encoding_rs::{Decoder, DecoderResult};
use memchr::memchr2;
use std::io::{self, Read};

/// Stands after the last line where a reader has to know whether it came there: no roster holds it.
pub(super) const END: u8 = 0x03;

/// The longest row, in bytes: what is longer has a quote that was not closed.
pub(super) const LONGEST: usize = 4 << 20;

const PIECE: usize = 1 << 16;

/// Reads a source in its encoding.
pub(super) struct Text {
    source: Box<dyn Read + Send>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    out: Vec<u8>,
    out_at: usize,
    out_end: usize,
    after_return: bool,
    state: State,
    mark: &'static [u8],
    since_row: usize,
    longest: usize,
    quotes: Option<Quotes>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Reading,
    /// The source has no more bytes; the decoder may hold some.
    Ending,
    Ended,
    Malformed,
}

impl Text {
    /// The text of a source, with `mark` after its end.
    pub(super) fn open(source: &Source, encoding: Encoding, mark: &'static [u8]) -> Result<Self, Problem> {
        Ok(Self {
            source: source.read()?,
            decoder: encoding.decoder(),
            raw: Vec::with_capacity(PIECE),
            raw_at: 0,
            out: vec![0; PIECE * 3 + 16],
            out_at: 0,
            out_end: 0,
            after_return: false,
            state: State::Reading,
            mark,
            since_row: 0,
            longest: LONGEST,
            quotes: None,
        })
    }

    /// The same text, its quotes followed.
    pub(super) fn with_quotes(self, delimiter: u8) -> Self {
        Self { quotes: Some(Quotes::new(delimiter)), ..self }
    }

    /// Whether a quote stood wrong in what was read, before this line and not reported yet.
    pub(super) fn had_wrong_quote_before(&mut self, line: u64) -> bool {
        self.quotes.as_mut().is_some_and(|quotes| quotes.was_wrong_before(line))
    }

    /// The same text for a reader that knows no rows.
    pub(super) fn without_rows(self) -> Self {
        Self { longest: usize::MAX, ..self }
    }

    /// Whether the reading ended at a character that is none.
    pub(super) fn is_malformed(&self) -> bool {
        self.state == State::Malformed
    }

    /// A row has come to its end: the next one may be long again.
    pub(super) fn row_ended(&mut self) {
        self.since_row = 0;
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.out_at == self.out_end && self.state != State::Ended {
            if self.state == State::Malformed {
                return Err(malformed());
            }
            if self.state == State::Reading && self.raw_at == self.raw.len() {
                self.raw.clear();
                self.raw_at = 0;
                let count = self.source.by_ref().take(PIECE as u64).read_to_end(&mut self.raw)?;
                if count == 0 {
                    self.state = State::Ending;
                }
            }
            let last = self.state == State::Ending;
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(&self.raw[self.raw_at..], &mut self.out, last);
            self.raw_at += read;
            self.out_at = 0;
            self.out_end = self.one_line_end(written);
            if let Some(quotes) = &mut self.quotes {
                quotes.look(&self.out[..self.out_end]);
            }
            match result {
                DecoderResult::Malformed(..) => self.state = State::Malformed,
                DecoderResult::InputEmpty if last => {
                    self.state = State::Ended;
                    // A piece of text may be there as well; the mark goes behind it.
                    let end = self.out_end;
                    self.out[end..end + self.mark.len()].copy_from_slice(self.mark);
                    self.out_end += self.mark.len();
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }

    /// Makes every line end a `\n` in what was just decoded, and the mark's character another that is refused as well.
    fn one_line_end(&mut self, written: usize) -> usize {
        let out = &mut self.out[..written];
        if !self.after_return && memchr2(b'\r', END, out).is_none() {
            return written;
        }
        let mut to = 0;
        for from in 0..written {
            let byte = out[from];
            let follows = std::mem::replace(&mut self.after_return, byte == b'\r');
            out[to] = match byte {
                b'\n' if follows => continue,
                b'\r' => b'\n',
                END => END - 1,
                other => other,
            };
            to += 1;
        }
        to
    }
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let count = into.len().min(self.out_end - self.out_at);
        into[..count].copy_from_slice(&self.out[self.out_at..self.out_at + count]);
        self.out_at += count;
        self.since_row = self.since_row.saturating_add(count);
        if self.since_row > self.longest {
            return Err(io::Error::other("a row is longer than 4 MiB: a quote is opened and never closed"));
        }
        Ok(count)
    }
}

/// The beginning of a file's text.
pub(super) fn head(source: &Source, encoding: Encoding) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let mut text = Text::open(source, encoding, b"")?.take(PIECE as u64);
    text.read_to_end(&mut bytes).map_err(|error| problem::unreadable(&error))?;
    if bytes.trim_ascii().is_empty() {
        return Err(problem::file("it is empty: the first line has the headings, each further one a person"));
    }
    // The last character may be cut off.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn malformed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a character is not of the file's encoding")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_one() {
        let source = Source::bytes(b"a\r\nb\rc\nd\r\r\n\x03\r".to_vec());
        let mut text = String::new();
        Text::open(&source, Encoding::Utf8, b"\n\x03\n").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "a\nb\nc\nd\n\n\x02\n\n\x03\n");
    }
}
