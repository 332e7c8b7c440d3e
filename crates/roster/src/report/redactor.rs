//! Placeholders for everything of a person that an entry holds, put in its place before any format sees it.

use crate::{journal::StepRecord, plan::Pseudonyms};
use participants_core::Field;

/// Covers entries, or leaves them as they are.
pub(super) struct Redactor(Option<Pseudonyms>);

impl Redactor {
    pub(super) fn new(is_wanted: bool) -> Self {
        Self(is_wanted.then(Pseudonyms::new))
    }

    /// Puts a placeholder for every value and identifier of an entry.
    pub(super) fn cover(&mut self, entry: &mut StepRecord) {
        let Some(names) = &mut self.0 else { return };
        // A note holds no value, but it may name the participant by the identifier.
        let known: Vec<_> = entry.step.id.iter().chain(&entry.id).cloned().collect();
        if let Some(note) = &mut entry.note {
            for id in known {
                *note = replaced(note, &id, &names.token(&Field::Id, &id));
            }
        }
        entry.step.pseudonymise(names);
        if let Some(id) = &mut entry.id {
            *id = names.token(&Field::Id, id);
        }
        entry.seen.iter_mut().for_each(|change| change.pseudonymise(names));
    }
}

/// The text with a word in place of another, where that stands as a word of its own.
fn replaced(text: &str, word: &str, by: &str) -> String {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '#';
    let is_whole = |at: usize| {
        let (before, behind) = (&text[..at], &text[at + word.len()..]);
        !word.is_empty() && !before.ends_with(is_part) && !behind.starts_with(is_part)
    };
    let (mut output, mut from) = (String::new(), 0);
    for (at, _) in text.match_indices(word).filter(|(at, _)| is_whole(*at)) {
        output.push_str(&text[from..at]);
        output.push_str(by);
        from = at + word.len();
    }
    output + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_replaced() {
        assert_eq!(replaced("found as 7, not 77 nor 17: 7", "7", "id#1"), "found as id#1, not 77 nor 17: id#1");
        assert_eq!(replaced("77", "7", "id#1"), "77");
        assert_eq!(replaced("Ö-7", "Ö-7", "id#2"), "id#2");
        assert_eq!(replaced("nothing", "", "id#1"), "nothing");
    }
}
