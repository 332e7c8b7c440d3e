//! What people and programs write in a cell where there is nothing: `n/a`, `-`, `NULL`.

use participants_core::{Field, text};

/// Those that every file may have, unless the mapping lists others. Compared as names are.
const KNOWN: [&str; 44] = [
    "null",
    "-",
    "--",
    "---",
    "n/a",
    "n.a.",
    "n. a.",
    "#n/a",
    "#nv",
    "k.a.",
    "k. a.",
    "keine angabe",
    "unbekannt",
    "unknown",
    "inconnu",
    "inconnue",
    "none",
    "nan",
    "?",
    "??",
    "???",
    ".",
    "..",
    "...",
    "keine",
    "kein",
    "#null!",
    "(vide)",
    "(leer)",
    "(null)",
    "(empty)",
    "(blank)",
    "(none)",
    "<null>",
    "[null]",
    "nil",
    "undefined",
    "onbekend",
    "ukjent",
    "ukendt",
    "okänd",
    "nicht bekannt",
    "not available",
    "non renseigné",
];

/// Why a 0 is refused where an empty cell clears.
pub(super) const ZERO: &str = "a spreadsheet shows 0 where it looked up an empty cell, and an empty cell clears this field: leave the cell empty \
                               where that is meant";

/// Whether a cell has nothing but a 0.
pub(super) fn is_zero(cell: &str) -> bool {
    text::trim(cell) == "0"
}

/// What a cell of a field is that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// An empty cell.
    Empty,
    /// Something that is no value of the field, and no empty cell either: a name or a key that is missing.
    Missing,
}

/// Why a row with a missing name or key is refused.
pub(super) const MISSING: &str = "the cell says that there is nothing, and here belongs who is meant: write the value or, where it is \
                                  right, leave it out of `empty_values` in the mapping's [file]";

/// What a cell is where it says nothing; none where it has a value. `listed` are the mapping's own.
pub(super) fn of(field: &Field, cell: &str, listed: Option<&[String]>) -> Option<Placeholder> {
    let kind = kind(field)?;
    let is_known = match listed {
        Some(listed) => listed.iter().any(|known| text::is_same_name(known, cell)),
        None if may_be_known(cell) => {
            let folded = text::fold_name(cell);
            // Where an empty cell is looked up, a spreadsheet shows 0.
            KNOWN.contains(&&*folded) || (kind == Placeholder::Empty && *field != Field::HouseNumber && folded == "0")
        }
        None => false,
    };
    is_known.then_some(kind)
}

/// Whether a cell begins as one of them does and is as short. Most cells do not.
fn may_be_known(cell: &str) -> bool {
    let first = cell.trim_start().bytes().next();
    cell.len() <= 20 && first.is_some_and(|first| b"nNkKuUiIoO-?.#(<[0\xc2\xc3\xe2".contains(&first))
}

/// What a placeholder in this field is. Identifiers of other things, codes and fields of the account's own are values as they
/// stand.
fn kind(field: &Field) -> Option<Placeholder> {
    match field {
        Field::Id | Field::ExternalId | Field::FirstName | Field::LastName | Field::FullName | Field::Email => {
            Some(Placeholder::Missing)
        }
        Field::Phone
        | Field::Mobile
        | Field::Title
        | Field::JobTitle
        | Field::Street
        | Field::HouseNumber
        | Field::PostalCode
        | Field::City
        | Field::DateOfBirth => Some(Placeholder::Empty),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_empty_in_a_phone_and_missing_in_a_name() {
        for cell in ["NULL", "-", " – ", "N/A", "k.A.", "0", "(Vide)"] {
            assert_eq!(of(&Field::Phone, cell, None), Some(Placeholder::Empty), "{cell}");
        }
        assert_eq!(of(&Field::LastName, "NULL", None), Some(Placeholder::Missing));
        assert_eq!(of(&Field::LastName, "Nullmeier", None), None);
        assert_eq!(of(&Field::ExternalId, "0", None), None);
        assert_eq!(of(&Field::Custom("badge".into()), "n/a", None), None);
    }

    #[test]
    fn a_mapping_lists_its_own() {
        let listed = ["entfällt".to_owned()];
        assert_eq!(of(&Field::Phone, "ENTFÄLLT", Some(&listed)), Some(Placeholder::Empty));
        assert_eq!(of(&Field::LastName, "Null", Some(&listed)), None);
    }
}
