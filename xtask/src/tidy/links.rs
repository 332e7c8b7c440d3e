//! Rule about the documents: a link inside the workspace leads to a file that exists.

use super::{Finding, numbered};
use crate::tree::{Tree, resolve};

/// Each relative link of a Markdown file leads to a file or folder of the workspace.
pub(super) fn relative_links_exist(tree: &Tree) -> Vec<Finding> {
    tree.with_extension("md")
        .flat_map(|(path, text)| {
            numbered(text).flat_map(move |(number, line)| {
                targets(line)
                    .filter(move |target| {
                        !is_elsewhere(target) && !resolve(path, target).is_some_and(|found| tree.has(&found))
                    })
                    .map(move |target| Finding::on(path, number, format!("links to {target}, which does not exist")))
            })
        })
        .collect()
}

fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

fn is_elsewhere(target: &str) -> bool {
    target.contains("://") || target.starts_with('#') || target.starts_with("mailto:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_link_is_found_and_a_living_one_is_not() {
        let text = "[a](updating.md#keep) [b](../README.md) [c](https://example.org/x) [d](#here)\n[e](gone.md) [f](providers/)";
        let tree =
            Tree::of(&[("docs/a.md", text), ("docs/updating.md", ""), ("README.md", ""), ("docs/providers/x.md", "")]);
        assert_eq!(
            relative_links_exist(&tree),
            [Finding::on("docs/a.md", 2, "links to gone.md, which does not exist")]
        );
    }

    #[test]
    fn a_link_out_of_the_workspace_is_found() {
        let tree = Tree::of(&[("README.md", "[x](../shared/DESIGN.md)"), ("shared/DESIGN.md", "")]);
        assert_eq!(relative_links_exist(&tree).len(), 1);
    }
}
