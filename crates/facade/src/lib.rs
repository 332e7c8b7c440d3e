#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod connect;

pub use connect::{Entry, PROVIDERS, Readings, connect};
pub use participants_core::*;

#[cfg(feature = "azav")]
pub use participants_azav as azav;
#[cfg(feature = "dendreo")]
pub use participants_dendreo as dendreo;
#[cfg(feature = "frontcore")]
pub use participants_frontcore as frontcore;
#[cfg(feature = "groups")]
pub use participants_groups as groups;
#[cfg(feature = "roster")]
pub use participants_roster as roster;
#[cfg(feature = "wordbee")]
pub use participants_wordbee as wordbee;

/// The workspace's front page: its example must compile.
#[cfg(all(doctest, feature = "dendreo", feature = "reqwest"))]
#[doc = include_str!("../../../README.md")]
struct FrontPage;

/// The page on plans: its example must compile.
#[cfg(all(doctest, feature = "roster"))]
#[doc = include_str!("../../../docs/plan.md")]
struct PlanPage;

/// The book's pages whose examples must compile.
#[cfg(all(doctest, feature = "dendreo", feature = "reqwest"))]
mod book {
    #[doc = include_str!("../../../docs/people.md")]
    struct People;

    #[doc = include_str!("../../../docs/raw-access.md")]
    struct RawAccess;
}
