//! Why a call failed, in our words and the provider's, without what could be a person's.

use crate::plan::Step;
use participants_core::Error;
use std::collections::HashSet;

/// A call for a step that failed, and why in words that may be recorded: made only here, so that no provider's words are
/// recorded as they came.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) error: Error,
    pub(super) why: String,
}

impl Failed {
    /// The failure of a call for this step.
    pub(super) fn new(error: Error, step: &Step) -> Self {
        let mut why = error.to_string();
        let said = error.message().map(|said| cleaned(said, step)).filter(|said| said != HIDDEN && !said.is_empty());
        if let Some(said) = said {
            why.push_str("; the provider says: ");
            why.push_str(&said);
        }
        Self { error, why }
    }
}

/// What stands in the place of what is hidden.
const HIDDEN: &str = "[hidden]";

/// What a provider said, which is cleaned of what was sent already, without every word that holds a part of one of the
/// step's values, every word that is not [plain](is_plain), and what may be a name: a word with a capital letter where no sentence
/// begins, or where another such word follows.
fn cleaned(said: &str, step: &Step) -> String {
    let parts = parts(step);
    let words: Vec<_> = said.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let after = words.get(at.saturating_add(1));
        let begins = before.is_none_or(|before| before.ends_with(['.', ';', ':', '!', '?']));
        let is_name = is_capital(word) && (!begins || after.is_some_and(|after| is_capital(after) || !is_plain(after)));
        // The groups of a phone number are short, and several.
        let is_group = has_digit(word) && before.into_iter().chain(after).any(|other| has_digit(other));
        let lower = word.to_lowercase();
        let is_part = parts.iter().any(|part| lower.contains(part.as_str()));
        let is_hidden = is_name || is_group || is_part || !is_plain(word);
        let shown = if is_hidden { HIDDEN } else { word };
        // Several in a row are one: how many words a value has is not shown.
        if kept.last() != Some(&HIDDEN) || shown != HIDDEN {
            kept.push(shown);
        }
    }
    kept.join(" ")
}

/// Whether a word is one of a language or the name of a member, or a number of two digits, and no address, key, date or
/// long number. A letter of a script without small and capital ones may be a name's, too.
fn is_plain(word: &str) -> bool {
    let core = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_short_number = core.len() < 3 && core.bytes().all(|digit| digit.is_ascii_digit());
    let is_letter = |letter: char| letter.is_lowercase() || letter.is_uppercase() || matches!(letter, '_' | '\'' | '’');
    is_short_number || (core.chars().all(is_letter) && core.chars().count() <= LONGEST_WORD)
}

fn has_digit(word: &str) -> bool {
    word.contains(|letter: char| letter.is_numeric())
}

/// No word of a language is longer, and few names of members are.
const LONGEST_WORD: usize = 30;

/// Whether a word is written like a name: a capital letter first. `ID` and `HTTP` are none, longer ones may be.
fn is_capital(word: &str) -> bool {
    let letters: Vec<_> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    let is_small = letters.iter().any(|letter| letter.is_lowercase());
    letters.first().is_some_and(|first| first.is_uppercase()) && (is_small || letters.len() > LONGEST_ABBREVIATION)
}

/// `HTTP` and the like.
const LONGEST_ABBREVIATION: usize = 4;

/// The words in the values of a step, in small letters; those of one or two letters say nothing.
fn parts(step: &Step) -> HashSet<String> {
    let changes = step.changes.iter().flat_map(|change| [change.before.value(), change.after.value()]).flatten();
    let key = step.key.iter().map(|key| key.text());
    let values = changes.chain(key).chain(step.id.as_deref());
    let words = values.flat_map(|value| value.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Verb;
    use participants_core::ErrorKind;
    use serde_json::json;

    fn step() -> Step {
        let step = json!({"line": 2, "verb": Verb::Update, "id": "u-2001", "changes": [
            {"field": "last_name", "before": {"value": "O'Brien"}, "after": {"value": "de la Cruz"}},
            {"field": "phone", "before": {"value": "+47 12 34"}, "after": "empty"},
        ]});
        serde_json::from_value(step).unwrap()
    }

    fn why(said: &str) -> String {
        Failed::new(Error::new(ErrorKind::Validation, "refused").with_message(said), &step()).why
    }

    #[test]
    fn the_providers_words_are_kept_and_a_persons_are_not() {
        for (said, kept) in [
            ("Champ obligatoire (nom)", "Champ obligatoire (nom)"),
            ("Un utilisateur ID est obligatoire", "Un utilisateur ID est obligatoire"),
            ("o'brien and CRUZ are taken", "[hidden] and [hidden] are taken"),
            ("Anna Schmidt has this address already", "[hidden] has this address already"),
            ("taken by Zoë (zoe@example.org), born 1990-04-12", "taken by [hidden] born [hidden]"),
            ("at most 40 of key Bearer sandbox-azav-token", "at most 40 of key [hidden]"),
            ("call +47 90 07 17 31 of her", "call [hidden] of her"),
            ("Zoë O'Neill <zoe@example.org> and SCHMIDT and 小雨 exist", "[hidden] and [hidden] and [hidden] exist"),
            ("u-2001 is locked. Try later", "[hidden] is locked. Try later"),
        ] {
            assert_eq!(why(said), format!("refused; the provider says: {kept}"), "{said}");
        }
        assert_eq!(why("O'Brien"), "refused");
        assert_eq!(why(""), "refused");
    }
}
