//! Which positions have a key, in nine bytes each: half a hash and the position. A look-up compares the key itself.

/// Hashes and positions, sorted once all are in.
#[derive(Debug, Default)]
pub(super) struct Table {
    entries: Vec<u64>,
    /// By a hash's first bits: where its entries begin, so that a look-up reads one place in memory and not twenty.
    starts: Vec<u32>,
}

/// How many entries have the same first bits, more or less.
const TOGETHER: usize = 8;

impl Table {
    pub(super) fn add(&mut self, hash: u64, position: u32) {
        self.entries.push(hash >> 32 << 32 | u64::from(position));
    }

    pub(super) fn sort(&mut self) {
        self.entries.sort_unstable();
        self.entries.shrink_to_fit();
        let places = (self.entries.len() / TOGETHER).next_power_of_two();
        let (bits, mut start) = (places.trailing_zeros(), 0);
        self.starts = Vec::with_capacity(places);
        for place in 0..places as u64 {
            let before = self.entries.iter().skip(start).take_while(|entry| first(**entry, bits) < place);
            start += before.count();
            self.starts.push(start as u32);
        }
    }

    /// The positions whose key may have this hash, in rising order.
    pub(super) fn at(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let half = hash >> 32;
        let place = first(hash, self.starts.len().max(1).trailing_zeros());
        let start = self.starts.get(place as usize).copied().unwrap_or_default() as usize;
        let from_there = self.entries.get(start..).unwrap_or_default().iter().copied();
        let run = from_there.skip_while(move |entry| entry >> 32 < half).take_while(move |entry| entry >> 32 == half);
        run.map(position)
    }

    /// The positions in runs of the same half hash; runs of one are left out.
    pub(super) fn runs(&self) -> impl Iterator<Item = Vec<u32>> + '_ {
        let runs = self.entries.chunk_by(|one, other| one >> 32 == other >> 32).filter(|run| run.len() > 1);
        runs.map(|run| run.iter().copied().map(position).collect())
    }

    pub(super) fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<u64>() + self.starts.capacity() * size_of::<u32>()
    }
}

/// The first bits of a hash, as a number.
fn first(hash: u64, bits: u32) -> u64 {
    hash.checked_shr(u64::BITS - bits).unwrap_or_default()
}

fn position(entry: u64) -> u32 {
    (entry & u64::from(u32::MAX)) as u32
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

    #[test]
    fn every_hash_is_found_wherever_the_others_lie() {
        let spread = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let crowded = |number: u64| number << 32;
        let last = |number: u64| u64::MAX - crowded(number);
        for hashes in [&spread as &dyn Fn(u64) -> u64, &crowded, &last] {
            for count in [0, 1, 7, 8, 9, 1000] {
                let mut table = Table::default();
                (0..count).for_each(|number| table.add(hashes(number), number as u32));
                table.sort();
                let found = |number| table.at(hashes(number)).any(|at| u64::from(at) == number);
                assert!((0..count).all(found), "{count}");
                assert_eq!(table.at(hashes(count)).count(), 0);
            }
        }
    }
}
