#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod account_name;
mod base_url;
pub mod birthday;
mod capability;
mod change;
mod client;
mod config;
mod directory;
mod document;
mod endpoint;
mod enrolment;
mod error;
mod escape;
mod field;
mod filter;
mod inactive;
mod key;
mod limit;
mod listing;
mod mapping;
mod mark;
mod operation;
mod paging;
mod participant;
mod people;
mod presence;
mod provider;
pub mod read;
mod records;
mod redact;
mod request;
mod required;
#[cfg(feature = "reqwest")]
pub mod reqwest;
mod response;
mod retry;
mod retry_after;
mod span;
pub mod text;
pub mod transport;
mod unified;
mod value;
mod vocabulary;
pub mod wire_changes;

pub use account_name::AccountName;
pub use base_url::BaseUrl;
pub use capability::{Capabilities, Clearing, FILTERED_LOCALLY, FieldCapability, NOT_READ, Support};
pub use change::Change;
pub use client::{Client, ClientBuilder};
pub use config::{Configure, Variable, Vars};
pub use directory::{AlreadyRead, Created, Directory, Enrolled, Prepared, Updated};
pub use document::{Document, Members, Record};
pub use endpoint::{AnswerSize, Call, Effect, Endpoint};
pub use enrolment::Enrolment;
pub use error::{Error, ErrorKind, FieldError, Outcome};
pub use escape::{escape_for_terminal, is_unsafe_to_print};
pub use field::{Field, NewParticipant, ParticipantUpdate, UnknownField};
pub use filter::Filter;
pub use inactive::Inactive;
pub use key::{Found, Key};
pub use limit::{Limit, Limiter, Scope, Waiting, WaitsFor};
pub use listing::{Completeness, InvalidRecord, Listing};
pub use mapping::{Custom, Mapping};
pub use operation::Operation;
pub use paging::{Page, Paged, Pages};
pub use participant::{Address, Participant, Reference};
pub use people::{ListItem, PageStream, People};
pub use presence::{Candidate, Holders, Presence};
pub use provider::{Failure, Provider};
pub use records::{List, Records};
pub use request::{Body, Request};
pub use required::Required;
pub use response::Response;
pub use retry::RetryPolicy;
pub use transport::{Transport, TransportError};
pub use unified::{Unified, Write, WriteResult};
pub use vocabulary::{EnrolmentStatus, Gender, Lifecycle};

/// The crates whose types stand in our signatures, so that a provider crate needs no line for them.
pub use {bytes, http, jiff, secrecy, serde_json};
