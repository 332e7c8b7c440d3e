//! List, create and update companies. Some names differ between reading and writing, and two between the two writes.

use super::persons::{int32, is_email};
use super::query::{self, Dialect};
use super::store::{Record, Store, text};
use super::texts::{self, Text};
use super::{Refusal, definitions};
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

/// Other members that can be written.
const OTHERS: &[&str] = &["IsClient", "CompanyTypeId", "VAT", "DefaultPriceListId"];

/// Debtor and creditor number as create spells them, which is also how they are stored, and as update does.
const NUMBERS: &[(&str, &str)] = &[("DebtorNo", "DebtorNumber"), ("CreditorNo", "CreditorNumber")];

/// What a filter may name.
const FILTERS: &[&str] =
    &["CompanyId", "Name", "IsClient", "IsSupplier", "IsActive", "Profile_", "CountryCode", "City"];

/// The companies that pass `filter`, `isclient` and `issupplier`.
pub(super) fn list(store: &Store, settings: &Settings, call: &Call) -> Result<Value, Refusal> {
    let dialect = if settings.is("v1_filter", "wide") { Dialect::V1Wide } else { Dialect::V1 };
    let filter = call
        .parameter("filter")
        .map(|filter| query::parse(filter, dialect, &|name| FILTERS.iter().copied().find(|known| *known == name)))
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
        .map(|company| shown(settings, company))
        .collect())
}

/// Adds a company. Answers its id.
pub(super) fn create(store: &mut Store, settings: &Settings, data: &Record) -> Result<i64, Refusal> {
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
    company.insert("Profile_".into(), definitions::CORPORATION.into());
    change(settings, &mut company, data, true)?;
    Ok(store.add_company(company))
}

/// Changes a company; what is not named is kept.
pub(super) fn update(store: &mut Store, settings: &Settings, id: i64, data: &Record) -> Result<(), Refusal> {
    let company = store.company(id).ok_or_else(|| Refusal::unknown(settings, "There is no such company"))?;
    let mut company = company.clone();
    change(settings, &mut company, data, false)?;
    store.put_company(id, company);
    Ok(())
}

/// A company with all that is stored.
pub(super) fn stored(company: &Record) -> Record {
    let mut answer: Record = TEXTS.iter().map(|(_, name)| ((*name).to_owned(), Value::Null)).collect();
    answer.extend(company.clone());
    let id = company.get("CompanyId").cloned().unwrap_or_default();
    answer.insert("OnlineUrl".into(), format!("https://nordwind.example.org/companies/{id}").into());
    answer
}

/// The read record.
fn shown(settings: &Settings, company: &Record) -> Value {
    let mut answer = stored(company);
    for (no, number) in NUMBERS {
        let value = answer.remove(*no);
        let name = match settings.word("company_numbers") {
            "no" => no,
            "number" => number,
            _ => continue,
        };
        answer.insert((*name).into(), value.unwrap_or_default());
    }
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

fn change(settings: &Settings, company: &mut Record, data: &Record, new: bool) -> Result<(), Refusal> {
    let number = |(no, number): &(&'static str, &'static str)| if new { *no } else { *number };
    texts::refuse_unknown(settings, data.keys(), |name| {
        let listed = TEXTS.iter().any(|(wire, _)| *wire == name) || OTHERS.contains(&name);
        listed || is_billing(name) || NUMBERS.iter().any(|numbers| number(numbers) == name)
    })?;
    let null = settings.word("null_text");
    for (index, (wire, stored)) in TEXTS.iter().enumerate() {
        if let Some(value) = data.get(*wire) {
            texts::change(settings, company, Text { wire, stored, required: index < REQUIRED }, value, null)?;
        }
    }
    for (name, value) in data.iter().filter(|(name, _)| is_billing(name)) {
        texts::change(settings, company, Text { wire: name, stored: name, required: false }, value, null)?;
    }
    let country = text(company, "CountryCode");
    if country.chars().count() != 3 || !country.chars().all(char::is_alphabetic) {
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
    if let Some(value) = data.get("VAT") {
        let rate = value.as_f64().ok_or_else(|| Refusal::bad("VAT must be a number"))?;
        company.insert("VAT".into(), json!(rate));
    }
    if let Some(value) = data.get("DefaultPriceListId") {
        let list = int32(value).ok_or_else(|| Refusal::bad("DefaultPriceListId must be a number"))?;
        company.insert("DefaultPriceListId".into(), json!(list));
    }
    for numbers in NUMBERS {
        match data.get(number(numbers)) {
            None => {}
            Some(value @ (Value::String(_) | Value::Number(_))) => {
                company.insert(numbers.0.into(), value.clone());
            }
            Some(_) => return Err(Refusal::bad(format!("{} must be text or a number", number(numbers)))),
        }
    }
    Ok(())
}

/// A billing copy of another text. The record page has them all under `Inv…`; their full names were not to be seen.
fn is_billing(name: &str) -> bool {
    name.strip_prefix("Inv").is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
}
