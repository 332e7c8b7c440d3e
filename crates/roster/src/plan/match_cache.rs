//! What is kept of each row from the first reading of a roster to the second: which participant it means, and a hash
//! over all.

use crate::{Problem, Row, Rule, matching::Match};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write},
};
use tempfile::SpooledTempFile;

/// The participant a row means, in four bytes: a rule and a position in the index. A row that means no single
/// participant is looked up again.
#[derive(Clone, Copy)]
pub(super) struct MatchCache(u32);

/// How many bits a position has; those above are the rule's.
const BITS: u32 = 29;

const NO_PARTICIPANT: u32 = u32::MAX;
const LOOK_UP_AGAIN: u32 = u32::MAX - 1;

impl MatchCache {
    pub(super) fn of(matched: &Match) -> Self {
        Self(match matched {
            Match::None => NO_PARTICIPANT,
            Match::One { by, at } if *at >> BITS == 0 => {
                let rule = Rule::ALL.iter().position(|rule| rule == by);
                rule.map_or(LOOK_UP_AGAIN, |rule| (rule as u32) << BITS | at)
            }
            _ => LOOK_UP_AGAIN,
        })
    }

    pub(super) fn matched(self) -> Option<Match> {
        match self.0 {
            NO_PARTICIPANT => Some(Match::None),
            LOOK_UP_AGAIN => None,
            packed => {
                let by = *Rule::ALL.get((packed >> BITS) as usize)?;
                Some(Match::One { by, at: packed & ((1 << BITS) - 1) })
            }
        }
    }
}

/// The participant each row means, in the roster's order: in memory while they are few, else in a file without a name.
pub(super) struct Matches(BufWriter<SpooledTempFile>);

/// How many bytes are few.
const FEW: usize = 1 << 18;

impl Matches {
    pub(super) fn new() -> Self {
        Self(BufWriter::new(SpooledTempFile::new(FEW)))
    }

    pub(super) fn add(&mut self, matched: MatchCache) -> io::Result<()> {
        self.0.write_all(&matched.0.to_le_bytes())
    }

    /// All of them once more, from the first on; after the last there are none.
    pub(super) fn again(self) -> io::Result<impl FnMut() -> io::Result<Option<MatchCache>>> {
        let mut file = self.0.into_inner().map_err(|error| error.into_error())?;
        file.rewind()?;
        let mut file = BufReader::new(file);
        Ok(move || {
            let mut bytes = [0; size_of::<u32>()];
            match file.read_exact(&mut bytes) {
                Ok(()) => Ok(Some(MatchCache(u32::from_le_bytes(bytes)))),
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
                Err(error) => Err(error),
            }
        })
    }
}

/// A hash over the keys of all rows: a roster that was changed in between has another.
#[derive(Clone, Default)]
pub(super) struct RowsMark(DefaultHasher);

impl RowsMark {
    pub(super) fn row(&mut self, row: &Row) {
        let wanted = &row.wanted;
        let texts = [&wanted.external_id, &wanted.email, &wanted.first_name, &wanted.last_name, &wanted.session];
        (row.line, &row.id, texts.map(|text| text.value()), wanted.date_of_birth.value()).hash(&mut self.0);
    }

    pub(super) fn problem(&mut self, problem: &Problem) {
        (problem.line, &problem.column).hash(&mut self.0);
    }
}

impl PartialEq for RowsMark {
    fn eq(&self, other: &Self) -> bool {
        self.0.finish() == other.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_come_again_in_their_order() {
        for count in [0, 1, FEW as u32 / 2] {
            let mut all = Matches::new();
            (0..count).for_each(|at| all.add(MatchCache(at)).unwrap());
            all.0.flush().unwrap();
            assert_eq!(all.0.get_ref().is_rolled(), count > 1, "{count}");
            let mut again = all.again().unwrap();
            assert!((0..count).all(|at| again().unwrap().map(|matched| matched.0) == Some(at)), "{count}");
            assert!(again().unwrap().is_none(), "{count}");
        }
    }

    #[test]
    fn one_participant_and_none_are_kept_and_the_rest_is_looked_up_again() {
        for by in Rule::ALL.iter().copied() {
            for at in [0, 1, (1 << BITS) - 1] {
                let kept = MatchCache::of(&Match::One { by, at }).matched();
                assert!(matches!(kept, Some(Match::One { by: rule, at: position }) if (rule, position) == (by, at)));
            }
        }
        assert!(matches!(MatchCache::of(&Match::None).matched(), Some(Match::None)));
        let by = Rule::Email;
        for matched in [
            Match::One { by, at: 1 << BITS },
            Match::Several { by, at: vec![1, 2] },
            Match::NoSuchId { by, perhaps: vec![1] },
        ] {
            assert!(MatchCache::of(&matched).matched().is_none());
        }
    }
}
