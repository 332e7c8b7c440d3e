//! The mapping file: which column is which field, what every row gets, and who decides about a field.

mod document;

use crate::{DateOrder, Encoding, Ownership, Problem, headers::fold};
use participants_core::{Field, ParticipantUpdate, jiff::civil::Date};
use std::collections::BTreeMap;

/// How a roster is to be read, as its mapping file declares it. Without one, headings speak for themselves.
///
/// ```
/// use participants_roster::{EmptyCell, Mapping, Ownership, core::Field};
///
/// let mapping = Mapping::parse(r#"
///     [columns]
///     "Eintritt" = "ignore"
///     "Geb." = { field = "date_of_birth", date = "day-month-year" }
///
///     [constants]
///     language = "fr"
///
///     [fields.phone]
///     empty = "clear"
///     ownership = "only-if-empty"
/// "#)?;
/// assert_eq!(mapping.on_empty(&Field::Phone), EmptyCell::Clear);
/// assert_eq!(mapping.ownership(&Field::Phone), Ownership::OnlyIfEmpty);
/// assert_eq!(mapping.ownership(&Field::Email), Ownership::Always);
/// # Ok::<(), participants_roster::Problem>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    pub(crate) encoding: Option<Encoding>,
    pub(crate) delimiter: Option<u8>,
    // Without the feature no workbook is read, whose sheet this is.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    pub(crate) sheet: Option<String>,
    /// The line of the headings, from 1, where it is not to be found.
    pub(crate) headings_row: Option<u64>,
    /// Whether hidden rows of a sheet are left out.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    pub(crate) skips_hidden: bool,
    /// Whether every column must be read or ignored on purpose.
    pub(crate) is_strict: bool,
    /// The fields that the file must have.
    pub(crate) required: Vec<Field>,
    pub(crate) columns: BTreeMap<String, Target>,
    pub(crate) constants: ParticipantUpdate,
    /// What stands for an empty cell, where the mapping lists it.
    pub(crate) empty_values: Option<Vec<String>>,
    /// Dates of birth that are right though programs write them where none is known.
    pub(crate) allowed_births: Vec<Date>,
    rules: BTreeMap<Field, Rule>,
}

/// What an empty cell means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EmptyCell {
    /// Nothing: what is stored stays.
    #[default]
    Keep,
    /// The field is to be made empty.
    Clear,
}

/// What a column is mapped to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// To nothing, on purpose.
    Ignore,
    /// To a field; with the order of its dates, where that is declared.
    Field(Field, Option<DateOrder>),
}

/// What holds for one field.
#[derive(Clone, Copy, Debug, Default)]
struct Rule {
    empty: EmptyCell,
    ownership: Ownership,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// A problem with its line: not TOML, a key or field that does not exist, a constant that is not of its field's form.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        document::read(text)
    }

    /// What an empty cell of this field means.
    #[must_use]
    pub fn on_empty(&self, field: &Field) -> EmptyCell {
        self.rules.get(field).copied().unwrap_or_default().empty
    }

    /// Who decides about this field.
    #[must_use]
    pub fn ownership(&self, field: &Field) -> Ownership {
        self.rules.get(field).copied().unwrap_or_default().ownership
    }

    /// The name and target under which a heading stands here: to the letter first, then folded as headings are.
    pub(crate) fn column(&self, heading: &str) -> Option<(&str, &Target)> {
        let (heading, folded) = (heading.trim(), fold(heading));
        let exactly = || self.columns.get_key_value(heading);
        let alike = || self.columns.iter().find(|(name, _)| !folded.is_empty() && folded_name(name) == folded);
        exactly().or_else(alike).map(|(name, target)| (name.as_str(), target))
    }

    /// The same of the `nth` column of this heading, from 1: as `Tel#2`, then as `Tel`.
    pub(crate) fn nth_column(&self, heading: &str, nth: usize) -> Option<(&str, &Target)> {
        let numbered = self.columns.iter().find(|(name, _)| {
            of_several(name).is_some_and(|(name, number)| number == nth && fold(name) == fold(heading))
        });
        numbered.map(|(name, target)| (name.as_str(), target)).or_else(|| self.column(heading))
    }
}

/// The name of a column that has its heading in common with others, and which of them it is.
fn of_several(name: &str) -> Option<(&str, usize)> {
    let (name, number) = name.rsplit_once('#')?;
    Some((name, number.trim().parse().ok()?)).filter(|(name, _)| !fold(name).is_empty())
}

/// A name of the mapping, folded. One that says which of several columns it means is none of them alone.
fn folded_name(name: &str) -> String {
    if of_several(name).is_some() { String::new() } else { fold(name) }
}

/// A column's letters, as spreadsheets show them: `A`, `Z`, `AA`.
pub(crate) fn letters(place: usize) -> String {
    let (mut letters, mut left) = (Vec::new(), place + 1);
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (place, shown) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(place), shown);
        }
    }
}
