//! The answer to a list while it arrives: what the client reads of it before it is handed on, and after.

use super::{CallInfo, Client, transport::unanswered};
use crate::{
    client::{
        endpoint::Provider,
        list::List,
        page::Page,
        transport::{Bounds, Reason, ResponseBody, Transport, TransportError, within},
    },
    error::{Error, kind::ErrorKind},
    model::document::record::UnreadRecord,
    wire::{
        response::Response,
        splitter::{Broken, Splitter},
    },
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use std::{fmt, time::Duration};

/// An answer in which the provider found no failure so far.
pub(crate) struct Answer {
    /// The whole answer; of a list, what stands before its first record, made whole.
    pub(crate) response: Response,
    /// The list, if that is what came.
    pub(crate) list: Option<Box<ListBody>>,
}

/// The answer to a call for a list.
pub(crate) enum Opened<T> {
    /// A list of which the first record has come, or which is empty.
    List(Box<ListBody>),
    /// An answer in another form.
    Whole(Page<T>),
}

/// A list of which the first record has come, or which is empty.
pub(crate) struct ListBody {
    status: StatusCode,
    headers: HeaderMap,
    body: ResponseBody,
    splitter: Splitter,
    stall: Duration,
    largest: usize,
    /// How the reading ended: with what stands around the records, or not at all.
    ended: Option<Result<Bytes, Broken>>,
    /// What was sent, to be taken out of what a failure says.
    pub(super) sent: Vec<String>,
    secrets: &'static [&'static str],
}

impl From<http::Response<Bytes>> for Answer {
    fn from(whole: http::Response<Bytes>) -> Self {
        let (parts, body) = whole.into_parts();
        Self { response: Response::new(parts.status, parts.headers, body), list: None }
    }
}

/// Sends `request` and reads its answer whole, or up to the first record where it is a list.
pub(super) async fn open(
    transport: &dyn Transport,
    request: http::Request<Bytes>,
    bounds: Bounds,
    is_list: fn(&str) -> bool,
) -> Result<Answer, TransportError> {
    let first = async {
        let (parts, mut body) = within(bounds.head, transport.send(request)).await?.into_parts();
        if !parts.status.is_success() {
            let body = body.rest(bounds).await?;
            return Ok(http::Response::from_parts(parts, body).into());
        }
        let splitter = Splitter::new(is_list, bounds.max_answer);
        let (stall, largest) = (bounds.stall, bounds.max_answer);
        let (status, headers) = (parts.status, parts.headers);
        let mut list =
            ListBody { status, headers, body, splitter, stall, largest, ended: None, sent: Vec::new(), secrets: &[] };
        while list.ended.is_none() && list.splitter.count().unwrap_or_default() == 0 {
            list.read_on().await?;
        }
        if list.splitter.has_begun() {
            return Ok(Answer { response: list.answer(list.splitter.opening()), list: Some(Box::new(list)) });
        }
        match list.ended.take() {
            Some(Ok(whole)) => Ok(Answer { response: list.answer(whole), list: None }),
            _ => Err(TransportError::new(Reason::AnswerTooLarge)),
        }
    };
    within(bounds.timeout, first).await
}

impl Answer {
    /// Says which members of the provider's documents are secrets.
    pub(super) fn hide(&mut self, secrets: &'static [&'static str]) {
        self.response.hide(secrets);
        self.list.iter_mut().for_each(|list| list.secrets = secrets);
    }
}

impl ListBody {
    /// At most so many of the records that have come.
    pub(crate) fn take(&mut self, most: usize) -> Vec<Result<UnreadRecord, Error>> {
        let largest = self.largest;
        let too_large =
            move |_| Error::new(ErrorKind::AnswerTooLarge, format!("the record is larger than {largest} bytes"));
        let secrets = self.secrets;
        self.splitter.take(most).map(|record| Ok(UnreadRecord::new(record.map_err(too_large)?, secrets))).collect()
    }

    /// Reads the next piece.
    async fn read_on(&mut self) -> Result<(), TransportError> {
        self.ended = match within(self.stall, self.body.next()).await? {
            Some(piece) => self.splitter.push(&piece).err().map(Err),
            None => Some(self.splitter.finish()),
        };
        Ok(())
    }

    fn answer(&self, body: Bytes) -> Response {
        Response::new(self.status, self.headers.clone(), body).hiding(self.secrets)
    }

    /// What stands around the records, found to be one JSON value with no other list in the place of the one read.
    fn rest(&mut self, is_list: fn(&str) -> bool) -> Result<Response, Box<(Error, Response)>> {
        let around = match self.ended.take() {
            Some(Ok(around)) => around,
            broken => {
                let error = match broken {
                    Some(Err(Broken::TooLarge)) => Error::new(
                        ErrorKind::AnswerTooLarge,
                        format!("what stands around the list is larger than {} bytes", self.largest),
                    ),
                    Some(Err(Broken::NotJson)) => {
                        Error::new(ErrorKind::Decode, "between two records of the list stands what is not JSON")
                    }
                    _ => Error::new(ErrorKind::Decode, "the list ends too early"),
                };
                return Err(Box::new((error, self.answer(self.splitter.opening()))));
            }
        };
        let rest = self.answer(around);
        let lists = if rest.body.trim_ascii_start().first() == Some(&b'[') {
            serde_json::from_slice(&rest.body).map(|_: IgnoredAny| 1)
        } else {
            serde_json::from_slice(&rest.body).map(|Names(names)| names.iter().filter(|name| is_list(name)).count())
        };
        let why = match lists {
            Ok(0 | 1) => return Ok(rest),
            Ok(_) => "the answer holds its list more than once",
            Err(_) => "what stands around the list is not JSON",
        };
        Err(Box::new((Error::new(ErrorKind::Decode, why), rest)))
    }
}

impl<P: Provider> Client<P> {
    /// Sends a call whose answer may be a list, and reads it where it is none.
    pub(crate) async fn open<E: List<Api = P>>(&self, call: &E) -> Result<Opened<E::Item>, Error> {
        let call_info = CallInfo::list::<E>();
        let request = call.request(self.provider()).map_err(|error| error.with_context(P::NAME, E::NAME))?;
        match self.exchange(call_info, &request).await? {
            Answer { list: Some(list), .. } => Ok(Opened::List(list)),
            Answer { response, list: None } => {
                let page = call.response(self.provider(), &response);
                let decode_failed = |error| call_info.decode_failed::<P>(error, &response, &request.values());
                page.map(|page| Opened::Whole(page.into())).map_err(decode_failed)
            }
        }
    }

    /// Reads the next piece of a list; what stands around its records, once it is over.
    pub(crate) async fn read_on<E: List<Api = P>>(
        &self,
        list: &mut ListBody,
        call: &E,
    ) -> Result<Option<Page<E::Item>>, Error> {
        let call_info = CallInfo::list::<E>();
        if list.ended.is_none() {
            list.read_on().await.map_err(|error| {
                call_info.with_effect(unanswered(error, "the provider")).with_context(P::NAME, E::NAME)
            })?;
            return Ok(None);
        }
        let rest = list.rest(E::is_list).map_err(|broken| {
            let (error, rest) = *broken;
            call_info.decode_failed::<P>(error, &rest, &list.sent)
        })?;
        if let Some(failure) = self.provider().failure(&rest) {
            return Err(call_info.decode_failed::<P>(failure.into_error(), &rest, &list.sent));
        }
        let count = list.splitter.count().unwrap_or_default();
        let page = call.end(self.provider(), &rest, count);
        page.map(Some).map_err(|error| call_info.decode_failed::<P>(error, &rest, &list.sent))
    }
}

impl CallInfo {
    fn list<E: List>() -> Self {
        Self { name: E::NAME, effect: E::EFFECT, answer: E::RECORD, is_list: Some(E::is_list) }
    }
}

/// The names of an object's members, each as often as it is there.
struct Names(Vec<String>);

impl<'de> serde::Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some((name, IgnoredAny)) = members.next_entry()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }

        deserializer.deserialize_map(Members)
    }
}
