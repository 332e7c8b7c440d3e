//! `participants roster`: checks a file of people, or writes an empty one to start with.

use crate::{
    accounts::Account,
    args::{Args, RosterCommand},
    exit::Failure,
    output::{Output, line, note, printable},
};
use participants::{Capabilities, Field, Support};
use participants_roster::{Format, Mapping, Problem, Roster, Row, Template, plan::Refusals};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// How many rows are shown.
const FIRST: usize = 5;

/// How many problems are shown one by one; all are counted by cause.
const SHOWN: usize = 100;

/// The problems of a file: the first of them, and how many rows each cause has.
#[derive(Default)]
struct Problems {
    first: Vec<Problem>,
    count: usize,
    causes: Refusals,
}

pub(crate) fn run(args: &Args, command: &RosterCommand, out: &Output) -> Result<(), Failure> {
    match command {
        RosterCommand::Check { file, mapping, provider } => {
            let table = provider.as_deref().map(|name| table(args, name)).transpose()?;
            check(file, mapping.as_deref(), table, out)
        }
        RosterCommand::Template { provider, folder } => template(table(args, provider)?, folder, out),
    }
}

fn check(
    file: &Path,
    mapping: Option<&Path>,
    table: Option<&'static Capabilities>,
    out: &Output,
) -> Result<(), Failure> {
    let mapping = mapping.map_or_else(|| Ok(Mapping::default()), read_mapping)?;
    let roster = open(file, &mapping)?;
    let (mut count, mut first, mut problems) = (0_usize, Vec::new(), Problems::default());
    for row in roster.rows().map_err(|problem| refused(file, &problem))? {
        count += 1;
        match row {
            Ok(row) if first.len() < FIRST => first.push(row),
            Ok(_) => {}
            Err(problem) => problems.add(problem),
        }
    }
    let unwritable = table.map(|table| unwritable(table, &roster.fields())).unwrap_or_default();
    show(&roster, count, &first, &problems, &unwritable, out)?;
    match problems.count {
        0 => Ok(()),
        bad => Err(Failure::invalid(format!(
            "{bad} of {count} rows cannot be used, the others can. Nothing was sent. docs/roster.md says what to do about each."
        ))),
    }
}

/// Shows everything there is to know of a file: one document as JSON, else table by table.
fn show(
    roster: &Roster,
    count: usize,
    first: &[Row],
    problems: &Problems,
    unwritable: &[(Field, &str)],
    out: &Output,
) -> Result<(), Failure> {
    if out.is_json() {
        let columns = roster.columns().iter().map(|column| {
            json!({
                "heading": column.heading,
                "field": column.field.as_ref().map(Field::to_string),
                "declared": column.declared,
                "date_order": column.date_order().map(|order| order.to_string()),
            })
        });
        let rows = first.iter().map(
            |row| json!({ "line": row.line, "id": row.id, "wanted": said(row).collect::<serde_json::Map<_, _>>() }),
        );
        let unwritable = unwritable.iter().map(|(field, why)| json!({ "field": field.to_string(), "why": why }));
        let json = json!({
            "format": format(roster).into_iter().collect::<serde_json::Map<_, _>>(),
            "columns": columns.collect::<Vec<_>>(),
            "rows": count,
            "first_rows": rows.collect::<Vec<_>>(),
            "unusable": problems.count,
            "problems": problems.first.iter().map(problem).collect::<Vec<_>>(),
            "causes": problems.causes.ranked().into_iter().map(cause).collect::<Vec<_>>(),
            "unwritable": unwritable.collect::<Vec<_>>(),
            "notes": roster.notes(),
            "unread": roster.unread().collect::<Vec<_>>(),
            "passed_over": roster.left_out().map(|left_out| json!({
                "headings": left_out.headings,
                "comments": left_out.comments,
                "placeholders": left_out.placeholders,
            })),
        });
        return out.print(&json, &[], []);
    }
    let format: Vec<_> = format(roster).into_iter().map(|(name, value)| format!("{name} {}", plain(&value))).collect();
    line(&format!("{}; {count} rows, {} of them with a problem", format.join(", "), problems.count))?;
    let left_out = roster.left_out().filter(|left_out| !left_out.is_empty()).map(|left_out| left_out.to_string());
    roster.notes().iter().chain(&left_out).try_for_each(|text| line(&printable(text)))?;
    line("")?;
    let columns = roster.columns().iter().map(|column| {
        let order = column.date_order().map(|order| format!(", {order}")).unwrap_or_default();
        let field = column.field.as_ref().map_or("(ignored)".to_owned(), |field| format!("{field}{order}"));
        let by = match (column.declared, &column.field) {
            (true, _) => "the mapping",
            (false, Some(_)) => "the heading",
            (false, None) if column.heading.is_empty() => "",
            (false, None) => "not known",
        };
        vec![column.heading.clone(), field, by.to_owned()]
    });
    out.print(&Value::Null, &["column", "field", "by"], columns)?;
    if !first.is_empty() {
        // The provider's identifier is no field to write, and worth seeing all the same.
        let id = roster.columns().iter().filter_map(|column| column.field.clone()).find(|field| *field == Field::Id);
        let fields: Vec<_> = id.into_iter().chain(roster.fields()).collect();
        let header: Vec<_> = ["line".to_owned()].into_iter().chain(fields.iter().map(Field::to_string)).collect();
        let cells = first.iter().map(|row| {
            let of = |field: &Field| shown(row, field).map(|value| plain(&value)).unwrap_or_default();
            [row.line.to_string()].into_iter().chain(fields.iter().map(of)).collect()
        });
        line("")?;
        out.print(&Value::Null, &header.iter().map(String::as_str).collect::<Vec<_>>(), cells)?;
    }
    if problems.count > 0 {
        line("\nproblems")?;
        problems.first.iter().try_for_each(|problem| line(&problem.to_string()))?;
    }
    if problems.count > problems.first.len() {
        line(&format!("… and {} more\n", problems.count - problems.first.len()))?;
        let rows = problems.causes.ranked().into_iter().map(|(count, why)| vec![count.to_string(), why.to_owned()]);
        out.print(&Value::Null, &["rows", "problem"], rows)?;
    }
    if !unwritable.is_empty() {
        line("")?;
        let rows = unwritable.iter().map(|(field, why)| vec![field.to_string(), (*why).to_owned()]);
        out.print(&Value::Null, &["cannot be written", "why"], rows)?;
    }
    Ok(())
}

/// What the file is.
fn format(roster: &Roster) -> Vec<(String, Value)> {
    let named = |name: &str, value: String| (name.to_owned(), Value::String(value));
    match roster.format() {
        Format::Csv { encoding, delimiter } => vec![
            named("format", "csv".into()),
            named("encoding", encoding.to_string()),
            named("delimiter", if delimiter == '\t' { "tab".into() } else { delimiter.to_string() }),
        ],
        Format::Json { encoding } => {
            vec![named("format", "json".into()), named("encoding", encoding.to_string())]
        }
        Format::JsonLines { encoding } => {
            vec![named("format", "json lines".into()), named("encoding", encoding.to_string())]
        }
        Format::Workbook { sheet } => vec![named("format", "workbook".into()), named("sheet", sheet)],
        other => vec![named("format", format!("{other:?}"))],
    }
}

/// What a row says, field by field; null where a field is to become empty.
fn said(row: &Row) -> impl Iterator<Item = (String, Value)> + '_ {
    row.wanted.named().into_iter().filter_map(|field| Some((field.to_string(), shown(row, &field)?)))
}

fn shown(row: &Row, field: &Field) -> Option<Value> {
    if *field == Field::Id {
        return row.id.clone().map(Value::String);
    }
    match row.wanted.change(field) {
        participants::Change::Keep => None,
        participants::Change::Clear => Some(Value::Null),
        participants::Change::Set(text) => Some(Value::String(text)),
    }
}

/// A value on a terminal.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| "(cleared)".to_owned(), str::to_owned)
}

fn problem(problem: &Problem) -> Value {
    json!({
        "line": problem.line,
        "column": problem.column,
        "field": problem.field.as_ref().map(Field::to_string),
        "class": problem.class.map(|class| class.to_string()),
        "why": problem.why,
    })
}

fn cause((count, why): (u64, &str)) -> Value {
    json!({ "rows": count, "why": why })
}

impl Problems {
    fn add(&mut self, problem: Problem) {
        self.count += 1;
        self.causes.add_problem(&problem);
        if self.first.len() < SHOWN {
            self.first.push(problem);
        }
    }
}

/// Which of the fields a provider can neither give nor change, and why.
fn unwritable(table: &'static Capabilities, fields: &[Field]) -> Vec<(Field, &'static str)> {
    let why = |field: &Field| match table.field(field) {
        _ if *field == Field::Password => Some("a password never stands in a plan"),
        None => Some("the provider has no such field"),
        Some(known) if known.create.is_supported() => None,
        Some(known) => match known.update {
            Support::Unsupported(why) => Some(why),
            Support::Native | Support::Simulated(_) => None,
        },
    };
    fields.iter().filter_map(|field| Some((field.clone(), why(field)?))).collect()
}

/// What a provider can do with an account's settings, or with the usual ones.
fn table(args: &Args, name: &str) -> Result<&'static Capabilities, Failure> {
    Account::named(args, name)?.capabilities()
}

pub(super) fn open(file: &Path, mapping: &Mapping) -> Result<Roster, Failure> {
    let roster = if file == Path::new("-") {
        Roster::from_reader(std::io::stdin(), mapping)
    } else {
        Roster::open(file, mapping)
    };
    roster.map_err(|problem| refused(file, &problem))
}

pub(super) fn read_mapping(file: &Path) -> Result<Mapping, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::invalid(format!("{} cannot be read: {error}. Nothing was sent.", file.display())))?;
    Mapping::parse(&text).map_err(|problem| refused(file, &problem))
}

pub(super) fn refused(file: &Path, problem: &Problem) -> Failure {
    Failure::invalid(format!("{}: {problem}. Nothing was sent.", file.display()))
}

fn template(table: &Capabilities, folder: &Path, out: &Output) -> Result<(), Failure> {
    let template = Template::of(table);
    let files = [("roster.csv", template.roster), ("mapping.toml", template.mapping)];
    let paths = files.each_ref().map(|(name, _)| folder.join(name));
    if let Some(there) = paths.iter().find(|path| path.exists()) {
        let text =
            format!("{} is there already, and nothing was written: name another folder with -o", there.display());
        return Err(Failure::invalid(text));
    }
    let failed = |error: std::io::Error| Failure::invalid(format!("{} cannot be written: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(failed)?;
    for (path, (_, text)) in paths.iter().zip(&files) {
        fs::write(path, text).map_err(failed)?;
    }
    note("fill in roster.csv, change mapping.toml where your headings differ, then `participants roster check`");
    let written = paths.map(|path| path.display().to_string());
    out.print(&json!({ "written": written }), &["written"], written.iter().map(|path| vec![path.clone()]))
}
