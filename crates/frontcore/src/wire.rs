//! FrontCore's records with their own names. No logic.
//!
//! The names are those of the official samples; every member may be missing, null or empty, and numbers come as text in
//! places. What is nested keeps its unlisted members in the document of the record it stands in.

mod admin;
mod booking;
mod codes;
mod course;
mod coursedate;
mod coursedate_changes;
mod customer;
mod diploma;
mod enrolled;
mod gathering;
mod instructor;
mod location;
mod nested;
mod order;
mod participant;
mod properties;
mod titled;
mod user;
mod voucher;

pub use admin::{AdminProfile, AdminRole, AdminUser};
pub use booking::{
    BookedParticipant, Booking, BookingConfig, BookingDetails, BookingErrorCode, BookingSummary, DeregisterConfig,
    PaymentMethod,
};
pub use codes::{CourseDateStatusCode, CourseLevel, CustomerType, DurationUnit, FormOfTeaching, PaidCode, StatusCode};
pub use course::{Course, CourseChanges, Price, WrittenCourse};
pub use coursedate::{
    BookedSeats, CourseDate, CourseDateStatus, FreeSeats, Place, SeatCapacity, Seats, WrittenCourseDate,
};
pub use coursedate_changes::{Clock, CourseDateChanges, NewCourseDate};
pub use customer::{Contact, CreatedCustomer, Customer, NewCustomer};
pub use diploma::Diploma;
pub use enrolled::{ParticipantCourse, ParticipantCourseDate};
pub use gathering::{Gathering, GatheringInstructor, NewGathering};
pub use instructor::{Instructor, InstructorChanges};
pub use location::Location;
pub use order::{Currency, Order, OrderLine, OrderRelations, Product, Vat};
pub use participant::{Paid, Participant, ParticipantChanges, Status};
pub use properties::Properties;
pub use titled::{Country, Duration, Titled};
pub use user::{Address, EmployeeChanges, Gender, User};
pub use voucher::{Campaign, CampaignType, DiscountType, Voucher};

use coursedate_changes::keep_or_set;
use nested::list_of_texts;
pub(crate) use nested::{object, objects, texts};
