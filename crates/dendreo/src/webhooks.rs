//! What Dendreo sends by itself: two systems of webhooks, each with a secret of its own, signed alike.
//!
//! The header `Signature` holds the HMAC-SHA256 of the raw body in hexadecimal, as two receivers in use agree
//! (<https://github.com/LabLearning/crm-lablearning>, <https://github.com/Prestataire00/TheArtistAcademy-LMS>). An
//! event is read only from a body whose signature fits. A failed delivery is repeated five times, after about 10
//! seconds, 1 minute, 15 minutes, 2½ hours and 24 hours (<https://doc.dendreo.com/article/545-presentation-webhooks>,
//! as a third party restates it): a receiver must not mind the same event twice.
//!
//! ```
//! use participants_dendreo::webhooks::{AccountWebhooks, Subject};
//!
//! let webhooks = AccountWebhooks::new("the secret from Dendreo's settings");
//! # let body = br#"{"event":"participant.updated","participant":{"id_participant":"2001"}}"#;
//! # let signature = "d27d586913088d0372ea80048aab6bc8b24af20ca0e0ac15a04ddcd63eff384c";
//! // `body` as it came, `signature` from the header of that name.
//! let event = webhooks.read(body, signature)?;
//! match event.subject {
//!     Subject::Participant(record) => println!("{} {:?}", event.name, record.id_participant),
//!     _ => println!("{}: nothing to do", event.name),
//! }
//! # Ok::<(), participants_dendreo::core::Error>(())
//! ```

mod account;
mod connector;
mod progression;

pub use account::{AccountEvent, AccountWebhooks, Subject};
pub use connector::{
    ConnectorData, ConnectorEnrolment, ConnectorEvent, ConnectorEventName, ConnectorSession, ConnectorUser,
    ConnectorWebhooks,
};
pub use progression::{LearningPlatform, Progress, ReportProgress};

use crate::Dendreo;
use hmac::{Hmac, KeyInit, Mac};
use participants_core::{
    Document, Error, ErrorKind, Provider, Response,
    http::{HeaderMap, StatusCode},
    secrecy::{ExposeSecret, SecretString},
};
use sha2::Sha256;

/// The name of the header that carries the signature.
pub const SIGNATURE_HEADER: &str = "Signature";

/// Whether the signature is the one of this body. The comparison takes the same time wherever they differ.
///
/// # Errors
/// [`ErrorKind::Authentication`] where it is not, or is no signature at all.
pub fn verify(secret: &SecretString, body: &[u8], signature: &str) -> Result<(), Error> {
    let fits = || {
        let claimed = from_hex(signature.trim())?;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
        mac.update(body);
        mac.verify_slice(&claimed).ok()
    };
    fits().ok_or_else(|| Error::new(ErrorKind::Authentication, "the signature does not fit the body"))
}

/// The signature of a body, in lower-case hexadecimal.
fn sign(secret: &SecretString, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else { return String::new() };
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The body of a signed call as one JSON object.
fn open(secret: &SecretString, body: &[u8], signature: &str) -> Result<Document, Error> {
    verify(secret, body, signature)?;
    Response::new(StatusCode::OK, HeaderMap::new(), body.to_vec()).hiding(Dendreo::SECRETS).record()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| char::from(letter).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}
