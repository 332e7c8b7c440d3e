#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod config;
mod groups;
mod language;
mod map;
mod provider;
mod report;
mod rules;
mod unified;
mod users;
mod wire;

pub use config::Groups;
pub use groups::{GroupList, ListGroups};
pub use language::Language;
pub use report::Report;
pub use users::{CreateUser, PortalLink, UpdateUser};
pub use wire::{
    CourseLevel, CourseStatus, ExpressCourse, ExpressStatus, Group, GroupReference, MainCourse, Percent,
    PhishingAttack, ReportDate, ReportItem, UpdatedUser, UserChanges,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
