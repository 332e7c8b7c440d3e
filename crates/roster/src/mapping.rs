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
        let alike = || self.columns.iter().find(|(name, _)| !folded.is_empty() && fold(name) == folded);
        exactly().or_else(alike).map(|(name, target)| (name.as_str(), target))
    }
}
