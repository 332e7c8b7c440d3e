#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod client;
mod directory;
mod error;
mod model;
mod wire;

#[cfg(feature = "reqwest")]
pub use client::reqwest;
pub use client::{
    Client,
    account_name::AccountName,
    builder::ClientBuilder,
    config::{Configure, Variable, Vars},
    endpoint::{AnswerSize, Call, Effect, Endpoint, Provider},
    failure::Failure,
    limit::{Limit, Limiter, Scope, Waiting, WaitsFor},
    list::List,
    page::Page,
    paging::{Paged, Pages},
    records::Records,
    retry::RetryPolicy,
    transport::{self, Transport, TransportError},
};
pub use directory::{
    Directory,
    listing::{InvalidRecord, Listing},
    people::{ListItem, PageStream, People},
    prepared::Prepared,
    presence::{Candidate, Holders, Presence},
    results::{AlreadyRead, Created, Enrolled, ExistenceCheck, Updated},
    unified::{Unified, Write, WriteResult},
};
pub use error::{
    Error,
    fields::FieldError,
    kind::{ErrorKind, Outcome},
};
pub use model::{
    birthday,
    capability::{Capabilities, Clearing, FILTERED_LOCALLY, FieldCapability, NOT_READ, Support},
    change::Change,
    codes::{EnrolmentStatus, Gender, Lifecycle},
    completeness::Completeness,
    document::{
        Document, Members,
        record::{Record, UnreadRecord},
    },
    enrolment::Enrolment,
    escape::{escape_for_terminal, is_unsafe_to_print},
    field::{Field, InvalidValue, NewParticipant, ParticipantUpdate, UnknownField},
    filter::Filter,
    inactive::Inactive,
    key::{Found, Key},
    kind::Kind,
    mapping::{Custom, Mapping},
    operation::Operation,
    participant::{Address, Participant, Reference},
    required::Required,
    text,
};
pub use wire::{
    base_url::BaseUrl,
    changes, read,
    request::{Request, body::Body},
    response::Response,
};

/// The crates whose types stand in our signatures, so that a provider crate needs no line for them.
pub use {bytes, http, jiff, secrecy, serde_json};
