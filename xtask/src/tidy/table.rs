//! The table of resources that a provider with one convention for all has: a row of `resources!` declares the calls of
//! one resource.

use super::numbered;

/// The calls that each word of a row stands for; every resource has a list.
const CALLS: [(&str, &[&str]); 3] =
    [("get", &["get", "get_several"]), ("write", &["create", "update"]), ("delete", &["delete"])];

/// One row.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub(super) line: usize,
    /// The lines of its doc comment.
    pub(super) docs: Vec<&'a str>,
    /// The name its calls begin with.
    pub(super) name: &'a str,
    /// What it says besides texts: the resource, and the words for its calls.
    words: Vec<&'a str>,
}

impl Row<'_> {
    /// The type of the resource.
    pub(super) fn resource(&self) -> &str {
        self.words.first().copied().unwrap_or_default()
    }

    /// The names of its calls.
    pub(super) fn calls(&self) -> Vec<String> {
        let verbs = CALLS.iter().filter(|(word, _)| self.words.contains(word)).flat_map(|(_, verbs)| *verbs);
        ["list"].iter().chain(verbs).map(|verb| format!("{}.{verb}", self.name)).collect()
    }
}

/// The rows of the table in a source, if there is one.
pub(super) fn rows(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut row = Row::default();
    let lines = numbered(text).skip_while(|(_, line)| *line != "resources! {").skip(1);
    for (number, line) in lines.take_while(|(_, line)| *line != "}").map(|(number, line)| (number, line.trim())) {
        if line.starts_with("///") {
            row.docs.push(line);
            continue;
        }
        let mut texts = line.split('"').skip(1).step_by(2);
        if row.words.is_empty() {
            (row.line, row.name) = (number, texts.next().unwrap_or_default());
        }
        let code = line.split('"').step_by(2);
        row.words.extend(
            code.flat_map(|code| code.split(|letter: char| !letter.is_alphanumeric())).filter(|word| !word.is_empty()),
        );
        if line.ends_with(';') {
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_calls_it_names() {
        let text = "macro_rules! resources { ($get:ident) => {} }\n\nresources! {
    /// Rooms. <https://example.org>
    Room: \"rooms\" at \"delete.php\" by Shown(\"get\"),
        get, write(RoomChanges);

    /// Wishes.
    Wish raw Raw: \"wishes\" at \"a.php\" by Assumed(\"id\");
}\n\nfn get() { delete; }\n";
        let rows = rows(text);
        assert_eq!(rows.iter().map(|row| (row.line, row.resource())).collect::<Vec<_>>(), [(5, "Room"), (9, "Wish")]);
        assert_eq!(rows[0].calls(), ["rooms.list", "rooms.get", "rooms.get_several", "rooms.create", "rooms.update"]);
        assert_eq!((rows[1].calls(), rows[1].docs.clone()), (vec!["wishes.list".to_owned()], vec!["/// Wishes."]));
        assert!(super::rows("fn main() {}").is_empty());
    }
}
