//! What the lists of course dates can be narrowed by, beside what all lists can, and how they are ordered.

/// By what course dates are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CourseDateOrder {
    /// By their numbers.
    Id,
    /// By their first days.
    StartDate,
}

/// Which way a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl CourseDateOrder {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::StartDate => "startdate",
        }
    }
}

impl Direction {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

/// Gives a list of course dates its pages, the filters of all lists, and those by day, status and order.
macro_rules! by_day {
    ($list:ident) => {
        impl $list {
            $crate::coursedates::filters::days! {
                /// Those that begin on this day or later (`start_date_at_min`).
                start_date_at_min = "start_date_at_min",
                /// Those that begin until this day (`start_date_at_max`).
                start_date_at_max = "start_date_at_max",
                /// Those that end on this day or later (`end_date_at_min`).
                end_date_at_min = "end_date_at_min",
                /// Those that end until this day (`end_date_at_max`).
                end_date_at_max = "end_date_at_max",
            }

            /// Those with this status (`status_id`).
            #[must_use]
            pub fn status(mut self, code: $crate::CourseDateStatusCode) -> Self {
                self.selection.filter("status_id", $crate::select::Filter::Id(code.to_string()));
                self
            }

            /// In this order (`order_by`, `order_direction`); the order without it is not documented.
            #[must_use]
            pub fn order(mut self, by: $crate::CourseDateOrder, direction: $crate::Direction) -> Self {
                self.selection.filter("order_by", $crate::select::Filter::Word(by.as_str()));
                self.selection.filter("order_direction", $crate::select::Filter::Word(direction.as_str()));
                self
            }
        }

        $crate::select::paged!($list of $crate::CourseDate);
        $crate::select::timed!($list);
    };
}

/// A method for each filter that is a day.
macro_rules! days {
    ($($(#[doc = $doc:literal])+ $method:ident = $name:literal,)+) => {$(
        $(#[doc = $doc])+
        #[must_use]
        pub fn $method(mut self, day: impl Into<$crate::Day>) -> Self {
            self.selection.filter($name, $crate::select::Filter::Day(day.into()));
            self
        }
    )+};
}

pub(super) use {by_day, days};
