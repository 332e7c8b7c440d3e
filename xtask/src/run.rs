//! Calling cargo, and writing files.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
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

/// Runs cargo in the workspace's root with these arguments and variables; its output goes to the terminal.
pub(crate) fn cargo(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let shown = shown(arguments, variables);
    println!("$ {shown}");
    let status = command(root, arguments).envs(variables.iter().copied()).status();
    if status.map_err(|error| format!("`{shown}` could not be started: {error}"))?.success() {
        return Ok(());
    }
    // The command stands in full above what it wrote; the last line only names it.
    Err(format!("`cargo {}` failed", arguments.first().unwrap_or(&"")))
}

/// Runs cargo, shows what it writes only where it fails or warns, and counts a warning as a failure.
pub(crate) fn cargo_warning_free(root: &Path, arguments: &[&str]) -> Outcome {
    let output = cargo_quietly(root, arguments)?;
    let written = String::from_utf8_lossy(&output.stderr);
    if output.status.success() && !warns(&written) {
        return Ok(());
    }
    eprintln!("{written}");
    Err(format!("`{}` is not clean", shown(arguments, &[])))
}

/// Runs cargo and keeps what it writes.
pub(crate) fn cargo_quietly(root: &Path, arguments: &[&str]) -> Result<Output, String> {
    command(root, arguments)
        .output()
        .map_err(|error| format!("`{}` could not be started: {error}", shown(arguments, &[])))
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
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(arguments);
    command
}

fn warns(output: &str) -> bool {
    output.lines().any(|line| line.starts_with("warning:") || line.starts_with("warning["))
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
        let shown = shown(&["test", "a b"], &[("RUSTDOCFLAGS", "-D warnings")]);
        assert_eq!(shown, "RUSTDOCFLAGS='-D warnings' cargo test 'a b'");
    }

    #[test]
    fn a_warning_is_seen_and_a_failing_call_is_an_error_that_names_it() {
        assert!(warns("warning: unused import: `x`\n") && !warns("   Compiling participants\n"));
        let error = cargo(&root().unwrap(), &["no-such-subcommand"], &[]).unwrap_err();
        assert_eq!(error, "`cargo no-such-subcommand` failed");
    }
}
