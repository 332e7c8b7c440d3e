//! Every call as it goes over the wire: one snapshot each, named after the call, and one more where it has variants. Only
//! documented members and values are in them, so that they can be compared with the documents.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{NEWCOMERS, ODA, company, oda_new, preview};
use participants_core::Endpoint;
use participants_groups::{CreateUser, Groups, Language, ListGroups, PortalLink, Report, UpdateUser, UserChanges};

fn snapshot<E: Endpoint<Api = Groups>>(company: &Groups, call: &E, variant: &str) {
    let name = if variant.is_empty() { E::NAME.to_owned() } else { format!("{}-{variant}", E::NAME) };
    insta::assert_snapshot!(name, preview(company, call));
}

fn base() -> Groups {
    company("https://asap.example.org")
}

#[test]
fn a_portal_link_is_asked_for_in_lower_case() {
    snapshot(&base(), &PortalLink::of("Oda.D'Hôtel@Firm.example"), "");
}

#[test]
fn groups_are_read() {
    snapshot(&base(), &ListGroups, "");
}

#[test]
fn a_user_is_made_changed_and_moved() {
    snapshot(&base(), &CreateUser::new(oda_new()), "");
    let update = |changes| UpdateUser::new(ODA, changes);
    snapshot(&base(), &update(oda_new()), "");
    snapshot(&base(), &update(UserChanges::new().group_id(NEWCOMERS)), "move");
}

#[test]
fn a_report_is_of_all_users_or_of_some() {
    let company = base().language("de");
    snapshot(&company, &Report::new(), "");
    let some = Report::new().email("Oda@Firm.example").email("zoe@firm.example").page(3).language(Language::Italian);
    snapshot(&company, &some, "of-some");
}
