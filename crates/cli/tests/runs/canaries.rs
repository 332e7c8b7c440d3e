//! Unique values in a roster and among the people, and checks for where they are printed.

use crate::{people, world::World};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

/// What gives a value away, in small letters: names, addresses and cities say `zqx`; a birthday in every order of its
/// parts; a phone number with blanks and without.
const CANARIES: [&str; 6] = ["zqx", "1931-07-1", ".07.1931", "07/1931", "07 17 31 9", "0717319"];
/// What the sandbox lets in by.
const KEY: &str = "sandbox-azav-token";

/// What a server may say of what was sent, and of how a person was before.
pub(crate) const SAID: &str = "Zqxannä O'Zqx <zqx.0@example.org> born 1931-07-17, tel. +47 90 07 17 31 99, \
    of Zqxstad was Zqxold from Zqxby, key Bearer sandbox-azav-token";

/// Which of the canaries, or the key, stand in these bytes.
pub(crate) fn values_in(bytes: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    CANARIES.into_iter().chain([KEY]).filter(|canary| text.contains(canary)).collect()
}

/// Whether the key stands in these bytes: it may stand nowhere.
pub(crate) fn has_key(bytes: &[u8]) -> bool {
    values_in(bytes).contains(&KEY)
}

/// People with canaries, and a roster that gives the first of them other ones and makes others.
pub(crate) fn seed(world: &World, known: usize) {
    for person in people(world).iter().take(known) {
        let id = person["id"].as_str().unwrap();
        let values = ["first_name=Zqxold", "city=Zqxby", "date_of_birth=1931-07-18", "phone=+47 90 07 17 31 98"];
        let set = values.iter().flat_map(|value| ["--set", value]);
        let output = world.run(&["update", "azav", id].into_iter().chain(set).collect::<Vec<_>>());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The roster of one round: each seeded participant gets that round's city, and as many are new.
pub(crate) fn roster(world: &World, known: usize, new: usize, round: usize) {
    let mut roster = String::from("E-mail,First name,Last name,Date of birth,Phone,City\n");
    let emails = people(world).into_iter().take(known).map(|person| person["email"].as_str().unwrap().to_owned());
    let emails = emails.chain((0..new).map(|at| format!("zqx.{round}.{at}@example.org")));
    for (at, email) in emails.enumerate() {
        roster.push_str(&format!("{email},Zqxannä,O'Zqx-{at},1931-07-17,+47 90 07 17 31 99,Zqxstad {round}\n"));
    }
    // A row that cannot be read, and one whose person is not there to be found.
    roster.push_str("zqx at example.org,Zqxannä,O'Zqx,17.07.1931x,+47 90 07 17 31 99,Zqxstad\n");
    fs::write(world.folder.join("roster.csv"), roster).unwrap();
    fs::write(world.folder.join("mapping.toml"), "").unwrap();
}

/// What a command may print on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    Values,
    Nothing,
}

/// Carries a command out and checks: no value and no key on stderr, and on stdout only what it is meant to show.
#[track_caller]
pub(crate) fn run_checked(world: &World, arguments: &[&str], shows: Shows) -> Output {
    let output = world.program(arguments).env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full").output().unwrap();
    check(&output, arguments, shows);
    output
}

#[track_caller]
pub(crate) fn check(output: &Output, arguments: &[&str], shows: Shows) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(values_in(&output.stderr).is_empty(), "{:?} on stderr of {arguments:?}:\n{err}", values_in(&output.stderr));
    assert!(!has_key(&output.stdout), "the key on stdout of {arguments:?}:\n{out}");
    if shows == Shows::Nothing {
        assert!(
            values_in(&output.stdout).is_empty(),
            "{:?} on stdout of {arguments:?}:\n{out}",
            values_in(&output.stdout)
        );
    }
    assert!(!err.contains("panicked"), "{arguments:?}:\n{err}");
}

/// All files below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found
}
