//! What only all rows together show: two of them that mean one participant, and who is meant by none.

use super::Reason;
use crate::{
    Index, Rule,
    matching::{Hit, RowKeys},
};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// How many other lines a reason names.
const NAMED: usize = 10;

/// Which rows mean whom, and which keys they have: a few bytes for each row, which stands for itself by its line.
pub(super) struct Claims {
    /// By position in the index: the line of the row that means the participant; 0 for none.
    lines: Vec<u64>,
    /// By position: whether any row may mean the participant.
    mentioned: Vec<bool>,
    /// The lines of participants whom several rows mean.
    shared: BTreeMap<u32, Vec<u64>>,
    /// By kind of key: the keys, their lines, and whether a stronger key tells the row apart.
    keys: [Vec<(u64, u64, bool)>; RowKeys::KINDS.len()],
    /// Over every row, so that another roster is told from this one.
    mark: DefaultHasher,
}

/// Why rows are refused, by their lines.
pub(super) type Conflicts = BTreeMap<u64, Vec<Reason>>;

impl Claims {
    pub(super) fn new(index: &Index) -> Self {
        let end = index.end() as usize;
        let (shared, keys, mark) = Default::default();
        Self { lines: vec![0; end], mentioned: vec![false; end], shared, keys, mark }
    }

    /// Takes down what a row means.
    pub(super) fn add(&mut self, line: u64, hit: &Hit, keys: &RowKeys) {
        (line, keys.external_id, keys.email, keys.person).hash(&mut self.mark);
        match hit {
            Hit::One { at, .. } => self.claim(line, *at),
            Hit::OtherExternalId { at, .. } => self.mention(*at),
            Hit::Several { at, .. } => at.iter().for_each(|at| self.mention(*at)),
            Hit::Nobody | Hit::NoSuchId { .. } => {}
        }
        let by_id = matches!(hit, Hit::One { by: Rule::Link | Rule::Id, .. });
        let mut is_told_apart = by_id;
        for ((_, key), taken) in RowKeys::KINDS.iter().zip(&mut self.keys) {
            if let Some(key) = key(keys) {
                taken.push((key, line, is_told_apart));
                is_told_apart = true;
            }
        }
    }

    /// Every row that means the same participant as another one, or would at the next run. The keys are dropped.
    pub(super) fn conflicts(&mut self) -> Conflicts {
        let mut conflicts = Conflicts::new();
        for group in self.shared.values() {
            refuse(&mut conflicts, group, |lines| Reason::SameParticipant { lines });
        }
        let is_shared = |conflicts: &Conflicts, line: &u64| {
            let reasons = conflicts.get(line).into_iter().flatten();
            reasons.clone().any(|reason| matches!(reason, Reason::SameParticipant { .. }))
        };
        for ((by, _), taken) in RowKeys::KINDS.iter().zip(&mut self.keys) {
            // A whole hash stands for the key: two keys of one hash would refuse two rows, and change nobody.
            taken.sort_unstable();
            for group in taken.chunk_by(|one, other| one.0 == other.0) {
                // Rows that a stronger key tells apart may share a weaker one, such as a mailbox.
                if group.len() > 1 && group.iter().any(|(_, _, is_told_apart)| !is_told_apart) {
                    let mut group: Vec<_> = group.iter().map(|(_, line, _)| *line).collect();
                    group.retain(|line| !is_shared(&conflicts, line));
                    refuse(&mut conflicts, &group, |lines| Reason::SameKey { by: *by, lines });
                }
            }
            *taken = Vec::new();
        }
        conflicts
    }

    /// The participants no row may mean, in the order of the listing.
    pub(super) fn missing<'a>(&'a self, index: &'a Index) -> impl Iterator<Item = u32> + 'a {
        index.positions().filter(|at| self.mentioned.get(*at as usize) == Some(&false))
    }

    /// Tells these rows from others.
    pub(super) fn mark(&self) -> u64 {
        self.mark.finish()
    }

    fn claim(&mut self, line: u64, at: u32) {
        self.mention(at);
        let Some(first) = self.lines.get_mut(at as usize) else { return };
        match *first {
            0 => *first = line,
            first => self.shared.entry(at).or_insert_with(|| vec![first]).push(line),
        }
    }

    fn mention(&mut self, at: u32) {
        if let Some(mentioned) = self.mentioned.get_mut(at as usize) {
            *mentioned = true;
        }
    }
}

/// Refuses the rows of a group, each with the others' lines.
fn refuse(conflicts: &mut Conflicts, group: &[u64], why: impl Fn(Vec<u64>) -> Reason) {
    if group.len() < 2 {
        return;
    }
    for line in group {
        let others = group.iter().take(NAMED + 1).filter(|other| *other != line).take(NAMED);
        conflicts.entry(*line).or_default().push(why(others.copied().collect()));
    }
}
