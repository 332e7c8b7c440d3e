//! Quotes that stand where none can: a CSV reader lets them pass and splits the cells in the wrong place.

use memchr::{memchr, memchr_iter, memrchr};
use std::collections::VecDeque;

/// Follows the quotes of a text, piece by piece.
pub(super) struct Quotes {
    delimiter: u8,
    place: Place,
    line: u64,
    wrong: VecDeque<u64>,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    CellStart,
    /// Blanks alone so far.
    Blank,
    Plain,
    Quoted,
    /// Behind a quote that ends the cell, or is the first of two.
    AfterQuote,
    /// Blanks behind a cell in quotes.
    AfterCell,
}

impl Quotes {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, place: Place::CellStart, line: 1, wrong: VecDeque::new() }
    }

    /// Looks at the next piece of the text, whose lines end with `\n`.
    pub(super) fn look(&mut self, piece: &[u8]) {
        let is_outside = matches!(self.place, Place::CellStart | Place::Blank | Place::Plain);
        let mut rest = piece;
        if is_outside && memchr(b'"', piece).is_none() {
            // Without quotes only the last line shows where the next piece begins.
            if let Some(end) = memrchr(b'\n', piece) {
                self.line += memchr_iter(b'\n', piece).count() as u64;
                self.place = Place::CellStart;
                rest = &piece[end + 1..];
            }
        }
        rest.iter().for_each(|byte| self.step(*byte));
    }

    fn step(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Quoted, b'"') => Place::AfterQuote,
            (Place::Quoted, _) => Place::Quoted,
            (_, byte) if byte == self.delimiter || byte == b'\n' => Place::CellStart,
            (Place::CellStart | Place::AfterQuote, b'"') => Place::Quoted,
            (Place::CellStart | Place::Blank, b' ') => Place::Blank,
            (Place::AfterQuote | Place::AfterCell, b' ') => Place::AfterCell,
            (Place::Blank, b'"') | (Place::AfterQuote | Place::AfterCell, _) => {
                self.wrong.push_back(self.line);
                Place::Plain
            }
            _ => Place::Plain,
        };
        self.line += u64::from(byte == b'\n');
    }

    /// Whether a quote stood wrong on a line before this one. Lines before it are done with.
    pub(super) fn was_wrong_before(&mut self, line: u64) -> bool {
        let before = self.wrong.len();
        while self.wrong.front().is_some_and(|wrong| *wrong < line) {
            self.wrong.pop_front();
        }
        self.wrong.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_the_wrong_place_is_found_however_the_text_is_cut() {
        let text = "a,\"b\"\n\"x\"\"y\",5\" pipe\n \"B,o\",c\n\"d\" ,\"e\n\"\"f\"\n\"g\"h,i\nplain,\"k\" l\nend,\"\"\n";
        for size in [1, 2, 7, text.len()] {
            let mut quotes = Quotes::new(b',');
            text.as_bytes().chunks(size).for_each(|piece| quotes.look(piece));
            assert_eq!(quotes.wrong, [3, 6, 7], "{size}");
            assert!(!quotes.was_wrong_before(3) && quotes.was_wrong_before(4) && !quotes.was_wrong_before(4));
        }
    }
}
