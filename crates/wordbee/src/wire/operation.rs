//! Where an asynchronous operation of v2 stands.

use participants_core::{open_enum, read};
use serde::{Deserialize, Deserializer};

/// The node `trm` of an answer (<https://help.wordbee.com/api2/asynchronous-operations>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct OperationState {
    /// The number of the operation. The prose has 0 once it has ended, a sample of a failure still has the number: only
    /// `status` says whether it has.
    #[serde(rename = "requestid", deserialize_with = "read::integer")] pub request_id: Option<i64>,
    /// For the platform's own use.
    #[serde(rename = "isbatch", deserialize_with = "read::flag")] pub is_batch: Option<bool>,
    /// Where it stands.
    #[serde(deserialize_with = "status")] pub status: Option<OperationStatus>,
    /// The same for the eyes of people, or how far it has come.
    #[serde(rename = "statusText", deserialize_with = "read::text")] pub status_text: Option<String>,
    /// Why it failed. It may hold what was sent.
    #[serde(rename = "statusInfo", deserialize_with = "read::text")] pub status_info: Option<String>,
}

open_enum! {
    /// Where an operation stands (<https://help.wordbee.com/api2/asynchronous-operations>).
    pub enum OperationStatus {
        /// It has not begun.
        Waiting = "Waiting",
        /// It is at work.
        Executing = "Executing",
        /// It ended well.
        Finished = "Finished",
        /// It ended badly.
        Failed = "Failed",
    }
}

/// In any letter case.
fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<OperationStatus>, D::Error> {
    let known = |text: &str| OperationStatus::KNOWN.iter().copied().find(|known| known.eq_ignore_ascii_case(text));
    Ok(read::text(deserializer)?.map(|text| known(&text).unwrap_or(&text).into()))
}
