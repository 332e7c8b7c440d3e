#![doc = include_str!("../README.md")]

pub mod azav;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod dendreo;
pub mod emulator;
pub mod frontcore;
pub mod groups;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "transport")]
pub mod transport;
pub mod wordbee;

#[cfg(test)]
mod contract;
mod control;
mod fault;
mod limiter;
mod log;
mod message;
mod openapi;
#[cfg(feature = "server")]
mod origin;
mod people;
mod sandbox;
mod settings;
mod side;

pub use fault::PlanError;
pub use sandbox::{PROVIDERS, Reaction, Sandbox, UnknownProvider};
pub use side::new_emulator;
