//! Rule about the endpoints of the provider crates: each is shown, answered and sourced.

use super::{Finding, providers::people};
use crate::{providers, tree::Tree};

/// What a doc comment says of where an endpoint is known from: an address, or why there is none.
const SOURCE: [&str; 2] = ["https://", "its address is not given"];

/// The calls that each word of a row in a table of resources stands for; every resource has a list.
const CALLS: [(&str, &[&str]); 3] =
    [("get", &["get", "get_several"]), ("write", &["create", "update"]), ("delete", &["delete"])];

/// An endpoint by its name, such as `rooms.list`, and whether its doc comment has a source.
type Endpoint = (String, bool);

/// Every endpoint has a request snapshot, a fixture and a doc sentence with the address it is known from.
///
/// The snapshot is `requests__RESOURCE.VERB.snap`, or such a name with `-` and what is special about it. The fixture is
/// `RESOURCE_VERB.json`, for the people's own resource `VERB.json`. A snapshot of no endpoint is found, too.
pub(super) fn shown_answered_sourced(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for provider in providers::names(tree) {
        let folder = format!("crates/{provider}");
        let own = format!("{}.", people(tree, provider).unwrap_or_default());
        let shown: Vec<_> = tree.below(&folder).filter_map(|path| Some((path, shown(path)?))).collect();
        let start = format!("{folder}/src/");
        let sources: Vec<_> = tree.with_extension("rs").filter(|(path, _)| path.starts_with(&start)).collect();
        let mut known = Vec::new();
        for (path, text) in &sources {
            for (name, is_sourced) in types(text, &sources).chain(rows(text)) {
                let fixture = format!("{}.json", name.strip_prefix(&own).unwrap_or(&name).replace('.', "_"));
                let is_answered = tree.has(&format!("{folder}/tests/fixtures/{fixture}"));
                let is_shown = shown.iter().any(|(_, shown)| *shown == name);
                for (is_there, what) in [
                    (is_sourced, "doc comment with the https:// address it is known from".to_owned()),
                    (is_shown, format!("request snapshot, `requests__{name}.snap`")),
                    (is_answered, format!("fixture, `{fixture}`")),
                ] {
                    if !is_there {
                        found.push(Finding::at(*path, format!("{name} has no {what}")));
                    }
                }
                known.push(name);
            }
        }
        let stale = shown.into_iter().filter(|(_, name)| !known.iter().any(|known| known == name));
        found.extend(stale.map(|(path, name)| Finding::at(path, format!("shows {name}, which is no endpoint"))));
    }
    found
}

/// The types that are an endpoint each.
fn types<'a>(text: &'a str, sources: &'a [(&str, &str)]) -> impl Iterator<Item = Endpoint> + 'a {
    text.split("\nimpl").skip(1).filter_map(move |block| {
        let name = block.split_once("    const NAME: &'static str = \"")?.1.split('"').next()?;
        let owner = block.lines().next()?.split_once(" for ")?.1.trim_end_matches([' ', '{']);
        name.contains('.').then(|| (name.to_owned(), is_sourced(owner, sources)))
    })
}

/// Whether the doc comment of a type has a source.
fn is_sourced(owner: &str, sources: &[(&str, &str)]) -> bool {
    let in_word = |next: char| next.is_alphanumeric() || next == '_';
    let declared = format!("pub struct {owner}");
    sources.iter().flat_map(|(_, text)| text.match_indices(&declared).map(move |(at, _)| text.split_at(at))).any(
        |(before, after)| {
            !after[declared.len()..].starts_with(in_word) && before.rsplit("\n\n").next().is_some_and(has_source)
        },
    )
}

/// The calls of the resources in a table, `resources! { … }`.
fn rows(text: &str) -> impl Iterator<Item = Endpoint> {
    let table = text.split_once("\nresources! {\n").and_then(|(_, rest)| rest.split_once("\n}\n"));
    table.into_iter().flat_map(|(table, _)| table.split(";\n")).flat_map(|row| {
        let (docs, code): (Vec<_>, Vec<_>) = row.lines().partition(|line| line.trim_start().starts_with("//"));
        let code = code.join(" ");
        let (name, is_sourced) = (code.split('"').nth(1).unwrap_or_default(), docs.into_iter().any(has_source));
        let words = code.split('"').step_by(2).flat_map(|code| code.split(|letter: char| !letter.is_alphanumeric()));
        let verbs =
            words.flat_map(|word| CALLS.iter().filter(move |(call, _)| *call == word)).flat_map(|(_, verbs)| *verbs);
        let calls = ["list"].iter().chain(verbs).map(|verb| (format!("{name}.{verb}"), is_sourced));
        calls.filter(|_| !name.is_empty()).collect::<Vec<_>>()
    })
}

fn has_source(docs: &str) -> bool {
    SOURCE.iter().any(|says| docs.contains(says))
}

/// The name of the endpoint that a request snapshot shows.
fn shown(path: &str) -> Option<&str> {
    path.rsplit_once("/tests/snapshots/requests__")?.1.strip_suffix(".snap")?.split('-').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "crates/a/src/rooms.rs";
    const ROOMS: &str = "/// <https://example.org>\npub struct ListRoomsOfYear;\n
/// Reads rooms. <https://example.org>\n#[derive(Clone)]\npub struct ListRooms {\n}\n
impl Endpoint for ListRooms {\n    const NAME: &'static str = \"rooms.list\";\n}\n";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let all = [&[("crates/a/src/lib.rs", "")], files].concat();
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
        let unsourced = ROOMS.replace("rooms. <https://example.org>", "rooms.");
        assert_eq!(
            found(&[&others[..], &[(FILE, &unsourced)]].concat()),
            [
                "crates/a/src/rooms.rs: rooms.list has no doc comment with the https:// address it is known from",
                "crates/a/src/rooms.rs: rooms.list has no request snapshot, `requests__rooms.list.snap`",
                "crates/a/src/rooms.rs: rooms.list has no fixture, `rooms_list.json`",
                "crates/a/tests/snapshots/requests__rooms.lists.snap: shows rooms.lists, which is no endpoint",
            ]
        );
        let people = ("crates/a/src/persons.rs", &*ROOMS.replace("rooms.list", "persons.list"));
        assert!(found(&[people])[1].ends_with("persons.list has no fixture, `list.json`"));
    }

    #[test]
    fn the_rows_of_a_table_are_endpoints() {
        let table = "macro_rules! resources { ($get:ident) => {} }\n\nresources! {
    /// Rooms. <https://example.org>
    Room: \"rooms\" at \"delete.php\" by Shown(\"get\"),
        get, write(RoomChanges);\n
    /// Wishes.
    Wish raw Raw: \"wishes\" at \"a.php\" by Assumed(\"id\");
}\n\nfn get() { delete; }\n";
        let verbs = ["list", "get", "get_several", "create", "update"].map(|verb| (format!("rooms.{verb}"), true));
        assert_eq!(rows(table).collect::<Vec<_>>(), [&verbs[..], &[("wishes.list".to_owned(), false)]].concat());
        assert_eq!(rows("fn main() {}").count(), 0);
    }
}
