//! The sandbox on sockets, the program beside it, and a folder for both.

use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// A sandbox that plays one provider, and a working folder.
pub(crate) struct World {
    sandbox: Child,
    control: String,
    environment: Vec<(String, String)>,
    pub(crate) folder: PathBuf,
}

impl World {
    /// A world of azav, which has no limit and can do most. `name` keeps the folders apart of tests that run at the
    /// same time.
    pub(crate) fn new(name: &str, seed: u64, people: usize) -> Self {
        Self::at("azav", name, seed, people)
    }

    pub(crate) fn at(provider: &str, name: &str, seed: u64, people: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("participants-{name}-{}-{seed}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let mut sandbox = program(&folder)
            .args(["sandbox", provider, "--people", &people.to_string(), "--seed", &seed.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(sandbox.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let ready: Value = serde_json::from_str(&ready).unwrap();
        let control = ready["control"].as_str().unwrap().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let known = ready["providers"][provider]["env"].as_object().unwrap().iter();
        let environment = known.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect();
        Self { sandbox, control, environment, folder }
    }

    /// The program in the working folder, let into the sandbox.
    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut program = program(&self.folder);
        program.args(arguments).envs(self.environment.iter().cloned());
        program
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.program(arguments).output().unwrap()
    }

    /// What the program is let in by.
    #[allow(dead_code)] // Not every test looks for it.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let is_secret = |name: &str| ["TOKEN", "KEY", "PASSWORD"].iter().any(|end| name.ends_with(end));
        self.environment.iter().filter(move |(name, _)| is_secret(name)).map(|(_, value)| value.as_str())
    }

    /// Looks into the sandbox.
    pub(crate) fn get(&self, path: &str) -> Value {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.control);
        serde_json::from_str(&self.exchange(&request)).unwrap()
    }

    /// Replaces the faults.
    pub(crate) fn faults(&self, rules: &Value) {
        let body = rules.to_string();
        let head = format!("POST /faults HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.control);
        let answer = self.exchange(&format!("{head}content-length: {}\r\n\r\n{body}", body.len()));
        assert!(answer.contains("true"), "{answer}");
    }

    fn exchange(&self, request: &str) -> String {
        let mut socket = TcpStream::connect(&self.control).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.sandbox.kill());
        drop(self.sandbox.wait());
        // What is left of a round that failed is worth looking at.
        if !std::thread::panicking() {
            drop(fs::remove_dir_all(&self.folder));
        }
    }
}

fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_participants"));
    // Nothing of the machine's own accounts may leak into a test.
    program.env_clear().env("PARTICIPANTS_STATE", folder.join("state")).current_dir(folder);
    program
}
