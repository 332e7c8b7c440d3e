//! Which positions have a key, in eight bytes each: half a hash and the position. Whoever looks compares the key itself.

/// Hashes and positions, sorted once all are in.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<u64>);

impl Table {
    pub(super) fn add(&mut self, hash: u64, position: u32) {
        self.0.push(hash >> 32 << 32 | u64::from(position));
    }

    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.shrink_to_fit();
    }

    /// The positions whose key may have this hash, in rising order.
    pub(super) fn at(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let half = hash >> 32;
        let start = self.0.partition_point(|entry| entry >> 32 < half);
        let run = self.0.iter().skip(start).take_while(move |entry| **entry >> 32 == half);
        run.map(|entry| (*entry & u64::from(u32::MAX)) as u32)
    }

    /// The positions in runs of the same half hash; runs of one are left out.
    pub(super) fn runs(&self) -> impl Iterator<Item = Vec<u32>> + '_ {
        let runs = self.0.chunk_by(|one, other| one >> 32 == other >> 32).filter(|run| run.len() > 1);
        runs.map(|run| run.iter().map(|entry| (*entry & u64::from(u32::MAX)) as u32).collect())
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_one_hash_is_found_whole_and_in_order() {
        let mut table = Table::default();
        for (hash, position) in [(7 << 32, 5), (9 << 32, 1), (7 << 32 | 3, 2), (0, 4)] {
            table.add(hash, position);
        }
        table.sort();
        assert_eq!(table.at(7 << 32).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(table.at(8 << 32).count(), 0);
        assert_eq!(table.runs().collect::<Vec<_>>(), [vec![2, 5]]);
    }
}
