#![doc = include_str!("../README.md")]

mod companies;
mod config;
mod filter;
mod ids;
mod labels;
mod map;
mod persons;
mod profiles;
mod provider;
mod sessions;
mod text;
mod unified;
mod wire;

pub use companies::ListCompanies;
pub use config::{DataPlace, EmailSearch, Wordbee};
pub use filter::{Filter, Literal, Query};
pub use labels::{LabelChange, Labels, ListLabels};
pub use persons::{CreatePerson, ListPersons, PersonPage, RemovePerson, UpdatePerson};
pub use profiles::{ListProfiles, Profile};
pub use sessions::{Connect, ConnectV2, Disconnect, DisconnectV2};
pub use wire::{Company, Label, LabelOption, Person, PersonChanges};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
