//! Which participants a list call asks for. What the documents leave open about it stands in the settings.

use super::answers::Failure;
use super::clock::{Clock, is_day};
use super::input::Input;
use super::store::Participant;
use crate::settings::Settings;

/// One condition on a participant and its id.
type Condition = Box<dyn Fn(u64, &Participant) -> bool>;

/// All conditions of a list call.
pub(super) struct Filter {
    conditions: Vec<Condition>,
    any: bool,
}

impl Filter {
    /// Reads the conditions out of a call.
    ///
    /// # Errors
    /// A date or a number of days is none.
    pub(super) fn of(settings: &Settings, input: &Input, clock: Clock) -> Result<Self, Failure> {
        let mut conditions: Vec<Condition> = Vec::new();
        if let Some(wanted) = input.text("email") {
            let exact = settings.is("email_match", "exact");
            let folded = wanted.to_lowercase();
            conditions.push(Box::new(move |_, participant| {
                let email = field(participant, "email");
                if exact { email == wanted } else { email.to_lowercase() == folded }
            }));
        }
        if let Some(wanted) = input.text("id_entreprise") {
            let wanted = if wanted == "0" { String::new() } else { wanted };
            conditions.push(Box::new(move |_, participant| field(participant, "id_entreprise") == wanted));
        }
        if let Some(wanted) = input.text("date_de_naissance") {
            conditions.push(Box::new(move |_, participant| field(participant, "date_de_naissance") == wanted));
        }
        if let Some(wanted) = input.text("search") {
            let wanted = wanted.to_lowercase();
            conditions.push(Box::new(move |id, participant| found(id, participant, &wanted)));
        }
        for name in ["created_after", "created_before", "updated_after", "updated_before"] {
            if let Some(text) = input.text(name) {
                conditions.push(by_day(settings, name, &text)?);
            }
        }
        if let Some(days) = input.text("nb_jours") {
            let since = clock.days_ago(days.parse().map_err(|_| Failure::of("Format incorrect (nb_jours)"))?);
            conditions.push(Box::new(move |_, participant| {
                participant.added.as_str() >= since.as_str() || participant.edited.as_str() >= since.as_str()
            }));
        }
        Ok(Self { conditions, any: settings.is("filters", "any") })
    }

    /// Whether this participant is asked for.
    pub(super) fn wants(&self, id: u64, participant: &Participant) -> bool {
        let mut results = self.conditions.iter().map(|condition| condition(id, participant));
        if self.any && !self.conditions.is_empty() { results.any(|fits| fits) } else { results.all(|fits| fits) }
    }
}

fn field<'a>(participant: &'a Participant, name: &str) -> &'a str {
    participant.fields.get(name).map_or("", String::as_str)
}

/// Free text over names, e-mail, remarks and id; both orders of the name.
fn found(id: u64, participant: &Participant, wanted: &str) -> bool {
    let (first, last) = (field(participant, "prenom"), field(participant, "nom"));
    let texts = [
        format!("{first} {last} {first}"),
        field(participant, "email").to_owned(),
        field(participant, "commentaires").to_owned(),
    ];
    id.to_string() == wanted || texts.iter().any(|text| text.to_lowercase().contains(wanted))
}

/// A day, or a moment of which only the day counts. What never happened fits no span.
fn by_day(settings: &Settings, name: &'static str, text: &str) -> Result<Condition, Failure> {
    let day = text.get(..10).filter(|day| is_day(day)).map(str::to_owned);
    let wanted = day.ok_or_else(|| Failure::of(format!("Format incorrect ({name})")))?;
    let inclusive = settings.is("date_bounds", "inclusive");
    Ok(Box::new(move |_, participant| {
        let moment = if name.starts_with("created") { &participant.added } else { &participant.edited };
        let Some(day) = moment.get(..10) else { return false };
        let beyond = if name.ends_with("after") { day > wanted.as_str() } else { day < wanted.as_str() };
        beyond || (inclusive && day == wanted)
    }))
}
