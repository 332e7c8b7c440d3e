//! One row against one participant, field by field: what changes, what is left alone, and what stands in the way.

use super::{Content, FieldChange, NotIndexed, Options, Planner, Reason};
use crate::{Index, Ownership, matching::Stored};
use participants_core::{Change, Clearing, Field, FieldCapability, ParticipantUpdate, Required, Support, text};
use std::borrow::Cow;

/// What the fields of a row come to.
#[derive(Default)]
pub(super) struct Compared {
    pub(super) changes: Vec<FieldChange>,
    /// Why fields are left alone.
    pub(super) notes: Vec<Reason>,
    /// Why the row cannot be carried out in full.
    pub(super) obstacles: Vec<Reason>,
}

/// Why a field cannot be written that no table has.
const NO_SUCH_FIELD: &str = "the provider has no such field";

impl Planner<'_> {
    /// What a row changes about an existing participant.
    pub(super) fn changes(&self, index: &Index, at: u32, wanted: &ParticipantUpdate) -> Result<Compared, NotIndexed> {
        let mut compared = Compared::default();
        for field in wanted.named() {
            let Some(after) = wish(wanted, &field) else { continue };
            let known = self.capabilities.field(&field);
            let shown = known.is_some_and(|known| known.read);
            let stored = index.stored(at, &field).ok_or_else(|| NotIndexed(field.clone()))?;
            if shown && is_equal(&field, stored, after.as_deref()) {
                // It is as it shall be, so it does not matter who may write it.
                continue;
            }
            let after = after.map_or(Content::Empty, |text| Content::Value(text.into_owned()));
            let before = if shown { content(stored) } else { Content::Unknown };
            if has_lost_zeros(&field, &before, &after) {
                compared.notes.push(Reason::LostZeros { field });
            } else if let Some(why_not) = self.owned(&field, shown, &before) {
                compared.notes.push(why_not);
            } else if is_secret(&field) {
                compared.obstacles.push(Reason::Secret { field });
            } else if let Some(obstacle) = obstacle(&field, known, &after, |known| known.update) {
                compared.obstacles.push(obstacle);
            } else if !shown && !self.options.write_unseen {
                compared.notes.push(Reason::NotShown { field });
            } else {
                compared.changes.push(FieldChange { field, before, after });
            }
        }
        Ok(compared.left_out(self.options))
    }

    /// What a row gives to a new participant. What it wants empty is empty.
    pub(super) fn create_fields(&self, wanted: &ParticipantUpdate) -> Compared {
        let mut compared = Compared::default();
        for field in wanted.named() {
            let Some(Some(text)) = wish(wanted, &field) else { continue };
            let after = Content::Value(text.into_owned());
            if is_secret(&field) {
                compared.obstacles.push(Reason::Secret { field });
            } else if let Some(obstacle) = obstacle(&field, self.capabilities.field(&field), &after, |it| it.create) {
                compared.obstacles.push(obstacle);
            } else {
                compared.changes.push(FieldChange { field, before: Content::Empty, after });
            }
        }
        let mut compared = compared.left_out(self.options);
        let lacking = self.lacking(wanted, &compared.changes);
        compared.obstacles.extend(lacking);
        compared
    }

    /// What a new participant must be given and the row does not give, or gives in a field that is left out.
    fn lacking(&self, wanted: &ParticipantUpdate, changes: &[FieldChange]) -> Vec<Reason> {
        let is_kept = |field: &Field| !self.options.leave_out || changes.iter().any(|change| change.field == *field);
        let is_given = |field: &Field| {
            wanted.change_ref(field).value().is_some_and(|text| !text.trim().is_empty()) && is_kept(field)
        };
        let reason = |required: &Required| {
            let fields = required.one_of.to_vec();
            Reason::Required { fields, why: required.why.into() }
        };
        self.capabilities.lacking(is_given).map(reason).collect()
    }

    /// Why a field that differs is not the roster's to change.
    fn owned(&self, field: &Field, shown: bool, before: &Content) -> Option<Reason> {
        match self.mapping.map(|mapping| mapping.ownership(field)).unwrap_or_default() {
            Ownership::Always => None,
            Ownership::Never => Some(Reason::ProviderOwned { field: field.clone() }),
            Ownership::OnlyIfEmpty if *before == Content::Empty => None,
            Ownership::OnlyIfEmpty if !shown => Some(Reason::NotShown { field: field.clone() }),
            Ownership::OnlyIfEmpty => Some(Reason::AlreadyFilled { field: field.clone() }),
        }
    }
}

impl Compared {
    /// Obstacles become notes where such fields are to be left out.
    fn left_out(mut self, options: Options) -> Self {
        if options.leave_out {
            self.notes.append(&mut self.obstacles);
        }
        self
    }
}

/// What the row wants of a field, if anything: a value, or nothing there. An empty text is what an empty field is.
fn wish<'a>(wanted: &'a ParticipantUpdate, field: &Field) -> Option<Option<Cow<'a, str>>> {
    match wanted.change_ref(field) {
        Change::Keep => None,
        Change::Set(text) if !text.is_empty() => Some(Some(text)),
        Change::Clear | Change::Set(_) => Some(None),
    }
}

fn content(stored: Stored<'_>) -> Content {
    match stored {
        Stored::Empty | Stored::Text("") => Content::Empty,
        Stored::Unreadable => Content::Unknown,
        Stored::Text(text) => Content::Value(text.to_owned()),
    }
}

/// Whether nothing is to be done.
fn is_equal(field: &Field, before: Stored<'_>, after: Option<&str>) -> bool {
    match (before, after) {
        (Stored::Text(before), after) => text::is_same_value(field, before, after.unwrap_or_default()),
        (Stored::Empty, after) => after.is_none(),
        (Stored::Unreadable, _) => false,
    }
}

fn obstacle(
    field: &Field,
    known: Option<&FieldCapability>,
    after: &Content,
    how: impl Fn(&FieldCapability) -> Support,
) -> Option<Reason> {
    let field = field.clone();
    let is_in_form = |text: &str| ParticipantUpdate::new().set_text(&field, text).is_ok();
    match known.map_or(Support::Unsupported(NO_SUCH_FIELD), how) {
        Support::Unsupported(why) => return Some(Reason::NotWritable { field, why: why.into() }),
        Support::Native | Support::Simulated(_) => {}
    }
    if !after.value().is_none_or(is_in_form) {
        return Some(Reason::NotInForm { field });
    }
    match known.map(|known| known.clear) {
        Some(Clearing::Refused(why)) if *after == Content::Empty => {
            Some(Reason::NotClearable { field, why: why.into() })
        }
        _ => None,
    }
}

/// Whether a value of digits that are no quantity is the stored one without the zeros before it.
fn has_lost_zeros(field: &Field, before: &Content, after: &Content) -> bool {
    use Field::{ExternalId, HouseNumber, Mobile, Phone, PostalCode};
    let is_number = matches!(field, ExternalId | Phone | Mobile | PostalCode | HouseNumber | Field::Custom(_));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    let (Some(before), Some(after)) = (before.value(), after.value().filter(|text| is_number && is_digits(text)))
    else {
        return false;
    };
    // A phone number may be kept in groups.
    let before: String = before.chars().filter(|sign| !matches!(sign, ' ' | '.' | '-' | '/')).collect();
    before.len() > after.len() && is_digits(&before) && before.trim_start_matches('0') == after
}

/// Whether a field's value grants access.
pub(super) fn is_secret(field: &Field) -> bool {
    *field == Field::Password
}
