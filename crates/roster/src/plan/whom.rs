//! What is kept of each row from the first reading of a roster to the second: whom it means, and a mark over all.

use crate::{Problem, Row, Rule, matching::Hit};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Whom a row means, in four bytes: a rule and a position in the index. A row that means nobody, or not one alone, is
/// looked up again.
#[derive(Clone, Copy)]
pub(super) struct Whom(u32);

/// How many bits a position has; those above are the rule's.
const BITS: u32 = 29;

const NOBODY: u32 = u32::MAX;
const AGAIN: u32 = u32::MAX - 1;

impl Whom {
    pub(super) fn of(hit: &Hit) -> Self {
        Self(match hit {
            Hit::Nobody => NOBODY,
            Hit::One { by, at } if *at >> BITS == 0 => {
                let rule = Rule::ALL.iter().position(|rule| rule == by);
                rule.map_or(AGAIN, |rule| (rule as u32) << BITS | at)
            }
            _ => AGAIN,
        })
    }

    pub(super) fn hit(self) -> Option<Hit> {
        match self.0 {
            NOBODY => Some(Hit::Nobody),
            AGAIN => None,
            packed => {
                let by = *Rule::ALL.get((packed >> BITS) as usize)?;
                Some(Hit::One { by, at: packed & ((1 << BITS) - 1) })
            }
        }
    }
}

/// A hash over what all rows say of whom they mean: a roster that was changed in between has another.
#[derive(Clone, Default)]
pub(super) struct Mark(DefaultHasher);

impl Mark {
    pub(super) fn row(&mut self, row: &Row) {
        let wanted = &row.wanted;
        let texts = [&wanted.external_id, &wanted.email, &wanted.first_name, &wanted.last_name, &wanted.session];
        (row.line, &row.id, texts.map(|text| text.value()), wanted.date_of_birth.value()).hash(&mut self.0);
    }

    pub(super) fn problem(&mut self, problem: &Problem) {
        (problem.line, &problem.column).hash(&mut self.0);
    }
}

impl PartialEq for Mark {
    fn eq(&self, other: &Self) -> bool {
        self.0.finish() == other.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_participant_and_nobody_are_kept_and_the_rest_is_looked_up_again() {
        for by in Rule::ALL.iter().copied() {
            for at in [0, 1, (1 << BITS) - 1] {
                let kept = Whom::of(&Hit::One { by, at }).hit();
                assert!(matches!(kept, Some(Hit::One { by: rule, at: position }) if (rule, position) == (by, at)));
            }
        }
        assert!(matches!(Whom::of(&Hit::Nobody).hit(), Some(Hit::Nobody)));
        let by = Rule::Email;
        for hit in [Hit::One { by, at: 1 << BITS }, Hit::Several { by, at: vec![1, 2] }, Hit::NoSuchId { by }] {
            assert!(Whom::of(&hit).hit().is_none());
        }
    }
}
