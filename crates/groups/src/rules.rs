//! What the platform asks of the values it is sent: ids and e-mail addresses. What it sends itself is never checked.

use participants_core::Error;
use std::fmt;

/// An id that is about to be sent.
///
/// The text says 24 lower-case letters, every sample has digits among them; so 24 of either
/// (<https://support.kaspersky.com/fr/kasap/1.0/242756>).
pub(crate) fn id<'a>(id: &'a str, whose: &str) -> Result<&'a str, Error> {
    let is_id = id.len() == 24 && is_lower_alphanumeric(id);
    is_id.then_some(id).ok_or_else(|| Error::invalid(format!("a {whose} id is 24 lower-case letters and digits")))
}

/// Letters and digits without capitals: what an id is made of, whatever its length.
pub(crate) fn is_lower_alphanumeric(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// An e-mail address that is about to be stored. Capitals fail the platform's validation
/// (<https://support.kaspersky.com/kasap/1.0/242752>); they are refused, since what is stored is never altered behind
/// the caller's back.
pub(crate) fn stored_email(email: &str) -> Result<&str, Error> {
    if email.to_lowercase() != email {
        return Err(Error::invalid("the platform takes e-mail addresses in lower case only: write it so"));
    }
    Ok(email)
}

/// An e-mail address that is looked for: in lower case, which finds the same person. Its `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Email(String);

impl Email {
    /// The address in lower case.
    pub(crate) fn new(email: &str) -> Self {
        Self(email.to_lowercase())
    }

    /// The address as `users/info` takes it.
    pub(crate) fn checked(&self) -> Result<&str, Error> {
        let is_blank = self.0.trim().is_empty();
        if is_blank { Err(Error::invalid("the e-mail address is empty")) } else { Ok(&self.0) }
    }

    /// The address as the report takes it: with `@` and `.` (<https://support.kaspersky.com/de/kasap/1.0/242754>).
    pub(crate) fn as_filter(&self) -> Result<&str, Error> {
        let is_whole = self.0.contains('@') && self.0.contains('.');
        is_whole.then_some(&*self.0).ok_or_else(|| Error::invalid("the report takes addresses with @ and . only"))
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_of_the_documented_form_are_sent() {
        assert!(id("66bb20f3d5f6c8e9102b3c4d", "user").is_ok());
        assert!(id("zyxwvutsrqponmlkjihgfedc", "user").is_ok());
        for invalid in ["", "..", "66BB20F3D5F6C8E9102B3C4D", "66bb20f3d5f6c8e9102b3c4", "66bb20f3d5f6c8e9102b3c4dd"] {
            assert!(id(invalid, "user").is_err(), "{invalid}");
        }
        assert!(id("66bb20f3d5f6c8e9102b3c4/", "user").is_err());
        assert!(id("ébb20f3d5f6c8e9102b3c4d", "user").is_err(), "24 bytes, 23 characters");
    }

    #[test]
    fn what_is_stored_is_refused_and_what_is_looked_for_is_lowered() {
        assert!(stored_email("oda.berg@firm.example").is_ok());
        for capital in ["Oda.berg@firm.example", "oda.berg@Firm.example", "élodie.É@firm.example"] {
            assert!(stored_email(capital).is_err(), "{capital}");
            assert!(stored_email(Email::new(capital).as_filter().unwrap()).is_ok());
        }
        assert!(!format!("{:?}", Email::new("oda@firm.example")).contains("oda"));
    }
}
