//! What the calls make of their answers, member by member: programs, and the parts of a participant.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{ID, account, answer, answered, data, fixture, lena, one, served};
use mockito::Matcher;
use participants_azav::{
    Audience, Azav, Basis, Contact, ContactKind, Contacts, CreateParticipant, Degree, GetParticipant, IndustryBranch,
    ListParticipants, ListPrograms, ParticipantChanges, Profile, Program, ProgramType, TeachingStyle,
    UpdateParticipant, timestamp,
};
use participants_core::{
    Change, Client, Endpoint, Error, ErrorKind, Lifecycle, Provider, Record, Unified,
    serde_json::{self, Value, json},
};
use std::collections::BTreeSet;

fn base() -> Azav {
    account("https://api.azav-pilot.de")
}

fn read(data: &Value) -> Result<Vec<Result<Record<Program>, Error>>, Error> {
    ListPrograms::new().response(&base(), &answer(200, json!({ "data": data })))
}

fn program(record: &Value) -> Record<Program> {
    read(&json!([record])).unwrap().remove(0).unwrap()
}

#[test]
fn a_program_is_read_whole() {
    let response = answered(&fixture("programs_list"));
    assert!(base().failure(&response).is_none());
    let programs = ListPrograms::new().response(&base(), &response).unwrap();
    assert_eq!(programs.len(), 3);
    let first = programs[0].as_ref().unwrap();
    assert_eq!(first.id.as_deref(), Some("00000000-0000-4000-8000-000000000001"));
    assert_eq!(first.title.as_deref(), Some("Kaufmännische Grundlagen"));
    assert_eq!(first.slug.as_deref(), Some("kaufmaennische-grundlagen"));
    assert_eq!((&first.program_type, &first.audience), (&Some(ProgramType::Program), &Some(Audience::Group)));
    assert_eq!((&first.degree, &first.teaching_style), (&Some(Degree::Internal), &Some(TeachingStyle::FullTime)));
    assert_eq!(first.industry_branch, Some(IndustryBranch::Kmb));
    assert_eq!(first.subject_area.as_deref(), Some("1.1"));
    assert_eq!((first.lessons, first.practical_lessons), (Some(640), Some(160)));
    let [criterion] = first.admission_criteria.as_slice() else { panic!("one condition") };
    assert_eq!((criterion.criterion.as_deref(), criterion.kind.as_deref()), (Some("Deutsch B1"), Some("language")));
    assert!(first.inserted_at.as_deref().and_then(timestamp).is_some());
    assert_eq!(first.inserted_at, first.updated_at);
    assert_eq!(first.extra().into_keys().collect::<Vec<_>>(), ["certificate_number"]);
    let kinds: Vec<_> = programs.iter().flatten().map(|program| program.program_type.clone().unwrap()).collect();
    assert_eq!(kinds, [ProgramType::Program, ProgramType::Program, ProgramType::ModuleProgram]);
}

#[test]
fn every_recorded_program_is_read() {
    let programs = ListPrograms::new().response(&base(), &answered(&fixture("programs_list_every_value"))).unwrap();
    let programs: Vec<_> = programs.into_iter().map(Result::unwrap).collect();
    fn seen<T: ToString>(values: impl Iterator<Item = T>, known: &[&str]) {
        let seen: BTreeSet<_> = values.map(|value| value.to_string()).collect();
        assert_eq!(seen, known.iter().map(|text| (*text).to_owned()).collect());
    }
    seen(programs.iter().filter_map(|program| program.program_type.clone()), ProgramType::KNOWN);
    seen(programs.iter().filter_map(|program| program.audience.clone()), Audience::KNOWN);
    seen(programs.iter().filter_map(|program| program.degree.clone()), Degree::KNOWN);
    seen(programs.iter().filter_map(|program| program.teaching_style.clone()), TeachingStyle::KNOWN);
    seen(programs.iter().filter_map(|program| program.industry_branch.clone()), IndustryBranch::KNOWN);
    seen(programs.iter().filter_map(|program| program.subject_area.clone()), &["1.1", "12", "43.412"]);
    let coaching = programs.iter().find(|program| program.admission_criteria.len() == 2).unwrap();
    assert_eq!((coaching.lessons, coaching.practical_lessons), (Some(40), Some(0)));
    assert_eq!(coaching.admission_criteria[1].criterion.as_deref(), Some("Mindestalter 18"));
    let least = programs.last().unwrap();
    assert_eq!((least.title.as_deref(), least.slug.is_none(), least.lessons), (Some("Probemodul"), true, None));
    let none = ListPrograms::new().response(&base(), &answered(&fixture("programs_list_empty"))).unwrap();
    assert!(none.is_empty());
}

#[test]
fn every_documented_value_of_a_program_has_a_name() {
    fn known<T: for<'a> From<&'a str> + std::fmt::Debug>(texts: &[&str], count: usize) {
        assert_eq!(texts.len(), count);
        for text in texts {
            assert!(!format!("{:?}", T::from(text)).starts_with("Other("), "{text}");
        }
    }
    known::<ProgramType>(ProgramType::KNOWN, 2);
    known::<Audience>(Audience::KNOWN, 2);
    known::<Degree>(Degree::KNOWN, 5);
    known::<TeachingStyle>(TeachingStyle::KNOWN, 3);
    known::<IndustryBranch>(IndustryBranch::KNOWN, 4);
    known::<ContactKind>(ContactKind::KNOWN, 7);
    // The documented value `other` is no unknown one.
    assert_eq!(Degree::from("other"), Degree::AnyOther);
    let unknown = program(&json!({"degree": "master", "audience": "Group", "industry_branch": 7, "program_type": ""}));
    assert_eq!(unknown.degree, Some(Degree::Other("master".into())));
    assert_eq!(unknown.audience, Some(Audience::Other("Group".into())));
    assert_eq!((&unknown.industry_branch, &unknown.program_type), (&Some(IndustryBranch::Other("7".into())), &None));
}

#[test]
fn a_subject_area_is_a_code_and_no_quantity() {
    for (written, read) in [
        (json!(1.1), Some("1.1")),
        (json!(2.0), Some("2.0")),
        (json!(2), Some("2")),
        (json!("1.10"), Some("1.10")),
        (json!(""), None),
        (Value::Null, None),
        (json!([1.1]), None),
    ] {
        assert_eq!(program(&json!({"subject_area": written})).subject_area.as_deref(), read, "{written}");
    }
}

#[test]
fn a_program_is_read_in_either_spelling_and_camel_case_wins() {
    let camel = program(&json!({
        "programType": "module_program", "teachingStyle": "part_time", "industryBranch": "psd", "subjectArea": 3.2,
        "practicalLessons": "80", "lessons": 320.0, "admissionCriteria": [{"criterion": "B2"}, 7],
        "inserted_at": "2026-01-05T08:00:00", "updated_at": null
    }));
    assert!(camel.extra().is_empty() && camel.passed_over.is_empty());
    assert_eq!(
        (&camel.program_type, &camel.teaching_style),
        (&Some(ProgramType::ModuleProgram), &Some(TeachingStyle::PartTime))
    );
    assert_eq!((&camel.industry_branch, camel.subject_area.as_deref()), (&Some(IndustryBranch::Psd), Some("3.2")));
    assert_eq!((camel.lessons, camel.practical_lessons), (Some(320), Some(80)));
    assert_eq!((camel.admission_criteria.len(), camel.admission_criteria[0].kind.is_none()), (1, true));
    assert_eq!((camel.inserted_at.as_deref(), camel.updated_at.is_none()), (Some("2026-01-05T08:00:00"), true));
    let both = program(&json!({"subject_area": 1.1, "subjectArea": 1.2, "insertedAt": "a", "inserted_at": "a"}));
    assert_eq!(both.subject_area.as_deref(), Some("1.2"));
    assert_eq!(Value::from(both.passed_over.clone()), json!({"subject_area": 1.1}));
}

#[tokio::test]
async fn one_invalid_program_does_not_affect_the_others() {
    let (mut server, client) = served().await;
    let body = json!({"data": [{"title": "Y"}, 7, null, {"title": "Ö", "admission_criteria": "none"}], "total": 4});
    let mock = server
        .mock("GET", "/v1/programs")
        .match_query(Matcher::Missing)
        .with_body(body.to_string())
        .create_async()
        .await;
    let programs = client.send(&ListPrograms::new()).await.unwrap();
    let titles: Vec<_> = programs.iter().flatten().filter_map(|program| program.title.as_deref()).collect();
    assert_eq!((titles, programs.len()), (vec!["Y", "Ö"], 4));
    mock.assert_async().await;
}

#[test]
fn no_programs_a_lone_one_and_what_is_no_list() {
    assert!(read(&json!([])).unwrap().is_empty());
    assert!(read(&Value::Null).unwrap().is_empty());
    assert_eq!(read(&json!({"title": "Y"})).unwrap().len(), 1);
    assert_eq!(read(&json!("Y")).unwrap_err().kind(), ErrorKind::Decode);
    for body in ["", "[]", "{}", "<html>", r#"{"programs":[]}"#] {
        assert_eq!(
            ListPrograms::new().response(&base(), &answer(200, body)).unwrap_err().kind(),
            ErrorKind::Decode,
            "{body}"
        );
    }
    let refused = base().failure(&answer(200, json!({"errors": {"detail": "Not Found"}}))).unwrap();
    assert_eq!(refused.kind, ErrorKind::Refused);
}

#[test]
fn a_program_is_no_participant() {
    let people = |record: Value| Azav::people_in(&answer(200, json!({"data": [record]}))).unwrap().remove(0);
    assert!(people(json!({"id": "1", "title": "Schweißen"})).is_err());
    // A person may have a member of that name, too.
    assert!(people(json!({"id": "1", "title": "Dr.", "last_name": "Y"})).is_ok());
    assert!(people(json!({"id": "1"})).is_ok());
}

#[test]
fn the_parts_of_a_participant_are_typed() {
    let people = ListParticipants::new().response(&base(), &answered(&fixture("list"))).unwrap();
    let first = people[0].as_ref().unwrap();
    let address = &first.address;
    assert_eq!(
        [&address.street, &address.house_number, &address.zip_code, &address.city, &address.country]
            .map(|part| part.as_deref().unwrap()),
        ["allée des Platanes", "175", "01990", "Modèleville", "FR"]
    );
    let contacts: Vec<_> = first.contact_information.iter().map(|contact| contact.kind.clone().unwrap()).collect();
    assert!(contacts.contains(&ContactKind::Phone) && contacts.contains(&ContactKind::Mobile), "{contacts:?}");
    assert_eq!(first.status, Some(Lifecycle::Active));
    assert!(first.inserted_at.as_deref().and_then(timestamp).is_some());
    let lena = GetParticipant::by_id(ID).response(&base(), &answer(200, data(&lena()))).unwrap();
    assert_eq!(lena.contact_information[0].kind, Some(ContactKind::Other("pager".into())));
    assert_eq!(lena.address.zip_code.as_deref(), Some("4109"));
}

async fn put(client: &Client<Azav>, changes: ParticipantChanges) -> Result<(), Error> {
    client.send(&UpdateParticipant::new(ID, changes, Basis::Unread)).await.map(drop)
}

#[tokio::test]
async fn a_list_of_contacts_is_written_as_a_whole() {
    let two = || Contacts::from(vec![Contact::new(ContactKind::Mobile, "1"), Contact::new("pager".into(), "2")]);
    let sent = json!([{"type": "mobile", "value": "1"}, {"type": "pager", "value": "2"}]);
    for (change, sent) in
        [(Change::Set(two()), sent), (Change::Clear, json!([])), (Change::Set(Contacts::default()), json!([]))]
    {
        let (mut server, client) = served().await;
        let body = json!({"participant": {"contactInformation": sent}});
        let mock = server.mock("PUT", one().as_str()).match_body(Matcher::Json(body.clone()));
        let mock = mock.with_body(data(&body["participant"])).expect(1).create_async().await;
        put(&client, ParticipantChanges::new().contact_information(change)).await.unwrap();
        mock.assert_async().await;
    }
    // Single channels are laid over the list.
    let fields = ParticipantChanges::new().email("y@example.org").mobile("3").contact_information(two());
    let create = CreateParticipant::new(fields).request(&base()).unwrap().to_http().unwrap();
    let body: Value = serde_json::from_slice(create.body()).unwrap();
    let wanted = json!([{"type": "mobile", "value": "3"}, {"type": "pager", "value": "2"}]);
    assert_eq!(body["participant"]["contactInformation"], wanted);
    // What is held is not shown.
    let shown = format!("{:?}", ParticipantChanges::new().contact_information(two()));
    assert!(shown.contains("contact_information") && !shown.contains("pager"), "{shown}");
}

#[test]
fn what_no_page_lists_is_written_as_it_is() {
    let fields = ParticipantChanges::new()
        .email("y@example.org")
        .status(Lifecycle::Other("paused".into()))
        .other("newMember", json!({"a_b": 1}))
        .other("contactInformation.pager", json!("9"));
    for profile in [Profile::Default, Profile::Snake] {
        let create = CreateParticipant::new(fields.clone());
        let request = create.request(&base().profile(profile)).unwrap().to_http().unwrap();
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let contacts = if profile == Profile::Snake { "contact_information" } else { "contactInformation" };
        let mut wanted = json!({"email": "y@example.org", "status": "paused", "newMember": {"a_b": 1}});
        wanted[contacts] = json!([{"type": "pager", "value": "9"}]);
        assert_eq!(body["participant"], wanted);
    }
}

#[test]
fn a_thin_participant_and_members_beside_the_data_are_read() {
    let thin = GetParticipant::by_id("00000000-0000-4000-8000-000000000001");
    let thin = thin.response(&base(), &answered(&fixture("get_thin_snake"))).unwrap();
    assert_eq!((thin.first_name.as_deref(), thin.last_name.as_deref()), (Some("Éléonore"), Some("D'Hôtel")));
    assert!(thin.email.is_none() && thin.extra().is_empty());
    let people = ListParticipants::new().response(&base(), &answered(&fixture("list_beside_data"))).unwrap();
    assert_eq!(people.iter().flatten().count(), 2);
}
