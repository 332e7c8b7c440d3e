//! JSON lines: one object in each line, its keys read as headings are.

use super::{
    Encoding, problem,
    records::Records,
    source::Source,
    text::{LONGEST, Text},
};
use crate::Problem;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;
use std::{
    collections::HashMap,
    fmt,
    io::{BufRead, BufReader, Read},
};

/// More keys than any file of people has: then they are values.
const MOST_KEYS: usize = 1000;

/// The keys of all lines, in the order in which they come.
pub(super) fn keys(source: &Source, encoding: Encoding) -> Result<Vec<String>, Problem> {
    let mut keys: Vec<String> = Vec::new();
    let mut seen = HashMap::new();
    let mut lines = Lines::open(source, encoding)?;
    while let Some(line) = lines.advance() {
        let Ok(number) = line else { break };
        // A line that cannot be read is reported when it is reached.
        let Ok(Members(members)) = serde_json::from_slice::<Members<'_>>(&lines.line) else { continue };
        for (key, _) in members {
            if !seen.contains_key(&key) {
                seen.insert(key.clone(), ());
                keys.push(key);
            }
        }
        if keys.len() > MOST_KEYS {
            let why = "there are more than 1000 different keys: each line is one person, each key a field";
            return Err(problem::line(number, why));
        }
    }
    Ok(keys)
}

/// The records of a file of JSON lines.
pub(super) struct JsonRecords {
    lines: Lines,
    columns: HashMap<String, usize>,
    cells: Vec<Option<String>>,
}

impl JsonRecords {
    pub(super) fn open<'a>(
        source: &Source,
        encoding: Encoding,
        keys: impl Iterator<Item = &'a str>,
    ) -> Result<Self, Problem> {
        let columns: HashMap<_, _> = keys.enumerate().map(|(index, key)| (key.to_owned(), index)).collect();
        Ok(Self { lines: Lines::open(source, encoding)?, cells: vec![None; columns.len()], columns })
    }

    fn take(&mut self, line: u64) -> Result<(), Problem> {
        self.cells.fill(None);
        let Members(members) = serde_json::from_slice(&self.lines.line).map_err(|error| {
            // The parser's own words may repeat a value.
            problem::line(
                line,
                format!("this is no JSON object from character {} on: write one in each line", error.column()),
            )
        })?;
        for (key, value) in members {
            let Some(&column) = self.columns.get(&key) else {
                return Err(problem::line(line, "the file has changed meanwhile: read it again"));
            };
            let text = text(value.get()).ok_or_else(|| {
                let why = "a list or an object stands where a value belongs: write text, a number, true, false or null";
                Problem { column: Some(key.clone()), ..problem::line(line, why) }
            })?;
            if self.cells[column].replace(text).is_some() {
                return Err(Problem {
                    column: Some(key),
                    ..problem::line(line, "the key stands here twice: keep one")
                });
            }
        }
        Ok(())
    }
}

/// A value as a cell: numbers as they are shown, null as nothing. A list or an object is none.
fn text(raw: &str) -> Option<String> {
    match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).ok(),
        Some(b'n') => Some(String::new()),
        Some(b'[' | b'{') | None => None,
        Some(_) => Some(raw.to_owned()),
    }
}

impl Records for JsonRecords {
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        let line = match self.lines.advance()? {
            Ok(line) => line,
            problem => return Some(problem),
        };
        Some(self.take(line).map(|()| line))
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column)?.as_deref()
    }
}

/// The lines of a file that hold something.
struct Lines {
    text: BufReader<Text>,
    line: Vec<u8>,
    number: u64,
    ended: bool,
}

impl Lines {
    fn open(source: &Source, encoding: Encoding) -> Result<Self, Problem> {
        let text = BufReader::with_capacity(1 << 16, Text::open(source, encoding, b"")?);
        Ok(Self { text, line: Vec::new(), number: 0, ended: false })
    }

    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        while !self.ended {
            self.line.clear();
            self.text.get_mut().row_ended();
            self.number += 1;
            match self.text.by_ref().take(2 * LONGEST as u64).read_until(b'\n', &mut self.line) {
                Ok(0) => self.ended = true,
                Ok(_) if self.line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Ok(self.number)),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(problem::line(self.number, format!("reading ends here: {error}"))));
                }
            }
        }
        None
    }
}

/// The members of an object, every one of them: a map would keep the last of two with one name.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
