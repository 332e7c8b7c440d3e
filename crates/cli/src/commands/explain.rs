//! `participants explain`: how a saved answer reads.

use crate::{
    accounts::Account,
    args::Args,
    exit::Failure,
    output::{Output, note},
};
use participants::{
    Participant, Response,
    http::{HeaderMap, StatusCode},
};
use serde_json::{Value, json};
use std::{io::Read, path::Path};

/// The largest answer that is explained, in bytes: reading one takes some four times as much memory.
const MOST: u64 = 64 << 20;

pub(crate) fn run(args: &Args, provider: &str, file: &Path, out: &Output) -> Result<(), Failure> {
    let entry = Account::named(args, provider)?.entry;
    let body = read(file)?;
    let people = entry.people_in(&Response::new(StatusCode::OK, HeaderMap::new(), body))?;
    if people.is_empty() {
        note("the answer holds no participant");
    }
    let explained = people.iter().map(|person| match person {
        Ok(person) => explain(person),
        Err(error) => json!({"unreadable": error.to_string()}),
    });
    let rows = people.iter().enumerate().flat_map(|(index, person)| rows(index + 1, person.as_ref()));
    out.print(&Value::Array(explained.collect()), &["person", "what", "name", "value"], rows)
}

fn explain(person: &Participant) -> Value {
    let invalid = person
        .invalid_fields()
        .into_iter()
        .map(|(member, field)| json!({"member": member, "field": field.to_string()}));
    json!({
        "fields": person,
        "extra": person.extra(),
        "invalid": invalid.collect::<Vec<_>>(),
        "left_out": person.document().secrets(),
    })
}

fn rows(number: usize, person: Result<&Participant, &participants::Error>) -> Vec<Vec<String>> {
    let row = |what: &str, name: String, value: String| vec![number.to_string(), what.to_owned(), name, value];
    let person = match person {
        Ok(person) => person,
        Err(error) => return vec![row("unreadable", String::new(), error.to_string())],
    };
    let fields = person.present().map(|(field, value)| row("field", field.to_string(), value));
    let extra = person.extra().into_iter().map(|(name, value)| row("extra", name, value.to_string()));
    let invalid = person.invalid_fields().into_iter();
    let invalid = invalid.map(|(member, field)| row("invalid", member.into(), format!("cannot be read as {field}")));
    let left_out = person.document().secrets().into_iter();
    let left_out = left_out.map(|member| row("left out", member, "a secret: it lets a reader in".into()));
    fields.chain(extra).chain(invalid).chain(left_out).collect()
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    // One byte more shows that there is more.
    let read = if file == Path::new("-") {
        std::io::stdin().take(MOST + 1).read_to_end(&mut body)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(MOST + 1).read_to_end(&mut body))
    };
    let name = file.display();
    read.map_err(|error| Failure::invalid(format!("{name} cannot be read: {error}")))?;
    if body.len() as u64 > MOST {
        let what = "save an answer with fewer participants, or cut the list after some of its records";
        return Err(Failure::invalid(format!("{name} is larger than {} MiB: {what}", MOST >> 20)));
    }
    if body.trim_ascii().is_empty() {
        return Err(Failure::invalid(format!("{name} is empty: save the whole body of an answer in it")));
    }
    // A mark at the beginning is what editors add; no API sends one.
    if body.starts_with(b"\xef\xbb\xbf") {
        body.drain(..3);
    }
    if let Err(error) = std::str::from_utf8(&body) {
        let line = body.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        let what = "it is not UTF-8 (perhaps Windows-1252): save the answer as the provider sent it, byte for byte";
        return Err(Failure::invalid(format!("{name}, line {line}: {what}")));
    }
    Ok(body)
}
