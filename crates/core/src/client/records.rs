//! Lists read while they arrive, record by record, however large they are.

use crate::client::list::List;
use crate::{
    client::{
        Client,
        endpoint::Provider,
        listing::{ListBody, Opened},
        page::Page,
    },
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
};
use std::fmt;

/// The most records handed on at once.
const BATCH: usize = 256;

/// The records of a list, as they arrive; see [`Client::records`].
pub struct Records<E: List> {
    client: Client<E::Api>,
    call: E,
    state: State<E::Item>,
}

enum State<T> {
    Unsent,
    Reading(Box<ListBody>),
    /// The page without its items.
    Ended(Page<T>),
    Broken,
}

impl<E: List> Records<E> {
    pub(crate) fn new(client: Client<E::Api>, call: E) -> Self {
        Self { client, call, state: State::Unsent }
    }

    /// The next records, as many as have arrived and at most a few hundred, invalid ones among them; `None` after the last.
    ///
    /// The call is sent, and repeated where that may help, until its first record has come. From then on a list that
    /// breaks off is a final error: read again it might be another list, and records handed on would come twice.
    ///
    /// # Errors
    /// The call failed, or the list broke off; what was handed on is not all.
    pub async fn next(&mut self) -> Result<Option<Vec<Result<E::Item, Error>>>, Error> {
        let result = self.advance().await;
        if result.is_err() {
            self.state = State::Broken;
        }
        result
    }

    /// What the list said of itself, once it was read to its end.
    pub(crate) fn end(&self) -> Option<&Page<E::Item>> {
        match &self.state {
            State::Ended(page) => Some(page),
            _ => None,
        }
    }

    async fn advance(&mut self) -> Result<Option<Vec<Result<E::Item, Error>>>, Error> {
        loop {
            match &mut self.state {
                State::Unsent => match self.client.open(&self.call).await? {
                    Opened::List(list) => self.state = State::Reading(list),
                    Opened::Whole(mut page) => {
                        let items = std::mem::take(&mut page.items);
                        self.state = State::Ended(page);
                        return Ok(Some(items).filter(|items| !items.is_empty()));
                    }
                },
                State::Reading(list) => {
                    let records = list.take(BATCH);
                    if !records.is_empty() {
                        return Ok(Some(records.into_iter().map(|record| self.call.item(record?)).collect()));
                    }
                    if let Some(page) = self.client.read_on(list, &self.call).await? {
                        self.state = State::Ended(page);
                    }
                }
                State::Ended(_) => return Ok(None),
                State::Broken => {
                    let error = Error::new(ErrorKind::Interrupted, "the list broke off before; it can be read again");
                    return Err(error.with_outcome(Outcome::NotApplied).with_context(E::Api::NAME, E::NAME));
                }
            }
        }
    }
}

impl<P: Provider> Client<P> {
    /// The records of a list, as they arrive: each may be as large as a record may be, the list is as long as it is.
    pub fn records<E: List<Api = P>>(&self, list: E) -> Records<E> {
        Records::new(self.clone(), list)
    }
}

/// Shows how far it came.
impl<E: List> fmt::Debug for Records<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Unsent => "unsent",
            State::Reading(_) => "under way",
            State::Ended(_) => "at its end",
            State::Broken => "broken off",
        };
        write!(f, "Records({} {}, {state})", E::Api::NAME, E::NAME)
    }
}
