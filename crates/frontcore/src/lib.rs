#![doc = include_str!("../README.md")]

mod booking;
mod config;
mod customers;
mod employees;
mod encode;
mod map;
mod page;
mod participants;
mod provider;
mod unified;
mod users;
mod wire;

pub use booking::CreateBooking;
pub use config::{CustomProperties, Encoding, Frontcore};
pub use customers::{GetCustomer, ListCustomers};
pub use employees::UpdateEmployee;
pub use page::Page;
pub use participants::{GetParticipant, ListParticipants, UpdateParticipant};
pub use users::SearchUsers;
pub use wire::{
    Address, BookedParticipant, Booking, BookingConfig, BookingDetails, BookingErrorCode, BookingSummary, Course,
    CourseDate, Customer, EmployeeChanges, Gender, Paid, PaidCode, Participant, ParticipantChanges, PaymentMethod,
    Properties, Status, StatusCode, User,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
