//! Where a Wordbee platform is and how one enters its two APIs.

use crate::ids;
use participants_core::{BaseUrl, Configure, Error, Provider, Variable, Vars, secrecy::SecretString};
use std::{fmt, time::Duration};

/// One Wordbee platform: the System API (v1) that writes persons and, where it is set up, v2, which can read them.
///
/// The API must be switched on for the platform, and the caller's address may have to be on its allow-list
/// (<https://help.wordbee.com/api1/xml-vs-json>).
#[derive(Clone)]
pub struct Wordbee {
    pub(crate) base: BaseUrl,
    pub(crate) account: String,
    pub(crate) password: SecretString,
    pub(crate) company: Option<i64>,
    pub(crate) data_place: DataPlace,
    pub(crate) v2: Option<V2>,
    pub(crate) email_search: EmailSearch,
    pub(crate) v2_wait: Duration,
    pub(crate) upload_field: String,
}

/// The way into v2.
#[derive(Clone)]
pub(crate) struct V2 {
    pub(crate) base: BaseUrl,
    pub(crate) key: SecretString,
}

/// Where the JSON text `data` of a v1 write travels. The pages call it a parameter and do not say; a public client
/// sends it in the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataPlace {
    /// In the query, beside the token.
    #[default]
    Query,
    /// In a form body: keeps people's data out of addresses, if the platform reads it there.
    Form,
}

/// How the people with an e-mail address are looked for through v2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmailSearch {
    /// Read the whole list and compare here: sure, and one call for every 500 persons.
    #[default]
    Scan,
    /// Ask for addresses that contain the text. Whether letter case counts there is not documented, and that the
    /// column is called `email` is inferred.
    Query,
}

impl Wordbee {
    /// The platform at the address the vendor gives each customer, such as `https://api.eu.wordbee-translator.com:32570`,
    /// entered with the account id and the platform's API password
    /// (<https://help.wordbee.com/api1/use-case-send-files-for-translation>).
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](participants_core::ErrorKind::Configuration) where the address is no base URL.
    pub fn new(base: &str, account: impl Into<String>, password: impl Into<SecretString>) -> Result<Self, Error> {
        Ok(Self::at(BaseUrl::new(base)?, account, password))
    }

    /// The platform at an address checked before: a sandbox, or plain http that was allowed on purpose.
    #[must_use]
    pub fn at(base: BaseUrl, account: impl Into<String>, password: impl Into<SecretString>) -> Self {
        Self {
            base,
            account: account.into(),
            password: password.into(),
            company: None,
            data_place: DataPlace::default(),
            v2: None,
            email_search: EmailSearch::default(),
            v2_wait: Duration::from_secs(10),
            upload_field: "file".into(),
        }
    }

    /// The company of every person named by number alone: the platform's own for in-house staff.
    #[must_use]
    pub fn company(mut self, id: i64) -> Self {
        self.company = Some(id);
        self
    }

    /// Adds the way into v2: the platform's own address plus `/api`, and the key of one of its users
    /// (<https://help.wordbee.com/api2/authentication>). The calls see what that user sees.
    #[must_use]
    pub fn v2(mut self, base: BaseUrl, key: impl Into<SecretString>) -> Self {
        self.v2 = Some(V2 { base, key: key.into() });
        self
    }

    /// Sends `data` elsewhere than in the query.
    #[must_use]
    pub fn data_place(mut self, place: DataPlace) -> Self {
        self.data_place = place;
        self
    }

    /// Looks for e-mail addresses in another way than by reading the whole list.
    #[must_use]
    pub fn email_search(mut self, search: EmailSearch) -> Self {
        self.email_search = search;
        self
    }

    /// How long to wait after "too many calls" where the answer does not say. The vendor asks for 10 seconds or more
    /// (<https://help.wordbee.com/api2/error-handling-and-code>), which is the default.
    #[must_use]
    pub fn v2_wait(mut self, wait: Duration) -> Self {
        self.v2_wait = wait;
        self
    }

    /// What the part of an upload is called in its form: `file` by default. The page of the call does not say
    /// (<https://help.wordbee.com/api2/media-upload>).
    #[must_use]
    pub fn upload_field(mut self, name: impl Into<String>) -> Self {
        self.upload_field = name.into();
        self
    }

    /// The way into v2, for the calls that need it.
    pub(crate) fn needs_v2(&self) -> Result<&V2, Error> {
        self.v2.as_ref().ok_or_else(|| Error::configuration("the call needs Wordbee's v2, which is not set up"))
    }
}

impl Configure for Wordbee {
    const VARIABLES: &'static [Variable] = &[
        Variable {
            name: "WORDBEE_BASE_URL",
            required: true,
            secret: false,
            meaning: "the address of your platform's System API, as given by the vendor, port included",
        },
        Variable {
            name: "WORDBEE_ACCOUNT",
            required: true,
            secret: false,
            meaning: "the account id, as typed when signing in online",
        },
        Variable {
            name: "WORDBEE_PASSWORD",
            required: true,
            secret: true,
            meaning: "the platform's API password, not a user's",
        },
        Variable {
            name: "WORDBEE_COMPANY_ID",
            required: false,
            secret: false,
            meaning: "the company of persons named by number alone; otherwise write COMPANY/PERSON",
        },
        Variable {
            name: "WORDBEE_V2_BASE_URL",
            required: false,
            secret: false,
            meaning: "your platform's own address plus /api; with it and the key, persons can be read",
        },
        Variable {
            name: "WORDBEE_V2_KEY",
            required: false,
            secret: true,
            meaning: "the v2 key of one user, made in the product",
        },
        Variable { name: "WORDBEE_V2_FIND", required: false, secret: false, meaning: "scan (default) or query" },
        Variable { name: "WORDBEE_DATA_IN", required: false, secret: false, meaning: "query (default) or form" },
    ];

    fn from_vars(vars: &Vars<'_>) -> Result<Self, Error> {
        vars.require(&[&["WORDBEE_BASE_URL"], &["WORDBEE_ACCOUNT"], &["WORDBEE_PASSWORD"]])?;
        let base = vars.base_url("WORDBEE_BASE_URL")?;
        let mut account = Self::at(base, vars.required("WORDBEE_ACCOUNT")?, vars.secret("WORDBEE_PASSWORD")?);
        if let Some(company) = vars.optional("WORDBEE_COMPANY_ID") {
            let id = ids::parse(&company);
            account.company =
                Some(id.ok_or_else(|| Error::configuration("WORDBEE_COMPANY_ID must be a positive number"))?);
        }
        match (vars.optional("WORDBEE_V2_BASE_URL"), vars.optional("WORDBEE_V2_KEY")) {
            (None, None) => {}
            (Some(_), Some(key)) => account = account.v2(vars.base_url("WORDBEE_V2_BASE_URL")?, key),
            _ => return Err(Error::configuration("v2 needs both WORDBEE_V2_BASE_URL and WORDBEE_V2_KEY")),
        }
        let places = [("query", DataPlace::Query), ("form", DataPlace::Form)];
        let searches = [("scan", EmailSearch::Scan), ("query", EmailSearch::Query)];
        let place = vars.choice("WORDBEE_DATA_IN", &places, DataPlace::default())?;
        Ok(account.data_place(place).email_search(vars.choice("WORDBEE_V2_FIND", &searches, EmailSearch::default())?))
    }
}

/// Shows the addresses and settings, never the password or the key.
impl fmt::Debug for Wordbee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(Self::NAME)
            .field("base", &self.base)
            .field("company", &self.company)
            .field("data_place", &self.data_place)
            .field("v2", &self.v2.as_ref().map(|v2| &v2.base))
            .finish_non_exhaustive()
    }
}
