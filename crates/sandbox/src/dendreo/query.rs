//! Which records a list call asks for. What the documents leave open about it stands in the settings.

use super::Dendreo;
use super::answers::{Failure, unknown};
use super::clock::is_day;
use super::input::Input;
use super::record::Row;
use super::resource::{By, Kind, Resource};
use crate::settings::Settings;
use std::collections::BTreeSet;

/// One condition on a record and its id.
type Condition = Box<dyn Fn(u64, &Row) -> bool>;

/// All conditions of a list call.
pub(super) struct Query {
    conditions: Vec<Condition>,
    any: bool,
    /// What holds besides, whatever the call says.
    always: Option<Condition>,
}

/// The spans of days a list can be bound by, and the moment of a record each reads.
pub(super) const SPANS: [(&str, &str); 8] = [
    ("created_after", "date_add"),
    ("created_before", "date_add"),
    ("updated_after", "date_edit"),
    ("updated_before", "date_edit"),
    ("started_after", "date_debut"),
    ("started_before", "date_debut"),
    ("ended_after", "date_fin"),
    ("ended_before", "date_fin"),
];

impl Query {
    /// Reads the conditions out of a call.
    ///
    /// # Errors
    /// A date or a number of days is none; the record whose parts are asked for does not exist.
    pub(super) fn of(dendreo: &Dendreo, resource: &Resource, input: &Input) -> Result<Self, Failure> {
        let settings = &dendreo.settings;
        let mut conditions: Vec<Condition> = Vec::new();
        for filter in resource.filters {
            if let Some(wanted) = input.text(filter.name) {
                conditions.push(exact(dendreo, filter.name, filter.by, wanted)?);
            }
        }
        if let Some(wanted) = input.text("search") {
            // A row of the catalogue shows the names of its training action.
            let searched = if resource.kind == Kind::CatalogueRow { Kind::Action.resource() } else { resource };
            let wanted = wanted.to_lowercase();
            let rows = dendreo.store.rows(searched.kind).iter();
            let ids = rows.filter(|(id, row)| found(searched.search, **id, row, &wanted)).map(|(id, _)| *id);
            let ids: BTreeSet<u64> = ids.collect();
            conditions.push(Box::new(move |id, _| ids.contains(&id)));
        }
        let mut dated = false;
        for (name, moment) in SPANS {
            if let Some(text) = input.text(name).filter(|_| bounds(resource, moment)) {
                conditions.push(by_day(settings, name, moment, &text)?);
                dated = true;
            }
        }
        if let Some(days) = input.text("nb_jours").filter(|_| resource.dated) {
            let since = dendreo.clock.days_ago(days.parse().map_err(|_| Failure::of("Format incorrect (nb_jours)"))?);
            conditions.push(Box::new(move |_, row| {
                row.added.as_str() >= since.as_str() || row.edited.as_str() >= since.as_str()
            }));
            dated = true;
        }
        let within_a_year = resource.kind == Kind::Action
            && match settings.word("action_window") {
                "lists" => !dated,
                "unfiltered_lists" => conditions.is_empty(),
                _ => false,
            };
        let always = within_a_year.then(|| since(dendreo.clock.days_ago(365)));
        Ok(Self { conditions, any: settings.is("filters", "any"), always })
    }

    /// Whether this record is asked for.
    pub(super) fn wants(&self, id: u64, row: &Row) -> bool {
        let mut results = self.conditions.iter().map(|condition| condition(id, row));
        let fits =
            if self.any && !self.conditions.is_empty() { results.any(|fits| fits) } else { results.all(|fits| fits) };
        fits && self.always.as_ref().is_none_or(|condition| condition(id, row))
    }
}

/// Whether the records of a resource have this moment.
pub(super) fn bounds(resource: &Resource, moment: &str) -> bool {
    if matches!(moment, "date_add" | "date_edit") { resource.dated } else { resource.spans }
}

/// A filter by exact value.
fn exact(dendreo: &Dendreo, name: &'static str, by: By, wanted: String) -> Result<Condition, Failure> {
    // A missing reference is sent as `0` or as an empty text, but never stored.
    let wanted = if name.starts_with("id_") && wanted == "0" { String::new() } else { wanted };
    let store = &dendreo.store;
    match by {
        By::Parent(kind) if !wanted.parse().is_ok_and(|id| store.has(kind, id)) => {
            Err(unknown().with(dendreo.settings.status("unknown_parent")))
        }
        By::Own if name == "email" && dendreo.settings.is("email_match", "any_case") => {
            let folded = wanted.to_lowercase();
            Ok(Box::new(move |_, row| row.text(name).to_lowercase() == folded))
        }
        By::Own | By::Parent(_) => Ok(Box::new(move |_, row| row.text(name) == wanted)),
        By::Linked { link, back, ahead } => {
            let linked = store.rows(link).values().filter(|row| row.text(ahead) == wanted);
            let ids: BTreeSet<u64> = linked.filter_map(|row| row.id(back)).collect();
            Ok(Box::new(move |id, _| ids.contains(&id)))
        }
        By::LinkedExternal { link, back, ahead, of } => {
            let others: BTreeSet<u64> = store.having(of, "id_externe", &wanted).into_iter().collect();
            let linked = store.rows(link).values().filter(|row| row.id(ahead).is_some_and(|id| others.contains(&id)));
            let ids: BTreeSet<u64> = linked.filter_map(|row| row.id(back)).collect();
            Ok(Box::new(move |id, _| ids.contains(&id)))
        }
    }
}

/// Free text over groups of members, and the id.
fn found(groups: &[&[&str]], id: u64, row: &Row, wanted: &str) -> bool {
    let has = |group: &&[&str]| {
        let texts: Vec<&str> = group.iter().map(|name| row.text(name)).collect();
        texts.join(" ").to_lowercase().contains(wanted)
    };
    id.to_string() == wanted || groups.iter().any(has)
}

/// A day, or a moment of which only the day counts. What never happened fits no span.
fn by_day(settings: &Settings, name: &'static str, moment: &'static str, text: &str) -> Result<Condition, Failure> {
    let day = text.get(..10).filter(|day| is_day(day)).map(str::to_owned);
    let wanted = day.ok_or_else(|| Failure::of(format!("Format incorrect ({name})")))?;
    let inclusive = settings.is("date_bounds", "inclusive");
    Ok(Box::new(move |_, row| {
        let own = match moment {
            "date_add" => row.added.as_str(),
            "date_edit" => row.edited.as_str(),
            _ => row.text(moment),
        };
        let Some(day) = own.get(..10) else { return false };
        let beyond = if name.ends_with("after") { day > wanted.as_str() } else { day < wanted.as_str() };
        beyond || (inclusive && day == wanted)
    }))
}

/// Training actions that began on this day or later, or have no day yet.
fn since(day: String) -> Condition {
    Box::new(move |_, row| {
        let begins = row.text("date_debut");
        begins.is_empty() || begins >= day.as_str()
    })
}
