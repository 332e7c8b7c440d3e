//! Merged cells: one value for several places, of which the file says only where the first one is.

use calamine::Dimensions;

/// Cells merged into one: rows from 1, columns from 0, the last of each included.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) first_row: u64,
    pub(super) last_row: u64,
    first_column: usize,
    last_column: usize,
}

impl Region {
    pub(super) fn of(place: Dimensions) -> Self {
        let row = |row: u32| u64::from(row) + 1;
        Self {
            first_row: row(place.start.0),
            last_row: row(place.end.0),
            first_column: place.start.1 as usize,
            last_column: place.end.1 as usize,
        }
    }

    fn has_column(&self, column: usize) -> bool {
        (self.first_column..=self.last_column).contains(&column)
    }
}

/// The merged cells of a sheet, row after row.
pub(super) struct Merged {
    /// By their first row.
    ahead: std::iter::Peekable<std::vec::IntoIter<Region>>,
    here: Vec<Region>,
}

impl Merged {
    pub(super) fn new(regions: Vec<Region>) -> Self {
        Self { ahead: regions.into_iter().peekable(), here: Vec::new() }
    }

    /// The first of these columns that is merged with others in this row. Rows come in their order.
    pub(super) fn column(&mut self, row: u64, columns: impl Iterator<Item = usize>) -> Option<usize> {
        while let Some(region) = self.ahead.next_if(|region| region.first_row <= row) {
            self.here.push(region);
        }
        self.here.retain(|region| region.last_row >= row);
        if self.here.is_empty() {
            return None;
        }
        let mut columns = columns;
        columns.find(|column| self.here.iter().any(|region| region.has_column(*column)))
    }
}
