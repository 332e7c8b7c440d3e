//! The methods that lists have in common, so that each list's own file shows what is its own.

/// Makes a list one that comes in pages: the methods that choose the page, and the walk through all of them.
macro_rules! paged {
    ($list:ident of $item:ty) => {
        $crate::select::paged!($list of $item, $crate::select::PROMISE);
    };
    ($list:ident of $item:ty, $promise:expr) => {
        impl $list {
            /// At most this many to a page, from 1 to 250. It is always sent: the service's own default differs by
            /// endpoint.
            #[must_use]
            pub fn limit(mut self, limit: u32) -> Self {
                self.selection.set_limit(limit);
                self
            }

            /// Which page, from 1.
            #[must_use]
            pub fn page(mut self, page: u32) -> Self {
                self.selection.set_page(page);
                self
            }
        }

        impl ::participants_core::List for $list {
            type Item = ::participants_core::Record<$item>;

            // A record may bring others along: a customer all its employees.
            const RECORD: ::participants_core::AnswerSize = ::participants_core::AnswerSize::List;

            fn is_list(member: &str) -> bool {
                member == $crate::page::ITEMS
            }

            fn item(
                &self,
                record: ::participants_core::UnreadRecord,
            ) -> Result<Self::Item, ::participants_core::Error> {
                $crate::page::item(record)
            }

            fn end(
                &self,
                _: &$crate::Frontcore,
                rest: &::participants_core::Response,
                count: usize,
            ) -> Result<::participants_core::Page<Self::Item>, ::participants_core::Error> {
                self.selection.end(rest, count)
            }
        }

        impl ::participants_core::Paged for $list {
            const PROMISE: ::participants_core::Completeness = $promise;

            fn key(record: &Self::Item) -> Option<String> {
                $crate::answer::Numbered::number(&**record).map(str::to_owned)
            }

            fn following(&self, page: &::participants_core::Page<Self::Item>) -> Option<Self> {
                let mut following = self.clone();
                following.selection.set_page(page.next?);
                Some(following)
            }
        }
    };
}

/// Gives a list the filters that most lists have: by number and by time.
macro_rules! timed {
    ($list:ident) => {
        impl $list {
            /// Those with a greater id (`since_id`). A filter, not a way to page: the order is not documented.
            #[must_use]
            pub fn since(mut self, id: impl Into<String>) -> Self {
                self.selection.filter("since_id", $crate::select::Filter::Id(id.into()));
                self
            }

            $crate::select::moments! {
                /// Those made at this time or later (`created_at_min`). Times carry no zone: Norwegian time is the
                /// likely reading, and whether the bounds belong to the range is not documented.
                created_at_min = "created_at_min",
                /// Those made until this time (`created_at_max`); see [`created_at_min`](Self::created_at_min).
                created_at_max = "created_at_max",
                /// Those changed at this time or later (`updated_at_min`); see
                /// [`created_at_min`](Self::created_at_min).
                updated_at_min = "updated_at_min",
                /// Those changed until this time (`updated_at_max`); see [`created_at_min`](Self::created_at_min).
                updated_at_max = "updated_at_max",
            }
        }
    };
}

/// A method for each filter that is a moment.
macro_rules! moments {
    ($($(#[doc = $doc:literal])+ $method:ident = $name:literal,)+) => {$(
        $(#[doc = $doc])+
        #[must_use]
        pub fn $method(mut self, time: impl Into<::participants_core::jiff::civil::DateTime>) -> Self {
            self.selection.filter($name, $crate::select::Filter::Moment(time.into()));
            self
        }
    )+};
}

pub(crate) use {moments, paged, timed};
