//! What only all rows together show: two of them that mean one participant, and who is meant by none.

use super::Reason;
use crate::{
    Index, Rule,
    matching::{Hit, RowKeys},
};
use std::collections::BTreeMap;

/// How many other lines a reason names.
const NAMED: usize = 10;

/// Which rows mean whom, and which keys they have: a few bytes for each row, which stands for itself by its line.
pub(super) struct Claims {
    /// By position in the index.
    claims: Vec<Claim>,
    /// The lines of participants whom several rows mean.
    shared: BTreeMap<u32, Vec<u64>>,
    /// By kind of key: its hash, the row's line, and in the last bit whether a stronger key tells the row apart.
    keys: [Vec<u128>; RowKeys::KINDS.len()],
}

/// Which row means a participant, by its line and one more.
type Claim = u64;

/// No row does.
const NONE: Claim = 0;
/// One may that is refused, so that the participant is not missing either.
const PERHAPS: Claim = u64::MAX;

/// Why rows are refused, by their lines.
pub(super) type Conflicts = BTreeMap<u64, Vec<Reason>>;

impl Claims {
    pub(super) fn new(index: &Index) -> Self {
        let end = index.end() as usize;
        let (shared, keys) = Default::default();
        Self { claims: vec![NONE; end], shared, keys }
    }

    /// Takes down what a row means.
    pub(super) fn add(&mut self, line: u64, hit: &Hit, keys: &RowKeys) {
        match hit {
            Hit::One { at, .. } => self.claim(line, *at),
            Hit::OtherExternalId { at, .. } => self.mention(*at),
            Hit::Several { at, .. } => at.iter().for_each(|at| self.mention(*at)),
            Hit::Nobody | Hit::NoSuchId { .. } => {}
        }
        let is_known = matches!(hit, Hit::One { .. });
        let mut is_told_apart = matches!(hit, Hit::One { by: Rule::Link | Rule::Id, .. });
        for ((by, key), taken) in RowKeys::KINDS.iter().zip(&mut self.keys) {
            if let Some(key) = key(keys) {
                taken.push(u128::from(key) << 64 | u128::from(line << 1 | u64::from(is_told_apart)));
                // Nobody has two external ids. A newcomer of another address may be one who was just made.
                is_told_apart |= is_known || *by == Rule::ExternalId;
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
            for group in taken.chunk_by(|one, other| one >> 64 == other >> 64) {
                // Rows that a stronger key tells apart may share a weaker one, such as a mailbox.
                if group.len() > 1 && group.iter().any(|entry| entry & 1 == 0) {
                    let mut group: Vec<_> = group.iter().map(|entry| *entry as u64 >> 1).collect();
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
        index.positions().filter(|at| self.claims.get(*at as usize) == Some(&NONE))
    }

    fn claim(&mut self, line: u64, at: u32) {
        let Some(claim) = self.claims.get_mut(at as usize) else { return };
        match *claim {
            NONE | PERHAPS => *claim = line.saturating_add(1),
            first => self.shared.entry(at).or_insert_with(|| vec![first - 1]).push(line),
        }
    }

    fn mention(&mut self, at: u32) {
        if let Some(claim @ &mut NONE) = self.claims.get_mut(at as usize) {
            *claim = PERHAPS;
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
