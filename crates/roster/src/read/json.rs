//! JSON: one object in each line, or an array of objects, alone or under a key. Keys are read as headings are.

use super::{
    columns::Columns,
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
};

/// More keys than any file of people has: then they are values.
const MOST_KEYS: usize = 1000;

/// Where the objects of a text are.
pub(super) enum Objects {
    /// One in each line.
    Lines,
    /// At these places: the first byte, the one behind the last, and the line.
    Listed(Vec<(usize, usize, u64)>),
}

impl Objects {
    /// Finds them: in an array, in the only array under a key of an object, or in the lines.
    ///
    /// # Errors
    /// The text is an array that is not closed, or has several.
    pub(super) fn find(text: &str) -> Result<Self, Problem> {
        let mut within = text.trim();
        // An answer of a program has its people under `data`, and there under `users`.
        for _ in 0..3 {
            if within.starts_with('[') {
                return Self::listed(text, within);
            }
            let Ok(Members(members)) = serde_json::from_str::<Members<'_>>(within) else { return Ok(Self::Lines) };
            let begins = |sign: char| members.iter().filter(move |(_, value)| value.get().starts_with(sign));
            let has_objects = |value: &RawValue| value.get().trim_start_matches(['[', ' ', '\n']).starts_with('{');
            let arrays: Vec<_> = begins('[').filter(|(_, value)| has_objects(value)).collect();
            within = match (arrays.as_slice(), begins('{').count()) {
                ([(_, array)], _) if members.len() == 1 || begins('"').count() < 2 => array.get(),
                ([], 1) if members.len() == 1 => members.first().map_or(within, |(_, value)| value.get()),
                ([], _) | ([_], _) => return Ok(Self::one(text, within)),
                (several, _) => {
                    let keys: Vec<_> = several.iter().map(|(key, _)| format!("{key:?}")).collect();
                    let keys = keys.join(", ");
                    return Err(problem::file(format!(
                        "lists of objects stand under several of its keys ({keys}), and only one is read: take the one with the people"
                    )));
                }
            };
        }
        Ok(Self::Lines)
    }

    /// One object over all lines is one person.
    fn one(text: &str, object: &str) -> Self {
        match object.contains('\n') {
            true => Self::Listed(vec![place(text, object, 1)]),
            false => Self::Lines,
        }
    }

    fn listed(text: &str, array: &str) -> Result<Self, Problem> {
        let values: Vec<&RawValue> = serde_json::from_str(array).map_err(|error| {
            // The parser's own words may repeat a value.
            problem::line(
                error.line() as u64,
                format!(
                    "the JSON array cannot be read from character {} on: write one array of objects, and close it",
                    error.column()
                ),
            )
        })?;
        let (mut line, mut last) = (1, 0);
        let found = values.iter().map(|value| {
            let (begin, end, _) = place(text, value.get(), 1);
            let between = text.get(last..begin).unwrap_or_default();
            (line, last) = (line + between.matches('\n').count() as u64, begin);
            (begin, end, line)
        });
        Ok(Self::Listed(found.collect()))
    }
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str, line: u64) -> (usize, usize, u64) {
    let begin = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    (begin, begin + part.len(), line)
}

/// The keys of all objects, in the order in which they come.
pub(super) fn keys(text: &str, objects: &Objects) -> Result<Vec<String>, Problem> {
    let mut keys: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    // An object that cannot be read is reported when it is reached.
    for (object, number) in Texts::of(text, objects).flatten() {
        let Ok(Members(members)) = serde_json::from_str::<Members<'_>>(object) else { continue };
        for (key, _) in members {
            if !seen.contains(&key) {
                seen.insert(key.clone());
                keys.push(key);
            }
        }
        if keys.len() > MOST_KEYS {
            let why = "there are more than 1000 different keys: each object is one person, each key a field";
            return Err(problem::line(number, why));
        }
    }
    Ok(keys)
}

/// The records of a file of JSON.
pub(super) struct JsonRecords<'a> {
    texts: Texts<'a>,
    /// The place of each key, and whether its column is read.
    columns: HashMap<String, (usize, bool)>,
    cells: Vec<Option<String>>,
}

impl<'a> JsonRecords<'a> {
    pub(super) fn of(text: &'a str, objects: &'a Objects, columns: &Columns) -> Self {
        let places = columns.all.iter().enumerate();
        let columns = places.map(|(place, column)| (column.heading.clone(), (place, column.field.is_some())));
        let columns: HashMap<_, _> = columns.collect();
        Self { texts: Texts::of(text, objects), cells: vec![None; columns.len()], columns }
    }

    fn take(&mut self, object: &str, line: u64) -> Result<(), Problem> {
        self.cells.fill(None);
        let Members(members) = serde_json::from_str(object).map_err(|error| {
            // The parser's own words may repeat a value.
            problem::line(
                line,
                format!("this is no JSON object from character {} on: write one for each person", error.column()),
            )
        })?;
        for (key, value) in members {
            // Each key is a column; see `keys`.
            let Some((place, is_read)) = self.columns.get(&key) else { continue };
            let Some(cell) = self.cells.get_mut(*place) else { continue };
            let text = match text(value.get()) {
                Some(text) => text,
                None if !is_read => continue,
                None => {
                    let why =
                        "a list or an object stands where a value belongs: write text, a number, true, false or null";
                    return Err(Problem { column: Some(key), ..problem::line(line, why) });
                }
            };
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
        Some(self.texts.next()?.and_then(|(object, line)| self.take(object, line).map(|()| line)))
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column)?.as_deref()
    }
}

/// The texts of the objects, with their lines from 1.
struct Texts<'a> {
    all: Box<dyn Iterator<Item = (&'a str, u64)> + Send + 'a>,
    is_ended: bool,
}

impl<'a> Texts<'a> {
    fn of(text: &'a str, objects: &'a Objects) -> Self {
        let all: Box<dyn Iterator<Item = _> + Send + 'a> = match objects {
            Objects::Lines => Box::new(text.split('\n').zip(1..).filter(|(line, _)| !line.trim_ascii().is_empty())),
            Objects::Listed(places) => {
                let part =
                    |(begin, end, line): &(usize, usize, u64)| (text.get(*begin..*end).unwrap_or_default(), *line);
                Box::new(places.iter().map(part))
            }
        };
        Self { all, is_ended: false }
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = Result<(&'a str, u64), Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let (text, number) = self.all.next().filter(|_| !self.is_ended)?;
        if text.len() <= LONGEST {
            return Some(Ok((text, number)));
        }
        self.is_ended = true;
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
