#![doc = include_str!("../README.md")]

mod base_url;
mod capability;
mod change;
mod client;
mod config;
mod directory;
mod document;
mod endpoint;
mod enrolment;
mod error;
mod field;
mod filter;
mod key;
mod limit;
mod listing;
mod mapping;
mod operation;
mod paging;
mod participant;
mod people;
mod provider;
pub mod read;
mod redact;
mod request;
mod required;
#[cfg(feature = "reqwest")]
pub mod reqwest;
mod response;
mod retry;
mod retry_after;
pub mod transport;
mod unified;
mod value;
mod vocabulary;
pub mod wire_changes;

pub use base_url::BaseUrl;
pub use capability::{Capabilities, Clearing, FILTERED_HERE, FieldCapability, NOT_READ, Support};
pub use change::Change;
pub use client::{Client, ClientBuilder};
pub use config::{Configure, Variable, Vars};
pub use directory::{Created, Directory, Enrolled, Made, Updated};
pub use document::{Document, Members, Record};
pub use endpoint::{AnswerSize, Call, Effect, Endpoint};
pub use enrolment::Enrolment;
pub use error::{Error, ErrorKind, FieldError, Outcome};
pub use field::{Field, NewParticipant, ParticipantUpdate, UnknownField};
pub use filter::Filter;
pub use key::{Found, Key};
pub use limit::{Limit, Limiter, Scope};
pub use listing::{Completeness, Listing, OddRecord};
pub use mapping::{Custom, Mapping};
pub use operation::Operation;
pub use paging::{Page, Paged, Pages};
pub use participant::{Address, Participant, Reference};
pub use people::{Listed, People, Source};
pub use provider::{Failure, Provider};
pub use request::{Body, Request};
pub use required::Required;
pub use response::Response;
pub use retry::RetryPolicy;
pub use transport::{Transport, TransportError};
pub use unified::{Unified, Write, Written};
pub use vocabulary::{EnrolmentStatus, Gender, Lifecycle};

/// The crates whose types stand in our signatures, so that a provider crate needs no line for them.
pub use {bytes, http, jiff, secrecy, serde_json};
