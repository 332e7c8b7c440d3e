//! Counts what a process does, by valgrind: the same on every machine of its kind, whatever else the machine does.

use std::{env, process::Command};

/// What one call costs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    pub(crate) instructions: f64,
    pub(crate) allocations: f64,
}

/// Whether there is one.
pub(crate) fn is_here() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// What each call of this part costs, beyond what the process costs without them.
pub(crate) fn cost(part: &[&str], counts: [u32; 2], address: &str) -> Result<Cost, String> {
    let tool = ["--tool=dhat", "--dhat-out-file=/dev/null"];
    let allocations = slope(&tool, ("bytes in ", "blocks"), part, counts, address)?;
    Ok(Cost { instructions: instructions(part, counts, address)?, allocations })
}

/// The same, of instructions alone.
pub(crate) fn instructions(part: &[&str], counts: [u32; 2], address: &str) -> Result<f64, String> {
    let tool = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];
    slope(&tool, ("refs:", "\n"), part, counts, address)
}

fn slope(
    tool: &[&str],
    said: (&str, &str),
    part: &[&str],
    [few, many]: [u32; 2],
    address: &str,
) -> Result<f64, String> {
    let each = count(tool, said, part, [many, many], address)? - count(tool, said, part, [few, many], address)?;
    Ok(each / f64::from(many - few))
}

/// The number that a tool says between these texts of a process that calls so often, and has what `most` calls need.
fn count(
    tool: &[&str],
    (before, after): (&str, &str),
    part: &[&str],
    [calls, most]: [u32; 2],
    address: &str,
) -> Result<f64, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new("valgrind");
    command.args(tool).arg(program).args(part).args([calls.to_string().as_str(), &most.to_string(), address]);
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(format!("{}: {said}", part.join(" ")));
    }
    let number = said.split_once(before).and_then(|(_, rest)| rest.split(after).next()).unwrap_or_default();
    number.replace([',', ' '], "").trim().parse().map_err(|_| format!("valgrind says no number: {said}"))
}
