//! POST and PUT: a record is made or changed, then answered as it is stored.

use super::Dendreo;
use super::answers::{self, Failure};
use super::input::Input;
use super::record::{Fields, Row};
use super::resource::{Kind, Resource};
use super::view::View;
use super::write;
use crate::emulator::{Effect, Reply};

impl Dendreo {
    /// POST: an update where the id names a record, else a create.
    pub(super) fn post(&mut self, resource: &'static Resource, input: &Input) -> Result<Reply, Failure> {
        let id = match self.settings.word("id_read_from") {
            "query" => input.in_query().named_id(resource),
            "body" => input.in_body().named_id(resource),
            _ => input.named_id(resource),
        };
        if resource.kind == Kind::CatalogueRow {
            return self.publish(id.as_deref(), input);
        }
        match id.as_deref().map(|id| self.known(resource, id)) {
            Some(Some(id)) => self.update(resource, id, input),
            Some(None) if self.settings.is("misread_id", "refuses") => Err(answers::unknown()),
            _ => self.create(resource, input),
        }
    }

    /// PUT: always an update.
    pub(super) fn put(&mut self, resource: &'static Resource, input: &Input) -> Result<Reply, Failure> {
        let id = input.named_id(resource).and_then(|id| self.known(resource, &id)).ok_or_else(answers::unknown)?;
        self.update(resource, id, input)
    }

    fn create(&mut self, resource: &'static Resource, input: &Input) -> Result<Reply, Failure> {
        let kind = resource.kind;
        if kind == Kind::Contact && input.is_on("particulier") {
            return self.create_individual(input);
        }
        let input = &self.completed(kind, input)?;
        let fields = write::apply(&self.settings, resource, None, input, &write::required(&self.settings, resource))?;
        self.check(resource, None, &fields, input)?;
        let id = self.make(kind, fields);
        self.made(kind, id, input);
        Ok(self.written(kind, id, self.settings.status("created_status")).after(Effect::Created))
    }

    fn update(&mut self, resource: &'static Resource, id: u64, input: &Input) -> Result<Reply, Failure> {
        let kind = resource.kind;
        if kind == Kind::Enrolment {
            self.check_edit(input)?;
        }
        let before = self.store.get(kind, id).ok_or_else(answers::unknown)?;
        let input = &if kind == Kind::Contact { self.with_company(input)? } else { input.clone() };
        let required = write::required(&self.settings, resource);
        let fields = write::apply(&self.settings, resource, Some(&before.fields), input, &required)?;
        self.check(resource, Some(id), &fields, input)?;
        self.change(kind, id, fields);
        self.changed(kind, id, input);
        Ok(self.written(kind, id, 200).after(Effect::Changed))
    }

    /// Stores a new record.
    pub(super) fn make(&mut self, kind: Kind, fields: Fields) -> u64 {
        let added = self.clock.tick();
        self.store.add(kind, Row { fields, added, edited: String::new() })
    }

    /// Stores a record's new fields.
    pub(super) fn change(&mut self, kind: Kind, id: u64, fields: Fields) {
        let edited = self.clock.tick();
        if let Some(row) = self.store.get_mut(kind, id) {
            *row = Row { fields, edited, added: std::mem::take(&mut row.added) };
        }
    }

    /// A row of the catalogue is made for a training action that has none. What else a write may say is not known.
    fn publish(&mut self, id: Option<&str>, input: &Input) -> Result<Reply, Failure> {
        let resource = Kind::CatalogueRow.resource();
        let id = id.ok_or_else(|| Failure::of(format!("Champ obligatoire ({})", resource.id)))?;
        let id = self.known(Kind::Action.resource(), id).ok_or_else(answers::unknown)?;
        if self.store.has(Kind::CatalogueRow, id) {
            return self.update(resource, id, input);
        }
        let mut fields = write::apply(&self.settings, resource, None, input, &[])?;
        fields.insert(resource.id.into(), id.to_string());
        let added = self.clock.tick();
        self.store.add_as(Kind::CatalogueRow, id, Row { fields, added, edited: String::new() });
        Ok(self.written(Kind::CatalogueRow, id, self.settings.status("created_status")).after(Effect::Created))
    }

    /// The record that an id names.
    pub(super) fn known(&self, resource: &Resource, id: &str) -> Option<u64> {
        id.parse().ok().filter(|id| self.store.has(resource.kind, *id))
    }

    /// The answer to a write.
    pub(super) fn written(&self, kind: Kind, id: u64, status: u16) -> Reply {
        let view: View = self.view(kind.resource(), &Input::default());
        answers::written(&self.settings, status, &self.show(kind, id, &view).unwrap_or_default())
    }
}
