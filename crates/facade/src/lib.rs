#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]
// On docs.rs each item says which feature it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod connect;

pub use connect::{Entry, PROVIDERS, Readings, connect};

// The people of a provider, in one vocabulary.
#[doc(inline)]
pub use participants_core::{
    Address, AlreadyRead, Candidate, Capabilities, Change, Clearing, Completeness, Created, Custom, Directory,
    Document, Enrolled, Enrolment, EnrolmentStatus, ExistenceCheck, FILTERED_LOCALLY, Field, FieldCapability, Filter,
    Found, Gender, Holders, Inactive, InvalidRecord, InvalidValue, Key, Kind, Lifecycle, ListItem, Listing, Mapping,
    Members, NOT_READ, NewParticipant, Operation, PageStream, Participant, ParticipantUpdate, People, Prepared,
    Presence, Record, Reference, Required, Support, Unified, UnknownField, UnreadRecord, Updated, Write, WriteResult,
    birthday, text,
};

// What went wrong, and what may have been done.
#[doc(inline)]
pub use participants_core::{Error, ErrorKind, FieldError, Outcome};

// The client: what it is set up from, what it keeps to, and how it sends.
#[doc(inline)]
pub use participants_core::{
    AccountName, Client, ClientBuilder, Configure, Limit, Limiter, RetryPolicy, Scope, Transport, TransportError,
    Variable, Vars, Waiting, WaitsFor, transport,
};

/// The transport over the HTTP library of that name.
#[cfg(feature = "reqwest")]
#[doc(inline)]
pub use participants_core::reqwest;

// What a call is made of, for endpoints and providers of your own.
#[doc(inline)]
pub use participants_core::{
    AnswerSize, BaseUrl, Body, Call, Effect, Endpoint, Failure, List, Page, Paged, Pages, Provider, Records, Request,
    Response, changes, open_enum, read,
};

// What is safe to print.
#[doc(inline)]
pub use participants_core::{escape_for_terminal, is_unsafe_to_print};

/// The crates whose types stand in our signatures.
pub use participants_core::{bytes, http, jiff, secrecy, serde_json};

#[cfg(feature = "azav")]
pub use participants_azav as azav;
#[cfg(feature = "dendreo")]
pub use participants_dendreo as dendreo;
#[cfg(feature = "frontcore")]
pub use participants_frontcore as frontcore;
#[cfg(feature = "groups")]
pub use participants_groups as groups;
#[cfg(feature = "roster")]
pub use participants_roster as roster;
#[cfg(feature = "wordbee")]
pub use participants_wordbee as wordbee;

/// The workspace's front page: its example must compile.
#[cfg(all(doctest, feature = "dendreo", feature = "reqwest"))]
#[doc = include_str!("../../../README.md")]
struct FrontPage;

/// The page on plans: its example must compile.
#[cfg(all(doctest, feature = "roster"))]
#[doc = include_str!("../../../docs/plan.md")]
struct PlanPage;

/// The book's pages whose examples must compile.
#[cfg(all(doctest, feature = "dendreo", feature = "reqwest"))]
mod book {
    #[doc = include_str!("../../../docs/people.md")]
    struct People;

    #[doc = include_str!("../../../docs/raw-access.md")]
    struct RawAccess;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    /// Names are listed here one by one, so that one that is new in the core could be forgotten.
    #[test]
    fn every_public_name_of_the_core_is_here() {
        let read = |file: &str| std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let words = |text: &str| -> std::collections::BTreeSet<String> {
            let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect()
        };
        let (core, facade) = (read("../core/src/lib.rs"), read("src/lib.rs"));
        let exported = core.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<String>();
        let (exported, here) = (words(exported.split_once("pub use").unwrap().1), words(&facade));
        assert!(exported.len() > 80, "{exported:?}");
        assert_eq!(exported.difference(&here).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
