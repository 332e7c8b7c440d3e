//! What only all rows together show: two of them that mean one participant, and who is meant by none.

use super::{Reason, sorter::Sorter};
use crate::{
    Index, Rule,
    matching::{Match, RowKeys},
};
use participants_core::{Capabilities, Field};
use std::{collections::BTreeMap, io, mem};

/// How many other lines a reason names.
const NAMED: usize = 10;

/// Which rows mean which participants, and which keys they have. A row is identified by its line.
pub(super) struct Conflicts {
    /// By position in the index: whether any row means the participant, or may.
    is_meant: Vec<bool>,
    /// Of each row that means one participant: the position, and the row's line.
    participants: Sorter,
    /// By kind of key: its hash, the row's line, and in the last bit whether a stronger key distinguishes the row.
    keys: [Sorter; RowKeys::KINDS.len()],
    /// Whether a new participant keeps their external id, and can be distinguished by it.
    keeps_external_id: bool,
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
    ///
    /// # Errors
    /// What a large roster needs could not be set aside.
    pub(super) fn add(&mut self, line: u64, matched: &Match, keys: &RowKeys) -> io::Result<()> {
        match matched {
            Match::One { at, .. } => {
                self.mention(*at);
                self.participants.add(entry(u64::from(*at), line, false))?;
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
                taken.add(entry(key, line, is_distinct))?;
                // No person has two external ids. A newcomer of another address may be one who was just created.
                is_distinct |= is_known || (*by == Rule::ExternalId && self.keeps_external_id);
            }
        }
        Ok(())
    }

    /// Every row that means the same participant as another one, or would at the next run. Nothing is kept of the rows
    /// but who is meant.
    ///
    /// # Errors
    /// What was set aside could not be read back.
    pub(super) fn conflicts(&mut self) -> io::Result<ConflictSet> {
        let mut conflicts = ConflictSet::new();
        groups(mem::take(&mut self.participants), |group| {
            let lines: Vec<_> = group.iter().map(|entry| line(*entry)).collect();
            refuse(&mut conflicts, &lines, |lines| Reason::SameParticipant { lines });
        })?;
        let is_shared = |conflicts: &ConflictSet, line: &u64| {
            let reasons = conflicts.get(line).into_iter().flatten();
            reasons.clone().any(|reason| matches!(reason, Reason::SameParticipant { .. }))
        };
        for ((by, _), taken) in RowKeys::KINDS.iter().zip(mem::take(&mut self.keys)) {
            // A whole hash stands for the key: two keys of one hash would refuse two rows, and change no participant.
            groups(taken, |group| {
                // Rows that a stronger key distinguishes may share a weaker one, such as a mailbox.
                if group.iter().all(|entry| is_distinct(*entry)) {
                    return;
                }
                let mut lines: Vec<_> = group.iter().map(|entry| line(*entry)).collect();
                lines.retain(|line| !is_shared(&conflicts, line));
                refuse(&mut conflicts, &lines, |lines| Reason::SameKey { by: *by, lines });
            })?;
        }
        Ok(conflicts)
    }

    /// The participants no row may mean, in the order of the listing.
    pub(super) fn missing<'a>(&'a self, index: &'a Index) -> impl Iterator<Item = u32> + 'a {
        index.positions().filter(|at| self.is_meant.get(*at as usize) == Some(&false))
    }

    /// Whether a row means the participant, or may.
    pub(super) fn is_meant(&self, at: u32) -> bool {
        self.is_meant.get(at as usize).copied().unwrap_or_default()
    }

    pub(super) fn mention(&mut self, at: u32) {
        self.is_meant.get_mut(at as usize).into_iter().for_each(|is_meant| *is_meant = true);
    }
}

/// What a row shares with others where it does: sorted, those of one key stand together, in the order of their lines.
fn entry(key: u64, line: u64, is_distinct: bool) -> u128 {
    u128::from(key) << 64 | u128::from(line << 1 | u64::from(is_distinct))
}

fn line(entry: u128) -> u64 {
    entry as u64 >> 1
}

fn is_distinct(entry: u128) -> bool {
    entry & 1 == 1
}

/// Hands on the entries of each key that several rows have.
fn groups(entries: Sorter, mut each: impl FnMut(&[u128])) -> io::Result<()> {
    let mut group: Vec<u128> = Vec::new();
    for entry in entries.sorted()? {
        let entry = entry?;
        if group.first().is_some_and(|first| first >> 64 != entry >> 64) {
            if group.len() > 1 {
                each(&group);
            }
            group.clear();
        }
        group.push(entry);
    }
    if group.len() > 1 {
        each(&group);
    }
    Ok(())
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
