#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod bulk;
mod checks;
mod companies;
mod config;
mod data;
mod filter;
mod ids;
mod labels;
mod literal;
mod map;
mod media;
mod operations;
mod persons;
mod profiles;
mod provider;
mod query;
mod sessions;
mod text;
mod unified;
mod v2;
mod wire;

pub use bulk::{Bulk, BulkAnswer, BulkOutcome, BulkPerson, BulkStep, CustomFields, Who};
pub use companies::{CreateCompany, ListCompanies, UpdateCompany};
pub use config::{DataPlace, EmailSearch, Wordbee};
pub use filter::Filter;
pub use labels::{LabelChange, Labels, ListLabels};
pub use literal::Literal;
pub use media::{Upload, UploadFile};
pub use operations::{GetOperation, Operation};
pub use persons::{CreatePerson, ListPersonColumns, ListPersons, RemovePerson, StartBulk, UpdatePerson};
pub use profiles::{ListProfiles, ListProfilesV2, Profile};
pub use query::Query;
pub use sessions::{Connect, ConnectV2, Disconnect, DisconnectV2};
pub use wire::{
    BulkChanges, BulkResult, Column, ColumnType, Company, CompanyChanges, CompanyType, Label, LabelOption,
    OperationState, OperationStatus, Person, PersonChanges,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
