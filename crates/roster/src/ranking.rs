//! How often each cause occurs: of a thousand problems, most have one. Memory does not grow with what is counted.

use std::{cmp::Reverse, collections::BTreeMap};

/// Counts causes, each within its kind.
#[derive(Clone, Debug)]
pub(crate) struct Ranking<K>(BTreeMap<(K, String), u64>);

/// How many causes are distinguished; all further ones count as one.
const MOST: usize = 60;

const OTHERS: &str = "other reasons";

impl<K> Default for Ranking<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Copy + Ord> Ranking<K> {
    /// Counts one more.
    pub(crate) fn count(&mut self, kind: K, cause: String) {
        let key = (kind, cause);
        let is_counted_alone = self.0.len() < MOST || self.0.contains_key(&key);
        *self.0.entry(if is_counted_alone { key } else { (kind, OTHERS.to_owned()) }).or_default() += 1;
    }

    /// How often each occurred, the most frequent first.
    pub(crate) fn ranked(&self) -> Vec<(u64, K, &str)> {
        let mut all: Vec<_> = self.0.iter().map(|((kind, cause), count)| (*count, *kind, cause.as_str())).collect();
        all.sort_by_key(|(count, ..)| Reverse(*count));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_without_end_take_no_more_memory() {
        let mut ranking = Ranking::default();
        (0..10_000).for_each(|number| ranking.count((), format!("the row has {number} cells")));
        ranking.count((), "the row has 7 cells".to_owned());
        let ranked = ranking.ranked();
        assert_eq!(ranked.len(), MOST + 1);
        assert_eq!(ranked[..2], [(10_000 - MOST as u64, (), OTHERS), (2, (), "the row has 7 cells")]);
    }
}
