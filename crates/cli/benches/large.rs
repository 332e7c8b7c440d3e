//! The program against accounts of many people, over sockets: `cargo xtask large`.
//!
//! The sandbox is a process of its own, so the memory shown is the program's alone. The limits of the providers are kept,
//! as everywhere: an account whose list comes in pages takes as long as its limit wants.

#![allow(clippy::print_stdout, reason = "a measurement prints its table")]

use serde_json::Value;
use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A provider, the member of its people that the roster names beside the e-mail address, and how one is looked for.
struct Case {
    provider: &'static str,
    name: &'static str,
    find: Option<[&'static str; 2]>,
    /// What of the sandbox is set otherwise for this case, and why it matters.
    setting: Option<(&'static str, &'static str)>,
}

const fn case(provider: &'static str, name: &'static str) -> Case {
    Case { provider, name, find: None, setting: None }
}

/// FrontCore is asked for a key that no participant has, because by e-mail it has a search. The last case is a platform
/// that has no pages and returns all participants in one answer.
const CASES: [Case; 6] = [
    case("dendreo", "last_name"),
    Case { find: Some(["--external-id", "no-such-key"]), ..case("frontcore", "last_name") },
    case("wordbee", "last_name"),
    case("azav", "last_name"),
    case("groups", "full_name"),
    Case { setting: Some(("report_page", "ignored")), ..case("groups", "full_name") },
];

type Outcome = Result<(), String>;

fn main() -> Outcome {
    let people = env::var("PARTICIPANTS_LARGE_PEOPLE").map_or(Ok(100_000), |people| people.parse());
    let people = people.map_err(|error| format!("PARTICIPANTS_LARGE_PEOPLE: {error}"))?;
    let program =
        env::var_os("PARTICIPANTS_LARGE_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_participants").into());
    // Cargo starts a measurement in the folder of its crate.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = fs::canonicalize(root.join(&program)).map_err(|error| format!("{}: {error}", program.display()))?;
    let folder = env::temp_dir().join(format!("participants-large-{}", std::process::id()));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let sandbox = Sandbox::start(&program, people)?;
    println!("| account | command | people | calls | MiB received | seconds | peak MiB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let done = CASES.iter().try_for_each(|case| case.measure(&program, &folder, &sandbox, people));
    drop(sandbox);
    drop(fs::remove_dir_all(&folder));
    done
}

impl Case {
    fn measure(&self, program: &Path, folder: &Path, sandbox: &Sandbox, people: usize) -> Outcome {
        if let Some((name, value)) = self.setting {
            let settings = serde_json::json!({ self.provider: { name: value } });
            sandbox.control("POST", "/settings", &settings.to_string())?;
        }
        let roster = folder.join(format!("{}.csv", self.provider));
        let mut rows = fs::File::create(&roster).map_err(|error| error.to_string())?;
        writeln!(rows, "email,{}", self.name).map_err(|error| error.to_string())?;
        let mut last = Person::default();
        let mut listed = 0;
        let keep = |line: &str| {
            if let Some(person) = last.add(line, self.name) {
                listed += 1;
                // Every hundredth row changes a name.
                let changed = if listed % 100 == 0 { " X" } else { "" };
                drop(writeln!(rows, "{},\"{}{changed}\"", person.0, person.1.replace('"', "\"\"")));
            }
        };
        let command = self.command(program, folder, sandbox)?;
        let list = ["list", self.provider, "--output", "json"];
        self.show("list", folder, command, &list, sandbox, people, keep)?;
        if listed < people {
            return Err(format!("{}: {listed} of {people} people were listed with an e-mail address", self.provider));
        }
        let email = last.email.clone();
        let [key, value] = self.find.unwrap_or(["--email", &email]);
        let command = self.command(program, folder, sandbox)?;
        self.show("find", folder, command, &["find", self.provider, key, value], sandbox, people, |_| ())?;
        let command = self.command(program, folder, sandbox)?;
        let arguments = ["plan", "--provider", self.provider, "-o", "plan.json"];
        let roster = roster.to_string_lossy();
        self.show("plan", folder, command, &[&arguments[..], &[&roster]].concat(), sandbox, people, |_| ())
    }

    fn command(&self, program: &Path, folder: &Path, sandbox: &Sandbox) -> Result<Command, String> {
        let env =
            sandbox.ready["providers"][self.provider]["env"].as_object().ok_or("the sandbox names no variables")?;
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .env("PARTICIPANTS_STATE", folder.join("state"))
            .envs(env.iter().filter_map(|(name, value)| Some((name, value.as_str()?))));
        Ok(command)
    }

    /// Runs one command and prints what it took. `line` gets each line it prints.
    #[allow(clippy::too_many_arguments, reason = "what is run, where, against what")]
    fn show(
        &self,
        what: &str,
        folder: &Path,
        mut command: Command,
        arguments: &[&str],
        sandbox: &Sandbox,
        people: usize,
        mut line: impl FnMut(&str),
    ) -> Outcome {
        let before = sandbox.stats(self.provider)?;
        let began = Instant::now();
        let mut child = command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the program could not be started: {error}"))?;
        let (id, mut notes) = (child.id(), child.stderr.take());
        let peak = thread::spawn(move || peak(id));
        let notes = thread::spawn(move || {
            let mut text = String::new();
            notes.as_mut().map(|notes| notes.read_to_string(&mut text)).transpose().map(|_| text)
        });
        for printed in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines()) {
            line(&printed.map_err(|error| error.to_string())?);
        }
        let status = child.wait().map_err(|error| error.to_string())?;
        let took = began.elapsed();
        let notes = notes.join().map_err(|_| "a thread failed")?.map_err(|error| error.to_string())?;
        let peak = peak.join().map_err(|_| "a thread failed")?;
        // A plan with changes, or with rows that are refused, ends with a code of its own and is written all the same.
        let is_planned = what == "plan" && fs::remove_file(folder.join("plan.json")).is_ok();
        if !status.success() && !is_planned {
            return Err(format!("{} {what} ended with {status}: {notes}", self.provider));
        }
        let after = sandbox.stats(self.provider)?;
        let received = (after.1 - before.1) as f64 / f64::from(1 << 20);
        let setting = self.setting.map(|(name, value)| format!(", {name}={value}")).unwrap_or_default();
        println!(
            "| {}{setting} | `{what}` | {people} | {} | {received:.1} | {:.1} | {} |",
            self.provider,
            after.0 - before.0,
            took.as_secs_f64(),
            peak.map_or_else(|| "?".to_owned(), |kib| format!("{:.1}", kib as f64 / 1024.0)),
        );
        Ok(())
    }
}

/// A person of a list in JSON, as far as its lines have come.
#[derive(Default)]
struct Person {
    email: String,
    name: String,
}

impl Person {
    /// Takes a line; the address and the name where it ends a person.
    fn add(&mut self, line: &str, name: &str) -> Option<(String, String)> {
        let member = |member: &str| {
            let text = line.strip_prefix("    \"")?.strip_prefix(member)?.strip_prefix("\": ")?;
            serde_json::from_str::<String>(text.trim_end_matches(',')).ok()
        };
        if let Some(email) = member("email") {
            self.email = email;
        }
        if let Some(name) = member(name) {
            self.name = name;
        }
        let is_over = line.starts_with("  }") && !self.email.is_empty();
        is_over.then(|| (self.email.clone(), std::mem::take(&mut self.name)))
    }
}

/// The most memory a process ever had, in KiB, by what Linux says of it until it ends.
fn peak(id: u32) -> Option<u64> {
    let mut peak = None;
    while let Ok(status) = fs::read_to_string(format!("/proc/{id}/status")) {
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let Some(kib) = line.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok()) else { break };
        peak = Some(kib);
        thread::sleep(Duration::from_millis(10));
    }
    peak
}

/// The sandbox in a process of its own, which ends with it.
struct Sandbox {
    child: Child,
    ready: Value,
}

impl Sandbox {
    fn start(program: &Path, people: usize) -> Result<Self, String> {
        let mut child = Command::new(program)
            .args(["sandbox", "--people", &people.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the sandbox could not be started: {error}"))?;
        let mut line = String::new();
        let output = child.stdout.take().ok_or("the sandbox has no output")?;
        BufReader::new(output).read_line(&mut line).map_err(|error| error.to_string())?;
        let ready = serde_json::from_str(&line).map_err(|error| format!("the sandbox is not ready: {error}"))?;
        Ok(Self { child, ready })
    }

    /// How many calls a provider had, and how many bytes it answered.
    fn stats(&self, provider: &str) -> Result<(u64, u64), String> {
        let stats: Value =
            serde_json::from_str(&self.control("GET", "/stats", "")?).map_err(|error| error.to_string())?;
        let count = |name: &str| stats[provider][name].as_u64().ok_or_else(|| format!("{provider} has no {name}"));
        Ok((count("requests")?, count("bytes")?))
    }

    /// One call to the control address; the body of its answer.
    fn control(&self, method: &str, path: &str, body: &str) -> Result<String, String> {
        let host =
            self.ready["control"].as_str().and_then(|url| url.strip_prefix("http://")).ok_or("no control address")?;
        let call = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = TcpStream::connect(host).and_then(|mut stream| {
            stream.write_all(call.as_bytes())?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).map(|_| answer)
        });
        let answer = answer.map_err(|error| format!("the control address: {error}"))?;
        match answer.split_once("\r\n\r\n") {
            Some((head, body)) if head.starts_with("HTTP/1.1 200") => Ok(body.to_owned()),
            _ => Err(format!("the control address answered {}", answer.lines().next().unwrap_or_default())),
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended by itself; nothing is left to be done then.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
