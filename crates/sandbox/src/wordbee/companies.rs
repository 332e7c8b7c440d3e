//! List, create and update companies: the neighbours that persons need, no more.

use super::persons::{int32, is_email};
use super::store::{Record, Store, text};
use super::{Refusal, query};
use crate::emulator::Call;
use crate::settings::Settings;
use serde_json::{Value, json};

/// The texts that can be written, with the name each is read under.
const TEXTS: &[(&str, &str)] = &[
    ("CompanyName", "Name"),
    ("CountryCode", "CountryCode"),
    ("TimeZone", "TimeZone"),
    ("ContactEmail", "ContactEmail"),
    ("ContactName", "ContactName"),
    ("ContactPhone", "ContactPhone"),
    ("ContactPhoneMobile", "ContactPhoneMobile"),
    ("ContactFax", "ContactFax"),
    ("AddressLine1", "AddressLine1"),
    ("AddressLine2", "AddressLine2"),
    ("AddressLine3", "AddressLine3"),
    ("City", "City"),
    ("Zip", "Zip"),
    ("Comments", "Comments"),
];
/// How many of the texts a create must have.
const REQUIRED: usize = 4;

/// What a filter may name.
const FILTERS: &[&str] =
    &["CompanyId", "Name", "IsClient", "IsSupplier", "IsActive", "Profile_", "CountryCode", "City"];

/// The companies that pass `filter`, `isclient` and `issupplier`.
pub(super) fn list(store: &Store, settings: &Settings, call: &Call) -> Result<Value, Refusal> {
    let filter = call
        .parameter("filter")
        .map(|filter| query::parse(filter, false, &|name| FILTERS.iter().copied().find(|known| *known == name)))
        .transpose()
        .map_err(Refusal::bad)?;
    let (client, supplier) = (switch(call, "isclient")?, switch(call, "issupplier")?);
    let is = |company: &Record, name: &str, wanted: Option<bool>| {
        wanted.is_none_or(|wanted| company.get(name) == Some(&Value::Bool(wanted)))
    };
    Ok(store
        .companies()
        .values()
        .filter(|company| {
            filter.as_ref().is_none_or(|filter| filter.matches(company, settings.is("text_match", "exact")))
        })
        .filter(|company| is(company, "IsClient", client) && is(company, "IsSupplier", supplier))
        .map(shown)
        .collect())
}

/// Adds a company. Answers its id.
pub(super) fn create(store: &mut Store, data: &Record) -> Result<i64, Refusal> {
    for (name, _) in &TEXTS[..REQUIRED] {
        if text(data, name).trim().is_empty() {
            return Err(Refusal::bad(format!("{name} is missing")));
        }
    }
    if !data.contains_key("IsClient") {
        return Err(Refusal::bad("IsClient is missing"));
    }
    let mut company = Record::new();
    company.insert("IsActive".into(), true.into());
    company.insert("Profile_".into(), 0.into());
    change(&mut company, data)?;
    Ok(store.add_company(company))
}

/// Changes a company; what is not named is kept.
pub(super) fn update(store: &mut Store, settings: &Settings, id: i64, data: &Record) -> Result<(), Refusal> {
    let company = store.company(id).ok_or_else(|| Refusal::unknown(settings, "There is no such company"))?;
    let mut company = company.clone();
    change(&mut company, data)?;
    store.put_company(id, company);
    Ok(())
}

/// The read record.
pub(super) fn shown(company: &Record) -> Value {
    let mut answer: Record = TEXTS.iter().map(|(_, name)| ((*name).to_owned(), Value::Null)).collect();
    answer.extend(company.clone());
    let id = company.get("CompanyId").cloned().unwrap_or_default();
    answer.insert("OnlineUrl".into(), format!("https://nordwind.example.org/companies/{id}").into());
    answer.into()
}

/// A boolean parameter, if it is there.
pub(super) fn switch(call: &Call, name: &str) -> Result<Option<bool>, Refusal> {
    match call.parameter(name) {
        None => Ok(None),
        Some(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
        Some(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
        Some(_) => Err(Refusal::bad(format!("{name} must be true or false"))),
    }
}

fn change(company: &mut Record, data: &Record) -> Result<(), Refusal> {
    for (name, read_name) in TEXTS {
        match data.get(*name) {
            None => {}
            Some(text @ Value::String(_)) => drop(company.insert((*read_name).into(), text.clone())),
            Some(_) => return Err(Refusal::bad(format!("{name} must be text"))),
        }
    }
    if text(company, "CountryCode").chars().count() != 3 {
        return Err(Refusal::bad("CountryCode needs 3 letters"));
    }
    if !is_email(text(company, "ContactEmail")) {
        return Err(Refusal::bad("ContactEmail is not a valid address"));
    }
    if let Some(value) = data.get("IsClient") {
        let client = value.as_bool().ok_or_else(|| Refusal::bad("IsClient must be true or false"))?;
        company.insert("IsClient".into(), client.into());
        company.insert("IsSupplier".into(), (!client).into());
    }
    if let Some(value) = data.get("CompanyTypeId") {
        let kind = int32(value).ok_or_else(|| Refusal::bad("CompanyTypeId must be a number"))?;
        company.insert("Profile_".into(), json!(kind));
    }
    Ok(())
}
