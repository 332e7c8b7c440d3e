#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod config;
mod map;
mod names;
mod participants;
mod programs;
mod provider;
mod stamps;
mod unified;
mod wire;

pub use config::{Azav, OnMismatch, Profile, UpdateMode};
pub use names::matches_documented_pattern;
pub use participants::{
    Basis, CreateParticipant, DeleteParticipant, Echo, GetParticipant, ListParticipants, UpdateParticipant,
};
pub use programs::ListPrograms;
pub use stamps::timestamp;
pub use wire::{
    Address, AdmissionCriterion, Audience, Contact, ContactKind, Contacts, Degree, IndustryBranch, Participant,
    ParticipantChanges, Program, ProgramType, TeachingStyle,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
