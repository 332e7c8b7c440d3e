//! What a create or update does to a record: which members are read, which are refused, what is kept and cleared.
//! Names that the set spelling does not know are ignored without an error, as a changeset does.

use super::dates::is_date;
use super::failures::{Problem, Step};
use super::wire::{ADDRESS, CONTACT, Kind, Member, PARTICIPANT, Spelling};
use crate::settings::Settings;
use serde_json::{Map, Value};

type Members = Map<String, Value>;

/// The record after the request.
///
/// A member that no page lists is ignored unless the record already has it: the server accepts what it
/// sent itself, so a client that changes such a member by mistake is detected.
pub(super) fn written(
    settings: &Settings,
    before: &Members,
    body: &Members,
    replace: bool,
) -> Result<Members, Vec<Problem>> {
    let mut writer = Writer {
        settings,
        spelling: Spelling::of(settings),
        path: vec![Step::Name("participant".into())],
        problems: Vec::new(),
    };
    let after = writer.object(PARTICIPANT, before, body, replace);
    let refused = |problem: &Problem| problem.path.last() == Some(&Step::Name("email".into()));
    if settings.flag("email_required") && !after.contains_key("email") && !writer.problems.iter().any(refused) {
        writer.inside(Step::Name("email".into()), |writer| writer.refuse("is required"));
    }
    if writer.problems.is_empty() { Ok(after) } else { Err(writer.problems) }
}

struct Writer<'a> {
    settings: &'a Settings,
    spelling: Spelling,
    path: Vec<Step>,
    problems: Vec<Problem>,
}

impl Writer<'_> {
    fn object(&mut self, members: &[Member], before: &Members, body: &Members, replace: bool) -> Members {
        let listed = |name: &str| members.iter().any(|member| member.name == name);
        let mut after = before.clone();
        if replace {
            let unlisted_too = self.settings.flag("replace_unlisted");
            after.retain(|name, _| self.spelling.name(name).is_none() || !(listed(name) || unlisted_too));
        }
        for member in members {
            let Some(name) = self.spelling.name(member.name) else { continue };
            let Some(value) = body.get(&name) else { continue };
            match self.inside(Step::Name(name), |writer| writer.value(member, before.get(member.name), value)) {
                Some(value) => after.insert(member.name.into(), value),
                None => after.remove(member.name),
            };
        }
        for name in before.keys().filter(|name| !listed(name)) {
            if let Some(value) = self.spelling.name(name).and_then(|name| body.get(&name)) {
                after.insert(name.clone(), value.clone());
            }
        }
        after
    }

    /// The value to store; `None` clears. What is refused is noted, and then the result is of no use.
    fn value(&mut self, member: &Member, before: Option<&Value>, value: &Value) -> Option<Value> {
        match (member.kind, value) {
            (_, Value::Null) => self.null(member),
            (Kind::Address, Value::Object(address)) => {
                let merge = self.settings.is("address_writes", "merge");
                let none = Members::new();
                let before = before.and_then(Value::as_object).unwrap_or(&none);
                Some(self.object(ADDRESS, before, address, !merge).into())
            }
            (Kind::Address, _) => self.refuse("must be an object"),
            (Kind::Contacts, Value::Array(entries)) => Some(self.contacts(before, entries)),
            (Kind::Contacts, _) => self.refuse("must be an array"),
            (kind, Value::String(text)) => self.text(kind, text),
            _ => self.refuse("must be text"),
        }
    }

    fn null(&mut self, member: &Member) -> Option<Value> {
        match self.settings.word("nulls") {
            "clears" => None,
            "newer_pages" if member.nullable => None,
            _ => self.refuse("must not be null"),
        }
    }

    fn text(&mut self, kind: Kind, text: &str) -> Option<Value> {
        if text.is_empty() && self.settings.is("empty_text", "clears") {
            return None;
        }
        if self.settings.is("validation", "types") {
            return Some(text.into());
        }
        match kind {
            Kind::Name if self.settings.flag("name_pattern") && !is_documented_name(text) => {
                self.refuse("does not match the pattern")
            }
            Kind::Email if !is_email(text) => self.refuse("is not an e-mail address"),
            Kind::Date if !is_date(text) => self.refuse("is not a date"),
            Kind::Words(words) if !words.contains(&text) => self.refuse("is not one of the values"),
            _ => Some(text.into()),
        }
    }

    /// The entries sent, after those that stay.
    fn contacts(&mut self, before: Option<&Value>, entries: &[Value]) -> Value {
        let known: Members = before
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .flat_map(|entry| entry.iter().map(|(name, value)| (name.clone(), value.clone())))
            .collect();
        let mut sent = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            sent.push(self.inside(Step::Index(index), |writer| match entry {
                Value::Object(entry) => {
                    let mut entry_after = writer.object(CONTACT, &known, entry, false);
                    let spelling = writer.spelling;
                    entry_after.retain(|name, _| spelling.name(name).is_some_and(|name| entry.contains_key(&name)));
                    Some(entry_after.into())
                }
                _ => writer.refuse("must be an object"),
            }));
        }
        let mut after = match before.and_then(Value::as_array) {
            Some(entries) if self.settings.is("contact_writes", "append") => entries.clone(),
            _ => Vec::new(),
        };
        let stay = after.len();
        let new = sent.into_iter().flatten().filter(|entry| !after[..stay].contains(entry)).collect::<Vec<_>>();
        after.extend(new);
        after.into()
    }

    fn inside<T>(&mut self, step: Step, act: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let result = act(self);
        self.path.pop();
        result
    }

    fn refuse(&mut self, detail: &str) -> Option<Value> {
        self.problems.push(Problem { path: self.path.clone(), detail: detail.into() });
        None
    }
}

/// The documented pattern `[a-zA-Z][a-zA-Z0-9_]+`, which has no anchors: two such characters anywhere will do.
fn is_documented_name(name: &str) -> bool {
    name.as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_alphabetic() && (pair[1].is_ascii_alphanumeric() || pair[1] == b'_'))
}

/// A loose look: something, one `@`, something, and no white space.
fn is_email(text: &str) -> bool {
    let mut parts = text.split('@');
    let whole =
        parts.next().is_some_and(|local| !local.is_empty()) && parts.next().is_some_and(|host| !host.is_empty());
    whole && parts.next().is_none() && !text.contains([' ', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::{is_documented_name, is_email};

    #[test]
    fn the_name_pattern_has_no_anchors() {
        for pass in ["Müller", "Weiß", "O'Brien", "Anna Maria", "Noé", "Åsa", "Nguyễn", "Łukasz", "Wu", "A_", "b2"]
        {
            assert!(is_documented_name(pass), "{pass}");
        }
        for fail in ["Ján", "Þór", "Lê", "Đỗ", "Aß", "Y", "Ö", "A.", "Иван", "李", "محمد", "", "2_b", "_a"]
        {
            assert!(!is_documented_name(fail), "{fail}");
        }
    }

    #[test]
    fn an_address_has_one_at_sign() {
        for good in ["a@b", "lena.özdemir@example.org", "x+y@example.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
