//! What an answer shows of a record: `fields`, `show`, `include`. Members of a form of their own stand in `shape`.

use super::Dendreo;
use super::input::Input;
use super::record::shown;
use super::resource::{Include, Kind, Resource};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a call wants to see of the records it asks for.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// Only these, if any are named.
    fields: Vec<String>,
    dates: Dates,
    includes: Vec<(Include, Index)>,
    /// Whether people may stand inside records of another kind.
    pub(super) people: bool,
}

/// What a training action that is read by its number shows unasked.
const UNASKED: &[&str] = &["participants", "modules", "formateurs"];

/// Ids by the id they belong to.
type Index = BTreeMap<u64, Vec<u64>>;

#[derive(Clone, Debug)]
enum Dates {
    All,
    Only(Vec<String>),
}

impl View {
    /// A record within another.
    pub(super) const NESTED: Self = Self { fields: Vec::new(), dates: Dates::All, includes: Vec::new(), people: true };

    /// A record on its own, for the emulator's state.
    pub(super) const STORED: Self = Self { fields: Vec::new(), dates: Dates::All, includes: Vec::new(), people: false };

    fn cut(&self, mut record: Map<String, Value>) -> Value {
        if let Dates::Only(shown) = &self.dates {
            let hidden = ["date_add", "date_edit"].into_iter().filter(|name| !shown.iter().any(|one| one == name));
            hidden.for_each(|name| drop(record.remove(name)));
            if shown.iter().any(|name| name == "date_delete") {
                record.insert("date_delete".into(), "".into());
            }
        }
        if !self.fields.is_empty() {
            record.retain(|name, _| self.fields.iter().any(|wanted| wanted == name));
        }
        record.into()
    }
}

impl Dendreo {
    /// What a call for single records of this resource wants to see: a training action has its parts unasked.
    pub(super) fn detail(&self, resource: &Resource, input: &Input) -> View {
        let unasked = if resource.kind == Kind::Action { UNASKED } else { [].as_slice() };
        self.view_with(resource, input, unasked)
    }

    /// What a call to this resource wants to see.
    pub(super) fn view(&self, resource: &Resource, input: &Input) -> View {
        self.view_with(resource, input, &[])
    }

    fn view_with(&self, resource: &Resource, input: &Input, unasked: &[&str]) -> View {
        let mut asked = input.list("include");
        asked.extend(unasked.iter().map(|name| (*name).to_owned()));
        if resource.kind == Kind::Enrolment && self.settings.is("enrolment_participant", "always") {
            asked.push("participant".into());
        }
        let wanted = resource.includes.iter().filter(|include| asked.iter().any(|name| name == include.name()));
        let hidden = self.settings.is("dates", "hidden");
        View {
            fields: input.list("fields"),
            dates: if hidden { Dates::Only(input.list("show")) } else { Dates::All },
            includes: wanted.map(|include| (*include, self.index(include))).collect(),
            people: true,
        }
    }

    /// A record in wire form.
    pub(super) fn show(&self, kind: Kind, id: u64, view: &View) -> Option<Value> {
        let (resource, row) = (kind.resource(), self.store.get(kind, id)?);
        let mut record = shown(resource, &row.fields);
        let mut add = |name: &str, value: &str| drop(record.insert(name.into(), value.into()));
        add(resource.id, &id.to_string());
        if resource.dated {
            add("date_add", &row.added);
            add("date_edit", &row.edited);
            add("id_edit", "0");
            add("id_add", Some(row.text("id_add")).filter(|text| !text.is_empty()).unwrap_or("0"));
        }
        self.shape(kind, id, row, view, &mut record);
        for (include, index) in &view.includes {
            let related = index.get(&id).map(Vec::as_slice).unwrap_or_default();
            let value = match *include {
                Include::One { member, of, .. } => {
                    row.id(member).and_then(|other| self.show(of, other, &View::NESTED)).unwrap_or_default()
                }
                Include::Many { of, .. } | Include::Across { of, .. } => {
                    related.iter().filter_map(|other| self.show(of, *other, &View::NESTED)).collect()
                }
                Include::Shaped { name, .. } => self.shaped(name, row, related),
            };
            record.insert(include.name().into(), value);
        }
        Some(view.cut(record))
    }

    /// The records that an include adds, by the record it adds them to: made once for all records of a list.
    fn index(&self, include: &Include) -> Index {
        let mut index = Index::new();
        match *include {
            Include::Many { of, back, .. } | Include::Shaped { of, back, .. } if !back.is_empty() => {
                for (id, row) in self.store.rows(of) {
                    row.id(back).into_iter().for_each(|own| index.entry(own).or_default().push(*id));
                }
            }
            Include::Across { link, back, ahead, .. } => {
                for row in self.store.rows(link).values() {
                    if let (Some(own), Some(other)) = (row.id(back), row.id(ahead)) {
                        let others = index.entry(own).or_default();
                        if !others.contains(&other) {
                            others.push(other);
                        }
                    }
                }
            }
            _ => {}
        }
        index
    }
}
