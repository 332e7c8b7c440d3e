//! Every call against the emulator, which another author wrote from the same pages, in each profile.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{everything, placed};
use participants_azav::{
    Azav, Contact, ContactKind, Contacts, CreateParticipant, DeleteParticipant, GetParticipant, ListParticipants,
    ListPrograms, OnMismatch, ParticipantChanges, Profile, UpdateParticipant, timestamp,
};
use participants_core::{
    Change, Client, Configure, ErrorKind, Gender, Lifecycle, Vars,
    serde_json::{Value, json},
};
use participants_sandbox::{Sandbox, transport::InProcess};

const PROFILES: [(Profile, &str); 3] =
    [(Profile::Default, "camel"), (Profile::Development, "development"), (Profile::Snake, "snake")];

/// A client of an emulator with these settings that takes a member which does not come back for an error.
fn client(profile: Profile, settings: &Value) -> Client<Azav> {
    let sandbox = Sandbox::only(&["azav"], 7, 6).unwrap();
    sandbox.set(&json!({ "azav": settings })).unwrap();
    let transport = InProcess::new(sandbox);
    let known = transport.environment("azav").unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let account = Azav::from_vars(&Vars::new(&get)).unwrap().profile(profile).on_mismatch(OnMismatch::Error);
    Client::builder(account).transport(transport).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_participant_is_made_read_changed_and_removed_in_each_profile() {
    for (profile, spelling) in PROFILES {
        for writes in ["merge", "replace"] {
            let client = client(profile, &json!({"spelling": spelling, "writes": writes}));
            let has_places = profile != Profile::Development;
            let fields = if has_places { placed() } else { everything() };
            let made = client.send(&CreateParticipant::new(fields)).await.unwrap();
            assert!(made.missing.is_empty() && made.different.is_empty(), "{spelling}: {made:?}");
            let id = made.record.unwrap().id.clone().unwrap();

            let read = client.send(&GetParticipant::by_id(&id)).await.unwrap();
            assert_eq!((read.first_name.as_deref(), read.last_name.as_deref()), (Some("Þór"), Some("李")));
            assert_eq!((read.preferred_name.as_deref(), read.salutation.as_deref()), (Some("Y"), Some("Herr")));
            assert_eq!(read.email.as_deref(), Some("thor@example.org"));
            assert_eq!(read.date_of_birth.as_deref(), Some("1991-04-07"));
            assert_eq!((&read.gender, &read.status), (&Some(Gender::Diverse), &Some(Lifecycle::Future)));
            assert_eq!((read.birth_city.as_deref(), read.birth_country.as_deref()), (Some("Łódź"), Some("PL")));
            assert_eq!(read.customer_number.as_deref(), Some("0017"));
            assert_eq!(read.internal_customer_number.as_deref(), Some("K-1"));
            assert_eq!(read.marketing_channel.as_deref(), Some("Messe"));
            assert_eq!(
                (read.address.zip_code.as_deref(), read.contact_information.len()),
                if has_places { (Some("04109"), 7) } else { (None, 0) }
            );
            assert!(read.inserted_at.as_deref().and_then(timestamp).is_some());

            let mut changes = ParticipantChanges::new().last_name("Øre").salutation(Change::Clear);
            if has_places {
                let contacts = vec![Contact::new(ContactKind::Mobile, "1"), Contact::new(ContactKind::Mobile, "2")];
                changes = changes.house_number("4c").contact_information(Contacts::from(contacts));
            }
            client.send(&UpdateParticipant::over(&read, changes)).await.unwrap();
            let people = client.send(&ListParticipants::new()).await.unwrap();
            let found = people.iter().flatten().find(|person| person.id.as_ref() == Some(&id)).unwrap();
            assert_eq!((found.last_name.as_deref(), found.salutation.as_deref()), (Some("Øre"), None));
            assert_eq!(found.first_name.as_deref(), Some("Þór"), "{spelling}, {writes}: what was not named stays");
            if has_places {
                let values: Vec<_> =
                    found.contact_information.iter().filter_map(|entry| entry.value.as_deref()).collect();
                assert_eq!((found.address.house_number.as_deref(), values), (Some("4c"), vec!["1", "2"]));
                assert_eq!(found.address.city.as_deref(), Some("Leipzig"));
            }

            let removed = client.send(&DeleteParticipant::new(id.clone())).await.unwrap();
            assert_eq!(removed.unwrap().id.as_ref(), Some(&id));
            let gone = client.send(&GetParticipant::by_id(&id)).await.unwrap_err();
            assert_eq!(gone.kind(), ErrorKind::NotFound);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn programs_are_the_same_in_each_profile() {
    let mut seen = Vec::new();
    for (profile, spelling) in PROFILES {
        for ids in ["uuid", "integer"] {
            let settings = json!({"spelling": spelling, "ids": ids, "timestamps": "naive", "programs": "every_value"});
            let programs = client(profile, &settings).send(&ListPrograms::new()).await.unwrap();
            let titles: Vec<_> =
                programs.iter().map(|program| program.as_ref().unwrap().title.clone().unwrap()).collect();
            assert!(
                programs.iter().flatten().all(|program| program.inserted_at.as_deref().and_then(timestamp).is_some())
            );
            seen.push(titles);
        }
    }
    assert!(seen[0].len() > 3 && seen.iter().all(|titles| *titles == seen[0]), "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn the_wrong_spelling_is_noticed() {
    for (profile, spelling) in [(Profile::Default, "snake"), (Profile::Snake, "camel")] {
        let fields = ParticipantChanges::new().email("y@example.org").first_name("Y").last_name("Ö");
        let error =
            client(profile, &json!({"spelling": spelling})).send(&CreateParticipant::new(fields)).await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_applied()), (ErrorKind::Mismatch, true));
        assert_eq!(error.fields().len(), 2, "{error}");
    }
}
