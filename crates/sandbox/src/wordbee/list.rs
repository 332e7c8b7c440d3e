//! The lists of persons in v2: columns, query, sorting, paging.
//!
//! Four columns are known from a client. The others are this emulator's guess: everything v1 stores, under the same
//! names.

use super::query::{self, Dialect, Filter};
use super::store::{Record, number, text};
use super::v2::body;
use super::{Refusal, Wordbee, labels, texts};
use crate::emulator::{Call, Reply};
use crate::settings::Settings;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

/// The columns, as the stored members they show; the first four are the known ones.
const COLUMNS: &[&str] = &[
    "PersonId",
    "FirstName",
    "LastName",
    "Email",
    "CompanyId",
    "Title",
    "Role",
    "Phone",
    "PhoneMobile",
    "Comments",
    "UserProfileId",
    "PersonCode",
    "IsActive",
    "Login",
    "Labels",
    "OnlineUrl",
];
const KNOWN: usize = 4;

/// What a list may be asked.
const WANTED: &[&str] = &["query", "fields", "allfields", "sort", "take", "skip", "agg", "makeDefault"];

const TAKE: u64 = 20;
const MOST: u64 = 500;

impl Wordbee {
    pub(super) fn list(&mut self, call: &Call, full: bool) -> Result<Reply, Refusal> {
        let wanted = Wanted::read(&self.settings, &body(call)?, full, self.default_columns.as_deref())?;
        if wanted.make_default {
            self.default_columns = Some(wanted.columns.clone());
        }
        let exact = self.settings.is("text_match", "exact");
        let passes = |person: &&Record| wanted.filter.as_ref().is_none_or(|filter| filter.matches(person, exact));
        let mut persons: Vec<&Record> = self.store.persons().values().filter(passes).collect();
        match self.settings.word("list_order") {
            "by_name" => persons.sort_by_cached_key(|person| {
                (text(person, "LastName").to_lowercase(), text(person, "FirstName").to_lowercase())
            }),
            "newest_first" => persons.reverse(),
            _ => {}
        }
        if !wanted.sort.is_empty() {
            persons.sort_by(|a, b| wanted.compare(a, b));
        }
        let total = persons.len();
        let row = |person: &&Record| -> Value {
            let cell = |column: &&str| (self.column(column), shown(&self.settings, person, column));
            wanted.columns.iter().map(cell).collect::<Map<_, _>>().into()
        };
        let rows: Vec<Value> = persons.iter().skip(wanted.skip).take(wanted.take).map(row).collect();
        Ok(Reply::json(200, &json!({"total": total, self.settings.word("list_member"): rows})))
    }

    /// The columns there are; the shape of this answer is on no page.
    pub(super) fn fields(&self) -> Reply {
        let field = |name: &&str| match self.settings.word("fields_record") {
            "name" => json!(self.column(name)),
            _ => json!({"id": self.column(name), "title": name}),
        };
        Reply::json(200, &existing(&self.settings).iter().map(field).collect())
    }

    /// A column's name in the case set.
    fn column(&self, name: &str) -> String {
        match self.settings.word("column_case") {
            "pascal" => name.into(),
            "lower" => name.to_lowercase(),
            _ => name.chars().take(1).map(|letter| letter.to_ascii_lowercase()).chain(name.chars().skip(1)).collect(),
        }
    }
}

/// A member of a person as it is read; what is unset is `null`.
pub(super) fn shown(settings: &Settings, person: &Record, name: &str) -> Value {
    match (name, person.get(name)) {
        ("Labels", _) => labels::items(person),
        ("OnlineUrl", _) => {
            let id = number(person, "PersonId").unwrap_or_default();
            format!("https://nordwind.example.org/persons/{id}").into()
        }
        ("UserProfileId", None) if settings.is("no_profile", "zero") => 0.into(),
        (_, value) => value.cloned().unwrap_or_default(),
    }
}

/// What a list was asked for.
struct Wanted {
    columns: Vec<&'static str>,
    filter: Option<Filter>,
    /// Columns to sort by, each with whether it ascends.
    sort: Vec<(&'static str, bool)>,
    take: usize,
    skip: usize,
    make_default: bool,
}

impl Wanted {
    fn read(settings: &Settings, body: &Record, full: bool, default: Option<&[&'static str]>) -> Result<Self, Refusal> {
        texts::refuse_unknown(settings, body.keys(), |name| WANTED.contains(&name))?;
        if body.get("agg").is_some_and(|value| ![Value::Null, json!([])].contains(value)) {
            return Err(Refusal::bad("agg is not emulated"));
        }
        let flag = |name: &str| match body.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| Refusal::bad(format!("{name} must be true or false"))),
        };
        let existing = existing(settings);
        let column = |name: &str| existing.iter().copied().find(|column| column.eq_ignore_ascii_case(name));
        let named = |value: &Value| {
            let name = value.as_str().or_else(|| value.get("id")?.as_str());
            name.and_then(column).ok_or_else(|| Refusal::bad("There is no such column"))
        };
        let list = |name: &str| match body.get(name) {
            None | Some(Value::Null) => Ok(&[] as &[Value]),
            Some(Value::Array(items)) => Ok(items.as_slice()),
            Some(_) => Err(Refusal::bad(format!("{name} must be an array"))),
        };
        let all = flag("allfields")? || full || settings.is("columns", "full");
        let fields = list("fields")?.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let columns = match fields.is_empty() {
            true if all => existing.to_vec(),
            true => default.unwrap_or(&COLUMNS[..KNOWN]).to_vec(),
            false => fields,
        };
        let filter = match body.get("query") {
            None | Some(Value::Null) => None,
            Some(Value::String(query)) if query.trim().is_empty() => None,
            Some(Value::String(query)) => Some(query::parse(query, Dialect::V2, &column).map_err(Refusal::bad)?),
            _ => return Err(Refusal::bad("query must be text")),
        };
        let sort =
            list("sort")?.iter().map(|item| Ok((named(item)?, item["asc"] != false))).collect::<Result<_, _>>()?;
        let take = whole(body, "take", TAKE)?;
        if take == 0 || (take > MOST && settings.is("take_over_maximum", "refused")) {
            return Err(Refusal::bad(format!("take must be from 1 to {MOST}")));
        }
        let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let (take, skip, make_default) = (size(take.min(MOST)), size(whole(body, "skip", 0)?), flag("makeDefault")?);
        Ok(Self { columns, filter, sort, take, skip, make_default })
    }

    fn compare(&self, a: &Record, b: &Record) -> Ordering {
        self.sort.iter().fold(Ordering::Equal, |order, (column, ascends)| {
            order.then_with(|| {
                let order = compare(a.get(*column), b.get(*column));
                if *ascends { order } else { order.reverse() }
            })
        })
    }
}

/// Nothing before something, numbers and switches by size, texts without regard to case.
fn compare(a: Option<&Value>, b: Option<&Value>) -> Ordering {
    match (a, b) {
        (Some(Value::String(a)), Some(Value::String(b))) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Some(Value::Bool(a)), Some(Value::Bool(b))) => a.cmp(b),
        (Some(a), Some(b)) => a.as_i64().cmp(&b.as_i64()),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

fn existing(settings: &Settings) -> &'static [&'static str] {
    if settings.is("columns", "four_only") { &COLUMNS[..KNOWN] } else { COLUMNS }
}

fn whole(body: &Record, name: &str, default: u64) -> Result<u64, Refusal> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(default),
        Some(value) => value.as_u64().ok_or_else(|| Refusal::bad(format!("{name} must be a whole number"))),
    }
}
