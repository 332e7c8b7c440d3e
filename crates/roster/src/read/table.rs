//! Where the table of a file is: the row of its headings, what stands above them, and whether the row below names the same
//! columns once more.

use super::{columns::Headings, problem};
use crate::{
    Mapping, Problem, ValueClass,
    headers::{Heading, fold, meaning},
};

/// How many rows are looked at: reports have some lines above their table, and no more.
pub(super) const LOOKED_AT: usize = 40;

/// A row near the beginning of a file.
pub(super) struct HeadRow {
    pub(super) line: u64,
    /// How many rows there are up to this one, blank ones among them.
    pub(super) count: usize,
    pub(super) cells: Vec<String>,
}

/// Where the headings are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Their place among the rows.
    pub(super) at: usize,
    /// How many of them are known.
    pub(super) known: usize,
    /// Whether the row below them names the same columns, as a system or another language does.
    pub(super) is_repeated: bool,
}

/// Finds the headings: in the row that the mapping names, or in the first with at least two known ones, or in the row
/// below it that has more. Where there is none, the first row is taken for them. The rows are not empty.
///
/// # Errors
/// The mapping names a row with nothing in it.
pub(super) fn find(rows: &[HeadRow], mapping: &Mapping) -> Result<Found, Problem> {
    let known: Vec<_> = rows.iter().map(|row| known_headings(&row.cells, mapping)).collect();
    let at = match mapping.headings_row {
        Some(line) => rows.iter().position(|row| row.line == line).ok_or_else(|| {
            problem::line(
                line,
                "the mapping's `headings_row` names this row, and nothing stands in it: correct the number",
            )
        })?,
        None => {
            let mut at = known.iter().position(|known| *known >= 2);
            // The upper line of two groups the columns of the lower.
            while let Some(upper) = at.filter(|upper| known.get(upper + 1) > known.get(*upper)) {
                at = Some(upper + 1);
            }
            at.unwrap_or_default()
        }
    };
    let known = known.get(at).copied().unwrap_or_default();
    let is_repeated = known > 0 && rows.get(at + 1).is_some_and(|row| is_heading_again(&row.cells, mapping));
    Ok(Found { at, known, is_repeated })
}

impl Found {
    /// The headings themselves.
    pub(super) fn headings(&self, mut rows: Vec<HeadRow>, mapping: &Mapping) -> Headings {
        let notes = self.notes(&rows, mapping);
        let last = rows.get(self.at + usize::from(self.is_repeated)).map_or((1, 1), |row| (row.line, row.count));
        let row = rows.get_mut(self.at).map(|row| (row.line, std::mem::take(&mut row.cells)));
        let (line, texts) = row.unwrap_or((1, Vec::new()));
        Headings { line, texts, last_line: last.0, rows: last.1, notes }
    }

    /// What a reader of the file should know of it.
    fn notes(&self, rows: &[HeadRow], mapping: &Mapping) -> Vec<String> {
        let mut notes = Vec::new();
        let line = |at: usize| rows.get(at).map_or(0, |row| row.line);
        if mapping.headings_row.is_none() && self.at > 0 {
            notes.push(format!(
                "the headings are in line {}, the first with at least two known ones: the lines above are not read. \
                 `headings_row` in the mapping's [file] names another",
                line(self.at)
            ));
        }
        if self.is_repeated {
            notes.push(format!("line {} names the same columns once more, and is not read", line(self.at + 1)));
        }
        notes
    }
}

/// How many cells of a row are known headings; none where one of them has the form of a value.
fn known_headings(cells: &[String], mapping: &Mapping) -> usize {
    match cells.iter().any(|cell| is_value(cell)) {
        true => 0,
        false => cells.iter().filter(|cell| is_known(cell, mapping)).count(),
    }
}

pub(super) fn is_known(heading: &str, mapping: &Mapping) -> bool {
    mapping.column(heading).is_some() || meaning(heading) != Heading::Unknown
}

fn is_value(cell: &str) -> bool {
    matches!(ValueClass::of(cell), ValueClass::EmailLike | ValueClass::DateLike)
}

/// What systems write below their headings.
const KINDS: [&str; 22] = [
    "text",
    "string",
    "varchar",
    "char",
    "date",
    "datum",
    "number",
    "integer",
    "int",
    "zahl",
    "boolean",
    "bool",
    "email",
    "required",
    "optional",
    "mandatory",
    "pflicht",
    "pflichtfeld",
    "obligatoire",
    "facultatif",
    "texte",
    "nombre",
];

/// Whether the row below the headings is no person: their names in a system or another language, or the kinds of values.
fn is_heading_again(cells: &[String], mapping: &Mapping) -> bool {
    let filled: Vec<_> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let digits = |cell: &&str| matches!(ValueClass::of(cell), ValueClass::Digits | ValueClass::Number);
    if filled.len() < 2 || filled.iter().any(|cell| is_value(cell)) || filled.iter().any(digits) {
        return false;
    }
    let known = filled.iter().filter(|cell| is_known(cell, mapping)).count();
    let is_kind = |cell: &&str| KINDS.contains(&fold(cell).as_str());
    let is_technical = |cell: &&str| cell.contains('_') && !cell.contains(' ');
    (known >= 2 && known * 2 >= filled.len()) || filled.iter().all(is_kind) || filled.iter().all(is_technical)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<HeadRow> {
        let cells = |line: &str| line.split(';').map(str::to_owned).collect();
        lines.iter().zip(1..).map(|(row, line)| HeadRow { line, count: 0, cells: cells(row) }).collect()
    }

    fn found(lines: &[&str]) -> (usize, usize, bool) {
        let found = find(&rows(lines), &Mapping::default()).unwrap();
        (found.at, found.known, found.is_repeated)
    }

    #[test]
    fn headings_are_found_where_they_are() {
        assert_eq!(found(&["Vorname;Nachname", "Zoë;Å"]), (0, 2, false));
        assert_eq!(
            found(&["Liste au 3 mars;;", "Entreprise;Exemple;", "Nom;Prénom;E-mail", "A;P;a@example.org"]),
            (2, 3, false)
        );
        assert_eq!(found(&["Person;Mobile;Email", "Nom;Prénom;E-mail;Ville", "A;P;a@example.org;X"]), (1, 4, false));
        assert_eq!(found(&["Nom;Prénom;Ville", "NACHN;VORNA;ORT01", "A;P;Lyon"]), (0, 3, true));
        assert_eq!(found(&["Nom;Prénom", "LAST_TXT;FIRST_TXT", "A;P"]), (0, 2, true));
        assert_eq!(found(&["Nom;Prénom", "text;text"]), (0, 2, true));
        assert_eq!(found(&["Matricule;Couleur", "7;rouge"]), (0, 1, false));
        assert_eq!(found(&["Shoe;Colour", "7;red"]), (0, 0, false));
    }

    #[test]
    fn a_person_below_the_headings_is_none_of_them() {
        for person in ["Nom;Zoë", "Text;Bo", "7;City", "A_B;C"] {
            assert!(!found(&["Nom;Prénom", person]).2, "{person}");
        }
    }

    #[test]
    fn the_mapping_names_the_row() {
        let mapping = Mapping::parse("[file]\nheadings_row = 2").unwrap();
        assert_eq!(find(&rows(&["Nom;Prénom", "A;B", "x;y"]), &mapping).unwrap().at, 1);
        let mapping = Mapping::parse("[file]\nheadings_row = 9").unwrap();
        assert_eq!(find(&rows(&["Nom;Prénom"]), &mapping).unwrap_err().line, Some(9));
    }
}
