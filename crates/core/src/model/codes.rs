//! The coded values of the common vocabulary. Every one is open: what a provider says that we do not know is kept
//! as it is and written back as it is.

/// Declares an enumeration that can never meet a value it cannot hold.
///
/// Each variant has the one text it is read from and written as; any other text lives in `Other`.
#[macro_export]
macro_rules! open_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A value this version has no name for, kept as it came and written back as it is.
            Other(String),
        }

        impl $name {
            /// The values that have a name, in the order of their documentation.
            pub const KNOWN: &'static [&'static str] = &[$($text),+];

            /// The text the value is read from and written as.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

open_enum! {
    /// Gender, as far as a provider keeps one.
    pub enum Gender {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Neither female nor male.
        Diverse = "diverse",
    }
}

open_enum! {
    /// Where a person stands in the life of a training record.
    pub enum Lifecycle {
        /// Interested, not yet coming.
        Lead = "lead",
        /// Will take part.
        Future = "future",
        /// Takes part now.
        Active = "active",
        /// Took part.
        Past = "past",
        /// Left before the end.
        Dropout = "dropout",
        /// Put away; kept for the records.
        Archived = "archived",
    }
}

open_enum! {
    /// Where an enrolment in one session stands.
    pub enum EnrolmentStatus {
        /// Has a place.
        Confirmed = "confirmed",
        /// Enrolled beyond the number of places.
        Overbooked = "overbooked",
        /// On the waiting list.
        Waitlisted = "waitlisted",
        /// Enrolled, not yet confirmed.
        Pending = "pending",
        /// Withdrawn.
        Cancelled = "cancelled",
        /// Withdrawn, and a fee is due.
        CancelledWithFee = "cancelled_with_fee",
    }
}

/// Lets an update name a coded value by its text. It stands apart from `open_enum!`, which other crates use: they may
/// not implement a foreign trait for `Change`.
macro_rules! named_by_text {
    ($($name:ident)+) => {$(
        impl From<&str> for crate::model::change::Change<$name> {
            fn from(text: &str) -> Self {
                Self::Set($name::from(text))
            }
        }
    )+};
}

named_by_text! { Gender Lifecycle EnrolmentStatus }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_value_survives() {
        let status = EnrolmentStatus::from("5");
        assert_eq!(status, EnrolmentStatus::Other("5".into()));
        assert_eq!(status.to_string(), "5");
    }

    #[test]
    fn known_values_read_what_they_write() {
        for text in Lifecycle::KNOWN {
            assert!(!matches!(Lifecycle::from(*text), Lifecycle::Other(_)));
            assert_eq!(Lifecycle::from(*text).as_str(), *text);
        }
    }
}
