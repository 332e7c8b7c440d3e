//! Clients generated from the documents: none may lack an operation.

use super::{Document, missing, tool, write};
use crate::run::Done;
use std::{fs, path::Path, process::Command};

/// Types by openapi-typescript. A file that names every operation has to compile with strict checks.
pub(super) fn typescript(documents: &[Document], folder: &Path) -> Result<Done, String> {
    let tools = [("openapi-typescript", "npm install -g openapi-typescript"), ("tsc", "npm install -g typescript")];
    if let Some(skipped) = missing(&tools) {
        return Ok(skipped);
    }
    for document in documents {
        let types = folder.join(format!("{}.d.ts", document.provider));
        tool(Command::new("openapi-typescript").arg(&document.path).arg("--output").arg(&types))?;
        let user = folder.join(format!("{}.use.ts", document.provider));
        write(&user, &names_all(document))?;
        tool(Command::new("tsc").args(["--strict", "--noEmit", "--target", "es2022"]).arg(&user))?;
        println!("TypeScript: {} has all {} operations", document.provider, document.operations().len());
    }
    Ok(Done::Fine)
}

/// What takes the answers of every operation by its name.
fn names_all(document: &Document) -> String {
    let operations = document.operations().into_iter().enumerate();
    let lines =
        operations.map(|(at, name)| format!("export type Answers{at} = operations[\"{name}\"][\"responses\"];\n"));
    format!("import type {{ operations }} from \"./{}\";\n{}", document.provider, lines.collect::<String>())
}

/// A client by openapi-python-client: a module for each operation, and each module compiles.
pub(super) fn python(documents: &[Document], folder: &Path) -> Result<Done, String> {
    if let Some(skipped) = missing(&[("openapi-python-client", "pip install openapi-python-client")]) {
        return Ok(skipped);
    }
    for document in documents {
        let client = folder.join(format!("{}_client", document.provider));
        let generate = ["generate", "--meta", "none", "--overwrite"];
        let mut command = Command::new("openapi-python-client");
        command.args(generate).arg("--path").arg(&document.path).arg("--output-path").arg(&client);
        let output = tool(&mut command)?;
        let (wanted, made) = (document.operations().len(), modules(&client.join("api"))?);
        if made != wanted || output.contains("Unable to process schema") {
            return Err(format!("{}: {made} of {wanted} operations were generated:\n{output}", document.provider));
        }
        tool(Command::new("python3").args(["-m", "compileall", "-q"]).arg(&client))?;
        println!("Python: {} has all {wanted} operations", document.provider);
    }
    Ok(Done::Fine)
}

/// How many modules stand in the folders below this one.
fn modules(folder: &Path) -> Result<usize, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut count = 0;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        count += match path.is_dir() {
            true => modules(&path)?,
            false => usize::from(name.ends_with(".py") && name != "__init__.py"),
        };
    }
    Ok(count)
}
