//! The records with Dendreo's own names. No logic.
//!
//! On the wire every scalar is a string, and empty means unset; numbers and booleans are read as well. Dates stay text:
//! `YYYY-MM-DD`, and `YYYY-MM-DD HH:MM:SS` in Paris time for the stamps of business records. An object that `include`
//! adds is presumed to stand under the include's own name, as real answers show for `participant` and `participants`.

mod billing;
mod codes;
mod company;
mod contact;
mod enrolment;
mod file;
mod participant;
pub(crate) mod readers;
mod reference;
mod slot;
mod training_action;
mod unlisted;

pub use billing::{Evaluation, EvaluationResult, Funder, Funding, Invoice, Payment};
pub use codes::{ActionType, FileTarget, Flag, FundingType, LapStatus, OrganisationMode, Presence};
pub use company::{CodeNaf, Company, CompanyChanges};
pub use contact::{Contact, ContactChanges};
pub use enrolment::{Enrolment, EnrolmentChanges, ModuleEnrolment, PlannedModule};
pub use file::{PendingTasks, StoredFile};
pub use participant::{Participant, ParticipantChanges};
pub use reference::{
    CatalogueSession, Laf, Module, ModuleCategory, ModuleChanges, PermanentSession, PermanentSessionChanges,
    ProductCategory, Room, RoomChanges, Step, Trainer, TrainingCentre, TrainingCentreChanges,
};
pub use slot::{Attendance, Slot};
pub use training_action::{EnrolledParticipant, TrainingAction, TrainingActionChanges};
pub use unlisted::{AnyChanges, Raw};
