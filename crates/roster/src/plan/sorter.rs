//! Numbers in rising order, however many: memory holds some of them, a file without a name the rest.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
    fs::File,
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    vec,
};

/// How many numbers memory holds before they are sorted and set aside: a mebibyte of them.
const CHUNK: usize = 1 << 16;
/// How many are read back at once.
const BLOCK: usize = 1 << 8;
const SIZE: usize = size_of::<u128>();

/// Takes numbers in any order. Few are only kept in memory; no file is made for them.
#[derive(Default)]
pub(super) struct Sorter {
    chunk: Vec<u128>,
    file: Option<File>,
    /// How many numbers each sorted run in the file has, one run after the other.
    runs: Vec<usize>,
}

impl Sorter {
    pub(super) fn add(&mut self, number: u128) -> io::Result<()> {
        self.chunk.push(number);
        if self.chunk.len() < CHUNK { Ok(()) } else { self.set_aside() }
    }

    fn set_aside(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        self.chunk.sort_unstable();
        let mut file = BufWriter::new(file);
        self.chunk.iter().try_for_each(|number| file.write_all(&number.to_le_bytes()))?;
        file.flush()?;
        self.runs.push(self.chunk.len());
        self.chunk.clear();
        Ok(())
    }

    /// All of them, the least first.
    pub(super) fn sorted(mut self) -> io::Result<Sorted> {
        self.chunk.sort_unstable();
        let mut at = 0;
        let in_file = self.runs.iter().map(|left| {
            let run = Run { at, left: *left, block: Vec::new().into_iter() };
            at += (left * SIZE) as u64;
            run
        });
        let in_memory = Run { at: 0, left: 0, block: self.chunk.into_iter() };
        let mut sorted =
            Sorted { heads: BinaryHeap::new(), runs: in_file.chain([in_memory]).collect(), file: self.file };
        for (at, run) in sorted.runs.iter_mut().enumerate() {
            sorted.heads.extend(run.next(&mut sorted.file)?.map(|number| Reverse((number, at))));
        }
        Ok(sorted)
    }
}

/// The numbers, the least first.
pub(super) struct Sorted {
    /// The next number of each run that has one.
    heads: BinaryHeap<Reverse<(u128, usize)>>,
    runs: Vec<Run>,
    file: Option<File>,
}

/// Numbers that are sorted: those read back, and where in the file the others begin.
struct Run {
    at: u64,
    left: usize,
    block: vec::IntoIter<u128>,
}

impl Sorted {
    fn pop(&mut self) -> io::Result<Option<u128>> {
        let Some(mut head) = self.heads.peek_mut() else { return Ok(None) };
        let Reverse((number, run)) = *head;
        match self.runs.get_mut(run).map(|run| run.next(&mut self.file)).transpose()?.flatten() {
            Some(next) => *head = Reverse((next, run)),
            None => drop(PeekMut::pop(head)),
        }
        Ok(Some(number))
    }
}

impl Iterator for Sorted {
    type Item = io::Result<u128>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pop().transpose()
    }
}

impl Run {
    fn next(&mut self, file: &mut Option<File>) -> io::Result<Option<u128>> {
        if self.left > 0
            && self.block.len() == 0
            && let Some(file) = file
        {
            self.read(file)?;
        }
        Ok(self.block.next())
    }

    fn read(&mut self, file: &mut File) -> io::Result<()> {
        let count = self.left.min(BLOCK);
        let mut bytes = vec![0; count * SIZE];
        file.seek(SeekFrom::Start(self.at))?;
        file.read_exact(&mut bytes)?;
        let numbers = bytes.as_chunks().0.iter().map(|number| u128::from_le_bytes(*number));
        self.block = numbers.collect::<Vec<_>>().into_iter();
        self.at += bytes.len() as u64;
        self.left -= count;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_in_order_whether_memory_holds_them_or_not() {
        for count in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + BLOCK + 7] {
            let numbers: Vec<_> = (0..count as u128).map(|number| (number * 0x9e37_79b9) % 100_003).collect();
            let mut sorter = Sorter::default();
            numbers.iter().for_each(|number| sorter.add(*number).unwrap());
            assert_eq!(sorter.file.is_some(), count >= CHUNK, "{count}");
            let sorted: Vec<_> = sorter.sorted().unwrap().map(Result::unwrap).collect();
            let mut expected = numbers;
            expected.sort_unstable();
            assert_eq!(sorted, expected, "{count}");
        }
    }
}
