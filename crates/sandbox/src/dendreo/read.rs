//! GET: one record, several, or those that fit.

use super::Dendreo;
use super::answers::{self, Failure};
use super::input::Input;
use super::query::Query;
use super::resource::{Kind, Resource};
use crate::emulator::Reply;

impl Dendreo {
    /// Answers a GET of this resource.
    pub(super) fn read(&self, resource: &'static Resource, input: &Input) -> Result<Reply, Failure> {
        let kind = resource.kind;
        let external = input.text("id_externe").filter(|_| resource.fields.contains(&"id_externe"));
        let named = input.named_id(resource);
        let is_single = named.as_ref().or(external.as_ref()).is_some_and(|keys| !keys.contains(','));
        let view = if is_single { self.detail(resource, input) } else { self.view(resource, input) };
        let show = |id: u64| self.show(kind, id, &view);
        if let Some(ids) = named {
            let mut found = ids.split(',').filter_map(|id| show(id.trim().parse().ok()?));
            return Ok(if ids.contains(',') {
                answers::whole_list(found)
            } else {
                answers::single(&self.settings, found.next())
            });
        }
        if let Some(wanted) = external {
            let wanted: Vec<&str> = wanted.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
            let rows = self.store.rows(kind).iter();
            let ids = rows.filter(|(_, row)| wanted.contains(&row.text("id_externe"))).map(|(id, _)| *id);
            let ids: Vec<u64> = ids.collect();
            if ids.len() < 2 && wanted.len() < 2 {
                return Ok(answers::single(&self.settings, ids.first().and_then(|id| show(*id))));
            }
            return Ok(answers::whole_list(ids.into_iter().filter_map(show)));
        }
        let query = Query::of(self, resource, input)?;
        let rows = self.store.rows(kind).iter();
        let ids = self.ordered(rows.filter(|(id, row)| query.wants(**id, row)).map(|(id, _)| *id).collect());
        let records = ids.into_iter().map(|id| show(id).unwrap_or_default());
        let lone = if kind == Kind::Enrolment { "lone_enrolment" } else { "lone_match" };
        Ok(answers::list(&self.settings, lone, records))
    }

    /// The ids of a list, in the order and number set.
    pub(super) fn ordered(&self, mut ids: Vec<u64>) -> Vec<u64> {
        if self.settings.is("list_order", "id_descending") {
            ids.reverse();
        }
        match usize::try_from(self.settings.number("list_cap")) {
            Ok(cap) if cap > 0 => ids.truncate(cap),
            _ => {}
        }
        ids
    }
}
