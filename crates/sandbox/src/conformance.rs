//! One suite for every provider: it tests the common view against the emulator, under several settings of what is not
//! documented.
//!
//! The test suite is part of a library, so that all provider crates share it. A provider crate states its particulars
//! as a [`Suite`] and calls [`conformance!`](macro@crate::conformance).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test fails by a panic.

mod accounts;
mod creates;
mod documents;
mod enrolments;
mod faults;
mod fields;
mod fixtures;
mod lists;
mod operations;
mod prepared;
mod reads;
mod required;
mod state;
mod unclean;
mod updates;
mod world;
mod writes;

pub use accounts::accounts_are_distinguished;
pub use creates::{
    a_lost_creation_is_not_repeated, a_participant_is_created_and_removed, impossible_creations_are_refused,
};
pub use documents::{answers_are_read_completely_or_refused, writes_are_correct_when_answers_cannot_be_read};
pub use enrolments::{a_lost_enrolment_is_not_repeated, a_participant_is_enrolled_and_withdrawn};
pub use faults::{
    calls_succeed_after_a_temporary_fault, every_fault_gives_the_right_error, one_sign_in_serves_many_calls,
};
pub use fixtures::readings;
pub use lists::lists_are_filtered;
pub use operations::{every_table_is_tested, impossible_operations_are_refused, participants_change_group_and_company};
pub use prepared::a_write_sends_what_it_has_shown;
pub use reads::{an_invalid_record_does_not_hide_the_others, reads_agree};
pub use required::required_fields_are_sufficient_and_necessary;
pub use unclean::unclean_answers_are_read_or_refused;
pub use updates::{
    impossible_updates_are_refused, only_the_cleared_field_becomes_empty, only_the_set_field_changes,
    writing_what_was_read_changes_nothing,
};
pub use world::World;
pub use writes::{
    a_success_without_an_id_is_checked_by_reading, a_write_needs_an_existing_participant, an_ignored_field_is_an_error,
    an_invalid_status_leaves_the_result_of_a_write_unknown, every_key_is_looked_up_before_a_creation,
};

use participants_core::{Error, Field, Prepared};
use serde_json::Value;

/// What comes of a write that is prepared and sent at once.
///
/// # Errors
/// As preparing it or sending it.
pub async fn send_at_once<T>(prepared: impl Future<Output = Result<Prepared<T>, Error>>) -> Result<T, Error>
where
    T: Send + 'static,
{
    prepared.await?.send().await
}

/// What is particular to one provider, for the suite.
#[derive(Debug)]
pub struct Suite {
    /// The settings under which everything is run; at least two.
    pub variants: &'static [Variant],
    /// The call that creates a participant.
    pub create: Wire,
    /// The call that changes one; where several do, that of [`update_field`](Self::update_field).
    pub update: Wire,
    /// The call that reads one.
    pub read: Wire,
    /// A field that any participant can be given.
    pub update_field: Field,
    /// The paths of the calls that sign in; empty where keys are static.
    pub sign_in: &'static [&'static str],
    /// How a participant is enrolled, where that is possible.
    pub enrol: Option<Enrolling>,
    /// Members without a field of their own that the provider derives from others, by the end of their path.
    pub derived: &'static [&'static str],
    /// Fields that only make sense together with others, and are tested by the provider's own tests.
    pub entangled: &'static [Field],
    /// Identifiers of the provider's form that no participant has.
    pub unknown_ids: &'static [&'static str],
    /// A field that the provider is made to ignore.
    pub ignored: Option<Ignored>,
    /// References that hold in every world, for settings under which no participant can be listed to take them from.
    pub references: &'static [(Field, &'static str)],
}

impl Suite {
    /// A reference that holds in every world.
    fn reference(&self, field: &Field) -> Option<String> {
        self.references.iter().find(|(known, _)| known == field).map(|(_, value)| (*value).to_owned())
    }
}

/// A call on the wire, as a fault plan names it.
#[derive(Clone, Copy, Debug)]
pub struct Wire {
    /// The HTTP method.
    pub method: &'static str,
    /// The end of the path; `*` stands for any text.
    pub path: &'static str,
}

/// A field that a provider ignores without an error. A second field is written in the same call, for providers that
/// refuse a call without fields.
#[derive(Debug)]
pub struct Ignored {
    /// The field.
    pub field: Field,
    /// Its member on the wire, in each spelling.
    pub members: &'static [&'static str],
    /// The other field.
    pub beside: Option<Field>,
}

/// How a participant is enrolled in a session.
#[derive(Clone, Copy, Debug)]
pub struct Enrolling {
    /// The call that does it.
    pub call: Wire,
    /// Sessions of the emulator; no participant is in all of them.
    pub sessions: &'static [&'static str],
}

/// One way of answering what the documents leave open.
#[derive(Debug)]
pub struct Variant {
    /// What this way is about, for failures.
    pub name: &'static str,
    /// The emulator's settings, as one JSON object.
    pub settings: &'static str,
    /// The client's settings, beside how it finds the emulator.
    pub variables: &'static [(&'static str, &'static str)],
}

impl Variant {
    fn settings(&self) -> Value {
        serde_json::from_str(self.settings).expect("the settings are JSON")
    }
}

/// The tests of the suite for a provider: `conformance!(Dendreo, SUITE);`. The calling crate needs `tokio` (with `rt`,
/// `macros`, `test-util`) and `insta` among its development dependencies, and fixtures in `tests/fixtures`.
#[macro_export]
macro_rules! conformance {
    ($provider:ty, $suite:expr) => {
        $crate::conformance!(@ $provider, $suite,
            accounts_are_distinguished,
            reads_agree,
            lists_are_filtered,
            impossible_operations_are_refused,
            participants_change_group_and_company,
            a_participant_is_enrolled_and_withdrawn,
            a_lost_enrolment_is_not_repeated,
            an_invalid_record_does_not_hide_the_others,
            only_the_set_field_changes,
            only_the_cleared_field_becomes_empty,
            impossible_updates_are_refused,
            writing_what_was_read_changes_nothing,
            a_participant_is_created_and_removed,
            a_lost_creation_is_not_repeated,
            impossible_creations_are_refused,
            every_key_is_looked_up_before_a_creation,
            a_success_without_an_id_is_checked_by_reading,
            an_invalid_status_leaves_the_result_of_a_write_unknown,
            a_write_needs_an_existing_participant,
            an_ignored_field_is_an_error,
            a_write_sends_what_it_has_shown,
            required_fields_are_sufficient_and_necessary,
            every_fault_gives_the_right_error,
            calls_succeed_after_a_temporary_fault,
            answers_are_read_completely_or_refused,
            writes_are_correct_when_answers_cannot_be_read,
            unclean_answers_are_read_or_refused,
            one_sign_in_serves_many_calls,
        );

        #[test]
        fn every_table_is_tested() {
            $crate::conformance::every_table_is_tested::<$provider>(&$suite);
        }

        #[test]
        fn fixtures_read_as_recorded() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
            insta::assert_snapshot!($crate::conformance::readings::<$provider>(&$suite, folder));
        }
    };
    (@ $provider:ty, $suite:expr, $($test:ident,)+) => {$(
        #[tokio::test(start_paused = true)]
        async fn $test() {
            $crate::conformance::$test::<$provider>(&$suite).await;
        }
    )+};
}
