//! Where FrontCore is, how one enters an account, and what its documents leave to the account.

use crate::{BookingConfig, PaymentMethod};
use participants_core::{BaseUrl, Configure, Error, Provider, Variable, Vars, secrecy::SecretString};
use std::fmt;

/// One FrontCore account: key, address, and how both are used.
///
/// The key is shown in the product under Settings → API. It opens the whole account and does not expire as far as any
/// page says (<https://app.frontcore.com/api/docs/v2/customers>).
#[derive(Clone)]
pub struct Frontcore {
    pub(crate) base: BaseUrl,
    pub(crate) key: SecretString,
    pub(crate) account: Option<String>,
    pub(crate) encoding: Encoding,
    pub(crate) custom_properties: CustomProperties,
    pub(crate) payment_method: PaymentMethod,
    pub(crate) booking_config: BookingConfig,
}

/// How a body is written. Both are documented, with the same member names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// `application/json`: carries yes and no, null and nesting without loss.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`: yes and no become `1` and `0`, nesting takes brackets, null cannot be sent.
    Form,
}

/// Which custom properties a unified update sends. Whether the service merges what it is sent into what it has, or
/// replaces it, stands on no page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CustomProperties {
    /// All: those stored are read first, the named ones laid over them. Right whether the service merges or replaces;
    /// costs one more call, and a change another user makes between the two calls is undone.
    #[default]
    Whole,
    /// The named ones alone: for an account that is known to merge. One that replaces would lose all the others.
    Named,
}

impl Frontcore {
    /// An account at FrontCore's own address, `https://api.frontcore.com/v2`.
    ///
    /// # Errors
    /// None in practice: the address is known to be good.
    pub fn new(key: impl Into<SecretString>) -> Result<Self, Error> {
        Ok(Self::at(BaseUrl::new("https://api.frontcore.com/v2")?, key))
    }

    /// An account at an address that ends in `/v2`: the older host, or a sandbox.
    #[must_use]
    pub fn at(base: BaseUrl, key: impl Into<SecretString>) -> Self {
        Self {
            base,
            key: key.into(),
            account: None,
            encoding: Encoding::default(),
            custom_properties: CustomProperties::default(),
            payment_method: PaymentMethod::Invoice,
            booking_config: BookingConfig::new(),
        }
    }

    /// Names the account. The name then identifies it in place of the key: links, locks and runs stay with the name
    /// when the key is replaced. Any text that no other account of the same caller has.
    #[must_use]
    pub fn account(mut self, name: impl Into<String>) -> Self {
        self.account = Some(name.into());
        self
    }

    /// Writes bodies in another encoding than JSON.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Says which custom properties a unified update sends.
    #[must_use]
    pub fn custom_properties(mut self, which: CustomProperties) -> Self {
        self.custom_properties = which;
        self
    }

    /// How the bookings are paid for that a unified creation makes; by invoice unless said.
    #[must_use]
    pub fn payment_method(mut self, method: PaymentMethod) -> Self {
        self.payment_method = method;
        self
    }

    /// The switches of the bookings that a unified creation makes; the one about receipts counts for a withdrawal, too.
    /// What is not switched here is left to the service, whose defaults stand on no page: it may write to the person.
    #[must_use]
    pub fn booking_config(mut self, config: BookingConfig) -> Self {
        self.booking_config = config;
        self
    }
}

impl Configure for Frontcore {
    const VARIABLES: &'static [Variable] = &[
        Variable {
            name: "FRONTCORE_API_KEY",
            required: true,
            secret: true,
            meaning: "the account's API key, found in FrontCore under Settings, API",
        },
        Variable {
            name: "FRONTCORE_BASE_URL",
            required: false,
            secret: false,
            meaning: "the address up to /v2, in place of https://api.frontcore.com/v2",
        },
        Variable {
            name: "FRONTCORE_ACCOUNT",
            required: false,
            secret: false,
            meaning: "a name of yours for the account: with it, links and open runs stay when the key is replaced",
        },
        Variable { name: "FRONTCORE_ENCODING", required: false, secret: false, meaning: "json (default) or form" },
        Variable {
            name: "FRONTCORE_CUSTOM_PROPERTIES",
            required: false,
            secret: false,
            meaning: "what an update of a custom property sends: whole (default: read first, send all) or named",
        },
        Variable {
            name: "FRONTCORE_PAYMENT_METHOD",
            required: false,
            secret: false,
            meaning: "how a new booking is paid for: invoice (default), or another of FrontCore's words",
        },
        Variable {
            name: "FRONTCORE_BOOKING_EMAILS",
            required: false,
            secret: false,
            meaning: "whether a booking made or deregistered writes to the person: true or false; unset leaves it to \
                      FrontCore",
        },
        Variable {
            name: "FRONTCORE_BOOKING_CHECKS",
            required: false,
            secret: false,
            meaning: "whether a new booking is refused without a free seat or on a cancelled date: true or false; \
                      unset leaves it to FrontCore",
        },
    ];

    fn from_vars(vars: &Vars<'_>) -> Result<Self, Error> {
        let key = vars.secret("FRONTCORE_API_KEY")?;
        let account = match vars.optional("FRONTCORE_BASE_URL") {
            Some(_) => Self::at(vars.base_url("FRONTCORE_BASE_URL")?, key),
            None => Self::new(key)?,
        };
        let account = match vars.optional("FRONTCORE_ACCOUNT") {
            Some(name) => account.account(name),
            None => account,
        };
        let encodings = [("json", Encoding::Json), ("form", Encoding::Form)];
        let which = [("whole", CustomProperties::Whole), ("named", CustomProperties::Named)];
        let switch = [("true", Some(true)), ("false", Some(false))];
        let mut config = BookingConfig::new();
        if let Some(on) = vars.choice("FRONTCORE_BOOKING_EMAILS", &switch, None)? {
            config = config.send_receipt_email_to_participant(on).send_account_created_email_to_user(on);
        }
        if let Some(on) = vars.choice("FRONTCORE_BOOKING_CHECKS", &switch, None)? {
            config = config.seats_availability_check(on).reject_cancelled_course_date(on);
        }
        let method = vars.optional("FRONTCORE_PAYMENT_METHOD");
        Ok(account
            .encoding(vars.choice("FRONTCORE_ENCODING", &encodings, Encoding::Json)?)
            .custom_properties(vars.choice("FRONTCORE_CUSTOM_PROPERTIES", &which, CustomProperties::Whole)?)
            .payment_method(method.as_deref().map_or(PaymentMethod::Invoice, PaymentMethod::from))
            .booking_config(config))
    }
}

/// Shows the address and the settings, never the key.
impl fmt::Debug for Frontcore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(Self::NAME)
            .field("base", &self.base)
            .field("encoding", &self.encoding)
            .field("custom_properties", &self.custom_properties)
            .field("payment_method", &self.payment_method)
            .finish_non_exhaustive()
    }
}
