//! Which column is which field.

use super::{
    cell::{is_date, is_number_text},
    damage::is_heading_damaged,
    problem,
    records::{CellKind, Records},
    table::LOOKED_AT,
};
use crate::{
    DateOrder, Mapping, Problem, ValueClass,
    dates::{Evidence, Known},
    headers::{self, Heading},
    mapping::{Target, letters},
};
use participants_core::Field;

/// One column of a roster.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading, as the file has it.
    pub heading: String,
    /// The field it is read as; none where it is ignored. [`Field::Id`] is the provider's identifier: it says which
    /// participant the row means.
    pub field: Option<Field>,
    /// Whether the mapping says so; else the heading itself does.
    pub declared: bool,
    pub(super) dates: Known,
    /// Whether some of its texts begin with a zero, and some of its cells are numbers.
    pub(super) has_leading_zeros: bool,
}

/// The headings of a file, and where they stand.
pub(super) struct Headings {
    pub(super) line: u64,
    pub(super) texts: Vec<String>,
    /// The last line that is no record: the headings, or their names in a system below them.
    #[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only a sheet counts its hidden rows from there"))]
    pub(super) last_line: u64,
    /// How many rows there are up to that line.
    pub(super) rows: usize,
    /// How they were found, where that is not plain.
    pub(super) notes: Vec<String>,
}

/// The columns of a roster.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(super) all: Vec<Column>,
    /// Those that are read, with their places.
    pub(super) used: Vec<usize>,
}

impl Column {
    /// The order of its dates, declared or shown by the column itself.
    #[must_use]
    pub fn date_order(&self) -> Option<DateOrder> {
        match self.dates {
            Known::Order(order) => Some(order),
            Known::Nothing | Known::Both | Known::HalfConverted => None,
        }
    }
}

impl Columns {
    /// The columns under these headings.
    pub(super) fn of(line: u64, headings: Vec<String>, mapping: &Mapping) -> Result<Self, Problem> {
        let (meanings, declared) = meanings(line, &headings, mapping)?;
        let mut all: Vec<Column> = Vec::with_capacity(headings.len());
        for (heading, meaning) in headings.into_iter().zip(meanings) {
            let Meant { field, order, declared } = meaning;
            let is_dates = field.as_ref().is_some_and(is_date);
            let order = order.or_else(|| headers::date_hint(&heading).filter(|_| is_dates));
            let dates = order.map_or(Known::Nothing, Known::Order);
            let column = Column { heading, field, declared, dates, has_leading_zeros: false };
            if let Some(field) = &column.field {
                refuse_two(&column, field, &all, mapping, line)?;
            }
            all.push(column);
        }
        if all.iter().all(|column| column.field.is_none()) {
            let why = "no heading is known: one of the first lines must have the headings; see the list in the documentation, or \
                       say in the mapping's [columns] which is which";
            return Err(problem::line(line, why));
        }
        if all.iter().any(|column| matches!(ValueClass::of(&column.heading), ValueClass::EmailLike)) {
            let why = "the first line looks like a person, not like headings: put the headings above it";
            return Err(problem::line(line, why));
        }
        if let Some(missing) = mapping.columns.keys().find(|name| !declared.contains(&name.as_str())) {
            let why = "the mapping names this column, and the file has no such heading: correct the one or the other";
            return Err(Problem { column: Some(missing.clone()), ..problem::file(why) });
        }
        let used = (0..all.len()).filter(|place| all[*place].field.is_some()).collect();
        Ok(Self { all, used })
    }

    /// Whether a column's heading may mean something else, which the first cells show.
    pub(super) fn is_doubtful(&self) -> bool {
        self.doubtful().next().is_some()
    }

    /// Takes a column of numbers for no position: `Poste` is an extension of a telephone as well. What is said of it.
    pub(super) fn look_at_first(&mut self, records: &mut dyn Records) -> Vec<String> {
        let mut doubtful: Vec<_> = self.doubtful().map(|place| (place, 0, 0)).collect();
        for _ in 0..LOOKED_AT {
            let Some(record) = records.advance() else { break };
            for (place, filled, numbers) in doubtful.iter_mut().filter(|_| record.is_ok()) {
                let class = ValueClass::of(records.cell(*place).unwrap_or_default());
                *filled += usize::from(class != ValueClass::Empty);
                *numbers += usize::from(class == ValueClass::Digits);
            }
        }
        doubtful.retain(|(_, filled, numbers)| *filled > 0 && filled == numbers);
        let mut notes = Vec::new();
        for (place, ..) in doubtful {
            if self.used.len() == 1 {
                break;
            }
            self.used.retain(|used| *used != place);
            let Column { heading, field, .. } = &mut self.all[place];
            if let Some(field) = field.take() {
                notes.push(format!(
                    "column {heading:?} has nothing but numbers, and is not read as {field}: where it is one, say so in the mapping's \
                     [columns]"
                ));
            }
        }
        notes
    }

    fn doubtful(&self) -> impl Iterator<Item = usize> {
        let is_position = |column: &Column| !column.declared && column.field == Some(Field::JobTitle);
        self.used.iter().copied().filter(move |place| is_position(&self.all[*place]))
    }

    /// The headings of the columns that are not read, and that the mapping does not ignore on purpose.
    pub(super) fn unread(&self) -> impl Iterator<Item = &str> {
        let is_unread = |column: &&Column| column.field.is_none() && !column.declared && !column.heading.is_empty();
        self.all.iter().filter(is_unread).map(|column| column.heading.as_str())
    }

    /// Refuses a file that has more, or less, than the mapping lets pass.
    ///
    /// # Errors
    /// A column is not read and not ignored on purpose, or one is missing.
    pub(super) fn refuse_unread(&self, line: u64, mapping: &Mapping) -> Result<(), Problem> {
        let has = |field: &Field| {
            self.all.iter().any(|column| column.field.as_ref() == Some(field))
                || !mapping.constants.change(field).is_keep()
        };
        if let Some(missing) = mapping.required.iter().find(|field| !has(field)) {
            let why = "the mapping requires this field, and no column has it: add the column, or say in [columns] which one it is";
            return Err(Problem { field: Some(missing.clone()), ..problem::line(line, why) });
        }
        let unread: Vec<_> = self.unread().map(|heading| format!("{heading:?}")).collect();
        match unread.is_empty() || !mapping.is_strict {
            true => Ok(()),
            false => Err(problem::line(
                line,
                format!(
                    "with `strict`, every column is read or ignored on purpose, and the program does not know {}: say in the \
                     mapping's [columns] which field each is, or \"ignore\"",
                    unread.join(", ")
                ),
            )),
        }
    }

    /// Whether a column has to show something itself: the order of its dates or, where cells are typed, what became of
    /// its zeros.
    pub(super) fn is_unclear(&self, are_cells_typed: bool) -> bool {
        let is_shown = |place: usize| are_cells_typed || self.all[place].dates == Known::Nothing;
        self.dates().any(is_shown) || (are_cells_typed && self.numbers().next().is_some())
    }

    /// Finds out from all the cells what each column has to show itself.
    pub(super) fn look_at(&mut self, records: &mut dyn Records) {
        let mut dates: Vec<_> = self.dates().map(|place| (place, Evidence::default())).collect();
        let mut numbers: Vec<_> = self.numbers().map(|place| (place, false)).collect();
        while let Some(record) = records.advance() {
            if record.is_err() {
                continue;
            }
            for (place, evidence) in &mut dates {
                let text = records.cell(*place).unwrap_or_default();
                evidence.add(text, records.kind(*place) == CellKind::Date);
            }
            for (place, has_zeros) in &mut numbers {
                let cell = records.cell(*place).unwrap_or_default().trim();
                *has_zeros |= cell.len() > 1 && cell.starts_with('0') && records.kind(*place) == CellKind::Text;
            }
        }
        for (place, evidence) in dates {
            let known = evidence.known();
            // A declared order says nothing of dates that are none any more.
            if self.all[place].dates == Known::Nothing || known == Known::HalfConverted {
                self.all[place].dates = known;
            }
        }
        for (place, has_zeros) in numbers {
            self.all[place].has_leading_zeros = has_zeros;
        }
    }

    /// The columns of digits that are no quantities.
    fn numbers(&self) -> impl Iterator<Item = usize> {
        let is_number = |place: &usize| self.all[*place].field.as_ref().is_some_and(is_number_text);
        self.used.iter().copied().filter(is_number)
    }

    fn dates(&self) -> impl Iterator<Item = usize> {
        let is_dates = |place: &usize| self.all[*place].field.as_ref().is_some_and(is_date);
        self.used.iter().copied().filter(is_dates)
    }
}

/// What a column is.
#[derive(Default)]
struct Meant {
    field: Option<Field>,
    order: Option<DateOrder>,
    declared: bool,
}

/// What each column is, and the names of the mapping that say so.
fn meanings<'m>(line: u64, texts: &[String], mapping: &'m Mapping) -> Result<(Vec<Meant>, Vec<&'m str>), Problem> {
    let (mut meanings, mut names) = (Vec::with_capacity(texts.len()), Vec::new());
    let mut headings = Vec::with_capacity(texts.len());
    for (place, text) in texts.iter().enumerate() {
        let same = |other: &&String| headers::fold(other) == headers::fold(text);
        let nth = 1 + texts.iter().take(place).filter(same).count();
        let letters = letters(place);
        let named = || mapping.columns.get_key_value(&letters).filter(|_| !texts.contains(&letters));
        let by_letter = || named().map(|(name, target)| (name.as_str(), target));
        let declared = mapping.nth_column(text, nth).or_else(by_letter);
        names.extend(declared.map(|(name, _)| name));
        headings.push(match declared {
            Some(_) => Heading::Unknown,
            None => headers::meaning(text),
        });
        meanings.push(match declared {
            Some((_, Target::Ignore)) => Meant { declared: true, ..Meant::default() },
            Some((_, Target::Field(field, order))) => {
                Meant { field: Some(field.clone()), order: *order, declared: true }
            }
            None if is_heading_damaged(text) => {
                let why =
                    "the heading was damaged when the file was made: save the file from its source as UTF-8 again";
                return Err(Problem { column: Some(text.clone()), ..problem::line(line, why) });
            }
            None => Meant::default(),
        });
    }
    let certain = headings.iter().zip(&meanings).filter_map(|(heading, meant)| match heading {
        Heading::Field(field) => Some(field.clone()),
        _ => meant.field.clone(),
    });
    let certain: Vec<_> = certain.collect();
    let ask = |text: &String, which: &str| {
        let why = format!("this may be {which}: say which in the mapping's [columns], or \"ignore\"");
        Err(Problem { column: Some(text.clone()), ..problem::line(line, why) })
    };
    for ((text, heading), meant) in texts.iter().zip(headings).zip(&mut meanings) {
        meant.field = match heading {
            Heading::Field(field) => Some(field),
            Heading::Either(known) => match known.beside(|field| certain.contains(field)) {
                Some(field) => Some(field),
                None => return ask(text, &known.may_be),
            },
            Heading::Secondary(field) if certain.contains(&field) => None,
            // A name to show is put together from the others.
            Heading::Secondary(Field::FullName) if certain.contains(&Field::LastName) => None,
            Heading::Secondary(field @ Field::FullName) => Some(field),
            Heading::Secondary(field) => {
                return ask(text, &format!("{field}, or a private one, which is to be ignored"));
            }
            Heading::Unknown => continue,
        };
    }
    Ok((meanings, names))
}

/// One field has one source.
fn refuse_two(column: &Column, field: &Field, before: &[Column], mapping: &Mapping, line: u64) -> Result<(), Problem> {
    let rival = before.iter().position(|other| other.field.as_ref() == Some(field));
    let why = match rival {
        Some(rival) => {
            let (one, other) = (letters(rival), letters(before.len()));
            let rival = &before[rival].heading;
            let folded = headers::fold(rival);
            let nth = 1 + before.iter().filter(|before| headers::fold(&before.heading) == folded).count();
            match folded == headers::fold(&column.heading) {
                true => format!(
                    "columns {one} and {other} have the same heading: tell them apart in the mapping's [columns] as \"{rival}#1\" and \
                     \"{rival}#{nth}\", or as \"{one}\" and \"{other}\", and ignore one of them"
                ),
                false => format!("column {rival:?} is read as the same field: ignore one of them in the mapping"),
            }
        }
        None if !mapping.constants.change(field).is_keep() => {
            "the mapping gives the same field as a constant: ignore the column, or take the constant out".to_owned()
        }
        None => return Ok(()),
    };
    let (heading, field) = (column.heading.clone(), field.clone());
    Err(Problem { column: Some(heading), field: Some(field), ..problem::line(line, why) })
}
