//! The single lines elsewhere that a provider needs, beside its own folder and its emulator: the whole list. The rule
//! names a missing one with the line to add, and `cargo xtask new` writes them.

use super::{Finding, numbered};
use crate::{providers, tree::Tree};

/// One line that each provider needs somewhere. `NAME` stands for the provider's name, `TYPE` for its type.
pub(crate) struct Line {
    /// The file it stands in, or the file that must exist.
    pub(crate) file: &'static str,
    /// How it stands there.
    pub(crate) place: Place,
    /// The part of the line by which it is known.
    pub(crate) mark: &'static str,
    /// What to add where it is missing.
    pub(crate) add: &'static str,
}

/// How a line stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// As a line of its own, beside those of the other providers.
    Own,
    /// As an item in the list of the line that begins so.
    InList(&'static str),
    /// As the file itself.
    File,
}

/// All of them.
pub(crate) const LINES: [Line; 13] = [
    Line {
        file: "Cargo.toml",
        place: Place::Own,
        mark: "participants-NAME = {",
        add: "participants-NAME = { path = \"crates/NAME\", version = \"0.1.0\", default-features = false }",
    },
    Line {
        file: "crates/facade/Cargo.toml",
        place: Place::Own,
        mark: "NAME = [\"dep:",
        add: "NAME = [\"dep:participants-NAME\"]",
    },
    Line { file: "crates/facade/Cargo.toml", place: Place::InList("full = ["), mark: "\"NAME\"", add: "\"NAME\"" },
    Line {
        file: "crates/facade/Cargo.toml",
        place: Place::Own,
        mark: "participants-NAME = {",
        add: "participants-NAME = { workspace = true, optional = true }",
    },
    Line {
        file: "crates/facade/src/lib.rs",
        place: Place::Own,
        mark: "pub use participants_NAME",
        add: "#[cfg(feature = \"NAME\")]\npub use participants_NAME as NAME;",
    },
    Line {
        file: "crates/facade/src/connect.rs",
        place: Place::Own,
        mark: "<crate::NAME::TYPE>",
        add: "    #[cfg(feature = \"NAME\")]\n    Entry::of::<crate::NAME::TYPE>(),",
    },
    Line { file: "crates/sandbox/src/lib.rs", place: Place::Own, mark: "mod NAME;", add: "pub mod NAME;" },
    Line {
        file: "crates/sandbox/src/sandbox.rs",
        place: Place::InList("pub const PROVIDERS"),
        mark: "\"NAME\"",
        add: "\"NAME\"",
    },
    Line {
        file: "crates/sandbox/src/side.rs",
        place: Place::Own,
        mark: "\"NAME\" =>",
        add: "        \"NAME\" => Box::new(crate::NAME::TYPE::new(seed, people)),",
    },
    Line {
        file: "crates/sandbox/src/openapi.rs",
        place: Place::Own,
        mark: "(\"NAME\", include_str!",
        add: "    (\"NAME\", include_str!(\"../openapi/NAME.json\")),",
    },
    Line {
        file: "docs/providers/NAME.md",
        place: Place::File,
        mark: "# ",
        add: "a page: where the key comes from, what works, what is known and what is not",
    },
    Line {
        file: "README.md",
        place: Place::Own,
        mark: "](docs/providers/NAME.md)",
        add: "| [TYPE](docs/providers/NAME.md) | … | … | … | … | … | … |",
    },
    Line { file: "README.md", place: Place::Own, mark: "| NAME |", add: "| NAME | … |" },
];

/// Each provider has each of its lines.
pub(super) fn single_lines(tree: &Tree) -> Vec<Finding> {
    providers::names(tree)
        .into_iter()
        .flat_map(|name| LINES.iter().filter_map(move |line| line.missing(tree, name)))
        .collect()
}

/// The beginning of a page that `cargo xtask new` made and that is still empty.
pub(crate) const UNWRITTEN: &str = "Nothing is written down yet";

/// What `cargo xtask new` left open in the documents has been written.
pub(super) fn unwritten(tree: &Tree) -> Vec<Finding> {
    tree.with_extension("md")
        .flat_map(|(path, text)| {
            numbered(text)
                .filter(|(_, line)| line.contains("| … |") || line.starts_with(UNWRITTEN))
                .map(move |(number, _)| Finding::on(path, number, "is still to be written"))
        })
        .collect()
}

impl Line {
    /// The file for this provider.
    pub(crate) fn file(&self, name: &str) -> String {
        filled(self.file, name)
    }

    /// What to add for this provider.
    pub(crate) fn addition(&self, name: &str) -> String {
        filled(self.add, name)
    }

    /// The number of the line, from 1, in the text of its file.
    pub(crate) fn find(&self, text: &str, name: &str) -> Option<usize> {
        let mark = filled(self.mark, name);
        numbered(text)
            .filter(|(_, line)| !matches!(self.place, Place::InList(start) if !line.starts_with(start)))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .find(|(_, line)| stands_in(line, &mark))
            .map(|(number, _)| number)
    }

    fn missing(&self, tree: &Tree, name: &str) -> Option<Finding> {
        let (file, add) = (self.file(name), self.addition(name).replace('\n', " / "));
        if tree.text(&file).is_some_and(|text| self.find(text, name).is_some()) {
            return None;
        }
        Some(match self.place {
            Place::Own => Finding::at(file, format!("lacks the line for {name}: {}", add.trim())),
            Place::InList(start) => Finding::at(file, format!("lacks {add} in the list that begins `{start}`")),
            Place::File => Finding::at(file, format!("is missing: {add}")),
        })
    }
}

/// Fills a template in for one provider.
pub(crate) fn filled(template: &str, name: &str) -> String {
    let mut letters = name.chars();
    let kind: String = letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect();
    template.replace("NAME", name).replace("TYPE", &kind)
}

/// Whether a line contains the mark, not as a part of a longer word.
fn stands_in(line: &str, mark: &str) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    line.match_indices(mark).any(|(at, _)| {
        let goes_on_before = mark.starts_with(in_word) && line[..at].ends_with(in_word);
        let goes_on_after = mark.ends_with(in_word) && line[at + mark.len()..].starts_with(in_word);
        !goes_on_before && !goes_on_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree in which `azav` has all its lines, but the one left out.
    fn tree_without(left_out: usize) -> Tree {
        let mut files = std::collections::BTreeMap::<String, String>::new();
        files.insert("crates/azav/Cargo.toml".to_owned(), String::new());
        for (index, line) in LINES.iter().enumerate() {
            let text = files.entry(line.file("azav")).or_default();
            if index != left_out {
                let add = match line.place {
                    Place::InList(start) => format!("{start} {}]", line.addition("azav")),
                    Place::Own => line.addition("azav"),
                    Place::File => "# AZAV Pilot".to_owned(),
                };
                text.push_str(&format!("// {add}\n{add}\n"));
            }
        }
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        Tree::of(&files)
    }

    #[test]
    fn a_provider_with_all_lines_is_fine() {
        assert_eq!(single_lines(&tree_without(LINES.len())), []);
    }

    #[test]
    fn each_missing_line_is_named_with_its_file() {
        for (index, line) in LINES.iter().enumerate() {
            let found = single_lines(&tree_without(index));
            assert_eq!(found.len(), 1, "{}", line.add);
            assert_eq!(found[0].path, line.file("azav"));
            let first = line.addition("azav").lines().next().unwrap().trim().to_owned();
            assert!(found[0].message.contains(&first), "{}", found[0]);
        }
    }

    #[test]
    fn what_the_skeleton_leaves_open_is_found() {
        let page = format!("# Newcomer\n\n{UNWRITTEN}: all.\n");
        let tree =
            Tree::of(&[("README.md", "| a | b |\n| Newcomer | … |\n--set email=…\n"), ("docs/providers/a.md", &page)]);
        let found = unwritten(&tree);
        assert_eq!(
            found.iter().map(|finding| (finding.path.as_str(), finding.line)).collect::<Vec<_>>(),
            [("README.md", Some(2)), ("docs/providers/a.md", Some(3))]
        );
    }

    #[test]
    fn a_longer_name_does_not_stand_for_a_shorter() {
        assert!(stands_in("pub mod azav;", "mod azav;"));
        assert!(stands_in("use crate::{azav, x};", "azav"));
        assert!(!stands_in("use crate::{azavs, x_azav};", "azav"));
        assert!(!stands_in("new-azav = [\"dep:x\"]", "azav = ["));
        assert_eq!(filled("TYPE::NAME", "azav"), "Azav::azav");
    }
}
