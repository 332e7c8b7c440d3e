//! Starting a bulk write of persons.

use crate::{Operation, Wordbee, ids, sessions::V2};
use participants_core::{
    AnswerSize, Body, Effect, Endpoint, Error, Request, Response,
    http::Method,
    secrecy::{ExposeSecret, SecretString},
    serde_json::{Map, Value},
};

/// Starts a bulk write: `POST persons/io/updates` (<https://help.wordbee.com/api2/persons-io-updates-post>). The rows are in
/// a file that was uploaded before; the answer says where the operation stands, which may be at its end already.
/// [`Bulk`](crate::Bulk) is the whole way, rows to results.
///
/// The rows may make persons, so it is not repeated after a lost answer, whatever is in them. An operation that failed at
/// once is an error, as with [`GetOperation`](crate::GetOperation).
///
/// ```
/// use participants_wordbee::StartBulk;
///
/// let start = StartBulk::new("token-of-a-file").validate_only();
/// # let _ = start;
/// ```
#[derive(Clone, Debug)]
pub struct StartBulk {
    file: SecretString,
    validate_only: bool,
    callback_url: Option<SecretString>,
    key_field: Option<i64>,
}

impl StartBulk {
    /// A write of the rows in the file with this token.
    #[must_use]
    pub fn new(file: impl Into<SecretString>) -> Self {
        Self { file: file.into(), validate_only: false, callback_url: None, key_field: None }
    }

    /// Only checks the rows (`readonly`): for trying things out, says the page, and not for everyday use.
    #[must_use]
    pub fn validate_only(mut self) -> Self {
        self.validate_only = true;
        self
    }

    /// An address the platform calls at the end, good or bad
    /// (<https://wordbee.atlassian.net/wiki/spaces/API2/pages/2573762563/Callbacks+with+asynchronous+operations>). The page
    /// names a second member, `callback`, whose form it does not give.
    #[must_use]
    pub fn callback_url(mut self, url: impl Into<SecretString>) -> Self {
        self.callback_url = Some(url.into());
        self
    }

    /// The number of the custom field of persons by which the rows name people (`cfid`).
    #[must_use]
    pub fn key_field(mut self, id: i64) -> Self {
        self.key_field = Some(id);
        self
    }
}

impl Endpoint for StartBulk {
    type Api = Wordbee;
    type Output = Operation;

    const NAME: &'static str = "persons.bulk";
    const EFFECT: Effect = Effect::Create;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        if self.file.expose_secret().trim().is_empty() {
            return Err(Error::invalid("the token of a file is not empty"));
        }
        let mut body = Map::from_iter([("fileToken".to_owned(), Value::from(self.file.expose_secret()))]);
        if self.validate_only {
            body.insert("readonly".into(), true.into());
        }
        if let Some(url) = self.callback_url.as_ref().map(ExposeSecret::expose_secret) {
            if !url.starts_with("https://") || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
                return Err(Error::invalid("the address to call at the end begins with https:// and has no blanks"));
            }
            body.insert("callbackurl".into(), url.into());
        }
        if let Some(id) = self.key_field {
            ids::check(id, "a custom field's number")?;
            body.insert("cfid".into(), id.into());
        }
        let request = Request::new(Method::POST, &api.needs_v2()?.base, &["persons", "io", "updates"])?.realm(V2);
        Ok(request.masked(&["fileToken", "callbackurl"]).body(Body::json(&Value::Object(body))))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Operation, Error> {
        Operation::read(response)
    }
}
