//! The mapping file as it is written: TOML, every unknown key refused with its place.

use super::{EmptyCell, Mapping, Rule, Target};
use crate::{
    DateOrder, Encoding, Ownership, Problem,
    read::{How, is_date},
};
use participants_core::{Field, ParticipantUpdate};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{collections::BTreeMap, fmt, ops::Range};
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Document {
    file: FileTable,
    columns: BTreeMap<String, Target>,
    constants: BTreeMap<Named, Spanned<toml::Value>>,
    fields: BTreeMap<Named, RuleTable>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FileTable {
    encoding: Option<Encoding>,
    delimiter: Option<Delimiter>,
    sheet: Option<String>,
    headings_row: Option<std::num::NonZeroU64>,
    hidden: HiddenRows,
    strict: bool,
    required: Vec<Readable>,
    empty_values: Option<Vec<String>>,
}

/// What is done with rows that a sheet does not show.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum HiddenRows {
    #[default]
    Read,
    Skip,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RuleTable {
    empty: EmptyCell,
    ownership: Ownership,
    allow: Vec<Spanned<toml::Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnTable {
    field: Readable,
    date: Option<DateOrder>,
}

/// A field that can be written, by its name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Named(Field);

/// A field that a column can have: one that can be written, or the provider's identifier.
struct Readable(Field);

/// What stands between two cells.
struct Delimiter(u8);

pub(super) fn read(text: &str) -> Result<Mapping, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document: Document = toml::from_str(text).map_err(|error| problem(text, error.span(), error.message()))?;
    let mut constants = ParticipantUpdate::new();
    for (Named(field), value) in document.constants {
        let refuse = |why: &str| Problem {
            field: Some(field.clone()),
            ..problem(text, Some(value.span()), &format!("the constant {why}"))
        };
        let constant = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            toml::Value::Datetime(date) => date.to_string(),
            _ => return Err(refuse("must be one text, whole number, date, true or false")),
        };
        if constant.trim().is_empty() {
            return Err(refuse("is empty: take the line out, or say what every row gets"));
        }
        crate::read::set(&mut constants, &field, &constant, How::default()).map_err(|why| refuse(&why))?;
    }
    let mut allowed_births = Vec::new();
    for (Named(field), table) in &document.fields {
        for value in &table.allow {
            let refuse = |why: &str| Problem { field: Some(field.clone()), ..problem(text, Some(value.span()), why) };
            if *field != Field::DateOfBirth {
                return Err(refuse("`allow` lists dates of birth, and the field is none"));
            }
            let date = match value.get_ref() {
                toml::Value::Datetime(date) => date.to_string().parse().ok(),
                value => value.as_str().and_then(|date| date.parse().ok()),
            };
            allowed_births.push(date.ok_or_else(|| refuse("this is no date: write YYYY-MM-DD"))?);
        }
    }
    let rule = |table: RuleTable| Rule { empty: table.empty, ownership: table.ownership };
    Ok(Mapping {
        encoding: document.file.encoding,
        delimiter: document.file.delimiter.map(|Delimiter(byte)| byte),
        sheet: document.file.sheet,
        headings_row: document.file.headings_row.map(Into::into),
        skips_hidden: document.file.hidden == HiddenRows::Skip,
        is_strict: document.file.strict,
        required: document.file.required.into_iter().map(|Readable(field)| field).collect(),
        columns: document.columns,
        constants,
        empty_values: document.file.empty_values,
        allowed_births,
        rules: document.fields.into_iter().map(|(Named(field), table)| (field, rule(table))).collect(),
    })
}

/// A problem at a place of the mapping file.
fn problem(text: &str, span: Option<Range<usize>>, why: &str) -> Problem {
    let before = span.and_then(|span| text.get(..span.start));
    let line = before.map(|before| before.matches('\n').count() as u64 + 1);
    let column = before.map(|before| before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
    let place = column.map(|column| format!(" (at character {column})")).unwrap_or_default();
    let why = why.lines().collect::<Vec<_>>().join(" ");
    Problem { line, column: None, field: None, class: None, why: format!("in the mapping: {why}{place}") }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let name = String::deserialize(source)?;
        named(&name).map_err(D::Error::custom)
    }
}

fn named(name: &str) -> Result<Named, String> {
    match readable(name)? {
        Readable(Field::Id) => {
            Err("\"id\" says who is meant and is never written: it can only be a column's".to_owned())
        }
        Readable(field) => Ok(Named(field)),
    }
}

impl<'de> Deserialize<'de> for Readable {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let name = String::deserialize(source)?;
        readable(&name).map_err(D::Error::custom)
    }
}

fn readable(name: &str) -> Result<Readable, String> {
    let field: Field = name.parse().map_err(|error| format!("{name:?}: {error}"))?;
    if field.is_read_only() && field != Field::Id {
        return Err(format!("{name:?} is set by the provider and cannot be written: ignore the column"));
    }
    Ok(Readable(field))
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(TargetVisitor)
    }
}

struct TargetVisitor;

impl<'de> Visitor<'de> for TargetVisitor {
    type Value = Target;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name, \"ignore\", or { field = …, date = … }")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Target, E> {
        if text == "ignore" {
            return Ok(Target::Ignore);
        }
        readable(text).map(|Readable(field)| Target::Field(field, None)).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Target, A::Error> {
        let ColumnTable { field: Readable(field), date } = ColumnTable::deserialize(MapAccessDeserializer::new(map))?;
        if date.is_some() && !is_date(&field) {
            return Err(A::Error::custom(format!("{field} is no date, and has no order of dates")));
        }
        Ok(Target::Field(field, date))
    }
}

impl<'de> Deserialize<'de> for Delimiter {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        match String::deserialize(source)?.as_str() {
            "," => Ok(Self(b',')),
            ";" => Ok(Self(b';')),
            "\t" | "tab" => Ok(Self(b'\t')),
            "|" => Ok(Self(b'|')),
            _ => Err(D::Error::custom("the delimiter is one of \",\", \";\", \"tab\" and \"|\"")),
        }
    }
}

/// Every label that encodings have on the web, and those of code pages that old programs write.
impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let label = String::deserialize(source)?;
        Self::labelled(&label).ok_or_else(|| {
            D::Error::custom(
                "no encoding has this label: usual ones are \"utf-8\", \"utf-16le\", \"windows-1252\", \"windows-1250\", \
                 \"iso-8859-15\", \"macintosh\" and \"ibm850\"",
            )
        })
    }
}

/// Lets a value be written by one of a few words.
macro_rules! by_word {
    ($($type:ident { $($word:literal => $value:expr,)+ })+) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                match String::deserialize(source)?.as_str() {
                    $($word => Ok($value),)+
                    _ => Err(D::Error::custom(concat!("this must be one of:" $(, " \"", $word, "\"")+))),
                }
            }
        }
    )+};
}

by_word! {
    HiddenRows { "read" => Self::Read, "skip" => Self::Skip, }
    EmptyCell { "keep" => Self::Keep, "clear" => Self::Clear, }
    Ownership { "always" => Self::Always, "only-if-empty" => Self::OnlyIfEmpty, "never" => Self::Never, }
    DateOrder {
        "year-month-day" => Self::YearMonthDay,
        "day-month-year" => Self::DayMonthYear,
        "month-day-year" => Self::MonthDayYear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_says_what_it_says() {
        let text = "[file]\nencoding = \"windows-1252\"\ndelimiter = \"tab\"\n[columns]\n\"Né le\" = { field = \"date_of_birth\", \
                    date = \"day-month-year\" }\nX = \"ignore\"\n[constants]\nactive = true\n\"custom.site\" = \"Évry\"\n";
        let mapping = read(text).unwrap();
        assert_eq!((mapping.encoding, mapping.delimiter), (Some(Encoding::Windows1252), Some(b'\t')));
        let born = Target::Field(Field::DateOfBirth, Some(DateOrder::DayMonthYear));
        assert_eq!(mapping.column(" NE LE "), Some(("Né le", &born)));
        assert_eq!(mapping.column("X"), Some(("X", &Target::Ignore)));
        assert_eq!(mapping.column("Y"), None);
        assert_eq!(mapping.constants.named(), [Field::Active, Field::Custom("site".into())]);
    }

    #[test]
    fn what_does_not_exist_is_refused_with_its_line() {
        for (text, line, why) in [
            ("[columns]\na = \"e_mail\"", 2, "no such field"),
            ("[columns]\na = { field = \"email\", order = \"x\" }", 2, "order"),
            ("[columns]\na = { field = \"email\", date = \"day-month-year\" }", 2, "no date"),
            ("[columns]\na = \"created_at\"", 2, "set by the provider"),
            ("[fields.id]\nempty = \"clear\"", 1, "never written"),
            ("[constants]\nid = \"7\"", 2, "never written"),
            ("\n\n[colums]\na = \"email\"", 3, "colums"),
            ("[fields.email]\nempty = \"drop\"", 2, "\"keep\" \"clear\""),
            ("[fields.email]\nowner = \"me\"", 2, "owner"),
            ("[fields.mail]\nempty = \"keep\"", 1, "no such field"),
            ("[file]\ndelimiter = \"x\"", 2, "\"tab\""),
            ("[file]\nencoding = \"latin\"", 2, "windows-1252"),
            ("[constants]\n\ndate_of_birth = \"12/04/1990\"", 3, "cannot be distinguished"),
            ("[constants]\ndate_of_birth = 1970-01-01", 2, "programs write"),
            ("[fields.date_of_birth]\nallow = [\"soon\"]", 2, "YYYY-MM-DD"),
            ("[fields.email]\nallow = [\"1970-01-01\"]", 2, "dates of birth"),
            ("[constants]\nlanguage = \" \"", 2, "empty"),
            ("[constants]\nlanguage = [1]", 2, "one text"),
            ("[columns]\na = \"email\"\na = \"phone\"", 3, "duplicate"),
            ("[columns", 1, ""),
        ] {
            let problem = read(text).unwrap_err();
            assert!(problem.line == Some(line) && problem.why.contains(why), "{text}: {problem}");
        }
    }
}
