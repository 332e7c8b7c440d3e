//! The connector's way back: a learning platform reports how far a participant is, in a call signed like the events.

use super::sign;
use crate::Dendreo;
use participants_core::{
    AccountName, BaseUrl, Body, Change, Effect, Endpoint, Error, Failure, Provider, Request, Response, changes,
    http::Method,
    secrecy::SecretString,
    serde_json::{Map, Value, json},
};
use std::fmt;

/// The learning platform as Dendreo's hooks know it (<https://github.com/Prestataire00/TheArtistAcademy-LMS>): a client
/// of it sends [`ReportProgress`].
#[derive(Clone)]
pub struct LearningPlatform {
    base: BaseUrl,
    secret: SecretString,
    name: String,
    tenant_id: String,
}

impl LearningPlatform {
    /// The platform of this name (`lms_name`), for the account of this `tenant_id`, as its events say it; the secret is
    /// the connector's.
    ///
    /// # Errors
    /// The address of the hooks cannot be built.
    pub fn new(
        secret: impl Into<SecretString>,
        name: impl Into<String>,
        tenant_id: impl Into<String>,
    ) -> Result<Self, Error> {
        Ok(Self::at(BaseUrl::new("https://hooks.dendreo.com")?, secret, name, tenant_id))
    }

    /// The same at another address, such as a sandbox's.
    pub fn at(
        base: BaseUrl,
        secret: impl Into<SecretString>,
        name: impl Into<String>,
        tenant_id: impl Into<String>,
    ) -> Self {
        Self { base, secret: secret.into(), name: name.into(), tenant_id: tenant_id.into() }
    }
}

/// Names the platform and the account, never the secret.
impl fmt::Debug for LearningPlatform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base, name, tenant_id, .. } = self;
        f.debug_struct("LearningPlatform")
            .field("base", base)
            .field("name", name)
            .field("tenant_id", tenant_id)
            .finish_non_exhaustive()
    }
}

impl Provider for LearningPlatform {
    const NAME: &'static str = Dendreo::NAME;
    const SECRETS: &'static [&'static str] = Dendreo::SECRETS;

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// All accounts share the address.
    fn account_name(&self) -> AccountName {
        AccountName::at(&self.base).named(&self.tenant_id)
    }

    fn authorize(&self, request: &mut Request, _token: Option<&SecretString>) -> Result<(), Error> {
        let signature = sign(&self.secret, request.to_http()?.body());
        request.add_secret_header("signature", "", &signature.into(), "")
    }

    /// A status outside 2xx: 200 is the one answer on record.
    fn failure(&self, response: &Response) -> Option<Failure> {
        Failure::from_status(response.status)
    }
}

changes! {
    /// How far a participant is; what is not named is not sent. No source shows the form of a value.
    ///
    /// ```
    /// use participants_dendreo::{core::serde_json::json, webhooks::Progress};
    ///
    /// let progress = Progress::new().progression(json!(50)).started_at("2026-02-02T09:00:00Z".to_owned());
    /// assert_eq!(progress.named().len(), 2);
    /// ```
    pub struct Progress {
        /// How much of it is done.
        progression: Value = "progression",
        /// The score.
        score: Value = "score",
        /// Time spent.
        time_spent: Value = "time_spent",
        /// When the participant began.
        started_at: String = "started_at",
        /// When the participant completed it.
        completed_at: String = "completed_at",
        /// When the participant was last seen.
        last_access_at: String = "last_access_at",
    }
}

/// Reports how far a participant is: the event `enrolment.progress`.
/// <https://github.com/Prestataire00/TheArtistAcademy-LMS>
///
/// ```
/// use participants_dendreo::{
///     core::{Endpoint, serde_json::json},
///     webhooks::{LearningPlatform, Progress, ReportProgress},
/// };
///
/// let platform = LearningPlatform::new("the connector's secret", "our-lms", "12")?;
/// let report = ReportProgress::new(7, Progress::new().progression(json!(50)));
/// assert!(report.request(&platform)?.preview().starts_with("POST https://hooks.dendreo.com/lms-progression"));
/// // `Client::builder(platform).build()?.send(&report).await?` sends it, signed.
/// # Ok::<(), participants_dendreo::core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReportProgress {
    /// The enrolment, as the platform answered it to the event that made it.
    pub enrolment_id: Value,
    /// How far the participant is.
    pub progress: Progress,
}

impl ReportProgress {
    /// The report of an enrolment.
    #[must_use]
    pub fn new(enrolment_id: impl Into<Value>, progress: Progress) -> Self {
        Self { enrolment_id: enrolment_id.into(), progress }
    }
}

impl Endpoint for ReportProgress {
    type Api = LearningPlatform;
    type Output = ();

    const NAME: &'static str = "progression.report";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &LearningPlatform) -> Result<Request, Error> {
        let mut data = Map::from_iter([("enrolment_id".to_owned(), self.enrolment_id.clone())]);
        for (name, change) in self.progress.named() {
            let Change::Set(value) = change else {
                return Err(Error::invalid(format!("{name} cannot be cleared: no source shows how")));
            };
            data.insert(name.to_owned(), value);
        }
        if data.len() < 2 {
            return Err(Error::invalid("the report names nothing but the enrolment"));
        }
        let (name, tenant_id) = (&api.name, &api.tenant_id);
        let event = json!({"event": "enrolment.progress", "lms_name": name, "tenant_id": tenant_id, "data": data});
        Ok(Request::new(Method::POST, &api.base, &["lms-progression"])?.body(Body::json(&event)))
    }

    fn response(&self, _: &LearningPlatform, _: &Response) -> Result<(), Error> {
        Ok(())
    }
}
