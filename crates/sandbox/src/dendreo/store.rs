//! The records of one account, by kind and id. Nothing here answers a call.

use super::record::Row;
use super::resource::{Kind, Reference, Resource};
use super::resources::ALL;
use std::collections::{BTreeMap, BTreeSet};

/// Everything stored.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    tables: BTreeMap<Kind, Table>,
}

#[derive(Clone, Debug, Default)]
struct Table {
    rows: BTreeMap<u64, Row>,
    /// How many ids were given.
    given: u64,
}

static NONE: BTreeMap<u64, Row> = BTreeMap::new();

impl Store {
    /// The records of a kind.
    pub(super) fn rows(&self, kind: Kind) -> &BTreeMap<u64, Row> {
        self.tables.get(&kind).map_or(&NONE, |table| &table.rows)
    }

    /// One record.
    pub(super) fn get(&self, kind: Kind, id: u64) -> Option<&Row> {
        self.rows(kind).get(&id)
    }

    /// One record, to change it.
    pub(super) fn get_mut(&mut self, kind: Kind, id: u64) -> Option<&mut Row> {
        self.tables.get_mut(&kind)?.rows.get_mut(&id)
    }

    /// Whether there is such a record.
    pub(super) fn has(&self, kind: Kind, id: u64) -> bool {
        self.rows(kind).contains_key(&id)
    }

    /// The ids of the records of a kind whose member has this text.
    pub(super) fn having(&self, kind: Kind, member: &str, text: &str) -> Vec<u64> {
        self.rows(kind).iter().filter(|(_, row)| row.text(member) == text).map(|(id, _)| *id).collect()
    }

    /// Stores a record under an id that was never given before.
    pub(super) fn add(&mut self, kind: Kind, row: Row) -> u64 {
        let table = self.tables.entry(kind).or_default();
        let id = loop {
            let id = kind.resource().first + table.given;
            table.given += 1;
            if !table.rows.contains_key(&id) {
                break id;
            }
        };
        table.rows.insert(id, row);
        id
    }

    /// Stores a record under this id.
    pub(super) fn add_as(&mut self, kind: Kind, id: u64, row: Row) {
        self.tables.entry(kind).or_default().rows.insert(id, row);
    }

    /// Whether other records point at this one.
    pub(super) fn is_used(&self, kind: Kind, id: u64) -> bool {
        let text = id.to_string();
        references_to(kind).any(|(resource, reference)| {
            self.rows(resource.kind).values().any(|row| row.text(reference.member) == text)
        })
    }

    /// Removes records with all that is a part of them, and empties the members that pointed at them.
    pub(super) fn remove(&mut self, kind: Kind, ids: &BTreeSet<u64>) {
        if ids.is_empty() {
            return;
        }
        if let Some(table) = self.tables.get_mut(&kind) {
            table.rows.retain(|id, _| !ids.contains(id));
        }
        for (resource, reference) in references_to(kind) {
            let points = |row: &Row| row.id(reference.member).is_some_and(|id| ids.contains(&id));
            if reference.part_of {
                let parts = self.rows(resource.kind).iter().filter(|(_, row)| points(row)).map(|(id, _)| *id).collect();
                self.remove(resource.kind, &parts);
            } else if let Some(table) = self.tables.get_mut(&resource.kind) {
                for row in table.rows.values_mut().filter(|row| points(row)) {
                    row.fields.remove(reference.member);
                }
            }
        }
        if let (Some(target), Some(files)) = (kind.resource().target, self.tables.get_mut(&Kind::File)) {
            let is_of =
                |row: &Row| row.text("cible") == target && row.id("id_cible").is_some_and(|id| ids.contains(&id));
            files.rows.retain(|_, row| !is_of(row));
        }
    }
}

fn references_to(kind: Kind) -> impl Iterator<Item = (&'static Resource, &'static Reference)> {
    let all = ALL.iter().flat_map(|resource| resource.references.iter().map(move |reference| (resource, reference)));
    all.filter(move |(_, reference)| reference.to == kind)
}
