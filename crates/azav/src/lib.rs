#![doc = include_str!("../README.md")]

mod config;
mod map;
mod names;
mod participants;
mod provider;
mod unified;
mod wire;

pub use config::{Azav, OnMismatch, Profile, UpdateMode};
pub use names::matches_documented_pattern;
pub use participants::{
    Basis, CreateParticipant, DeleteParticipant, Echo, GetParticipant, ListParticipants, UpdateParticipant,
};
pub use wire::{Address, Contact, ContactKind, Participant, ParticipantChanges};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
