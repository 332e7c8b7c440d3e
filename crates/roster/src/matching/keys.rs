//! A row's own keys, as far as the provider shows what they are compared with.

use super::{Rule, fold};
use participants_core::{Capabilities, Field, ParticipantUpdate, birthday};

/// The keys of one row, as hashes.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowKeys {
    pub(crate) external_id: Option<u64>,
    pub(crate) email: Option<u64>,
    pub(crate) person: Option<u64>,
}

/// The kinds of keys a row has itself, strongest first.
pub(crate) type Kind = (Rule, fn(&RowKeys) -> Option<u64>);

impl RowKeys {
    pub(crate) const KINDS: [Kind; 3] = [
        (Rule::ExternalId, |keys| keys.external_id),
        (Rule::Email, |keys| keys.email),
        (Rule::Person, |keys| keys.person),
    ];

    /// The keys a row names, as far as one of these rules compares them with what the provider shows. Blank ones are
    /// none.
    pub(crate) fn of(wanted: &ParticipantUpdate, capabilities: &Capabilities, rules: &[Rule]) -> Self {
        let shows = |field: &Field| capabilities.field(field).is_some_and(|known| known.read);
        let counts = |rule: Rule| rules.contains(&rule) && rule.fields().iter().all(shows);
        Self {
            external_id: external_id(wanted).filter(|_| counts(Rule::ExternalId)).map(fold::exact),
            email: email(wanted).filter(|_| counts(Rule::Email)).map(|email| fold::hash(&[email])),
            person: person(wanted)
                .filter(|_| counts(Rule::Person))
                .map(|(first, last, born)| fold::hash(&[first, last, &born])),
        }
    }

    /// The same keys within one session, where a participant is a person's place in a session.
    pub(crate) fn within(self, session: Option<&str>) -> Self {
        let Some(session) = session.map(fold::exact) else { return self };
        let mixed = |key: u64| key.rotate_left(17) ^ session;
        Self { external_id: self.external_id.map(mixed), email: self.email.map(mixed), person: self.person.map(mixed) }
    }
}

pub(super) fn external_id(wanted: &ParticipantUpdate) -> Option<&str> {
    not_blank(wanted.external_id.value())
}

pub(super) fn email(wanted: &ParticipantUpdate) -> Option<&str> {
    not_blank(wanted.email.value())
}

pub(super) fn person(wanted: &ParticipantUpdate) -> Option<(&str, &str, String)> {
    let born = wanted.date_of_birth.value().filter(|born| birthday::is_key(**born))?.to_string();
    Some((not_blank(wanted.first_name.value())?, not_blank(wanted.last_name.value())?, born))
}

/// The session a row is about, where the provider's participants show theirs.
pub(crate) fn session<'a>(wanted: &'a ParticipantUpdate, capabilities: &Capabilities) -> Option<&'a str> {
    not_blank(wanted.session.value()).filter(|_| capabilities.field(&Field::Session).is_some_and(|known| known.read))
}

fn not_blank(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.trim().is_empty())
}
