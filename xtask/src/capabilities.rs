//! `cargo xtask capabilities`: `docs/capabilities.md`, what each provider can do, out of the tables that the code obeys.

use crate::run::Outcome;
use participants::{Capabilities, Clearing, FILTERED_LOCALLY, FieldCapability, Operation, PROVIDERS, Support};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

const PAGE: &str = "docs/capabilities.md";

const HEAD: &str = "# Capabilities

What each provider can do in the common vocabulary. This page is written by `cargo xtask capabilities` from the tables the
code obeys: what is unsupported here is refused before anything is sent, and the conformance suite tries every cell in both
directions. `participants providers NAME` prints one provider's table.

A mark says how: **n** natively, by a call for exactly this; **s** simulated, by several calls or by work on our side;
**–** not at all. Each reason stands below the table once. An **s** under *filter* means that all participants are read,
and filtered here.

What a new participant needs is listed as far as documents and clients in use say it. A creation that lacks any of it is
refused before anything is sent. A server may require more than that, and refuses the creation itself.
";

/// Writes the page.
pub(crate) fn write(root: &Path) -> Outcome {
    fs::write(root.join(PAGE), page()).map_err(|error| format!("{PAGE} cannot be written: {error}"))?;
    println!("wrote {PAGE}");
    Ok(())
}

/// Compares the page with the tables.
pub(crate) fn check(root: &Path) -> Outcome {
    match fs::read_to_string(root.join(PAGE)) {
        Ok(found) if found == page() => {
            println!("capabilities: {PAGE} as the tables say");
            Ok(())
        }
        Ok(_) => Err(format!("{PAGE} is not as the tables say; `cargo xtask capabilities` writes it")),
        Err(_) => Err(format!("{PAGE} is missing; `cargo xtask capabilities` writes it")),
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    overview(&mut page);
    for entry in PROVIDERS {
        for (at, table) in entry.tables.iter().enumerate() {
            let earlier = entry.tables.iter().take(at).find(|earlier| differs_in_required_alone(earlier, table));
            provider(&mut page, table, earlier.copied());
        }
    }
    page
}

/// Every operation of every provider, with its usual settings.
fn overview(page: &mut String) {
    let names = PROVIDERS.iter().map(|entry| entry.name).collect::<Vec<_>>();
    put(
        page,
        format_args!(
            "\n## Operations\n\n| operation | {} |\n| --- |{}\n",
            names.join(" | "),
            " --- |".repeat(names.len())
        ),
    );
    for operation in Operation::ALL {
        let usual = PROVIDERS.iter().filter_map(|entry| entry.tables.first());
        let marks = usual.map(|table| mark(table.operation(*operation))).collect::<Vec<_>>().join(" | ");
        put(page, format_args!("| {operation} | {marks} |\n"));
    }
}

/// Whether the second table says nothing else of operations and fields than the first.
fn differs_in_required_alone(one: &Capabilities, other: &Capabilities) -> bool {
    std::ptr::eq(one.operations, other.operations) && std::ptr::eq(one.fields, other.fields)
}

fn provider(page: &mut String, table: &Capabilities, earlier: Option<&Capabilities>) {
    let when = if table.when.is_empty() { String::new() } else { format!(", {}", table.when) };
    put(page, format_args!("\n## {}{when}\n", table.provider));
    match earlier {
        Some(earlier) => put(page, format_args!("\nOperations and fields are those {}.\n", earlier.when)),
        None => cells(page, table),
    }
    required(page, table);
}

/// What a new participant must be given.
fn required(page: &mut String, table: &Capabilities) {
    if !table.required.is_empty() {
        page.push_str("\n| a new participant needs | why |\n| --- | --- |\n");
    }
    for required in table.required {
        put(page, format_args!("| {required} | {} |\n", required.why));
    }
}

fn cells(page: &mut String, table: &Capabilities) {
    page.push_str("\n| operation | |\n| --- | --- |\n");
    for operation in Operation::ALL {
        put(page, format_args!("| {operation} | {} |\n", table.operation(*operation)));
    }
    page.push_str("\n| field | read | filter | create | update | clear |\n| --- | --- | --- | --- | --- | --- |\n");
    let mut reasons = BTreeMap::new();
    for known in table.fields {
        field(page, known, &mut reasons);
    }
    for (reason, cells) in reasons {
        put(page, format_args!("\n* {reason}: {}", cells.join(", ")));
    }
    page.push('\n');
}

/// One row, and the reason of each cell that is not native, with the cells it stands for.
fn field(page: &mut String, known: &FieldCapability, reasons: &mut BTreeMap<String, Vec<String>>) {
    let name = match &known.field {
        participants::Field::Custom(_) => "custom.NAME".to_owned(),
        named => named.to_string(),
    };
    let [filter, create, update] = [known.filter, known.create, known.update].map(mark);
    let (clear, refused) = match known.clear {
        Clearing::Refused(why) => ("–".to_owned(), Some(why.to_owned())),
        how => (how.to_string(), None),
    };
    let read = if known.read { "yes" } else { "no" };
    put(page, format_args!("| {name} | {read} | {filter} | {create} | {update} | {clear} |\n"));
    let ways = [("filter", known.filter), ("create", known.create), ("update", known.update)];
    let why = |(column, support): (&'static str, Support)| match support {
        Support::Native => None,
        // Said once, above all tables.
        support if support == FILTERED_LOCALLY => None,
        Support::Simulated(how) => Some((column, how.to_owned())),
        Support::Unsupported(why) => Some((column, why.to_owned())),
    };
    let mut cells: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (column, reason) in ways.into_iter().filter_map(why).chain(refused.map(|why| ("clear", why))) {
        cells.entry(reason).or_default().push(column);
    }
    for (reason, columns) in cells {
        reasons.entry(reason).or_default().push(format!("{name} ({})", columns.join(", ")));
    }
}

fn mark(support: Support) -> &'static str {
    match support {
        Support::Native => "n",
        Support::Simulated(_) => "s",
        Support::Unsupported(_) => "–",
    }
}

/// Writing to a text cannot fail.
fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    _ = page.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_provider_and_every_operation_stands_in_the_page() {
        let page = page();
        for entry in PROVIDERS {
            assert!(page.contains(&format!("\n## {}", entry.name)), "{}", entry.name);
        }
        for operation in Operation::ALL {
            assert!(page.matches(&format!("\n| {operation} |")).count() > PROVIDERS.len(), "{operation}");
        }
    }

    #[test]
    fn what_a_new_participant_needs_is_in_the_page_for_every_table() {
        let tables = PROVIDERS.iter().map(|entry| entry.tables.len()).sum::<usize>();
        assert_eq!(page().matches("| a new participant needs | why |").count(), tables);
        assert!(page().contains("\n| group or group_name |"));
    }

    #[test]
    fn a_page_that_is_not_as_the_tables_say_is_named() {
        let folder = std::env::temp_dir().join(format!("capabilities-{}", std::process::id()));
        fs::create_dir_all(folder.join("docs")).unwrap();
        assert!(check(&folder).unwrap_err().contains("missing"));
        write(&folder).unwrap();
        assert_eq!(check(&folder), Ok(()));
        fs::write(folder.join(PAGE), "else").unwrap();
        assert!(check(&folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
