//! Finds the records of a list in a body while it arrives: where each begins and ends, and what stands around them.
//!
//! It decides nothing about a record but its end: whether it is JSON is found by who decodes it. What stands around the
//! records is kept and decoded as a whole at the end, so that nothing before, between or after them passes unseen.

mod value;

use crate::wire::response::BYTE_ORDER_MARK;
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use value::Value;

/// The list in a body, whose pieces are given one after the other. It keeps at most two records in memory, and what
/// stands around the records up to the size of one.
pub(crate) struct Splitter {
    is_list: fn(&str) -> bool,
    largest: usize,
    at: At,
    /// The body without its records: of one without a list everything.
    around: BytesMut,
    /// How much of it stands before the list's first record.
    before: usize,
    /// The record that has begun, as far as it came in earlier pieces.
    record: BytesMut,
    is_too_large: bool,
    value: Value,
    name: Vec<u8>,
    found: VecDeque<Found>,
    /// How many records there were, once the list has begun.
    count: Option<usize>,
}

/// A record, or that there is one which is too large to be kept.
pub(crate) type Found = Result<Bytes, TooLarge>;

/// A record is larger than allowed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// Why a body cannot be read on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// What stands around the records is larger than a record may be.
    TooLarge,
    /// Between two records stands something that is no JSON.
    NotJson,
    /// The body ends before the list does.
    Short,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Before the body's value.
    Start,
    /// In a body that is no list, and in one whose list is over: kept as it comes.
    Rest,
    /// In an object, before the name of a member.
    Name,
    /// In the name of a member.
    InName,
    /// After the name, and whether the member is the list.
    Colon(bool),
    /// Before the member's value, and whether the member is the list.
    Member(bool),
    /// In the value of a member that is not the list.
    InMember,
    /// After the value of a member.
    Comma,
    /// In the list, before a record; the list may end here where it has just begun.
    Record { may_end: bool },
    /// In a record.
    InRecord,
    /// After a record.
    Between,
}

impl Splitter {
    /// A splitter for a bare list, or one under a member of an object for which `is_list` says yes. A record may have
    /// `largest` bytes.
    pub(crate) fn new(is_list: fn(&str) -> bool, largest: usize) -> Self {
        let (around, before, record, is_too_large, value, name, found, count) = Default::default();
        Self { is_list, largest, at: At::Start, around, before, record, is_too_large, value, name, found, count }
    }

    /// Takes the next piece of the body.
    pub(crate) fn push(&mut self, piece: &Bytes) -> Result<(), Broken> {
        let mut at = 0;
        while let Some(left) = piece.get(at..).filter(|left| !left.is_empty()) {
            at += match self.at {
                At::InRecord => {
                    let end = self.value.end_in(left);
                    let length = end.unwrap_or(left.len());
                    self.keep(piece.slice(at..at + length), end.is_some());
                    length
                }
                At::Rest => self.keep_around(left)?,
                At::InMember => {
                    let end = self.value.end_in(left);
                    if end.is_some() {
                        self.at = At::Comma;
                    }
                    self.keep_around(left.get(..end.unwrap_or(left.len())).unwrap_or(left))?
                }
                _ => self.step(left)?,
            };
        }
        Ok(())
    }

    /// Whether a record may be on its way: the list has begun.
    pub(crate) fn has_begun(&self) -> bool {
        self.count.is_some()
    }

    /// How many records the list has so far; `None` where it has not begun.
    pub(crate) fn count(&self) -> Option<usize> {
        self.count
    }

    /// Takes at most so many of the records that came whole.
    pub(crate) fn take(&mut self, most: usize) -> impl Iterator<Item = Found> {
        self.found.drain(..most.min(self.found.len()))
    }

    /// What stands before the list, made whole: the body as if the list were empty and the last thing in it.
    pub(crate) fn opening(&self) -> Bytes {
        let before = self.around.get(..self.before).unwrap_or(&self.around);
        let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
        let end: &[u8] = if before.trim_ascii_start().first() == Some(&b'[') { b"]" } else { b"]}" };
        [before, end].concat().into()
    }

    /// The body has ended: it without its records, or all of it where it is no list.
    pub(crate) fn finish(&mut self) -> Result<Bytes, Broken> {
        match self.at {
            At::Record { .. } | At::InRecord | At::Between => Err(Broken::Short),
            _ => Ok(std::mem::take(&mut self.around).freeze()),
        }
    }

    /// Goes on by the one byte at the front of these, or by none where it begins a value.
    fn step(&mut self, left: &[u8]) -> Result<usize, Broken> {
        let Some(&byte) = left.first() else { return Ok(0) };
        let is_around = !matches!(self.at, At::Record { .. } | At::Between) || byte == b']';
        if byte.is_ascii_whitespace() && self.at != At::InName {
            return if is_around { self.keep_around(&[byte]) } else { Ok(1) };
        }
        self.at = match (self.at, byte) {
            (At::Start, b'[') | (At::Member(true), b'[') if self.count.is_none() => {
                self.count = Some(0);
                self.before = self.around.len() + 1;
                At::Record { may_end: true }
            }
            (At::Start, b'{') => At::Name,
            // A byte-order mark; of one that is none, who decodes the whole takes notice.
            (At::Start, 0xef | 0xbb | 0xbf) if self.around.len() < BYTE_ORDER_MARK.len() => At::Start,
            (At::Name, b'"') => {
                self.name = vec![b'"'];
                self.value = Value::default();
                // The quotation mark begins the value that the name is.
                self.value.end_in(b"\"");
                At::InName
            }
            (At::InName, byte) => {
                self.name.push(byte);
                match self.value.end_in(&[byte]) {
                    Some(_) => At::Colon(self.is_named_list()),
                    None => At::InName,
                }
            }
            (At::Colon(is_list), b':') => At::Member(is_list),
            (At::Member(_), byte) if begins_value(byte) => {
                (self.at, self.value) = (At::InMember, Value::default());
                return Ok(0);
            }
            (At::Comma, b',') => At::Name,
            (At::Record { .. }, byte) if begins_value(byte) => {
                (self.at, self.value) = (At::InRecord, Value::default());
                return Ok(0);
            }
            (At::Record { may_end: true } | At::Between, b']') => At::Rest,
            (At::Between, b',') => {
                self.at = At::Record { may_end: false };
                return Ok(1);
            }
            (At::Record { .. } | At::Between, _) => return Err(Broken::NotJson),
            // The end of an object without a list, or no JSON: who decodes the whole says which.
            _ => At::Rest,
        };
        self.keep_around(&[byte])
    }

    fn is_named_list(&self) -> bool {
        serde_json::from_slice::<String>(&self.name).is_ok_and(|name| (self.is_list)(&name))
    }

    fn keep(&mut self, part: Bytes, is_last: bool) {
        self.is_too_large |= self.record.len() + part.len() > self.largest;
        if self.is_too_large {
            self.record.clear();
        } else if !is_last || !self.record.is_empty() {
            self.record.extend_from_slice(&part);
        }
        if !is_last {
            return;
        }
        self.found.push_back(match (self.is_too_large, self.record.is_empty()) {
            (true, _) => Err(TooLarge),
            (false, true) => Ok(part),
            (false, false) => Ok(Bytes::copy_from_slice(&self.record)),
        });
        self.record.clear();
        self.is_too_large = false;
        self.count = self.count.map(|count| count + 1);
        self.at = At::Between;
    }

    fn keep_around(&mut self, part: &[u8]) -> Result<usize, Broken> {
        if self.around.len() + part.len() > self.largest {
            return Err(Broken::TooLarge);
        }
        self.around.extend_from_slice(part);
        Ok(part.len())
    }
}

fn begins_value(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}

#[cfg(test)]
mod tests;
