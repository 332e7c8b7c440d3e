//! The tokens of APIs that log in: fetched once for many concurrent calls, renewed once after expiry, never shown.

use super::{CallInfo, Client, Spent};
use crate::{
    client::endpoint::{Effect, Provider},
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
};
use secrecy::{ExposeSecret, SecretString};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::time::Instant;

type Slot = Arc<tokio::sync::Mutex<Option<SecretString>>>;

/// One slot per realm. A caller that finds a slot empty signs in while holding it; the others wait for the token.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<&'static str, Slot>>);

impl Sessions {
    fn slot(&self, realm: &'static str) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(realm).or_default())
    }

    /// Forgets a token, unless another call has renewed it already.
    pub(super) async fn forget(&self, realm: &'static str, token: &SecretString) {
        let slot = self.slot(realm);
        let mut current = slot.lock().await;
        if current.as_ref().is_some_and(|current| current.expose_secret() == token.expose_secret()) {
            *current = None;
        }
    }

    /// Takes every token that is not in use by a sign-in right now.
    pub(super) fn take_all(&self) -> Vec<(&'static str, SecretString)> {
        let slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let take = |(realm, slot): (&&'static str, &Slot)| Some((*realm, slot.try_lock().ok()?.take()?));
        slots.iter().filter_map(take).collect()
    }
}

impl<P: Provider> Client<P> {
    /// The token of a realm, signing in where there is none, as part of a call that has spent so much already.
    pub(super) async fn token(&self, realm: &'static str, spent: &mut Spent) -> Result<SecretString, Error> {
        let slot = self.0.sessions.slot(realm);
        let longest = spent.left().unwrap_or(self.0.settings.deadline);
        let Ok(mut token) = tokio::time::timeout(longest, slot.lock()).await else {
            // Nothing of the call's time is left.
            spent.deadline = Some(Instant::now());
            let what = "the sign-in that another call began did not end in time";
            return Err(Error::new(ErrorKind::Timeout, what).with_outcome(Outcome::NotSent).with_context(P::NAME, ""));
        };
        if let Some(token) = &*token {
            return Ok(token.clone());
        }
        let fresh = self.sign_in(realm, spent).await?;
        Ok(token.insert(fresh).clone())
    }

    /// Signs in, once: to try again is up to the call that needs the token.
    async fn sign_in(&self, realm: &'static str, spent: &mut Spent) -> Result<SecretString, Error> {
        let call = self.provider().sign_in(realm).ok_or_else(|| {
            Error::configuration("the call needs a sign-in for which there are no credentials")
                .with_context(P::NAME, "")
        })?;
        let call_info = CallInfo { name: call.name(), effect: Effect::Read, answer: call.answer(), is_list: None };
        let request = call.request(self.provider())?;
        let response = self.try_traced(call_info, &request, None, spent).await?.response;
        let decode_failed = |error| call_info.decode_failed::<P>(error, &response, &request.values());
        call.response(self.provider(), &response).map_err(decode_failed)
    }
}
