//! What goes over the wire, and how what comes back is read: each call against a server that plays one answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "wire/failing.rs"]
mod failing;
#[path = "wire/fixtures.rs"]
mod fixtures;
#[path = "wire/making.rs"]
mod making;
#[path = "wire/reading.rs"]
mod reading;
#[path = "wire/updating.rs"]
mod updating;

mod common;

use common::{ID, TOKEN, account, client, data, lena, one, served};
use mockito::Matcher;
use participants_azav::{
    Azav, Basis, DeleteParticipant, GetParticipant, OnMismatch, ParticipantChanges, Profile, UpdateMode,
    UpdateParticipant,
};
use participants_core::{Change, Configure, Directory, Document, Endpoint, ErrorKind, Field, Vars};

#[test]
fn arguments_that_would_hit_another_participant_are_refused() {
    let account = account("https://api.azav-pilot.de");
    for id in ["", ".", "..", "a/b", "a\\b", "a\nb"] {
        assert!(GetParticipant::by_id(id).request(&account).is_err(), "{id:?}");
        let changes = ParticipantChanges::new().last_name("X");
        let update = UpdateParticipant::new(id, changes, Basis::Unread);
        assert!(update.request(&account).is_err(), "{id:?}");
        assert!(DeleteParticipant::new(id).request(&account).is_err(), "{id:?}");
    }
    let changes = ParticipantChanges::new().last_name("X");
    let of_another = Basis::Whole(Document::new(r#"{"id":"another","lastName":"Y"}"#).unwrap());
    let update = UpdateParticipant::new(ID, changes, of_another);
    assert_eq!(update.request(&account).unwrap_err().kind(), ErrorKind::Invalid);
}

#[test]
fn settings_come_from_variables() {
    let read = |pairs: &[(&str, &str)]| {
        let get = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Azav::from_vars(&Vars::new(&get)).map(|account| format!("{account:?}"))
    };
    let shown = read(&[("AZAV_TOKEN", TOKEN)]).unwrap();
    insta::assert_snapshot!("settings_by_default", shown);
    let all = [
        ("AZAV_TOKEN", TOKEN),
        ("AZAV_BASE_URL", "http://127.0.0.1:9/"),
        ("AZAV_PROFILE", "snake"),
        ("AZAV_ON_MISMATCH", "error"),
        ("AZAV_UPDATE", "partial"),
    ];
    insta::assert_snapshot!("settings_all", read(&all).unwrap());
    let built = account("http://127.0.0.1:9")
        .profile(Profile::Snake)
        .on_mismatch(OnMismatch::Error)
        .update_mode(UpdateMode::Partial);
    assert_eq!(read(&all).unwrap(), format!("{built:?}"));
    for bad in [
        vec![],
        vec![("AZAV_TOKEN", "")],
        vec![("AZAV_TOKEN", TOKEN), ("AZAV_PROFILE", "camel")],
        vec![("AZAV_TOKEN", TOKEN), ("AZAV_BASE_URL", "http://api.example.org")],
    ] {
        let error = read(&bad).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("AZAV_") && !error.to_string().contains(TOKEN), "{error}");
    }
}

#[tokio::test]
async fn what_a_profile_has_no_place_for_is_refused_before_sending() {
    let (mut server, _) = served().await;
    let mock = server.mock("GET", Matcher::Any).expect(0).create_async().await;
    let client = client(account(&server.url()).profile(Profile::Development));
    let update = participants_core::ParticipantUpdate::new().phone("1").city("Y").first_name("A");
    let error = client.update(ID, &update).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let shown = error.to_string();
    assert!(shown.contains("phone") && shown.contains("city") && !shown.contains("first_name"), "{shown}");
    for changes in [
        ParticipantChanges::new().street("X"),
        ParticipantChanges::new().fax(Change::Clear),
        ParticipantChanges::new().contact_information(Change::Clear),
    ] {
        let basis = Basis::Whole(Document::new(lena().to_string()).unwrap());
        let error = client.send(&UpdateParticipant::new(ID, changes, basis)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
    mock.assert_async().await;
    assert!(client.capabilities().field(&Field::Phone).is_some_and(|known| !known.read));
}
