//! Where a setting comes from: the text itself, a variable, a file, or a command that prints it.

use std::{
    env, fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// The longest setting, in bytes.
const LONGEST: u64 = 64 * 1024;

pub(crate) enum Source {
    Value(String),
    Variable(String),
    File(PathBuf),
    /// The program and its arguments. No shell reads them.
    Command(Vec<String>),
}

impl Source {
    /// What the environment says of a variable: itself, or with `_FILE` or `_COMMAND` behind its name where it comes from.
    pub(super) fn of_environment(name: &str) -> Result<Option<Self>, String> {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let (file, command) = (format!("{name}_FILE"), format!("{name}_COMMAND"));
        let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
        let found = [
            set(name).map(|value| (name, Self::Value(value))),
            set(&file).map(|path| (file.as_str(), Self::File(path.into()))),
            set(&command).map(|text| (command.as_str(), Self::Command(words(text)))),
        ];
        let mut found = found.into_iter().flatten();
        match (found.next(), found.next()) {
            (Some((first, _)), Some((second, _))) => {
                Err(format!("{first} and {second} are both set: unset one of them"))
            }
            (found, _) => Ok(found.map(|(_, source)| source)),
        }
    }

    /// The setting itself; a command has so long to print it. The text of an error has nothing of it.
    pub(super) fn read(&self, limit: Duration) -> Result<String, String> {
        let text = match self {
            Self::Value(value) => return Ok(value.clone()),
            Self::Variable(name) => env::var(name).map_err(|_| format!("the variable {name} is not set"))?,
            Self::File(path) => {
                read(path).map_err(|why| format!("the file {} cannot be read: {why}", path.display()))?
            }
            Self::Command(words) => {
                let program = words.first().map(String::as_str).unwrap_or_default();
                output(words, limit).map_err(|why| format!("the command {program} {why}"))?
            }
        };
        // Editors and commands end a text with a line break.
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() { Err(format!("{self} is empty")) } else { Ok(text.to_owned()) }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(_) => f.write_str("a value"),
            Self::Variable(name) => write!(f, "the variable {name}"),
            Self::File(path) => write!(f, "the file {}", path.display()),
            Self::Command(words) => write!(f, "the command {}", words.first().map(String::as_str).unwrap_or_default()),
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    text_of(file).map_err(|error| error.to_string())
}

/// All of a text, which must not be longer than a setting can be.
fn text_of(from: impl Read) -> std::io::Result<String> {
    let mut text = String::new();
    from.take(LONGEST + 1).read_to_string(&mut text)?;
    match text.len() as u64 > LONGEST {
        true => Err(std::io::Error::other("it is longer than 64 KiB")),
        false => Ok(text),
    }
}

/// What a command prints. One that does not end in time is ended.
fn output(words: &[String], limit: Duration) -> Result<String, String> {
    let Some((program, arguments)) = words.split_first() else { return Err("is empty".into()) };
    let command = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = command.map_err(|error| format!("cannot be started: {error}"))?;
    let began = Instant::now();
    let Some(stdout) = child.stdout.take() else { return Err("prints nothing".into()) };
    let (sender, receiver) = mpsc::channel();
    // A thread of its own, which a command that keeps its output open cannot hold up.
    thread::spawn(move || sender.send(text_of(stdout)));
    let in_time = receiver.recv_timeout(limit);
    let ended = ended(&mut child, limit.saturating_sub(began.elapsed()));
    match (in_time, ended) {
        (Ok(_), Some(false)) => Err("failed".into()),
        (Ok(Ok(text)), Some(true)) => Ok(text),
        (Ok(Err(error)), _) => Err(format!("prints what cannot be read: {error}")),
        _ => Err(format!("did not end within {} s", limit.as_secs())),
    }
}

/// Whether the command ended well; none where it had to be ended.
fn ended(child: &mut Child, limit: Duration) -> Option<bool> {
    let until = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(5)),
            _ => break,
        }
    }
    // It may have ended meanwhile.
    drop(child.kill());
    drop(child.wait());
    None
}
