//! What only all rows together show: two of them that mean one participant, and who is meant by none.

use super::Reason;
use crate::{
    Index, Rule,
    matching::{Match, RowKeys},
};
use participants_core::{Capabilities, Field};
use std::{collections::BTreeMap, mem};

/// How many other lines a reason names.
const NAMED: usize = 10;

/// Which rows mean which participants, and which keys they have. A row is identified by its line.
pub(super) struct Conflicts {
    /// By position in the index: whether any row means the participant, or may.
    is_meant: Vec<bool>,
    /// The rows that mean one participant, by the position.
    participants: Vec<Entry>,
    /// By kind of key: the rows that have one, by its hash.
    keys: [Vec<Entry>; RowKeys::KINDS.len()],
    /// Whether a new participant keeps their external id, and can be distinguished by it.
    keeps_external_id: bool,
}

/// What a row may share with others: sorted, those of one key stand together, in the order of their lines.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: u64,
    line: u64,
    /// Whether a stronger key distinguishes the row.
    is_distinct: bool,
}

/// Why rows are refused, by their lines.
pub(super) type ConflictSet = BTreeMap<u64, Vec<Reason>>;

impl Conflicts {
    pub(super) fn new(index: &Index, capabilities: &Capabilities) -> Self {
        let (participants, keys) = Default::default();
        let keeps_external_id = capabilities.field(&Field::ExternalId).is_some_and(|known| known.create.is_supported());
        Self { is_meant: vec![false; index.end() as usize], participants, keys, keeps_external_id }
    }

    /// Records what a row means.
    pub(super) fn add(&mut self, line: u64, matched: &Match, keys: &RowKeys) {
        match matched {
            Match::One { at, .. } => {
                self.mention(*at);
                self.participants.push(Entry { key: u64::from(*at), line, is_distinct: false });
            }
            Match::OtherExternalId { at, .. } => self.mention(*at),
            Match::Several { at, .. } | Match::NoSuchId { perhaps: at, .. } => {
                at.iter().for_each(|at| self.mention(*at))
            }
            Match::Contradiction(found) => found.iter().flat_map(|(_, at)| at).for_each(|at| self.mention(*at)),
            Match::None => {}
        }
        let is_known = matches!(matched, Match::One { .. });
        let mut is_distinct = matches!(matched, Match::One { by: Rule::Link | Rule::Id, .. });
        for ((by, key), taken) in RowKeys::KINDS.iter().zip(&mut self.keys) {
            if let Some(key) = key(keys) {
                taken.push(Entry { key, line, is_distinct });
                // No person has two external ids. A newcomer of another address may be one who was just created.
                is_distinct |= is_known || (*by == Rule::ExternalId && self.keeps_external_id);
            }
        }
    }

    /// Every row that means the same participant as another one, or would at the next run. Nothing is kept of the rows
    /// but who is meant.
    pub(super) fn conflicts(&mut self) -> ConflictSet {
        let mut conflicts = ConflictSet::new();
        for group in groups(&mut mem::take(&mut self.participants)) {
            let lines: Vec<_> = group.iter().map(|entry| entry.line).collect();
            refuse(&mut conflicts, &lines, |lines| Reason::SameParticipant { lines });
        }
        let is_shared = |conflicts: &ConflictSet, line: &u64| {
            let reasons = conflicts.get(line).into_iter().flatten();
            reasons.clone().any(|reason| matches!(reason, Reason::SameParticipant { .. }))
        };
        for ((by, _), mut taken) in RowKeys::KINDS.iter().zip(mem::take(&mut self.keys)) {
            // A whole hash stands for the key: two keys of one hash would refuse two rows, and change no participant.
            for group in groups(&mut taken) {
                // Rows that a stronger key distinguishes may share a weaker one, such as a mailbox.
                if group.iter().all(|entry| entry.is_distinct) {
                    continue;
                }
                let mut lines: Vec<_> = group.iter().map(|entry| entry.line).collect();
                lines.retain(|line| !is_shared(&conflicts, line));
                refuse(&mut conflicts, &lines, |lines| Reason::SameKey { by: *by, lines });
            }
        }
        conflicts
    }

    /// The participants no row may mean, in the order of the listing, from a position on.
    pub(super) fn missing<'a>(&'a self, index: &'a Index, from: u32) -> impl Iterator<Item = u32> + 'a {
        index.positions(from).filter(|at| self.is_meant.get(*at as usize) == Some(&false))
    }

    /// Whether a row means the participant, or may.
    pub(super) fn is_meant(&self, at: u32) -> bool {
        self.is_meant.get(at as usize).copied().unwrap_or_default()
    }

    pub(super) fn mention(&mut self, at: u32) {
        self.is_meant.get_mut(at as usize).into_iter().for_each(|is_meant| *is_meant = true);
    }
}

/// The entries of each key that several rows have.
fn groups(entries: &mut [Entry]) -> impl Iterator<Item = &[Entry]> {
    entries.sort_unstable();
    entries.chunk_by(|one, other| one.key == other.key).filter(|group| group.len() > 1)
}

/// Refuses the rows of a group, each with the others' lines.
fn refuse(conflicts: &mut ConflictSet, group: &[u64], why: impl Fn(Vec<u64>) -> Reason) {
    if group.len() < 2 {
        return;
    }
    for line in group {
        let others = group.iter().take(NAMED + 1).filter(|other| *other != line).take(NAMED);
        conflicts.entry(*line).or_default().push(why(others.copied().collect()));
    }
}
