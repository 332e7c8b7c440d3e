//! When two texts are the same to a person, and their hashes. It agrees with how the core compares names and addresses.

use std::hash::{DefaultHasher, Hasher};

/// Ends a part of a key: no text holds such a byte.
const END: u8 = u8::MAX;

/// Adds the text in lower case, with single blanks between its words.
fn fold_onto(folded: &mut String, text: &str) {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        // One word of plain letters: most addresses.
        let start = folded.len();
        folded.push_str(text);
        return folded.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
    }
    for (at, word) in text.split_whitespace().enumerate() {
        folded.extend((at > 0).then_some(' '));
        // Greek writes its small sigma in two ways, and the capital one says not which.
        let lower = word.chars().flat_map(char::to_lowercase);
        folded.extend(lower.map(|char| if char == 'ς' { 'σ' } else { char }));
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Whether two names or addresses are the same in any letter case and with any blanks; accents count.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// A hash that is the same in every run, of texts that are the same to the letter.
pub(super) fn exact(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The same of a sequence of texts that are compared with [`is_same`].
pub(super) fn hash(parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut text = String::new();
    for part in parts {
        text.clear();
        fold_onto(&mut text, part);
        hasher.write(text.as_bytes());
        hasher.write_u8(END);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_blanks_do_not_count_and_accents_do() {
        for (one, other) in [
            ("  Éléonore  ZOË", "éléonore zoë"),
            ("ΓΙΏΡΓΟΣ", "Γιώργος"),
            ("Y", "y"),
            ("李", "李"),
            (" O'Brien", "o'BRIEN"),
        ] {
            assert!(is_same(one, other), "{one} {other}");
            assert_eq!(hash(&[one]), hash(&[other]));
        }
        assert!(!is_same("Zoë", "Zoe"));
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
