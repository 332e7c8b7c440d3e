//! `cargo xtask openapi`: tools of others on the OpenAPI documents. Generators of TypeScript and Python clients have to
//! keep every operation, and schemathesis compares each document with the sandbox.
//!
//! The tools are looked for on the `PATH`; what is not there is skipped, with the reason.

mod compare;
mod generate;

use crate::{
    providers,
    run::{Done, Outcome},
    tree::Tree,
};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How many calls each operation gets before a merge.
pub(crate) const CASES: u32 = 15;

/// A provider's document, and where it stands.
struct Document {
    provider: String,
    path: PathBuf,
    json: Value,
}

/// Generates clients from all documents, then sends each operation about this many calls.
pub(crate) fn run(root: &Path, cases: u32) -> Result<Done, String> {
    let documents = documents(root)?;
    let folder = env::temp_dir().join(format!("participants-openapi-{}", std::process::id()));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let steps: [&dyn Fn() -> Result<Done, String>; 3] =
        [&|| generate::typescript(&documents, &folder), &|| generate::python(&documents, &folder), &|| {
            compare::run(&documents, &folder, cases)
        }];
    let done: Result<Vec<Done>, String> = steps.iter().map(|step| step()).collect();
    drop(fs::remove_dir_all(&folder));
    let skipped: Vec<String> = done?
        .into_iter()
        .filter_map(|done| match done {
            Done::Skipped(reason) => Some(reason),
            Done::Fine => None,
        })
        .collect();
    skipped.iter().for_each(|reason| println!("skipped: {reason}"));
    Ok(if skipped.is_empty() { Done::Fine } else { Done::Skipped(skipped.join("; ")) })
}

fn documents(root: &Path) -> Result<Vec<Document>, String> {
    let tree = Tree::read(root)?;
    let read = |provider: &str| {
        let path = format!("crates/sandbox/openapi/{provider}.json");
        let text = tree.text(&path).ok_or_else(|| format!("{path} is missing"))?;
        let json = serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
        Ok(Document { provider: provider.to_owned(), path: root.join(path), json })
    };
    providers::names(&tree).into_iter().map(read).collect()
}

impl Document {
    /// The names of all operations.
    fn operations(&self) -> Vec<&str> {
        let items = self.json["paths"].as_object().into_iter().flatten();
        let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        operations.filter_map(|(_, operation)| operation["operationId"].as_str()).collect()
    }
}

/// Why a step is skipped: the first of these tools that cannot be started.
fn missing(tools: &[(&str, &str)]) -> Option<Done> {
    let is_there = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|run| run.status.success());
    let (name, remedy) = tools.iter().find(|(name, _)| !is_there(name))?;
    Some(Done::Skipped(format!("{name} is not installed ({remedy})")))
}

/// Runs a tool; its output where it fails, and where it succeeds.
fn tool(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let run = command.output().map_err(|error| format!("{name} could not be started: {error}"))?;
    let output = [run.stdout, run.stderr].concat();
    let output = String::from_utf8_lossy(&output).into_owned();
    if run.status.success() { Ok(output) } else { Err(format!("{name} failed:\n{output}")) }
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_every_document_is_known() {
        let documents = documents(&crate::run::root().unwrap()).unwrap();
        assert_eq!(documents.len(), 5);
        let azav = documents.iter().find(|document| document.provider == "azav").unwrap();
        assert!(azav.operations().contains(&"programs.list") && azav.operations().len() == 6);
    }

    #[test]
    fn a_tool_that_is_not_there_is_a_reason_and_one_that_fails_an_error() {
        let missing = missing(&[("cargo", ""), ("no-such-tool", "make it")]);
        assert_eq!(missing, Some(Done::Skipped("no-such-tool is not installed (make it)".into())));
        assert!(tool(Command::new("cargo").arg("no-such-subcommand")).unwrap_err().starts_with("cargo failed:\n"));
        assert!(tool(Command::new("cargo").arg("--version")).unwrap().starts_with("cargo "));
    }
}
