//! Rule about the endpoints of the provider crates: each is shown, answered and sourced.

use super::{Finding, numbered, providers::PEOPLE};
use crate::{providers, tree::Tree};
use std::collections::BTreeSet;

/// The constants that name an endpoint, each with the generic type that carries the name; `NAME` stands in the type
/// that is the endpoint itself.
const NAMED: [(&str, &str); 7] = [
    ("NAME", ""),
    ("LIST", "List"),
    ("GET", "Get"),
    ("GET_SEVERAL", "GetSeveral"),
    ("CREATE", "Create"),
    ("UPDATE", "Update"),
    ("DELETE", "Delete"),
];

/// What a doc comment says of where an endpoint is known from: an address, or why there is none.
const SOURCE: [&str; 2] = ["https://", "its address is not given"];

/// Every endpoint has a request snapshot, a fixture and a doc sentence with the address it is known from.
///
/// The snapshot is `requests__RESOURCE.VERB.snap`, or such a name with `-` and what is special about it. The fixture is
/// `RESOURCE_VERB.json`, for the people's own resource `VERB.json`. A snapshot of no endpoint is found, too.
pub(super) fn shown_answered_sourced(tree: &Tree) -> Vec<Finding> {
    providers::names(tree).into_iter().flat_map(|provider| of_provider(tree, provider)).collect()
}

fn of_provider(tree: &Tree, provider: &str) -> Vec<Finding> {
    let sources = format!("crates/{provider}/src/");
    let sources: Vec<_> = tree.with_extension("rs").filter(|(path, _)| path.starts_with(&sources)).collect();
    let snapshots = requests(tree, provider);
    let own = people(tree, provider);
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for (path, text) in &sources {
        for endpoint in endpoints(text) {
            if !sourced(&sources, &endpoint.carrier) {
                let message =
                    format!("{} has no doc comment with the https:// address it is known from", endpoint.carrier);
                found.push(Finding::on(*path, endpoint.line, message));
            }
            for name in endpoint.names {
                if !snapshots.iter().any(|(_, shown)| *shown == name) {
                    let message = format!("{name} has no request snapshot, `requests__{name}.snap`");
                    found.push(Finding::on(*path, endpoint.line, message));
                }
                let fixture = fixture(own, name);
                if !tree.has(&format!("crates/{provider}/tests/fixtures/{fixture}")) {
                    found.push(Finding::on(*path, endpoint.line, format!("{name} has no fixture, `{fixture}`")));
                }
                names.insert(name);
            }
        }
    }
    let stale = snapshots.into_iter().filter(|(_, name)| !names.contains(name));
    found.extend(stale.map(|(path, name)| Finding::at(path, format!("shows {name}, and there is no such endpoint"))));
    found
}

/// An endpoint of a source, or, inside a macro, one of each that the macro declares.
struct Endpoint<'a> {
    line: usize,
    /// The type that carries the doc comment: a type of its own, or `List<Participant>` for the alias of that.
    carrier: String,
    names: Vec<&'a str>,
}

fn endpoints(text: &str) -> Vec<Endpoint<'_>> {
    let mut owner = "";
    let mut found = Vec::new();
    for (number, line) in numbered(text) {
        let line = line.trim();
        if line.starts_with("impl") {
            owner = line.split_once(" for ").map_or("", |(_, rest)| rest.trim_end_matches([' ', '{']));
        }
        let Some((constant, value)) = line.strip_prefix("const ").and_then(|rest| rest.split_once(": &'static str = "))
        else {
            continue;
        };
        let Some((_, generic)) = NAMED.iter().find(|(name, _)| *name == constant) else { continue };
        let value = value.trim_end_matches(';');
        let names = match value.strip_prefix('$') {
            Some(variable) => given_to_macro(text, variable),
            None => value.trim_matches('"').contains('.').then(|| value.trim_matches('"')).into_iter().collect(),
        };
        if value.starts_with(['$', '"']) && !names.is_empty() {
            let carrier = if generic.is_empty() { owner.to_owned() } else { format!("{generic}<{owner}>") };
            found.push(Endpoint { line: number, carrier, names });
        }
    }
    found
}

/// The literals that a macro of this file gets for `$variable`: the nth variable that takes a name gets every nth name.
fn given_to_macro<'a>(text: &'a str, variable: &str) -> Vec<&'a str> {
    let declared: Vec<_> =
        text.split('$').filter_map(|part| part.split_once("_name:literal")).map(|(it, _)| it).collect();
    let Some(place) = declared.iter().position(|it| Some(*it) == variable.strip_suffix("_name")) else {
        return Vec::new();
    };
    let is_name = |literal: &&str| {
        let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_.".contains(letter);
        literal.contains('.') && literal.chars().all(letters) && !literal.ends_with(".php")
    };
    let code = |line: &&str| !line.trim_start().starts_with("//");
    let literals = text.lines().filter(code).flat_map(|line| line.split('"').skip(1).step_by(2)).filter(is_name);
    literals.skip(place).step_by(declared.len()).collect()
}

/// Whether the doc comment of a type, or of the alias for it, has an address.
fn sourced(sources: &[(&str, &str)], carrier: &str) -> bool {
    let declares = |line: &str| {
        let own = ["pub struct ", "pub enum "].iter().filter_map(|start| line.strip_prefix(start)).any(|rest| {
            rest.strip_prefix(carrier)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
        });
        own || line.starts_with("pub type ") && line.ends_with(&format!(" = {carrier};"))
    };
    sources.iter().any(|(_, text)| {
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        lines.iter().enumerate().filter(|(_, line)| declares(line)).any(|(index, _)| {
            let above = lines[..index].iter().rev();
            above
                .take_while(|line| line.starts_with("///") || line.starts_with("#["))
                .any(|line| SOURCE.iter().any(|says| line.contains(says)))
        })
    })
}

/// The request snapshots of a provider: path, and the name of the endpoint it shows.
fn requests<'a>(tree: &'a Tree, provider: &str) -> Vec<(&'a str, &'a str)> {
    let folder = format!("crates/{provider}/tests/snapshots");
    let paths: Vec<_> = tree.below(&folder).collect();
    paths
        .into_iter()
        .filter_map(|path| {
            let shown = path.rsplit_once("/requests__")?.1.strip_suffix(".snap")?;
            Some((path, shown.split_once('-').map_or(shown, |(name, _)| name)))
        })
        .collect()
}

/// What the provider calls its people: the first of the names that has a file. (A provider may have users beside them.)
fn people(tree: &Tree, provider: &str) -> &'static str {
    let has = |name: &str| tree.has(&format!("crates/{provider}/src/{name}.rs"));
    PEOPLE.into_iter().find(|name| has(name)).unwrap_or_default()
}

/// The file with the usual answer to an endpoint.
fn fixture(own: &str, name: &str) -> String {
    match name.split_once('.') {
        Some((resource, verb)) if resource == own => format!("{verb}.json"),
        _ => format!("{}.json", name.replace('.', "_")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "crates/a/src/rooms.rs";
    const ROOMS: &str = "/// Reads rooms. <https://example.org>\n#[derive(Clone)]\npub struct ListRooms {\n}\n
impl Endpoint for ListRooms {\n    const NAME: &'static str = \"rooms.list\";\n}\n";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = vec![("crates/a/src/lib.rs", "")];
        all.extend_from_slice(files);
        shown_answered_sourced(&Tree::of(&all)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_endpoint_with_all_three_is_fine() {
        let fixture = ("crates/a/tests/fixtures/rooms_list.json", "");
        for snapshot in ["requests__rooms.list.snap", "requests__rooms.list-filtered.snap"] {
            let snapshot = format!("crates/a/tests/snapshots/{snapshot}");
            assert_eq!(found(&[(FILE, ROOMS), fixture, (&snapshot, "")]), [""; 0]);
        }
    }

    #[test]
    fn each_thing_that_lacks_is_found() {
        let others = [
            ("crates/a/tests/fixtures/rooms_list_empty.json", ""),
            ("crates/a/tests/fixtures/list.json", ""),
            ("crates/a/tests/snapshots/requests__rooms.lists.snap", ""),
            ("crates/a/tests/snapshots/wire__rooms.list.snap", ""),
        ];
        let unsourced = ROOMS.replace("https://", "");
        let files: Vec<_> = others.into_iter().chain([(FILE, unsourced.as_str())]).collect();
        assert_eq!(
            found(&files),
            [
                "crates/a/src/rooms.rs:7: ListRooms has no doc comment with the https:// address it is known from",
                "crates/a/src/rooms.rs:7: rooms.list has no request snapshot, `requests__rooms.list.snap`",
                "crates/a/src/rooms.rs:7: rooms.list has no fixture, `rooms_list.json`",
                "crates/a/tests/snapshots/requests__rooms.lists.snap: shows rooms.lists, and there is no such endpoint",
            ]
        );
    }

    #[test]
    fn another_type_of_a_longer_name_does_not_lend_its_address() {
        let longer = "/// <https://example.org>\npub struct ListRoomsOfYear;\n/// None.\npub struct ListRooms;\n
impl Endpoint for ListRooms {\nconst NAME: &'static str = \"rooms.list\";\n}\n";
        assert!(found(&[(FILE, longer)])[0].contains("ListRooms has no doc comment"));
    }

    #[test]
    fn the_people_have_fixtures_without_their_name() {
        let persons = ("crates/a/src/persons.rs", &*ROOMS.replace("rooms.list", "persons.list"));
        let users = ("crates/a/src/users.rs", &*ROOMS.replace("rooms.list", "users.list"));
        let shown = ["persons", "users"].map(|name| format!("crates/a/tests/snapshots/requests__{name}.list.snap"));
        let files = [persons, users, (&*shown[0], ""), (&*shown[1], "")];
        assert_eq!(
            found(&files),
            [
                "crates/a/src/persons.rs:7: persons.list has no fixture, `list.json`",
                "crates/a/src/users.rs:7: users.list has no fixture, `users_list.json`",
            ]
        );
    }

    #[test]
    fn an_alias_carries_the_address_of_its_resource() {
        let source = |doc: &str| {
            format!(
                "/// {doc}\npub type GetRoom = Get<Room>;\n
impl Gettable for Room {{\n    const GET: &'static str = \"rooms.get\";\n}}\n"
            )
        };
        assert_eq!(found(&[(FILE, &source("<https://example.org>"))]).len(), 2);
        let found = found(&[(FILE, &source("Reads it."))]);
        assert!(found[0].contains("Get<Room> has no doc comment"), "{found:?}");
    }

    #[test]
    fn the_names_given_to_a_macro_are_found() {
        let source = "macro_rules! m { ($script:literal $list_name:literal, $get_name:literal) => {
#[doc = \"<https://example.org>\"]\npub type $list = List<$record>;\n
impl Resource for $record {\n    const LIST: &'static str = $list_name;\n    const GET: &'static str = $get_name;\n}
} }\nm! { \"a.php\" \"wishes.list\", \"wishes.get\"; \"b.php\" \"fundings.list\", \"fundings.get\" }";
        let found = found(&[(FILE, source)]);
        for name in ["wishes", "fundings"] {
            for verb in ["list", "get"] {
                assert!(
                    found.iter().any(|it| it.ends_with(&format!("{name}.{verb} has no fixture, `{name}_{verb}.json`")))
                );
            }
        }
        assert!(found.iter().any(|it| it.contains("Get<$record> has no doc")));
        assert!(!found.iter().any(|it| it.contains("List<$record> has no doc")));
        assert_eq!(found.len(), 9);
    }
}
