#![doc = include_str!("../README.md")]

mod config;
mod map;
mod participants;
mod provider;
mod unified;
mod wire;

pub use config::{Dendreo, Encoding, KeyPlace};
pub use participants::{
    CreateParticipant, DeleteParticipants, GetParticipant, GetParticipants, Key, ListParticipants, UpdateParticipant,
};
pub use wire::{Participant, ParticipantChanges};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
