//! Rules about words that must not stand in a file: reminders that are forgotten, the machine something was made on, and
//! how it was made. The words are put together here, so that this file does not hold them.

use super::{Finding, numbered};
use crate::tree::Tree;

/// A word as two halves, and how it is looked for.
struct Word {
    halves: (&'static str, &'static str),
    how: How,
    why: &'static str,
}

enum How {
    /// As a word of its own, in capitals as written.
    Shouted,
    /// Anywhere, as written.
    Anywhere,
    /// As a word of its own, in any case.
    AnyCase,
}

const REMINDER: &str = "is a reminder: do it now, or say in the documents what is missing and why";
const MACHINE: &str = "is a path of one machine";
const REGISTRY: &str = "names the host of a registry";
const UNCLEAR: &str =
    "is not plain: write participant, person, record or caller; returns or reports; recorded; result; happen";

const WORDS: [Word; 23] = [
    Word { halves: ("TO", "DO"), how: How::Shouted, why: REMINDER },
    Word { halves: ("FIX", "ME"), how: How::Shouted, why: REMINDER },
    Word { halves: ("XX", "X"), how: How::Shouted, why: REMINDER },
    Word { halves: ("/wo", "rk/"), how: How::Anywhere, why: MACHINE },
    Word { halves: ("/ro", "ot/"), how: How::Anywhere, why: MACHINE },
    Word { halves: ("/ho", "me/"), how: How::Anywhere, why: MACHINE },
    Word { halves: ("/tm", "p/"), how: How::Anywhere, why: MACHINE },
    Word { halves: ("crates", ".io"), how: How::AnyCase, why: REGISTRY },
    Word { halves: ("index.", "crates"), how: How::AnyCase, why: REGISTRY },
    Word { halves: ("who", "ever"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("who", "m"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("some", "body"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("no", "body"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("every", "body"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("any", "body"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("to", "ld"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("tel", "ls"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("taken ", "down"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("takes ", "down"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("ver", "dict"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("stand", "-in"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("come ", "about"), how: How::AnyCase, why: UNCLEAR },
    Word { halves: ("came ", "about"), how: How::AnyCase, why: UNCLEAR },
];

/// The lock file is written by cargo, a licence by its authors, and a changelog names what was renamed.
fn is_exempt(path: &str) -> bool {
    path == "Cargo.lock" || path.ends_with("LICENSE") || path.to_lowercase().ends_with("changelog.md")
}

/// A name that documents of earlier versions have is read, and written no more.
fn is_earlier_name(line: &str) -> bool {
    line.trim_start().starts_with("#[serde(alias = ")
}

/// No text file holds one of the words.
pub(super) fn forbidden(tree: &Tree) -> Vec<Finding> {
    tree.texts()
        .filter(|(path, _)| !is_exempt(path))
        .flat_map(|(path, text)| {
            numbered(text).filter(|(_, line)| !is_earlier_name(line)).flat_map(move |(number, line)| {
                WORDS
                    .iter()
                    .filter(|word| word.stands_in(line))
                    .map(move |word| Finding::on(path, number, format!("{:?} {}", word.text(), word.why)))
            })
        })
        .collect()
}

impl Word {
    fn text(&self) -> String {
        format!("{}{}", self.halves.0, self.halves.1)
    }

    fn stands_in(&self, line: &str) -> bool {
        match self.how {
            How::Shouted => alone(line, &self.text()),
            How::Anywhere => line.contains(&self.text()),
            How::AnyCase => alone(&line.to_lowercase(), &self.text()),
        }
    }
}

fn alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_where_it_stands_and_not_inside_another() {
        for word in &WORDS {
            let line = format!("x\n  ({}) y", word.text());
            let found = forbidden(&Tree::of(&[("docs/a.md", &line)]));
            assert_eq!(found.len(), 1, "{}", word.text());
            assert_eq!(found[0].line, Some(2));
            assert_eq!(forbidden(&Tree::of(&[("Cargo.lock", &line)])), []);
        }
        let inside = format!("a {}s b{}y", WORDS[2].text(), WORDS[9].text());
        assert_eq!(forbidden(&Tree::of(&[("docs/a.md", &inside)])), []);
    }

    #[test]
    fn case_counts_only_where_it_should() {
        let shouted = WORDS[0].text().to_lowercase();
        let any = WORDS[10].text().to_uppercase();
        assert_eq!(forbidden(&Tree::of(&[("a.md", &shouted)])), []);
        assert_eq!(forbidden(&Tree::of(&[("a.md", &any)])).len(), 1);
    }
}
