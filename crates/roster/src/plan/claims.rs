//! What only all rows together show: two of them that mean one participant, and who is meant by none.

use super::{Reason, Step};
use crate::{
    Index, Rule,
    matching::{Hit, RowKeys},
};
use std::collections::BTreeMap;

/// How many other lines a reason names.
const NAMED: usize = 10;

/// Which rows mean whom, and which keys they have.
pub(super) struct Claims {
    /// By position in the index: the step that means the participant, from 1.
    steps: Vec<u32>,
    /// By position: whether any row may mean the participant.
    mentioned: Vec<bool>,
    /// The steps of participants whom several rows mean.
    shared: BTreeMap<u32, Vec<usize>>,
    /// By kind of key: the keys, their steps, and whether a stronger key tells the row apart.
    keys: [Vec<(u64, u32, bool)>; RowKeys::KINDS.len()],
}

impl Claims {
    pub(super) fn new(index: &Index) -> Self {
        let end = index.end() as usize;
        Self { steps: vec![0; end], mentioned: vec![false; end], shared: BTreeMap::new(), keys: Default::default() }
    }

    /// Takes down what a row means, before its step is added.
    pub(super) fn add(&mut self, step: usize, hit: &Hit, keys: &RowKeys) {
        match hit {
            Hit::One { at, .. } => self.claim(step, *at),
            Hit::OtherExternalId { at, .. } => self.mention(*at),
            Hit::Several { at, .. } => at.iter().for_each(|at| self.mention(*at)),
            Hit::Nobody | Hit::NoSuchId { .. } => {}
        }
        let by_id = matches!(hit, Hit::One { by: Rule::Link | Rule::Id, .. });
        let mut is_told_apart = by_id;
        for ((_, key), taken) in RowKeys::KINDS.iter().zip(&mut self.keys) {
            if let Some(key) = key(keys) {
                taken.push((key, step as u32, is_told_apart));
                is_told_apart = true;
            }
        }
    }

    /// Refuses every row that means the same participant as another one, or would at the next run.
    pub(super) fn settle(&mut self, steps: &mut [Step]) {
        for group in self.shared.values() {
            refuse(steps, group, |lines| Reason::SameParticipant { lines });
        }
        for ((by, _), taken) in RowKeys::KINDS.iter().zip(&mut self.keys) {
            // A whole hash stands for the key: two keys of one hash would refuse two rows, and change nobody.
            taken.sort_unstable();
            for group in taken.chunk_by(|one, other| one.0 == other.0) {
                // Rows that a stronger key tells apart may share a weaker one, such as a mailbox.
                if group.len() > 1 && group.iter().any(|(_, _, is_told_apart)| !is_told_apart) {
                    let mut group: Vec<_> = group.iter().map(|(_, step, _)| *step as usize).collect();
                    group.retain(|step| !is_shared(&steps[*step]));
                    refuse(steps, &group, |lines| Reason::SameKey { by: *by, lines });
                }
            }
        }
    }

    /// The participants no row may mean, in the order of the listing.
    pub(super) fn missing<'a>(&'a self, index: &'a Index) -> impl Iterator<Item = u32> + 'a {
        index.positions().filter(|at| self.mentioned.get(*at as usize) == Some(&false))
    }

    fn claim(&mut self, step: usize, at: u32) {
        self.mention(at);
        let Some(first) = self.steps.get_mut(at as usize) else { return };
        match *first {
            0 => *first = step as u32 + 1,
            first => self.shared.entry(at).or_insert_with(|| vec![first as usize - 1]).push(step),
        }
    }

    fn mention(&mut self, at: u32) {
        if let Some(mentioned) = self.mentioned.get_mut(at as usize) {
            *mentioned = true;
        }
    }
}

fn is_shared(step: &Step) -> bool {
    step.reasons.iter().any(|reason| matches!(reason, Reason::SameParticipant { .. }))
}

/// Refuses the steps of a group, each with the others' lines.
fn refuse(steps: &mut [Step], group: &[usize], why: impl Fn(Vec<u64>) -> Reason) {
    if group.len() < 2 {
        return;
    }
    let lines: Vec<_> =
        group.iter().take(NAMED + 1).map(|step| (*step, steps[*step].line.unwrap_or_default())).collect();
    for step in group {
        let others = lines.iter().filter(|(other, _)| other != step).take(NAMED);
        let others = others.map(|(_, line)| *line).collect();
        steps[*step].refuse(why(others));
    }
}
