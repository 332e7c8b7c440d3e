//! Rule about words: reminders that are forgotten, and words in whose place there is a plainer one.

use super::{Finding, numbered};
use crate::tree::Tree;

/// The file that has to hold the words.
const HERE: &str = "xtask/src/tidy/words.rs";

const REMINDERS: [&str; 3] = ["TODO", "FIXME", "XXX"];

/// In lower case; looked for in any case.
const UNCLEAR: [&str; 16] = [
    "whoever",
    "whom",
    "somebody",
    "nobody",
    "everybody",
    "anybody",
    "told",
    "tells",
    "taken down",
    "takes down",
    "odd",
    "verdict",
    "stand-in",
    "stand-ins",
    "come about",
    "came about",
];

/// The lock file is written by cargo, a licence by its authors, and a changelog names what was renamed.
fn is_exempt(path: &str) -> bool {
    path == HERE || path == "Cargo.lock" || path.ends_with("LICENSE") || path.to_lowercase().ends_with("changelog.md")
}

/// A name that documents of earlier versions have is read, and written no more.
fn is_earlier_name(line: &str) -> bool {
    line.trim_start().starts_with("#[serde(alias = ")
}

/// No text file holds one of the words.
pub(super) fn forbidden(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| !is_exempt(path)) {
        for (number, line) in numbered(text).filter(|(_, line)| !is_earlier_name(line)) {
            let lower = line.to_lowercase();
            let reminders = REMINDERS.iter().filter(|word| alone(line, word));
            found.extend(reminders.map(|word| Finding::on(path, number, format!("{word:?} is a reminder: do it now"))));
            let unclear = UNCLEAR.iter().filter(|word| alone(&lower, word));
            found.extend(unclear.map(|word| {
                let plain = "participant, person, record or caller; returns or reports; recorded; result; happen";
                Finding::on(path, number, format!("{word:?} is not plain: write {plain}"))
            }));
        }
    }
    found
}

/// Whether the word stands in the line, and not inside another.
fn alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(char::is_alphanumeric) && !line[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_where_it_stands_and_not_inside_another() {
        let found = |path: &str, line: String| forbidden(&Tree::of(&[(path, &line)])).len();
        for word in REMINDERS.into_iter().chain(UNCLEAR) {
            assert_eq!(found("docs/a.md", format!("x\n  ({word}) y")), 1, "{word}");
            assert_eq!(found("CHANGELOG.md", word.to_owned()) + found("a.md", format!("x{word}y")), 0, "{word}");
        }
        assert_eq!(found("a.md", "Whom? todo".to_owned()), 1);
    }
}
