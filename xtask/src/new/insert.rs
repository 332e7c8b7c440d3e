//! Putting a provider's single line beside those of the others.

use super::rename::Names;
use crate::tidy::{self, Line, Place};

/// The text of the line's file with the line of the new provider in it, after that of its neighbour. A line of code
/// is the neighbour's under the new name, attributes included, so that it is right whatever its form; a line of prose
/// is not, since what is true of one provider need not be of the other.
pub(super) fn inserted(line: &Line, text: Option<&str>, names: &Names<'_>) -> Result<String, String> {
    if line.place == Place::File {
        return Ok(text.map_or_else(|| page(names.new), str::to_owned));
    }
    let text = text.ok_or("is missing")?;
    if line.find(text, names.new).is_some() {
        return Ok(text.to_owned());
    }
    let beside = line
        .find(text, names.old)
        .ok_or_else(|| format!("has no line for {} to put the one for {} beside", names.old, names.new))?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if let Place::InList(_) = line.place {
        let list = &mut lines[beside - 1];
        let end = list.rfind([']', '}']).ok_or("the list does not end on its line")?;
        list.insert_str(end, &format!(", {}", line.addition(names.new)));
        *list = counted_one_more(list);
    } else if line.file.ends_with(".md") {
        lines.insert(beside, line.addition(names.new));
    } else {
        let attributes =
            lines[..beside - 1].iter().rev().take_while(|line| line.trim_start().starts_with("#[")).count();
        let copied: Vec<_> = lines[beside - 1 - attributes..beside].iter().map(|line| names.renamed(line)).collect();
        lines.splice(beside..beside, copied);
    }
    Ok(lines.join("\n") + "\n")
}

/// The line with the length of the array's type raised by one, where it has one: `[&str; 5]` becomes `[&str; 6]`.
fn counted_one_more(line: &str) -> String {
    let raised = || {
        let (before, rest) = line.split_once("; ")?;
        let (count, after) = rest.split_once(']')?;
        Some(format!("{before}; {}]{after}", count.parse::<usize>().ok()? + 1))
    };
    raised().unwrap_or_else(|| line.to_owned())
}

/// The page of a provider of which nothing has been written down yet.
fn page(name: &str) -> String {
    let title = tidy::filled("TYPE", name);
    let open = "where the key comes from, what works, and what is documented, inferred or unknown";
    format!("# {title}\n\n{}: {open}.\n", tidy::UNWRITTEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::LINES;

    const NAMES: Names<'_> = Names { old: "azav", new: "newcomer" };

    #[test]
    fn each_line_is_found_where_it_was_put() {
        for line in LINES.iter().filter(|line| line.place != Place::File) {
            let neighbour = match line.place {
                Place::InList(start) => format!("{start} {}]", line.addition("azav")),
                _ => line.addition("azav"),
            };
            let text = format!("first\n{neighbour}\nlast\n");
            let changed = inserted(line, Some(&text), &NAMES).unwrap();
            assert!(line.find(&changed, "newcomer").is_some(), "{changed}");
            assert!(line.find(&changed, "azav").is_some(), "{changed}");
            assert!(changed.starts_with("first\n") && changed.ends_with("\nlast\n"), "{changed}");
            assert_eq!(inserted(line, Some(&changed), &NAMES).unwrap(), changed);
        }
    }

    #[test]
    fn a_line_of_code_takes_its_attributes_along() {
        let line = LINES.iter().find(|line| line.mark.starts_with("pub use")).unwrap();
        let text = "mod x;\n#[cfg(feature = \"azav\")]\npub use participants_azav as azav;\n";
        assert_eq!(
            inserted(line, Some(text), &NAMES).unwrap(),
            format!("{text}#[cfg(feature = \"newcomer\")]\npub use participants_newcomer as newcomer;\n")
        );
    }

    #[test]
    fn an_array_grows_with_its_items() {
        let line = LINES.iter().find(|line| line.place == Place::InList("pub const PROVIDERS")).unwrap();
        let changed = inserted(line, Some("pub const PROVIDERS: [&str; 1] = [\"azav\"];\n"), &NAMES).unwrap();
        assert_eq!(changed, "pub const PROVIDERS: [&str; 2] = [\"azav\", \"newcomer\"];\n");
        assert_eq!(counted_one_more("full = [\"azav\"]"), "full = [\"azav\"]");
    }

    #[test]
    fn without_a_neighbour_nothing_is_guessed() {
        let line = &LINES[0];
        assert!(inserted(line, Some("[x]\n"), &NAMES).unwrap_err().contains("no line for azav"));
        assert_eq!(inserted(line, None, &NAMES).unwrap_err(), "is missing");
    }
}
