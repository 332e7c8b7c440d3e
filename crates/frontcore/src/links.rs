//! Records with links that let in anyone who has them, where no page shows what the members are called.

use participants_core::{Document, Record, secrecy::SecretString, serde_json::Value};
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, fmt, ops::Deref};

/// A record that holds links which grant access to anyone who has them.
///
/// No page that could be read shows what their members are called. So every text of the record that is a web address
/// is taken for such a link. Dereferences to the typed record.
#[derive(Clone)]
pub struct LinkedRecord<T>(Record<T>);

impl<T> LinkedRecord<T> {
    pub(crate) fn new(record: Record<T>) -> Self {
        Self(record)
    }

    /// The links, by the dotted path of the member that each stands in; items of a list are counted from 0.
    #[must_use]
    pub fn links(&self) -> BTreeMap<String, SecretString> {
        let mut links = BTreeMap::new();
        take_links(&mut self.0.document().value(), "", &mut links);
        links
    }

    /// The record as it came, links included.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.0.document()
    }
}

impl<T: DeserializeOwned> LinkedRecord<T> {
    /// The members that the type does not list, with their values; links and other secrets are left out.
    #[must_use]
    pub fn extra(&self) -> BTreeMap<String, Value> {
        let mut extra = self.0.extra();
        extra.retain(|_, value| !take_links(value, "", &mut BTreeMap::new()));
        extra
    }
}

impl<T> Deref for LinkedRecord<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Shows the size, never the content.
impl<T> fmt::Debug for LinkedRecord<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Takes the links out of what stands at `path`; whether that is itself a link.
fn take_links(value: &mut Value, path: &str, links: &mut BTreeMap<String, SecretString>) -> bool {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::String(text) if is_address(text) => {
            links.insert(path.to_owned(), text.as_str().into());
            return true;
        }
        Value::Object(members) => members.retain(|name, member| !take_links(member, &below(name), links)),
        Value::Array(items) => {
            let mut place = 0_usize;
            items.retain_mut(|item| {
                let is_link = take_links(item, &below(&place.to_string()), links);
                place = place.saturating_add(1);
                !is_link
            });
        }
        _ => {}
    }
    false
}

fn is_address(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    let starts = |with: &[u8]| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    starts(b"https://") || starts(b"http://")
}
