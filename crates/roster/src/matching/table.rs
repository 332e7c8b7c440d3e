//! Which positions have a key: the key's hash and the position. A look-up compares the key itself.

/// Hashes and positions, sorted once all are in.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<(u64, u32)>);

impl Table {
    pub(super) fn add(&mut self, hash: u64, position: u32) {
        self.0.push((hash, position));
    }

    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.shrink_to_fit();
    }

    /// The positions whose key may have this hash, in rising order.
    pub(super) fn at(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let start = self.0.partition_point(|(other, _)| *other < hash);
        self.0.iter().skip(start).take_while(move |(other, _)| *other == hash).map(|(_, position)| *position)
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<(u64, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_positions_of_one_hash_are_found_in_order() {
        let mut table = Table::default();
        for (hash, position) in [(7, 5), (9, 1), (7, 2), (u64::MAX, 4)] {
            table.add(hash, position);
        }
        table.sort();
        assert_eq!(table.at(7).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(table.at(u64::MAX).collect::<Vec<_>>(), [4]);
        assert_eq!(table.at(8).count(), 0);
    }
}
