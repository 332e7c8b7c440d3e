//! `participants.php`: list, read, create, update, delete.

use super::answers::{self, Failure};
use super::filter::Filter;
use super::input::Input;
use super::record::{CUSTOM, Fields, PARTICIPANT, country, participant_field, shown};
use super::store::Participant;
use super::{Dendreo, write};
use crate::emulator::{Effect, Reply};
use http::Method;
use serde_json::{Map, Value};

/// Which keys of a record are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    /// Only these, if any are named.
    fields: Vec<String>,
    dates: Dates,
    participations: bool,
}

#[derive(Clone, Debug, Default)]
enum Dates {
    #[default]
    All,
    Only(Vec<String>),
}

impl Dendreo {
    /// Answers a call to the script.
    pub(super) fn participants(&mut self, method: &Method, input: &Input) -> Result<Reply, Failure> {
        match *method {
            Method::GET => self.read(input),
            Method::POST => self.write(input),
            Method::PUT => match self.settings.word("put") {
                "refused" => Ok(Reply::empty(405)),
                "query" => self.replace(&input.in_query()),
                _ => self.replace(input),
            },
            Method::DELETE => self.delete(input),
            _ => Ok(Reply::empty(405)),
        }
    }

    /// A participant in wire form, as an unfiltered read shows it.
    pub(super) fn participant(&self, id: u64, participant: &Participant, view: &View) -> Value {
        let names: Vec<&str> = PARTICIPANT.iter().chain(CUSTOM).copied().collect();
        let mut record = shown(&names, &participant.fields);
        let mut add = |name: &str, value: String| drop(record.insert(name.into(), value.into()));
        let link = |end: &str| format!("https://extranet.example.org/{}/{end}", super::INSTANCE);
        let contact = participant.contact.map(|id| id.to_string()).unwrap_or_default();
        let autologin =
            if participant.code.is_empty() { String::new() } else { link(&format!("login/{}", participant.code)) };
        add("id_participant", id.to_string());
        add("pays", country(participant.fields.get("pays_alpha2")).into());
        add("pays_naissance", country(participant.fields.get("pays_naissance_alpha2")).into());
        add("id_contact", contact);
        add("extranet_url", link(""));
        add("extranet_code", participant.code.clone());
        add("extranet_autologin_url", autologin);
        add("ical_url", link(&format!("ical/{:016x}", fastrand::Rng::with_seed(id).u64(..))));
        add("date_add", participant.added.clone());
        add("date_edit", participant.edited.clone());
        add("id_edit", "0".into());
        if !participant.fields.contains_key("id_entreprise") && self.settings.is("empty_reference", "0") {
            add("id_entreprise", "0".into());
        }
        if view.participations {
            let own = self.store.enrolments.iter().filter(|(_, (_, enrolled))| *enrolled == id);
            record.insert("participations".into(), own.map(|(lap, _)| self.enrolment(*lap, false)).collect());
        }
        view.cut(record)
    }

    /// What a call wants to see.
    fn view(&self, input: &Input) -> View {
        let hidden = self.settings.is("dates", "hidden");
        View {
            fields: input.list("fields"),
            dates: if hidden { Dates::Only(input.list("show")) } else { Dates::All },
            participations: input.list("include").iter().any(|name| name == "participations"),
        }
    }

    fn read(&self, input: &Input) -> Result<Reply, Failure> {
        let view = self.view(input);
        let show = |id: u64| Some(self.participant(id, self.store.participants.get(&id)?, &view));
        if let Some(ids) = named_id(input) {
            let mut found = ids.split(',').filter_map(|id| show(id.trim().parse().ok()?));
            return Ok(if ids.contains(',') {
                answers::whole_list(found)
            } else {
                answers::single(&self.settings, found.next())
            });
        }
        let mut ids: Vec<u64> = Vec::new();
        let external = input.text("id_externe");
        if let Some(wanted) = &external {
            let wanted: Vec<&str> = wanted.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
            let fits = |participant: &Participant| {
                participant.fields.get("id_externe").is_some_and(|own| wanted.contains(&own.as_str()))
            };
            ids.extend(self.store.participants.iter().filter(|(_, participant)| fits(participant)).map(|(id, _)| id));
            if ids.len() < 2 && wanted.len() < 2 {
                return Ok(answers::single(&self.settings, ids.first().and_then(|id| show(*id))));
            }
            return Ok(answers::whole_list(ids.into_iter().filter_map(show)));
        }
        let filter = Filter::of(&self.settings, input, self.clock)?;
        ids.extend(self.store.participants.iter().filter(|(id, one)| filter.wants(**id, one)).map(|(id, _)| id));
        if self.settings.is("list_order", "id_descending") {
            ids.reverse();
        }
        match usize::try_from(self.settings.number("list_cap")) {
            Ok(cap) if cap > 0 => ids.truncate(cap),
            _ => {}
        }
        Ok(answers::list(&self.settings, ids.into_iter().map(|id| show(id).unwrap_or_default())))
    }

    /// POST: an update where the id names someone, else a create.
    fn write(&mut self, input: &Input) -> Result<Reply, Failure> {
        let id = match self.settings.word("id_read_from") {
            "query" => named_id(&input.in_query()),
            "body" => named_id(&input.in_body()),
            _ => named_id(input),
        };
        match id.as_deref().map(|id| self.known(id)) {
            Some(Some(id)) => self.update(id, input),
            Some(None) if self.settings.is("misread_id", "refuses") => Err(answers::unknown()),
            _ => self.create(input),
        }
    }

    /// PUT: always an update.
    fn replace(&mut self, input: &Input) -> Result<Reply, Failure> {
        let id = named_id(input).and_then(|id| self.known(&id)).ok_or_else(answers::unknown)?;
        self.update(id, input)
    }

    fn create(&mut self, input: &Input) -> Result<Reply, Failure> {
        let required: &[&str] = match self.settings.word("required") {
            "nom_prenom" => &["nom", "prenom"],
            "nom_prenom_email" => &["nom", "prenom", "email"],
            "nom_prenom_entreprise" => &["nom", "prenom", "id_entreprise"],
            _ => &["nom"],
        };
        let fields = write::apply(&self.settings, &Fields::new(), input, participant_field, required)?;
        self.check(None, &fields)?;
        let added = self.clock.tick();
        let participant = Participant { fields, added, edited: String::new(), code: String::new(), contact: None };
        let id = self.store.add_participant(participant);
        Ok(self.written(id, self.settings.status("created_status")).after(Effect::Created))
    }

    fn update(&mut self, id: u64, input: &Input) -> Result<Reply, Failure> {
        let before = self.store.participants.get(&id).ok_or_else(answers::unknown)?;
        let fields = write::apply(&self.settings, &before.fields, input, participant_field, &["nom"])?;
        self.check(Some(id), &fields)?;
        let edited = self.clock.tick();
        if let Some(participant) = self.store.participants.get_mut(&id) {
            participant.fields = fields;
            participant.edited = edited;
        }
        Ok(self.written(id, 200).after(Effect::Changed))
    }

    fn delete(&mut self, input: &Input) -> Result<Reply, Failure> {
        let named = named_id(input).ok_or_else(|| Failure::of("Champ obligatoire (id_participant)"))?;
        let ids: Vec<Option<u64>> = named.split(',').map(|id| self.known(id.trim())).collect();
        if ids.contains(&None) && !self.settings.is("unknown_delete", "200") {
            return Err(answers::unknown().with(self.settings.status("unknown_delete")));
        }
        let ids: Vec<u64> = ids.into_iter().flatten().collect();
        if self.settings.is("delete_enrolled", "refused") && ids.iter().any(|id| self.store.is_enrolled(*id)) {
            return Err(Failure::of("Suppression impossible : participant inscrit"));
        }
        for id in &ids {
            self.store.participants.remove(id);
        }
        self.store.enrolments.retain(|_, (_, enrolled)| !ids.contains(enrolled));
        let effect = if ids.is_empty() { Effect::None } else { Effect::Changed };
        Ok(answers::deleted(&self.settings, &ids).after(effect))
    }

    /// The rules between records.
    fn check(&self, own: Option<u64>, fields: &Fields) -> Result<(), Failure> {
        let mut texts = Vec::new();
        let company = fields.get("id_entreprise");
        let is_known = |id: &String| id.parse().is_ok_and(|id| self.store.companies.contains_key(&id));
        if self.settings.is("unknown_company", "refused") && company.is_some_and(|id| !is_known(id)) {
            texts.push("Entreprise inconnue (id_entreprise)".into());
        }
        if let Some(email) = fields.get("email").filter(|_| self.settings.is("duplicate_email", "refused")) {
            let mut others = self.store.participants.iter().filter(|(id, _)| Some(**id) != own);
            if others.any(|(_, other)| other.fields.get("email") == Some(email)) {
                texts.push("Adresse déjà utilisée (email)".into());
            }
        }
        if texts.is_empty() { Ok(()) } else { Err(Failure { status: 422, texts }) }
    }

    fn known(&self, id: &str) -> Option<u64> {
        id.parse().ok().filter(|id| self.store.participants.contains_key(id))
    }

    fn written(&self, id: u64, status: u16) -> Reply {
        let view = View { dates: self.view(&Input::default()).dates, ..View::default() };
        let record = self.store.participants.get(&id).map(|participant| self.participant(id, participant, &view));
        answers::written(&self.settings, status, &record.unwrap_or_default())
    }
}

impl View {
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

/// The id a call names: `id_participant` or `id`, which are the same.
fn named_id(input: &Input) -> Option<String> {
    input.text("id_participant").or_else(|| input.text("id"))
}
