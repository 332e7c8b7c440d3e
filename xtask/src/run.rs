//! Calling cargo: one way to run it with its output shown, one to read its output.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How a task ends: the error is one clear sentence, already without its `error:` in front.
pub(crate) type Outcome = Result<(), String>;

/// What became of something that may be impossible on this machine.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// It ran and found nothing.
    Fine,
    /// It did not run, and why.
    Skipped(String),
}

/// What a call of cargo wrote.
pub(crate) struct Written {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs cargo in the workspace's root with these arguments and variables; its output goes to the terminal.
pub(crate) fn cargo(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let shown = shown(arguments, variables);
    println!("$ {shown}");
    let status = command(root, arguments)
        .envs(variables.iter().copied())
        .status()
        .map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    ended(status.success(), arguments)
}

/// Runs cargo and keeps what it writes.
pub(crate) fn cargo_quietly(root: &Path, arguments: &[&str]) -> Result<Written, String> {
    let output = command(root, arguments)
        .output()
        .map_err(|error| format!("`{}` could not be started: {error}", shown(arguments, &[])))?;
    Ok(Written {
        success: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Whether `cargo NAME` exists here, and if not, why the step that needs it is skipped.
pub(crate) fn missing(root: &Path, subcommand: &str, remedy: &str) -> Result<Option<String>, String> {
    let found = cargo_quietly(root, &[subcommand, "--version"])?.success;
    Ok((!found).then(|| format!("cargo {subcommand} is not installed ({remedy})")))
}

/// Writes a file of the workspace, with the folders it needs, and says so.
pub(crate) fn write(root: &Path, path: &str, text: &str) -> Outcome {
    let file = root.join(path);
    let written = fs::create_dir_all(file.parent().unwrap_or(root)).and_then(|()| fs::write(&file, text));
    written.map_err(|error| format!("{path} cannot be written: {error}"))?;
    println!("wrote {path}");
    Ok(())
}

/// The workspace's root: the folder above this crate.
pub(crate) fn root() -> Result<PathBuf, String> {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map(Path::to_path_buf).ok_or_else(|| "the folder of xtask has no parent".to_owned())
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(arguments);
    command
}

/// The command stands in full above what it wrote; the last line only names it.
fn ended(well: bool, arguments: &[&str]) -> Outcome {
    if well { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.first().unwrap_or(&""))) }
}

fn shown(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let quoted = |text: &str| if text.contains(' ') { format!("'{text}'") } else { text.to_owned() };
    let variables = variables.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
    let arguments = arguments.iter().map(|argument| quoted(argument));
    variables.chain(["cargo".to_owned()]).chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_shown_as_it_could_be_typed() {
        assert_eq!(
            shown(&["test", "a b"], &[("RUSTDOCFLAGS", "-D warnings")]),
            "RUSTDOCFLAGS='-D warnings' cargo test 'a b'"
        );
    }

    #[test]
    fn a_failing_call_is_an_error_that_names_it() {
        let root = root().unwrap();
        assert_eq!(ended(false, &["test", "--workspace"]).unwrap_err(), "`cargo test` failed");
        assert!(!cargo_quietly(&root, &["no-such-subcommand"]).unwrap().success);
        assert!(missing(&root, "no-such-subcommand", "make it").unwrap().unwrap().contains("make it"));
        assert_eq!(missing(&root, "tree", "").unwrap(), None);
    }
}
