//! The sandbox over real sockets, as any client in any language meets it.
#![cfg(feature = "server")]

mod control;
mod faults;
mod served;
