//! Diplomas, the certificates of those who completed a course: `/diplomas`.

use crate::{Diploma, Frontcore, LinkedRecord, encode::number, page};
use participants_core::{AnswerSize, Effect, Endpoint, Error, ErrorKind, Outcome, Request, Response};

/// Reads the diplomas of a person or of a participant (<https://app.frontcore.com/api/docs/v2/diplomas/>).
///
/// Their [links](LinkedRecord::links) let anyone download who has them, until they expire. A diploma shows gender and
/// nationality of its person, which no other answer does.
///
/// ```
/// use participants_frontcore::ListDiplomas;
///
/// let diplomas = ListDiplomas::of_participant("910003").ttl(60);
/// # let _ = diplomas;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDiplomas {
    of: Owner,
    ttl: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Owner {
    User(String),
    Participant(String),
}

impl ListDiplomas {
    /// Those of the person with this number, a participant's `user.id`.
    #[must_use]
    pub fn of_user(id: impl Into<String>) -> Self {
        Self { of: Owner::User(id.into()), ttl: None }
    }

    /// That of the participant with this number.
    #[must_use]
    pub fn of_participant(id: impl Into<String>) -> Self {
        Self { of: Owner::Participant(id.into()), ttl: None }
    }

    /// With links that expire after so many seconds; the documented default is 900.
    #[must_use]
    pub fn ttl(mut self, seconds: u32) -> Self {
        self.ttl = Some(seconds);
        self
    }
}

impl Endpoint for ListDiplomas {
    type Api = Frontcore;
    type Output = Vec<Result<LinkedRecord<Diploma>, Error>>;

    const NAME: &'static str = "diplomas.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let request = Request::get(&api.base, &["diplomas"])?;
        let request = match &self.of {
            Owner::User(id) => request.query("user_id", number("a person's id", id)?.to_string()),
            Owner::Participant(id) => request.query("participant_id", number("a participant's id", id)?.to_string()),
        };
        Ok(request.query_some("ttl", self.ttl))
    }

    /// A diploma that is another one's is an error of its own.
    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let own = |diploma: &Diploma| match &self.of {
            Owner::User(id) => diploma.user.id.as_ref() == Some(id),
            Owner::Participant(id) => diploma.participant_id.as_ref() == Some(id),
        };
        let diplomas = page::whole::<Diploma>(response)?.into_iter().map(|diploma| match diploma? {
            diploma if own(&diploma) => Ok(LinkedRecord::new(diploma)),
            _ => Err(Error::new(ErrorKind::Mismatch, "the answer has a diploma that was not asked for")
                .with_outcome(Outcome::NotApplied)),
        });
        Ok(diplomas.collect())
    }
}
