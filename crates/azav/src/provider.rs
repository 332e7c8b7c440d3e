//! AZAV Pilot as a whole: the token, and how the API refuses a call. No limit on calls is documented.

mod refusal;

use crate::Azav;
use participants_core::{
    AccountName, BaseUrl, Document, Error, ErrorKind, Failure, Provider, Request, Response, secrecy::SecretString,
    serde_json::Value,
};

/// The version all paths begin with.
pub(crate) const VERSION: &str = "v1";

/// The member every good answer is wrapped in.
pub(crate) const ENVELOPE: &str = "data";

impl Provider for Azav {
    const NAME: &'static str = "azav";

    const SECRETS: &'static [&'static str] = &[];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// All accounts share one address, and no document shows an identifier: only the token, or a name of the caller's,
    /// distinguishes them.
    fn account_name(&self) -> AccountName {
        let address = AccountName::at(&self.base);
        match &self.account {
            Some(name) => address.named(name),
            None => address.known_by_key(&self.token),
        }
    }

    fn authorize(&self, request: &mut Request, _token: Option<&SecretString>) -> Result<(), Error> {
        request.add_secret_header("authorization", "Bearer ", &self.token, "")
    }

    /// A status outside 2xx, or errors in the place of data whatever the status. No failure is documented, neither
    /// its status nor its body: the body is read in each of the shapes the vendor's web framework is known to write.
    fn failure(&self, response: &Response) -> Option<Failure> {
        let failure = Failure::from_status(response.status);
        if failure.is_none() && !mentions_an_error(response) {
            return None;
        }
        // What is not one whole JSON value says nothing of a failure. It is refused when it is read as a success.
        let body = Document::new(response.body.clone()).map_or(Value::Null, |body| body.value());
        let said = refusal::read(&body);
        let failure = match failure {
            Some(failure) => failure,
            None if body.get(ENVELOPE).is_some() || said.is_empty() => return None,
            None if said.fields.is_empty() => Failure::new(ErrorKind::Refused),
            None => Failure::new(ErrorKind::Validation),
        };
        Some(Failure { fields: said.fields, ..failure.with_message(Some(said.texts.join("; "))) })
    }
}

/// Looked for in the text first, so that a good answer is not decoded twice.
fn mentions_an_error(response: &Response) -> bool {
    response.holds("\"error")
}
