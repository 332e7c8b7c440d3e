//! Wordbee's identifiers: positive 32-bit numbers, and how one text names a person and the company they belong to.

use participants_core::Error;

/// A person, and their company where it is named: `COMPANY/PERSON`, or `PERSON` alone for the default company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PersonKey {
    pub(crate) company: Option<i64>,
    pub(crate) person: i64,
}

impl PersonKey {
    /// Reads the text; where it names no company, the default one is taken.
    pub(crate) fn parse(text: &str, default: Option<i64>) -> Result<Self, Error> {
        let (company, person) = match text.split_once('/') {
            Some((company, person)) => (Some(company), person),
            None => (None, text),
        };
        let refused = || Error::invalid("a Wordbee person's id is a positive number, or COMPANY/PERSON");
        let company = company.map(|company| parse(company).ok_or_else(refused)).transpose()?;
        Ok(Self { company: company.or(default), person: parse(person).ok_or_else(refused)? })
    }

    /// The company, for calls that go through it.
    pub(crate) fn company(self) -> Result<i64, Error> {
        self.company.ok_or_else(|| {
            Error::invalid("which company the person belongs to is not known: write COMPANY/PERSON, or set a default")
        })
    }

    /// The text that names this person where `default` is the default company.
    pub(crate) fn to_text(self, default: Option<i64>) -> String {
        match self.company {
            Some(company) if self.company != default => format!("{company}/{}", self.person),
            _ => self.person.to_string(),
        }
    }
}

/// An identifier of a text: digits alone, within 32 bits, above zero.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|id| is_number && is_id(*id))
}

/// Checks an identifier given as a number; `what` names it in the refusal.
pub(crate) fn check(id: i64, what: &str) -> Result<String, Error> {
    is_id(id).then(|| id.to_string()).ok_or_else(|| Error::invalid(format!("{what} is a positive 32-bit number")))
}

fn is_id(id: i64) -> bool {
    (1..=i64::from(i32::MAX)).contains(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_a_person_and_perhaps_a_company() {
        let key = |text| PersonKey::parse(text, Some(77)).unwrap();
        assert_eq!(key("4001"), PersonKey { company: Some(77), person: 4001 });
        assert_eq!(key("78/4001"), PersonKey { company: Some(78), person: 4001 });
        assert_eq!(key("78/4001").to_text(Some(77)), "78/4001");
        assert_eq!(key("77/4001").to_text(Some(77)), "4001");
        assert_eq!(PersonKey { company: None, person: 1 }.to_text(Some(77)), "1");
        assert!(PersonKey::parse("4001", None).unwrap().company().is_err());
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        for invalid in ["", "0", "-1", "+1", " 1", "1 ", "1/", "/1", "1/2/3", "0/1", "2147483648", "1e3", "٤", ".."] {
            assert!(PersonKey::parse(invalid, Some(77)).is_err(), "{invalid:?}");
        }
        assert_eq!(parse("2147483647"), Some(2_147_483_647));
    }
}
