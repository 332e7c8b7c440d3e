//! Every call as it goes over the wire: one snapshot each, named after the call, and one more where it has variants. Only
//! documented members and values are in them, so that they can be compared with the documents.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{ID, account, everything, placed, preview};
use participants_azav::{
    Azav, Basis, Contact, ContactKind, Contacts, CreateParticipant, DeleteParticipant, GetParticipant,
    ListParticipants, ListPrograms, ParticipantChanges, Profile, UpdateParticipant,
};
use participants_core::{Change, Document, Endpoint, serde_json::json};

fn snapshot<E: Endpoint<Api = Azav>>(account: &Azav, call: &E, variant: &str) {
    let name = if variant.is_empty() { E::NAME.to_owned() } else { format!("{}-{variant}", E::NAME) };
    insta::assert_snapshot!(name, preview(account, call));
}

fn base() -> Azav {
    account("https://api.azav-pilot.de")
}

#[test]
fn participants_are_read() {
    snapshot(&base(), &ListParticipants::new(), "");
    snapshot(&base(), &GetParticipant::by_id(ID), "");
    snapshot(&base(), &GetParticipant::by_id("7 ö?x=1&y#z%2e"), "hard-id");
}

#[test]
fn participants_are_made_in_each_profile() {
    snapshot(&base(), &CreateParticipant::new(placed()), "");
    snapshot(&base().profile(Profile::Snake), &CreateParticipant::new(placed()), "snake");
    snapshot(&base().profile(Profile::Development), &CreateParticipant::new(everything()), "development");
}

#[test]
fn participants_are_changed_over_each_basis() {
    let record = json!({
        "id": ID, "firstName": "Lena", "lastName": "Özdemir-O'Neill", "email": "lena@example.org", "gender": "female",
        "status": "lead", "salutation": "Frau", "preferredName": null, "insertedAt": "2026-01-05T08:00:01Z",
        "address": {"street": "Lindenweg", "houseNumber": "4b", "zipCode": "04109", "city": "Leipzig", "country": null},
        "contactInformation": [
            {"type": "mobile", "value": "+49 170 0000001"}, {"type": "phone", "value": "0341 000001"}
        ]
    });
    let record = || Document::new(record.to_string()).unwrap();
    let update = |changes: &ParticipantChanges, basis| UpdateParticipant::new(ID, changes.clone(), basis);
    let changes = ParticipantChanges::new().last_name("Ö").salutation(Change::Clear);
    let inside = changes.clone().zip_code("04103").phone("0341 9");
    snapshot(&base(), &update(&inside, Basis::Whole(record())), "");
    snapshot(&base(), &update(&inside, Basis::Named(record())), "named");
    snapshot(&base(), &update(&changes, Basis::Unread), "unread");
    let contacts = ["+49 170 0000003", "+49 170 0000004"].map(|value| Contact::new(ContactKind::Mobile, value));
    let contacts = ParticipantChanges::new().contact_information(contacts.into_iter().collect::<Contacts>());
    snapshot(&base(), &update(&contacts, Basis::Unread), "contacts");
    snapshot(&base().profile(Profile::Snake), &update(&contacts.fax("5"), Basis::Named(record())), "contacts-snake");
}

#[test]
fn participants_are_removed() {
    snapshot(&base(), &DeleteParticipant::new(ID), "");
}

#[test]
fn programs_are_read_alike_in_each_profile() {
    for profile in [Profile::Default, Profile::Development, Profile::Snake] {
        snapshot(&base().profile(profile), &ListPrograms::new(), "");
    }
}
