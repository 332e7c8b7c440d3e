//! Rule about the endpoints of the provider crates: each is shown, answered and sourced.

use super::{Finding, numbered, providers::people, table};
use crate::{providers, tree::Tree};
use std::collections::BTreeSet;

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
    let own = people(tree, provider).unwrap_or_default();
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for (path, text) in &sources {
        for endpoint in endpoints(text, &sources) {
            if !endpoint.sourced {
                let message =
                    format!("{} has no doc comment with the https:// address it is known from", endpoint.carrier);
                found.push(Finding::on(*path, endpoint.line, message));
            }
            for name in endpoint.names {
                if !snapshots.iter().any(|(_, shown)| *shown == name) {
                    let message = format!("{name} has no request snapshot, `requests__{name}.snap`");
                    found.push(Finding::on(*path, endpoint.line, message));
                }
                let fixture = fixture(own, &name);
                if !tree.has(&format!("crates/{provider}/tests/fixtures/{fixture}")) {
                    found.push(Finding::on(*path, endpoint.line, format!("{name} has no fixture, `{fixture}`")));
                }
                names.insert(name);
            }
        }
    }
    let stale = snapshots.into_iter().filter(|(_, name)| !names.contains(*name));
    found.extend(stale.map(|(path, name)| Finding::at(path, format!("shows {name}, and there is no such endpoint"))));
    found
}

/// The endpoint that a type is, or those of a resource in a table.
struct Endpoint {
    line: usize,
    /// The type that carries the doc comment.
    carrier: String,
    /// Whether that has an address.
    sourced: bool,
    names: Vec<String>,
}

fn endpoints(text: &str, sources: &[(&str, &str)]) -> Vec<Endpoint> {
    let mut owner = "";
    let mut found = Vec::new();
    for (number, line) in numbered(text) {
        let line = line.trim();
        if line.starts_with("impl") {
            owner = line.split_once(" for ").map_or("", |(_, rest)| rest.trim_end_matches([' ', '{']));
        }
        let Some(name) = line.strip_prefix("const NAME: &'static str = \"").and_then(|rest| rest.strip_suffix("\";"))
        else {
            continue;
        };
        if name.contains('.') {
            let (carrier, names) = (owner.to_owned(), vec![name.to_owned()]);
            found.push(Endpoint { line: number, sourced: sourced(sources, owner), carrier, names });
        }
    }
    let rows = table::rows(text).into_iter();
    found.extend(rows.map(|row| Endpoint {
        line: row.line,
        carrier: row.resource().to_owned(),
        sourced: row.docs.iter().any(|line| has_source(line)),
        names: row.calls(),
    }));
    found
}

/// Whether the doc comment of a type has an address.
fn sourced(sources: &[(&str, &str)], carrier: &str) -> bool {
    let declares = |line: &str| {
        ["pub struct ", "pub enum "].iter().filter_map(|start| line.strip_prefix(start)).any(|rest| {
            rest.strip_prefix(carrier)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
        })
    };
    sources.iter().any(|(_, text)| {
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        lines.iter().enumerate().filter(|(_, line)| declares(line)).any(|(index, _)| {
            let above = lines[..index].iter().rev();
            above.take_while(|line| line.starts_with("///") || line.starts_with("#[")).any(|line| has_source(line))
        })
    })
}

fn has_source(line: &str) -> bool {
    SOURCE.iter().any(|says| line.contains(says))
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
    fn the_rows_of_a_table_are_endpoints() {
        let table = |doc: &str| format!("resources! {{\n    /// {doc}\n    Wish: \"wishes\" at \"a.php\", get;\n}}\n");
        let lacking = found(&[("crates/a/src/resources.rs", &table("<https://example.org>"))]);
        for name in ["list", "get", "get_several"] {
            let fixture = format!("wishes.{name} has no fixture, `wishes_{name}.json`");
            assert!(lacking.iter().any(|it| it.ends_with(&fixture)), "{lacking:?}");
        }
        assert_eq!(lacking.len(), 6);
        let found = found(&[("crates/a/src/resources.rs", &table("Wishes."))]);
        assert!(found[0].contains("Wish has no doc comment"), "{found:?}");
    }
}
