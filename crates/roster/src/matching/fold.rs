//! Hashes of keys: the same for texts that are the same. Names and addresses are compared as the core compares them.

use participants_core::text;
use std::hash::{DefaultHasher, Hasher};

/// Ends a part of a key: no text holds such a byte.
const END: u8 = u8::MAX;

/// A hash that is the same in every run, of texts that are the same to the letter.
pub(super) fn exact(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The same of a sequence of texts that are compared with [`text::is_same_name`] or [`text::is_same_email`].
pub(super) fn hash(parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut folded = String::new();
    for part in parts {
        folded.clear();
        text::fold_onto(&mut folded, part);
        hasher.write(folded.as_bytes());
        hasher.write_u8(END);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_the_same_have_one_hash() {
        for (one, other) in [("  Éléonore  ZOË", "éléonore zoë"), ("Groß", "GROSS"), (" O’Brien", "o'BRIEN")] {
            assert!(text::is_same_name(one, other), "{one} {other}");
            assert_eq!(hash(&[one]), hash(&[other]));
        }
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
