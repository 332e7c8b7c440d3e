#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod admin_roles;
mod admin_users;
mod answer;
mod booking;
mod campaigns;
mod config;
mod contacts;
mod countries;
mod coursedates;
mod courses;
mod credentials;
mod customers;
mod diplomas;
mod durations;
mod employees;
mod encode;
mod instructors;
mod links;
mod locations;
mod map;
mod orders;
mod page;
mod participants;
mod products;
mod provider;
mod select;
mod unified;
mod users;
mod vouchers;
mod wire;

pub use admin_roles::ListAdminRoles;
pub use admin_users::{AddAdminUser, ListAdminUsers};
pub use booking::{CreateBooking, DeregisterBooking, DeregisteredBooking};
pub use campaigns::ListCampaigns;
pub use config::{CustomProperties, Encoding, Frontcore};
pub use contacts::ListContacts;
pub use countries::ListCountries;
pub use coursedates::{
    BatchCourseDates, CourseDateOrder, CreateCourseDate, Direction, GetCourseDate, ListCourseDates, ListDatesOfCourse,
    NextCourseDates, UpdateCourseDate,
};
pub use courses::{CreateCourse, GetCourse, ListCourses, UpdateCourse};
pub use credentials::CheckUserCredentials;
pub use customers::{CreateCustomer, GetCustomer, ListCustomers};
pub use diplomas::ListDiplomas;
pub use durations::ListDurations;
pub use employees::UpdateEmployee;
pub use instructors::{CreateInstructor, ListInstructors, UpdateInstructor};
pub use links::LinkedRecord;
pub use locations::ListLocations;
pub use orders::{GetOrder, ListOrders};
pub use participants::{GetParticipant, ListParticipants, UpdateParticipant};
pub use products::ListProducts;
pub use select::Day;
pub use users::SearchUsers;
pub use vouchers::ValidateVoucher;
pub use wire::{
    Address, AdminProfile, AdminRole, AdminUser, BookedParticipant, BookedSeats, Booking, BookingConfig,
    BookingDetails, BookingErrorCode, BookingSummary, Campaign, CampaignType, Clock, Contact, Country, Course,
    CourseChanges, CourseDate, CourseDateChanges, CourseDateStatus, CourseDateStatusCode, CourseLevel, CreatedCustomer,
    Currency, Customer, CustomerType, DeregisterConfig, Diploma, DiscountType, Duration, DurationUnit, EmployeeChanges,
    FormOfTeaching, FreeSeats, Gathering, GatheringInstructor, Gender, Instructor, InstructorChanges, Location,
    NewCourseDate, NewCustomer, NewGathering, Order, OrderLine, OrderRelations, Paid, PaidCode, Participant,
    ParticipantChanges, ParticipantCourse, ParticipantCourseDate, PaymentMethod, Place, Price, Product, Properties,
    SeatCapacity, Seats, Status, StatusCode, Titled, User, Vat, Voucher, WrittenCourse, WrittenCourseDate,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
