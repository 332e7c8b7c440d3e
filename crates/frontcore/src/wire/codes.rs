//! The codes of FrontCore's lists: what is a number on the wire and has a name in the documents. Every one is open.

use participants_core::{changes::WireValue, open_enum, serde_json::Value};

open_enum! {
    /// Enrolment status by its code, the same in `idStatus`, `status.id` and `status_id`; 5 and 6 stand on no page
    /// (<https://app.frontcore.com/api/docs/v2/participants/:id-put/>).
    pub enum StatusCode {
        /// Has a place.
        Confirmed = "1",
        /// Enrolled beyond the number of places.
        Overbooked = "2",
        /// On the waiting list.
        WaitingList = "3",
        /// Withdrawn.
        Deregistered = "4",
        /// Enrolled, not yet confirmed.
        Unconfirmed = "7",
        /// Withdrawn, and a fee is due.
        DeregisteredWithFee = "8",
    }
}

open_enum! {
    /// Payment status by its code. Only one is known: never take another for "unpaid" without a look at `paid.title`.
    pub enum PaidCode {
        /// Paid.
        Yes = "1",
    }
}

open_enum! {
    /// Status of a course date by its code, the same in `status_id`, `status.id` and a participant's
    /// `coursedate.idStatus` (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>).
    pub enum CourseDateStatusCode {
        /// Not decided yet.
        ToBeDefined = "1",
        /// Takes place.
        WillRun = "2",
        /// Does not take place.
        Cancelled = "3",
        /// Takes place later.
        Postponed = "4",
    }
}

open_enum! {
    /// The level of a course by its code (<https://app.frontcore.com/api/docs/v1/courses-post/>); others are not known.
    pub enum CourseLevel {
        /// Courses, the default.
        Courses = "6",
        /// Corporate training (known from a client in use, <https://github.com/monscorps/kkurs.no>).
        CorporateTraining = "15",
    }
}

open_enum! {
    /// How a course is taught, by its code (<https://app.frontcore.com/api/docs/v1/courses-post/>); others are not
    /// known.
    pub enum FormOfTeaching {
        /// In a classroom, the default.
        Classroom = "1",
    }
}

open_enum! {
    /// The unit a duration is counted in, by its code (<https://app.frontcore.com/api/docs/v2/durations/>).
    pub enum DurationUnit {
        /// Years.
        Years = "5",
        /// Semesters.
        Semesters = "4",
        /// Months.
        Months = "3",
        /// Weeks.
        Weeks = "2",
        /// Days.
        Days = "1",
        /// Hours.
        Hours = "6",
        /// Minutes.
        Minutes = "7",
    }
}

open_enum! {
    /// What a new customer is, by its code (<https://app.frontcore.com/api/docs/v2/customers-post/>). The page has more
    /// codes; the part of it that could be read does not show them. Read, it is the word `Company` or `Private`.
    pub enum CustomerType {
        /// A company, the default.
        Company = "1",
    }
}

/// A code is a number on the wire; what is none is left a text, which the call then refuses.
macro_rules! numbers {
    ($($code:ty),+ $(,)?) => {$(
        impl WireValue for $code {
            fn to_wire(&self) -> Value {
                let text = self.as_str();
                text.parse::<u32>().map_or_else(|_| Value::from(text), Value::from)
            }
        }
    )+};
}

numbers!(StatusCode, PaidCode, CourseDateStatusCode, CourseLevel, FormOfTeaching, DurationUnit, CustomerType);
