//! Making and changing companies.

use crate::{
    CompanyChanges, Wordbee, checks, data, data::Named, ids, sessions::V1, text::Said, wire::COMPANY_WRITE_NAMES,
};
use participants_core::{Effect, Endpoint, Error, Request, Response, http::Method};

/// The members whose names differ between update and create.
const ON_CREATE: [(&str, &str); 2] = [("DebtorNumber", "DebtorNo"), ("CreditorNumber", "CreditorNo")];

/// Makes a company: `PUT /companies` (<https://help.wordbee.com/api1/create-company>). `CompanyName`, `IsClient`,
/// `CountryCode`, `TimeZone` and `ContactEmail` are required.
///
/// What the answer holds is not documented; the new number is read from every form it could have, and may be missing.
///
/// ```
/// use participants_wordbee::{CompanyChanges, CreateCompany};
///
/// let fields = CompanyChanges::new().company_name("Büro Ö").is_client(true).country_code("LUX");
/// let create = CreateCompany::new(fields.time_zone("W. Europe Standard Time").contact_email("o@example.org"));
/// # let _ = create;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateCompany {
    /// The members of the new record.
    pub fields: CompanyChanges,
}

/// Changes the named members of a company; the others are not sent, and stay: `POST /companies`
/// (<https://help.wordbee.com/api1/update-company>).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateCompany {
    /// The company's number.
    pub id: i64,
    /// What to change.
    pub changes: CompanyChanges,
}

impl CreateCompany {
    /// The call that makes a company with these members.
    #[must_use]
    pub fn new(fields: CompanyChanges) -> Self {
        Self { fields }
    }
}

impl Endpoint for CreateCompany {
    type Api = Wordbee;
    type Output = Option<i64>;

    const NAME: &'static str = "companies.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let new = &self.fields;
        let required = [
            ("CompanyName", &new.company_name),
            ("CountryCode", &new.country_code),
            ("TimeZone", &new.time_zone),
            ("ContactEmail", &new.contact_email),
        ];
        checks::required("a new Wordbee company", &required)?;
        if new.is_client.value().is_none() {
            return Err(Error::invalid(
                "a new Wordbee company needs IsClient: true for a client, false for a supplier",
            ));
        }
        let named = new.named().into_iter().map(|(name, change)| (on_create(name), change)).collect();
        write(api, Request::new(Method::PUT, &api.base, &["companies"])?, new, named)
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Option<i64>, Error> {
        Ok(Said::read(response)?.id("CompanyId"))
    }
}

impl UpdateCompany {
    /// The call that changes these members of the company with this number.
    #[must_use]
    pub fn new(id: i64, changes: CompanyChanges) -> Self {
        Self { id, changes }
    }
}

impl Endpoint for UpdateCompany {
    type Api = Wordbee;
    type Output = ();

    const NAME: &'static str = "companies.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let id = ids::check(self.id, "a Wordbee company's id")?;
        let named = self.changes.named();
        if named.is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        if !self.changes.is_client.is_keep() {
            return Err(Error::invalid("no document says that a client can become a supplier, or a supplier a client"));
        }
        let request = Request::new(Method::POST, &api.base, &["companies"])?.query("companyid", id);
        write(api, request, &self.changes, named)
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<(), Error> {
        Said::read(response).map(drop)
    }
}

/// What a create calls the member that an update calls `name`.
fn on_create(name: &str) -> &str {
    ON_CREATE.into_iter().find(|(update, _)| *update == name).map_or(name, |(_, create)| create)
}

fn write(api: &Wordbee, request: Request, changes: &CompanyChanges, named: Named<'_>) -> Result<Request, Error> {
    data::check_other(&changes.other, COMPANY_WRITE_NAMES)?;
    checks::email("ContactEmail", &changes.contact_email)?;
    let is_code = |code: &String| code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_alphabetic());
    if changes.country_code.value().is_some_and(|code| !is_code(code)) {
        return Err(Error::invalid("CountryCode is three letters"));
    }
    let members = data::members(named, &changes.other, |_| None)?;
    Ok(data::carry(api, request.realm(V1), members))
}
