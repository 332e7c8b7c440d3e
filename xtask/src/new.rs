//! `cargo xtask new NAME`: a new provider begins as a working copy of another one, emulator, fixtures and single lines
//! included. So it builds and passes its tests from the first minute, and its author changes one thing after the other.
//!
//! Addresses of the other provider are copied as they are, never renamed into addresses that do not exist: `tidy` names
//! each of them until its author has put the right one there.

use crate::{
    providers,
    run::{self, Outcome},
    tidy::UNWRITTEN,
    tree::Tree,
};
use std::{collections::BTreeMap, path::Path};

/// Names that are taken by the language or would read as something else.
const TAKEN: [&str; 12] =
    ["all", "alloc", "core", "crate", "default", "full", "proc", "self", "std", "test", "tracing", "xtask"];

/// The single lines that a provider needs elsewhere: the file, and by what a provider's line is known. `NAME` stands for
/// the provider's name, `TYPE` for its type.
const LINES: [(&str, &str); 11] = [
    ("Cargo.toml", "participants-NAME = {"),
    ("README.md", "](docs/providers/NAME.md)"),
    ("README.md", "| NAME |"),
    ("crates/facade/Cargo.toml", "NAME = [\"dep:"),
    ("crates/facade/Cargo.toml", "participants-NAME = {"),
    ("crates/facade/src/connect.rs", "<crate::NAME::TYPE>"),
    ("crates/facade/src/lib.rs", "pub use participants_NAME"),
    ("crates/sandbox/src/lib.rs", "mod NAME;"),
    ("crates/sandbox/src/openapi.rs", "(\"NAME\", include_str!"),
    ("crates/sandbox/src/side.rs", "\"NAME\" =>"),
    ("docs/SUMMARY.md", "(providers/NAME.md)"),
];

/// The lists that name each provider: the file, and how the line begins.
const LISTS: [(&str, &str); 2] =
    [("crates/facade/Cargo.toml", "full = ["), ("crates/sandbox/src/sandbox.rs", "pub const PROVIDERS")];

/// What follows a name in the address of a site.
const DOMAINS: [&str; 6] = [".com", ".de", ".no", ".org", ".net", ".eu"];

/// From one name to another, both in lower case.
struct Names<'a> {
    old: &'a str,
    new: &'a str,
}

/// Writes the copy and the lines, and says what comes next.
pub(crate) fn run(root: &Path, name: &str, like: &str) -> Outcome {
    let tree = Tree::read(root)?;
    check_names(&tree, name, like)?;
    let names = Names { old: like, new: name };
    for (path, text) in names.copy(&tree)? {
        run::write(root, &path, &text)?;
    }
    share_licence(root, name)?;
    println!(
        "\n{name} is a copy of {like}. Now:\n\
         1. cargo fmt --all && cargo xtask fixtures && cargo xtask test      passes, but for tests that name all providers\n\
         2. cargo xtask tidy      names what is still open and what still speaks of {like}\n\
         3. docs/adding-a-provider.md      says in which order to make it your own, from its documents outward"
    );
    Ok(())
}

fn check_names(tree: &Tree, name: &str, like: &str) -> Outcome {
    let plain = name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name.len() > 1
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    if !plain {
        return Err(format!("{name:?} must be lower-case letters and digits, such as \"dendreo\""));
    }
    if TAKEN.contains(&name) || tree.has(&format!("crates/{name}")) {
        return Err(format!("the name {name:?} is taken"));
    }
    if !providers::names(tree).contains(&like) {
        return Err(format!("there is no provider {like:?}; there are {}", providers::names(tree).join(", ")));
    }
    Ok(())
}

/// Whether a file is one of the provider's own: its crate, its emulator and its document. Its page in the documents is
/// not: what is known of one provider says nothing of another.
fn belongs_to(path: &str, provider: &str) -> bool {
    path.starts_with(&format!("crates/{provider}/")) && !path.ends_with("/LICENSE")
        || path.starts_with(&format!("crates/sandbox/src/{provider}/"))
        || path == format!("crates/sandbox/src/{provider}.rs")
        || path == format!("crates/sandbox/openapi/{provider}.json")
}

/// The licence is the workspace's: a link to it, and where there are no links, its text.
fn share_licence(root: &Path, name: &str) -> Outcome {
    let path = format!("crates/{name}/LICENSE");
    #[cfg(unix)]
    let shared = std::os::unix::fs::symlink("../../LICENSE", root.join(&path));
    #[cfg(not(unix))]
    let shared = std::fs::copy(root.join("LICENSE"), root.join(&path)).map(drop);
    shared.map_err(|error| format!("{path} cannot be made: {error}"))
}

impl Names<'_> {
    /// Every file to be written, by its path.
    fn copy(&self, tree: &Tree) -> Result<BTreeMap<String, String>, String> {
        let own = tree.texts().filter(|(path, _)| belongs_to(path, self.old));
        let mut files: BTreeMap<_, _> = own.map(|(path, text)| (self.renamed(path), self.renamed(text))).collect();
        let open = "where the key comes from, what works, and what is documented, inferred or unknown";
        let page = format!("# {}\n\n{UNWRITTEN}: {open}.\n", capitalised(self.new));
        files.insert(format!("docs/providers/{}.md", self.new), page);
        for (path, mark) in LINES.into_iter().chain(LISTS) {
            let known = files.get(path).map(String::as_str).or_else(|| tree.text(path));
            let text = known.ok_or_else(|| format!("{path} is missing"))?;
            let changed = if LISTS.contains(&(path, mark)) { self.listed(text, mark) } else { self.beside(text, mark) };
            let changed = changed.ok_or_else(|| format!("{path} has no line with `{mark}` for {}", self.old))?;
            files.insert(path.to_owned(), changed);
        }
        Ok(files)
    }

    /// The text with a line for the new provider after that of the old one. A line of code is the same under the new
    /// name, attributes included. A line of prose is not, since what is true of one provider need not be of the other.
    fn beside(&self, text: &str, mark: &str) -> Option<String> {
        let mark = mark.replace("NAME", self.old).replace("TYPE", &capitalised(self.old));
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        let found = lines.iter().position(|line| line.contains(&mark) && !line.trim_start().starts_with("//"))?;
        let is_attribute = |line: &&String| line.trim_start().starts_with("#[");
        let first = found - lines[..found].iter().rev().take_while(is_attribute).count();
        let copied: Vec<_> = lines[first..=found].iter().map(|line| self.opened(self.renamed(line))).collect();
        lines.splice(found + 1..found + 1, copied);
        Some(lines.join("\n") + "\n")
    }

    /// The text with the new provider's name in a list, which knows its length where it is an array.
    fn listed(&self, text: &str, start: &str) -> Option<String> {
        let line = text.lines().find(|line| line.starts_with(start))?;
        let count = line.matches('"').count() / 2;
        let name = format!("\"{}\"", self.old);
        let longer = line.replace(&name, &format!("{name}, \"{}\"", self.new));
        let longer = longer.replace(&format!("; {count}]"), &format!("; {}]", count + 1));
        (longer != line).then(|| text.replace(line, &longer))
    }

    /// The text under the new name, in every case, but not inside an address, which would then lead nowhere.
    fn renamed(&self, text: &str) -> String {
        let ends_word = |letter: char| letter.is_whitespace() || "\"'()<>|`".contains(letter);
        text.split_inclusive(ends_word).map(|word| self.renamed_word(word)).collect()
    }

    fn renamed_word(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        if word.contains("://") || DOMAINS.iter().any(|domain| lower.contains(&format!("{}{domain}", self.old))) {
            return word.to_owned();
        }
        word.replace(self.old, self.new)
            .replace(&capitalised(self.old), &capitalised(self.new))
            .replace(&self.old.to_uppercase(), &self.new.to_uppercase())
    }

    /// A row of a table of prose with all cells but the first left open, a page in a list under the provider's own name;
    /// any other line as it is.
    fn opened(&self, line: String) -> String {
        if let Some((first, rest)) = line.strip_prefix('|').and_then(|rest| rest.split_once('|')) {
            return format!("|{first}|{}", " … |".repeat(rest.matches('|').count()));
        }
        match line.strip_prefix("- [").and_then(|rest| rest.split_once(']')) {
            Some((_, target)) => format!("- [{}]{target}", capitalised(self.new)),
            None => line,
        }
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Names<'_> = Names { old: "azav", new: "newcomer" };

    #[test]
    fn a_name_that_cannot_be_is_refused() {
        let tree = Tree::of(&[("crates/azav/Cargo.toml", ""), ("crates/core/Cargo.toml", "")]);
        for name in ["Azav", "a b", "1a", "", "ä", "a-b", "a", "test", "azav", "core"] {
            assert!(check_names(&tree, name, "azav").is_err(), "{name}");
        }
        assert!(check_names(&tree, "newcomer", "dendreo").unwrap_err().contains("there are azav"));
        assert_eq!(check_names(&tree, "newcomer2", "azav"), Ok(()));
    }

    #[test]
    fn this_workspace_has_each_line_and_each_is_put_beside_its_neighbour() {
        let tree = Tree::read(&run::root().unwrap()).unwrap();
        for like in providers::names(&tree) {
            let files = Names { old: like, new: "newcomer" }.copy(&tree).unwrap();
            for (path, mark) in LINES {
                let mark = mark.replace("NAME", "newcomer").replace("TYPE", "Newcomer");
                assert!(files[path].contains(&mark), "{path} {mark}");
            }
            assert!(files["crates/sandbox/src/sandbox.rs"].contains("[&str; 6]"));
            assert!(files.contains_key("crates/newcomer/tests/fixtures.toml"));
            assert!(!files.contains_key("crates/newcomer/LICENSE") && !files.contains_key("crates/core/src/lib.rs"));
        }
    }

    #[test]
    fn a_line_takes_its_attributes_along_and_a_row_of_prose_is_left_open() {
        let text = "mod x;\n#[cfg(feature = \"azav\")]\npub use participants_azav as azav;\n";
        let new = "#[cfg(feature = \"newcomer\")]\npub use participants_newcomer as newcomer;\n";
        assert_eq!(NAMES.beside(text, "pub use participants_NAME").unwrap(), format!("{text}{new}"));
        assert_eq!(NAMES.beside("| azav | a | b |\n", "| NAME |").unwrap(), "| azav | a | b |\n| newcomer | … | … |\n");
        let page = "- [AZAV Pilot](providers/azav.md)\n";
        let new = format!("{page}- [Newcomer](providers/newcomer.md)\n");
        assert_eq!(NAMES.beside(page, "(providers/NAME.md)").unwrap(), new);
        assert_eq!(NAMES.beside(text, "mod NAME;"), None);
        assert_eq!(NAMES.listed("full = [\"azav\"]\n", "full").unwrap(), "full = [\"azav\", \"newcomer\"]\n");
    }

    #[test]
    fn every_case_is_renamed_and_no_address() {
        let names = Names { old: "dendreo", new: "newcomer" };
        let line = "use participants_dendreo::Dendreo; // DENDREO_API_KEY\n";
        assert_eq!(names.renamed(line), "use participants_newcomer::Newcomer; // NEWCOMER_API_KEY\n");
        for address in ["(https://developers.dendreo.com)", "\"pro.dendreo.com\"", "<http://x/dendreo>"] {
            assert_eq!(names.renamed(address), address);
        }
    }
}
