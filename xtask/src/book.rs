//! `cargo xtask book`: whether every page is in the book and every link in it leads somewhere, then the book itself, by
//! mdBook.

use crate::{
    run::Done,
    tree::{Tree, resolve},
};
use std::{collections::BTreeMap, path::Path, process::Command};

const SUMMARY: &str = "docs/SUMMARY.md";

/// The pages whose `console` blocks a test carries out: `crates/sandbox/tests/book`.
const RUN_BY_TESTS: [&str; 1] = ["docs/sandbox.md"];

/// Checks the pages, then builds the book into `target/book` where mdBook is installed.
pub(crate) fn run(root: &Path) -> Result<Done, String> {
    let tree = Tree::read(root)?;
    let found: Vec<_> = summary(&tree).into_iter().chain(links(&tree)).collect();
    if !found.is_empty() {
        return Err(format!("the book has {} faults:\n{}", found.len(), found.join("\n")));
    }
    println!("book: {} pages, every link leads somewhere", pages(&tree).count());
    println!("commands that no test carries out stand in {}", unrun(&tree).join(", "));
    build(root)
}

fn build(root: &Path) -> Result<Done, String> {
    let Ok(output) = Command::new("mdbook").args(["build", "docs"]).current_dir(root).output() else {
        let reason = "mdbook is not installed (cargo install mdbook)".to_owned();
        println!("skipped: {reason}");
        return Ok(Done::Skipped(reason));
    };
    let written = String::from_utf8_lossy(&output.stderr);
    print!("{written}");
    if !output.status.success() {
        return Err("`mdbook build docs` failed".to_owned());
    }
    match written.lines().find(|line| line.contains("WARN") || line.contains("ERROR")) {
        Some(line) => Err(format!("`mdbook build docs` warns: {line}")),
        None => Ok(Done::Fine),
    }
}

/// Every page stands in the summary once, and everything in the summary is a page.
fn summary(tree: &Tree) -> Vec<String> {
    let listed: Vec<_> = Page::read(tree.text(SUMMARY).unwrap_or_default())
        .links
        .into_iter()
        .filter_map(|(_, target)| resolve(SUMMARY, target))
        .collect();
    let counts = pages(tree).map(|path| (path, listed.iter().filter(|entry| *entry == path).count()));
    counts
        .filter(|(_, count)| *count != 1)
        .map(|(path, count)| format!("{path} is {count} times in {SUMMARY}"))
        .collect()
}

/// Every relative link, with its heading, leads somewhere; one of a page stays in the book.
fn links(tree: &Tree) -> Vec<String> {
    let read: BTreeMap<_, _> = tree.with_extension("md").map(|(path, text)| (path, Page::read(text))).collect();
    let mut found = Vec::new();
    for (path, page) in &read {
        for (line, target) in page.links.iter().filter(|(_, target)| !target.contains(':')) {
            let file = resolve(path, target);
            let fault = match file.as_deref() {
                None => Some("leaves the workspace"),
                Some(file) if !tree.has(file) => Some("is no file"),
                Some(file) if path.starts_with("docs/") && !file.starts_with("docs/") => Some("leaves the book"),
                Some(file) => match (target.split_once('#'), read.get(file)) {
                    (Some((_, heading)), Some(page)) if page.headings.iter().all(|known| known != heading) => {
                        Some("is no heading of that page")
                    }
                    _ => None,
                },
            };
            found.extend(fault.map(|fault| format!("{path}:{line}: {target} {fault}")));
        }
    }
    found
}

/// The pages with commands that no test carries out.
fn unrun(tree: &Tree) -> Vec<&str> {
    let has_commands = |path: &&str| tree.text(path).is_some_and(|text| text.contains("```console"));
    pages(tree).filter(has_commands).filter(|path| !RUN_BY_TESTS.contains(path)).collect()
}

fn pages(tree: &Tree) -> impl Iterator<Item = &str> {
    tree.below("docs").filter(|path| path.ends_with(".md") && *path != SUMMARY)
}

/// What the check needs of a page.
struct Page<'a> {
    /// Each target with its line, from 1.
    links: Vec<(usize, &'a str)>,
    /// The anchors of the headings.
    headings: Vec<String>,
}

impl<'a> Page<'a> {
    fn read(text: &'a str) -> Self {
        let mut page = Self { links: Vec::new(), headings: Vec::new() };
        let mut in_code = false;
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim_start().starts_with("```") {
                in_code = !in_code;
            } else if !in_code {
                let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
                page.links.extend(targets.map(|target| (number, target)));
                if let Some(heading) = line.strip_prefix('#') {
                    let anchor = anchor(heading.trim_start_matches('#').trim());
                    let before = page.headings.iter().filter(|known| **known == anchor).count();
                    page.headings.push(if before == 0 { anchor } else { format!("{anchor}-{before}") });
                }
            }
        }
        page
    }
}

/// The anchor that mdBook and the usual viewers give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_the_summary_lacks_is_found() {
        let files = [(SUMMARY, "- [A](a.md)\n"), ("docs/a.md", ""), ("docs/providers/b.md", "")];
        assert_eq!(summary(&Tree::of(&files)), [format!("docs/providers/b.md is 0 times in {SUMMARY}")]);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let text = "# A b?\n[1](#a-b) [2](b.md#two) [3](https://example.org/#x)\n```\n[4](gone.md)\n```\n";
        let faulty = "[5](gone.md)\n[6](b.md#gone) [7](../README.md) [8](../../x.md)";
        let tree = Tree::of(&[
            ("README.md", "[docs](docs/a.md#a-b)"),
            ("docs/a.md", text),
            ("docs/b.md", "# One\n## Two\n"),
            ("docs/c.md", faulty),
        ]);
        assert_eq!(
            links(&tree),
            [
                "docs/c.md:1: gone.md is no file",
                "docs/c.md:2: b.md#gone is no heading of that page",
                "docs/c.md:2: ../README.md leaves the book",
                "docs/c.md:2: ../../x.md leaves the workspace",
            ]
        );
    }

    #[test]
    fn headings_of_one_text_have_anchors_of_their_own() {
        let page = Page::read("# How do I go on?\n## `plan`: the FORM\n### How do I go on?\n");
        assert_eq!(page.headings, ["how-do-i-go-on", "plan-the-form", "how-do-i-go-on-1"]);
    }
}
