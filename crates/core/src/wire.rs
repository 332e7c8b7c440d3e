//! What goes over the wire: requests and responses as values, and what reads and writes their members. Nothing here sends.

pub(crate) mod base_url;
pub mod changes;
pub mod read;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod splitter;
