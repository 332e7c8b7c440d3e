//! `participants accounts add`: asks for the settings of an account, and writes them into the file.

use crate::{
    accounts::{AccountsFile, FROM, check_name, setting_name},
    args::Args,
    exit::Failure,
    nearest::did_you_mean,
    output::{Output, note},
    private,
};
use participants::{Entry, PROVIDERS, Variable};
use serde_json::json;
use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

/// One line of the file: a key and what it is set to, as TOML writes it.
type Line = (String, String);

pub(super) fn run(args: &Args, (name, provider): (&str, &str), set: &[String], out: &Output) -> Result<(), Failure> {
    let invalid = |why: String| Failure::invalid(format!("{why}. Nothing was written."));
    check_name(name).map_err(invalid)?;
    let entry = Entry::named(provider).map_err(|_| {
        let names = || PROVIDERS.iter().map(|entry| entry.name);
        let meant = did_you_mean(provider, names());
        invalid(format!(
            "there is no provider {provider}{meant}; it is one of: {}",
            names().collect::<Vec<_>>().join(", ")
        ))
    })?;
    let file = AccountsFile::to_write(args.config.as_deref())?;
    let before = match fs::read_to_string(&file.path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(invalid(format!("{} cannot be read: {error}", file.path.display()))),
    };
    let known = file.parse(&before, true)?;
    if known.iter().any(|account| account.name() == Some(name)) {
        return Err(invalid(format!("{} has an account {name} already", file.path.display())));
    }
    let mut lines = Vec::new();
    for text in set {
        lines.push(given(entry, text).map_err(invalid)?);
    }
    ask(entry, &mut lines)?;
    let mut text = before;
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    text.push_str(&format!("[accounts.{}]\nprovider = {}\n", quoted(name), quoted(provider)));
    lines.iter().for_each(|(key, value)| text.push_str(&format!("{key} = {value}\n")));
    // It is read as it will be read, before it takes the place of the other one.
    file.parse(&text, true)?;
    write(&file.path, &text).map_err(|error| invalid(format!("{} cannot be written: {error}", file.path.display())))?;
    note(&format!("`participants accounts check {name}` signs in and says what works"));
    let path = file.path.display().to_string();
    out.print(&json!({"account": name, "file": path}), &["account", "file"], [vec![name.to_owned(), path.clone()]])
}

/// A setting of the command line. A secret's value never stands there, where others can see it.
fn given(entry: &'static Entry, text: &str) -> Result<Line, String> {
    let (key, value) = text.split_once('=').ok_or("--set takes SETTING=VALUE, such as --set instance=demo")?;
    let is_secret = |known: &&Variable| known.secret && setting_name(entry.name, known.name) == key;
    if entry.variables.iter().any(|known| is_secret(&known)) {
        return Err(format!("{key} is a secret: say where it comes from, by {key}_file, {key}_env or {key}_command"));
    }
    Ok((key.to_owned(), toml_of(key, value)?))
}

/// Asks for what must be there and is not given yet; without a terminal, all of it is named.
fn ask(entry: &'static Entry, lines: &mut Vec<Line>) -> Result<(), Failure> {
    let is_given = |variable: &Variable, lines: &[Line]| {
        let key = setting_name(entry.name, variable.name);
        lines
            .iter()
            .any(|(given, _)| given.strip_prefix(&key).is_some_and(|rest| rest.is_empty() || FROM.contains(&rest)))
    };
    let missing: Vec<_> = entry.variables.iter().filter(|known| known.required && !is_given(known, lines)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !io::stdin().is_terminal() {
        let names = missing.iter().map(|known| {
            let key = setting_name(entry.name, known.name);
            if known.secret { format!("{key}_file=…") } else { format!("{key}=…") }
        });
        let names = names.map(|name| format!("--set {name}")).collect::<Vec<_>>().join(" ");
        return Err(Failure::invalid(format!("there is no terminal to ask at: say {names}. Nothing was written.")));
    }
    for variable in missing {
        let key = setting_name(entry.name, variable.name);
        let line = match variable.secret {
            false => answer(&format!("{key}, {}: ", variable.meaning))
                .and_then(|text| Ok((key.clone(), toml_of(&key, &text)?))),
            true => {
                let question = format!(
                    "{key}, {}.\nWhere does it come from? file PATH, env VARIABLE, or command WORDS: ",
                    variable.meaning
                );
                answer(&question).and_then(|text| origin(&key, &text))
            }
        };
        lines.push(line.map_err(|why| Failure::invalid(format!("{why}. Nothing was written.")))?);
    }
    Ok(())
}

/// Where a secret comes from, as it was answered. Nothing of another answer is repeated: it may be the secret itself.
fn origin(key: &str, text: &str) -> Result<Line, String> {
    let (from, rest) = text.split_once(' ').unwrap_or_default();
    let key = match from {
        "file" | "env" | "command" => format!("{key}_{from}"),
        _ => {
            return Err(format!(
                "{key}: say file, env or command, a blank, and which one; the secret itself is not asked for"
            ));
        }
    };
    let value = toml_of(&key, rest.trim())?;
    Ok((key, value))
}

fn answer(question: &str) -> Result<String, String> {
    let failed = |error: io::Error| format!("the question cannot be asked: {error}");
    write!(io::stderr(), "{question}").map_err(failed)?;
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(failed)?;
    Ok(line.trim().to_owned())
}

/// A value as TOML writes it: a list of words for a command, else a text.
fn toml_of(key: &str, value: &str) -> Result<String, String> {
    if value.is_empty() || value.chars().any(char::is_control) {
        return Err(format!("{key} needs a value of one line"));
    }
    Ok(match key.ends_with("_command") {
        true => format!("[{}]", value.split_whitespace().map(quoted).collect::<Vec<_>>().join(", ")),
        false => quoted(value),
    })
}

/// A text without control characters in quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let (mut file, draft) = private::create(path)?;
    file.write_all(text.as_bytes())?;
    draft.keep()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_the_place_of_its_origin_is_not_repeated() {
        assert_eq!(origin("token", "file a b.key"), Ok(("token_file".into(), "\"a b.key\"".into())));
        assert_eq!(
            origin("token", "command pass show x"),
            Ok(("token_command".into(), r#"["pass", "show", "x"]"#.into()))
        );
        for secret in ["s3cr3t", "s3cr3t with blanks", " s3cr3t", ""] {
            let why = origin("token", secret).unwrap_err();
            assert!(!why.contains("s3cr3t") && why.contains("file, env or command"), "{why}");
        }
    }
}
