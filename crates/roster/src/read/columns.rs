//! Which column is which field.

use super::{cell::is_date, problem, records::Records};
use crate::{
    DateOrder, Mapping, Problem, ValueClass,
    dates::{Evidence, Known},
    headers::{self, Heading},
    mapping::Target,
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
}

/// The headings of a file, and the line where they stand.
pub(super) struct Headings {
    pub(super) line: u64,
    pub(super) texts: Vec<String>,
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
            Known::Nothing | Known::Both => None,
        }
    }
}

impl Columns {
    /// The columns under these headings.
    pub(super) fn of(headings: Headings, mapping: &Mapping) -> Result<Self, Problem> {
        let mut declared_here = Vec::new();
        let mut all: Vec<Column> = Vec::with_capacity(headings.texts.len());
        let line = headings.line;
        for heading in headings.texts {
            let target = mapping.column(&heading);
            declared_here.extend(target.map(|(name, _)| name));
            let (field, order) = match target {
                Some((_, Target::Ignore)) => (None, None),
                Some((_, Target::Field(field, order))) => (Some(field.clone()), *order),
                None => (by_heading(&heading, line)?, None),
            };
            let dates = order.map_or(Known::Nothing, Known::Order);
            let column = Column { heading, field, declared: target.is_some(), dates };
            if let Some(field) = &column.field {
                let rival = all.iter().find(|other| other.field.as_ref() == Some(field));
                refuse_two(&column, field, rival, mapping, line)?;
            }
            all.push(column);
        }
        if all.iter().all(|column| column.field.is_none()) {
            let why = "no heading is known: the first line must have the headings; see the list in the documentation, or \
                       say in the mapping's [columns] which is which";
            return Err(problem::line(line, why));
        }
        if all.iter().any(|column| matches!(ValueClass::of(&column.heading), ValueClass::EmailLike)) {
            let why = "the first line looks like a person, not like headings: put the headings above it";
            return Err(problem::line(line, why));
        }
        if let Some(missing) = mapping.columns.keys().find(|name| !declared_here.contains(&name.as_str())) {
            let why = "the mapping names this column, and the file has no such heading: correct the one or the other";
            return Err(Problem { column: Some(missing.clone()), ..problem::file(why) });
        }
        let used = (0..all.len()).filter(|place| all[*place].field.is_some()).collect();
        Ok(Self { all, used })
    }

    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|column| column.heading.as_str())
    }

    /// Whether a column of dates has to show its order itself.
    pub(super) fn are_dates_unclear(&self) -> bool {
        self.unclear().next().is_some()
    }

    /// Finds the order of each column of dates that does not declare it, from all its dates.
    pub(super) fn look_at_dates(&mut self, records: &mut dyn Records) {
        let mut unclear: Vec<_> = self.unclear().map(|place| (place, Evidence::default())).collect();
        while let Some(record) = records.advance() {
            if record.is_err() {
                continue;
            }
            for (place, evidence) in &mut unclear {
                records.cell(*place).map(|text| evidence.add(text)).unwrap_or_default();
            }
        }
        for (place, evidence) in unclear {
            self.all[place].dates = evidence.known();
        }
    }

    fn unclear(&self) -> impl Iterator<Item = usize> {
        let is_unclear = |place: &usize| {
            let column = &self.all[*place];
            column.dates == Known::Nothing && column.field.as_ref().is_some_and(is_date)
        };
        self.used.iter().copied().filter(is_unclear)
    }
}

fn by_heading(heading: &str, line: u64) -> Result<Option<Field>, Problem> {
    match headers::meaning(heading) {
        Heading::Field(field) => Ok(Some(field)),
        Heading::Unknown => Ok(None),
        Heading::Either(which) => {
            let why = format!("this may be {which}: say which in the mapping's [columns], or \"ignore\"");
            Err(Problem { column: Some(heading.to_owned()), ..problem::line(line, why) })
        }
    }
}

/// One field has one source.
fn refuse_two(
    column: &Column,
    field: &Field,
    rival: Option<&Column>,
    mapping: &Mapping,
    line: u64,
) -> Result<(), Problem> {
    let why = match rival {
        Some(rival) => {
            format!("column {:?} is read as the same field: ignore one of them in the mapping", rival.heading)
        }
        None if !mapping.constants.change(field).is_keep() => {
            "the mapping gives the same field as a constant: ignore the column, or take the constant out".to_owned()
        }
        None => return Ok(()),
    };
    let (heading, field) = (column.heading.clone(), field.clone());
    Err(Problem { column: Some(heading), field: Some(field), ..problem::line(line, why) })
}
