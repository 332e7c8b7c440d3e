#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod calls;
mod config;
mod filters;
mod map;
mod provider;
mod resource;
mod resources;
mod unified;
#[cfg(feature = "webhooks")]
pub mod webhooks;
mod wire;

pub use calls::{
    Create, CreateIndividual, Delete, Get, GetSeveral, Individual, List, PutTrainingAction, Update, UpdateIndividual,
};
pub use config::{Dendreo, Encoding, KeyPlace};
pub use resource::{Deletable, ExternallyKeyed, Gettable, Id, Resource, Scheduled, Searchable, Writable};

// Resources of which no member is known; the others are called like their records.
pub use resources::{Administrator, Lae, Lcf, SurveyAnswer, Wish};

// The records and what can be written to them, by Dendreo's own names.
pub use wire::{
    ActionType, AnyChanges, Attendance, CatalogueSession, CodeNaf, Company, CompanyChanges, Contact, ContactChanges,
    EnrolledParticipant, Enrolment, EnrolmentChanges, Evaluation, EvaluationResult, FileTarget, Flag, Funder, Funding,
    FundingType, Invoice, Laf, LapStatus, Module, ModuleCategory, ModuleChanges, ModuleEnrolment, OrganisationMode,
    Participant, ParticipantChanges, Payment, PendingTasks, PermanentSession, PermanentSessionChanges, PlannedModule,
    Presence, ProductCategory, Raw, Room, RoomChanges, Slot, Step, StoredFile, Trainer, TrainingAction,
    TrainingActionChanges, TrainingCentre, TrainingCentreChanges,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
