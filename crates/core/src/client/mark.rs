//! Short marks of long texts: SipHash-2-4, whose values are the same in every version of every build.

#![allow(deprecated)] // `SipHasher` is the only hasher of std whose algorithm is promised, so its values may be stored.

use std::hash::{Hasher, SipHasher};

/// A mark of some texts under a salt, 128 bits: the same for the same texts and salt only.
pub(crate) struct Mark([SipHasher; 2]);

impl Mark {
    /// A mark under this salt, of no text yet.
    pub(crate) fn new(salt: &[u8]) -> Self {
        // The salt is the key: of any length, hence itself hashed, in two ways for the 128 bits a key has.
        let half = |number| keyed(number, 0, salt);
        let (first, second) = (half(1), half(2));
        // Two hashes of 64 bits each, their keys apart.
        Self([SipHasher::new_with_keys(first, second), SipHasher::new_with_keys(!first, second)])
    }

    /// Adds a text. Its length counts too, so that no two lists of texts run into the same bytes.
    pub(crate) fn add(&mut self, text: &[u8]) {
        for hasher in &mut self.0 {
            hasher.write(&(text.len() as u64).to_le_bytes());
            hasher.write(text);
        }
    }

    /// 32 lower-case hexadecimal digits.
    pub(crate) fn finish(&self) -> String {
        let [first, second] = &self.0;
        format!("{:016x}{:016x}", first.finish(), second.finish())
    }
}

/// A sum that shows whether a text with this number is whole.
pub(crate) fn checksum(number: u64, text: &[u8]) -> u64 {
    keyed(number, 0, text)
}

fn keyed(first: u64, second: u64, text: &[u8]) -> u64 {
    let mut hasher = SipHasher::new_with_keys(first, second);
    hasher.write(text);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Mark, keyed};

    fn mark(salt: &[u8], texts: &[&str]) -> String {
        let mut mark = Mark::new(salt);
        texts.iter().for_each(|text| mark.add(text.as_bytes()));
        mark.finish()
    }

    #[test]
    fn the_hash_is_the_one_of_the_paper() {
        // The example of the SipHash paper, appendix A: key 00 01 … 0f, message 00 01 … 0e.
        let message: Vec<u8> = (0..15).collect();
        assert_eq!(keyed(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908, &message), 0xa129_ca61_49be_45e5);
    }

    #[test]
    fn a_mark_follows_from_salt_and_texts_alone() {
        assert_eq!(mark(b"salt", &["a", "b"]), mark(b"salt", &["a", "b"]));
        assert_eq!(mark(b"salt", &["a"]).len(), 32);
        let all = [
            mark(b"salt", &["a", "b"]),
            mark(b"salt", &["b", "a"]),
            mark(b"salt", &["ab"]),
            mark(b"salt", &["ab", ""]),
            mark(b"", &["a", "b"]),
            mark(b"salt2", &["a", "b"]),
        ];
        for (number, one) in all.iter().enumerate() {
            assert!(!all[number + 1..].contains(one));
            assert_ne!(one[..16], one[16..], "the halves are two hashes");
        }
    }
}
