//! FrontCore's records with their own names. No logic.
//!
//! The names are those of the official samples; every member may be missing, null or empty, and numbers come as text in
//! places.

mod booking;
mod customer;
mod nested;
mod participant;
mod user;

pub use booking::{
    BookedParticipant, Booking, BookingConfig, BookingDetails, BookingErrorCode, BookingSummary, PaymentMethod,
};
pub use customer::Customer;
pub use participant::{
    Course, CourseDate, Paid, PaidCode, Participant, ParticipantChanges, Properties, Status, StatusCode,
};
pub use user::{Address, EmployeeChanges, Gender, User};

pub(crate) use nested::{object, objects, texts};
