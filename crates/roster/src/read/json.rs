//! JSON lines: one object in each line, its keys read as headings are.

use super::{
    problem,
    records::{LONGEST, Records, TOO_LONG},
};
use crate::Problem;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;
use std::{
    collections::{HashMap, HashSet},
    fmt,
    iter::Zip,
    ops::RangeFrom,
    str::Split,
};

/// More keys than any file of people has: then they are values.
const MOST_KEYS: usize = 1000;

/// The keys of all lines, in the order in which they come.
pub(super) fn keys(text: &str) -> Result<Vec<String>, Problem> {
    let mut keys: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    // A line that cannot be read is reported when it is reached.
    for (line, number) in Lines::of(text).flatten() {
        let Ok(Members(members)) = serde_json::from_str::<Members<'_>>(line) else { continue };
        for (key, _) in members {
            if !seen.contains(&key) {
                seen.insert(key.clone());
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
pub(super) struct JsonRecords<'a> {
    lines: Lines<'a>,
    columns: HashMap<String, usize>,
    cells: Vec<Option<String>>,
}

impl<'a> JsonRecords<'a> {
    pub(super) fn of<'k>(text: &'a str, keys: impl Iterator<Item = &'k str>) -> Self {
        let columns: HashMap<_, _> = keys.enumerate().map(|(index, key)| (key.to_owned(), index)).collect();
        Self { lines: Lines::of(text), cells: vec![None; columns.len()], columns }
    }

    fn take(&mut self, object: &str, line: u64) -> Result<(), Problem> {
        self.cells.fill(None);
        let Members(members) = serde_json::from_str(object).map_err(|error| {
            // The parser's own words may repeat a value.
            problem::line(
                line,
                format!("this is no JSON object from character {} on: write one in each line", error.column()),
            )
        })?;
        for (key, value) in members {
            // Each key is a column; see `keys`.
            let Some(cell) = self.columns.get(&key).and_then(|column| self.cells.get_mut(*column)) else { continue };
            let text = text(value.get()).ok_or_else(|| {
                let why = "a list or an object stands where a value belongs: write text, a number, true, false or null";
                Problem { column: Some(key.clone()), ..problem::line(line, why) }
            })?;
            if cell.replace(text).is_some() {
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

impl Records for JsonRecords<'_> {
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        Some(self.lines.next()?.and_then(|(object, line)| self.take(object, line).map(|()| line)))
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column)?.as_deref()
    }
}

/// The lines of a text that hold something, numbered from 1.
struct Lines<'a>(Option<Zip<Split<'a, char>, RangeFrom<u64>>>);

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self(Some(text.split('\n').zip(1..)))
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<(&'a str, u64), Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, number) = self.0.as_mut()?.find(|(line, _)| !line.trim_ascii().is_empty())?;
        if line.len() <= LONGEST {
            return Some(Ok((line, number)));
        }
        self.0 = None;
        Some(Err(problem::line(number, TOO_LONG)))
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
