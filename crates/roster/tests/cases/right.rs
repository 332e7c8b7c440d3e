//! Every file of the folder is read as `right.toml` says is right.

use crate::common::file;
use participants_roster::core::{Change, Field};
use participants_roster::{LeftOut, Mapping, Problem, Roster, Row};
use std::collections::BTreeMap;

/// What is right for a file with a mapping.
#[derive(Default)]
struct Right {
    mapping: String,
    refused: Option<String>,
    rows: Vec<String>,
    count: Option<usize>,
    good: Option<usize>,
    unread: Option<Vec<String>>,
    notes: Vec<String>,
    left_out: Option<Vec<u64>>,
}

impl Right {
    fn of(table: &toml::Table) -> Self {
        let text = |name: &str| table.get(name).map(|value| value.as_str().unwrap().to_owned());
        let texts = |name: &str| {
            let list = table.get(name).map(|value| value.as_array().unwrap().iter());
            list.map(|list| list.map(|text| text.as_str().unwrap().to_owned()).collect::<Vec<_>>())
        };
        let number = |name: &str| table.get(name).map(|value| value.as_integer().unwrap() as usize);
        let numbers = table.get("left_out").map(|value| value.as_array().unwrap().iter());
        let known = ["mapping", "mapping_file", "refused", "rows", "count", "good", "unread", "notes", "left_out"];
        assert!(table.keys().all(|key| known.contains(&key.as_str())), "{table:?}");
        let from_file = text("mapping_file").map(|name| std::fs::read_to_string(file(&name)).unwrap());
        Self {
            mapping: text("mapping").or(from_file).unwrap_or_default(),
            refused: text("refused"),
            rows: texts("rows").unwrap_or_default(),
            count: number("count"),
            good: number("good"),
            unread: texts("unread"),
            notes: texts("notes").unwrap_or_default(),
            left_out: numbers.map(|list| list.map(|number| number.as_integer().unwrap() as u64).collect()),
        }
    }

    /// What is not right, if anything.
    fn check(&self, name: &str) -> Result<(), String> {
        let mapping = Mapping::parse(&self.mapping).map_err(|problem| problem.to_string())?;
        let roster = match (Roster::open(file(name), &mapping), &self.refused) {
            (Ok(roster), None) => roster,
            (Ok(_), Some(_)) => return Err("it is not refused".into()),
            (Err(problem), Some(why)) if problem.to_string().contains(why) => return Ok(()),
            (Err(problem), _) => return Err(problem.to_string()),
        };
        let rows: Vec<_> = roster.rows().map_err(|problem| problem.to_string())?.collect();
        for wanted in &self.rows {
            check_row(wanted, &rows)?;
        }
        let good = rows.iter().filter(|row| row.is_ok()).count();
        let unread: Vec<_> = roster.unread().map(str::to_owned).collect();
        let left_out = roster.left_out().ok_or("the rows were not read to their end")?;
        let LeftOut { headings, comments, placeholders, .. } = left_out;
        let left_out = vec![headings, comments, placeholders];
        let is_noted = |words: &String| roster.notes().iter().any(|note| note.contains(words));
        expect("rows", self.count, rows.len())?;
        expect("good rows", self.good, good)?;
        expect("unread", self.unread.clone(), unread)?;
        expect("left out", self.left_out.clone(), left_out)?;
        match self.notes.iter().find(|words| !is_noted(words)) {
            Some(words) => Err(format!("no note has {words:?}: {:?}", roster.notes())),
            None => Ok(()),
        }
    }
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, right: Option<T>, found: T) -> Result<(), String> {
    match right {
        Some(right) if right != found => Err(format!("{what}: {found:?} in place of {right:?}")),
        _ => Ok(()),
    }
}

fn check_row(wanted: &str, rows: &[Result<Row, Problem>]) -> Result<(), String> {
    let (line, values) = wanted.split_once(' ').unwrap();
    let line: u64 = line.parse().unwrap();
    let line_of = |row: &&Result<Row, Problem>| row.as_ref().map_or_else(|problem| problem.line, |row| Some(row.line));
    let row = rows.iter().find(|row| line_of(row) == Some(line)).ok_or(format!("line {line} is no row"))?;
    match (row, values.strip_prefix("! ")) {
        (Err(problem), Some(why)) if problem.why.contains(why) => Ok(()),
        (Err(problem), _) => Err(problem.to_string()),
        (Ok(_), Some(_)) => Err(format!("line {line} is not refused")),
        (Ok(row), None) => {
            for value in values.split(" | ") {
                let (field, right) = value.split_once('=').unwrap();
                let found = match row.wanted.change(&field.parse::<Field>().unwrap()) {
                    Change::Set(text) => text,
                    _ => String::new(),
                };
                expect(&format!("line {line}, {field}"), Some(right.to_owned()), found)?;
            }
            Ok(())
        }
    }
}

#[test]
fn every_file_is_read_as_is_right() {
    let right: BTreeMap<String, Vec<toml::Table>> = toml::from_str(include_str!("right.toml")).unwrap();
    let is_read = |name: &str| cfg!(feature = "xlsx") || !name.ends_with(".xlsx");
    let mut wrong = Vec::new();
    for (name, tables) in right.iter().filter(|(name, _)| is_read(name)) {
        let failed =
            tables.iter().enumerate().filter_map(|(at, table)| Some((at, Right::of(table).check(name).err()?)));
        wrong.extend(failed.map(|(at, why)| format!("{name}, case {}: {why}", at + 1)));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let files = std::fs::read_dir(file("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let missing: Vec<_> = files.filter(|name| !name.ends_with(".toml") && !right.contains_key(name)).collect();
    assert!(missing.is_empty(), "nothing is said of {missing:?}");
}
