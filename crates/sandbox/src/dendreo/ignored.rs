//! Which parameters of a call mean nothing here, so that a tester sees them in the log.

use super::query::{SPANS, bounds};
use super::resource::{Kind, Resource};
use super::{Dendreo, Script};
use crate::emulator::Call;
use http::Method;

impl Dendreo {
    /// The names in the query that had no effect on the answer; `limit` has none at the real service either.
    pub(super) fn ignored_by(&self, script: &Script, call: &Call) -> Vec<String> {
        let means = |name: &str| match script {
            Script::Of(resource) => name == "key" || has_meaning(resource, &call.method, name),
            Script::Files => FILES.contains(&name),
            Script::Tasks => ["key", "id", "id_participant", "types"].contains(&name),
            Script::Individuals => true,
        };
        let names = call.query.iter().map(|(name, _)| name.split_once('[').map_or(name.as_str(), |(name, _)| name));
        names.filter(|name| !means(name)).map(str::to_owned).collect()
    }
}

/// The parameters of `fichiers.php`.
const FILES: [&str; 8] =
    ["key", "id", "cible", "id_cible", "collection_name", "fields", "created_after", "updated_after"];

fn has_meaning(resource: &Resource, method: &Method, name: &str) -> bool {
    let is_field = || resource.field(name).is_some() || resource.switches.contains(&name);
    match (method, name) {
        (_, "id") => true,
        _ if name == resource.id => true,
        (&Method::GET, "fields" | "show" | "search") => true,
        (&Method::GET, "include") => !resource.includes.is_empty(),
        (&Method::GET, "id_externe") => resource.fields.contains(&name),
        (&Method::GET, "nb_jours") => resource.dated,
        (&Method::GET, _) => {
            let span = SPANS.iter().find(|(span, _)| *span == name);
            span.is_some_and(|(_, moment)| bounds(resource, moment))
                || resource.filters.iter().any(|filter| filter.name == name)
        }
        (&Method::DELETE, _) => false,
        _ => is_field() || (resource.kind == Kind::Contact && name == "particulier"),
    }
}
