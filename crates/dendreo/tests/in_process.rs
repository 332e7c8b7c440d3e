//! Every call once, over the client, against the emulator: what it does there is what it says it does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    Change, Client, Configure, ErrorKind, Record, Vars,
    jiff::civil::date,
    serde_json::{Value, json},
};
use participants_dendreo::*;
use participants_sandbox::{Sandbox, transport::InProcess};

/// A client of an emulator of its own, with enough people for an individual among them.
fn client(settings: &Value) -> Client<Dendreo> {
    let sandbox = Sandbox::only(&["dendreo"], 7, 20).unwrap();
    sandbox.set(&json!({"dendreo": settings})).unwrap();
    let transport = InProcess::new(sandbox);
    let known = transport.environment("dendreo").unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let account = Dendreo::from_vars(&Vars::new(&get)).unwrap();
    Client::builder(account).transport(transport).build().unwrap()
}

/// The number of a record.
fn number<R: Resource>(record: &Record<R::Record>) -> String {
    record.document().value()[R::ID.name()].as_str().unwrap().to_owned()
}

/// The same, of a resource that is its own record.
fn id<R: Resource<Record = R>>(record: &Record<R>) -> String {
    number::<R>(record)
}

async fn list<R: Resource>(client: &Client<Dendreo>, list: List<R>) -> Vec<Record<R::Record>> {
    client.send(&list).await.unwrap().into_iter().map(Result::unwrap).collect()
}

/// The calls that read; the number of the first record.
async fn read<R: Gettable>(client: &Client<Dendreo>) -> Option<String> {
    let all = list(client, List::<R>::new()).await;
    let ids: Vec<_> = all.iter().map(number::<R>).collect();
    let (first, last) = (ids.first()?.clone(), ids.last()?.clone());
    assert_eq!(number::<R>(&client.send(&Get::<R>::by_id(&first)).await.unwrap()), first);
    let several = client.send(&GetSeveral::<R>::by_id([&first, &last])).await.unwrap();
    assert!(several.iter().all(|one| ids.contains(&number::<R>(one.as_ref().unwrap()))), "{}", R::GET_SEVERAL);
    let unknown = client.send(&Get::<R>::by_id("999999")).await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::NotFound, "{}", R::GET);
    Some(first)
}

/// A record's whole life: made, found, changed, removed.
async fn live<R: Gettable + Writable + Deletable>(client: &Client<Dendreo>, fields: R::Changes, changes: R::Changes) {
    read::<R>(client).await.unwrap();
    let made = client.send(&Create::<R>::new(fields)).await.unwrap().unwrap();
    let own = number::<R>(&made);
    let named: Vec<(String, Value)> = R::named(&changes)
        .into_iter()
        .map(|(name, change)| (name.to_owned(), change.value().cloned().unwrap_or_else(|| json!(""))))
        .collect();
    let changed = client.send(&Update::<R>::new(own.clone(), changes)).await.unwrap().unwrap();
    assert_eq!(number::<R>(&changed), own, "{}", R::UPDATE);
    let read_back = client.send(&Get::<R>::by_id(&own)).await.unwrap();
    for (name, value) in named {
        assert_eq!(read_back.document().value()[&name], value, "{} {name}", R::UPDATE);
        assert_eq!(changed.document().value()[&name], value, "{} {name}", R::UPDATE);
    }
    client.send(&Delete::<R>::new([&own])).await.unwrap();
}

/// Both ways to write, and the settings that differ most from what is presumed.
fn variants() -> [Value; 2] {
    let other = json!({
        "lone_match": "list", "lone_enrolment": "object", "single_read": "list", "no_match": "empty",
        "unknown_record": "404", "created_status": "200", "delete_answer": "object", "id_read_from": "body",
        "dates": "hidden", "empty_reference": "empty", "null": "refused", "removed_enrolment": "gone"
    });
    [json!({}), other]
}

#[tokio::test(start_paused = true)]
async fn people_companies_and_contacts_live() {
    for settings in variants() {
        let client = client(&settings);
        let company = read::<Company>(&client).await.unwrap();
        live::<Participant>(
            &client,
            ParticipantChanges::new().nom("Þórðardóttir").prenom("Æsa").id_entreprise(company.as_str()),
            ParticipantChanges::new().prenom(Change::Clear).ville("Ys"),
        )
        .await;
        live::<Company>(
            &client,
            CompanyChanges::new().raison_sociale("Éts. D'Hôtel & Fils"),
            CompanyChanges::new().raison_sociale("O'Brien S.A.").siret("00000000000000"),
        )
        .await;
        live::<Contact>(
            &client,
            ContactChanges::new().nom("Ł").entreprise_raison_sociale("Éts. D'Hôtel & Fils"),
            ContactChanges::new().date_de_naissance(date(1990, 4, 12)),
        )
        .await;
        let contact = list(&client, List::<Contact>::new().company(company.as_str())).await.remove(0);
        let by_name = List::<Contact>::new().company(company).last_name(contact.nom.clone().unwrap());
        assert_eq!(id(&list(&client, by_name).await[0]), id(&contact));
        assert!(list(&client, List::<Company>::new().search("nowhere")).await.is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn an_individual_is_made_and_changed_under_each_of_three_numbers() {
    for settings in variants() {
        let client = client(&settings);
        let fields = ContactChanges::new().nom("Ñúñez").prenom("Y");
        let made = client.send(&CreateIndividual::new(fields)).await.unwrap().unwrap();
        let number = |value: &Option<String>| value.clone().unwrap();
        let participant = number(&made.id_participant);
        for (who, email) in [
            (Individual::Participant(participant.clone()), "a@example.org"),
            (Individual::Contact(number(&made.id_contact)), "b@example.org"),
            (Individual::Company(number(&made.id_entreprise)), "c@example.org"),
        ] {
            let changes = ContactChanges::new().email(email);
            client.send(&UpdateIndividual::new(who, changes)).await.unwrap();
            let person = client.send(&Get::<Participant>::by_id(&participant)).await.unwrap();
            assert_eq!((person.email.as_deref(), person.particulier), (Some(email), Some(true)));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn training_actions_live_in_the_window_that_is_asked_for() {
    for settings in variants() {
        let client = client(&settings);
        live::<TrainingAction>(
            &client,
            TrainingActionChanges::new()
                .intitule("L'accueil")
                .action_type(ActionType::Inter)
                .date_debut(date(2026, 9, 1)),
            TrainingActionChanges::new().intitule("L'accueil 2").mode_organisation(OrganisationMode::Mixte),
        )
        .await;
        let recent = list(&client, List::<TrainingAction>::new()).await;
        let window = List::<TrainingAction>::new().started_between(date(2024, 1, 1), date(2024, 12, 31));
        let past = list(&client, window).await;
        assert_eq!(past.len(), 1);
        assert!(recent.iter().all(|action| id(action) != id(&past[0])), "only about the last year comes unasked");
        let changes = TrainingActionChanges::new().other("c_quiz", json!("https://quiz.example.org/?a=1&b=é"));
        let put = client.send(&PutTrainingAction::new(id(&past[0]), changes)).await.unwrap().unwrap();
        assert_eq!(put.extra()["c_quiz"], "https://quiz.example.org/?a=1&b=é");
    }
}

#[tokio::test(start_paused = true)]
async fn the_catalogue_shows_a_training_action_once_it_is_put_there() {
    for settings in variants() {
        let client = client(&settings);
        let past = List::<TrainingAction>::new().ended_before(date(2025, 1, 1));
        let hidden = id(&list(&client, past).await[0]);
        live::<CatalogueSession>(
            &client,
            AnyChanges::new().other("id_action_de_formation", json!(hidden)),
            AnyChanges::new().other("c_accroche", json!("Dès l'été")),
        )
        .await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_records_around_a_training_action_live() {
    for settings in variants() {
        let client = client(&settings);
        live::<TrainingCentre>(
            &client,
            TrainingCentreChanges::new().raison_sociale("Centre d'Ys"),
            TrainingCentreChanges::new().raison_sociale("Centre de l'Île"),
        )
        .await;
        live::<Room>(
            &client,
            RoomChanges::new().intitule("Salle É").emplacement_cible("interne"),
            RoomChanges::new().intitule("Salle 4 bis"),
        )
        .await;
        live::<Module>(
            &client,
            ModuleChanges::new().intitule("L'accueil").duree_heures("7.00"),
            ModuleChanges::new().duree_heures("14.00").description("Gestes"),
        )
        .await;
        live::<PermanentSession>(
            &client,
            PermanentSessionChanges::new().id_module("301").id_salle_de_formation("21").nom("Tout l'été"),
            PermanentSessionChanges::new().date_fin(date(2026, 12, 31)),
        )
        .await;
        let named = |name: &str| AnyChanges::new().other("intitule", json!(name));
        live::<Step>(&client, named("À confirmer"), named("Confirmée")).await;
        live::<ModuleCategory>(&client, named("Santé"), named("Sécurité")).await;
        live::<ProductCategory>(&client, named("Présentiel"), named("À distance")).await;
        let last_name = |name: &str| AnyChanges::new().other("nom", json!(name));
        live::<Trainer>(&client, last_name("O'Brien"), last_name("Ö")).await;
        let note = |text: &str| AnyChanges::new().other("c_note", json!(text));
        live::<Invoice>(&client, note("à payer").other("id_entreprise", json!("71")), note("payée")).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_participant_is_enrolled_seen_at_the_slots_and_withdrawn() {
    for settings in variants() {
        let client = client(&settings);
        let person = List::<Participant>::new().email("siobhan.o'brien+training@example.org");
        let person = id(&list(&client, person).await[0]);
        let fields = EnrolmentChanges::new().id_action_de_formation("501").id_participant(person.as_str());
        live::<Enrolment>(
            &client,
            fields.clone().prix("1200.00"),
            EnrolmentChanges::new().id_participant(person.as_str()).prix("900.00"),
        )
        .await;
        let lap = client.send(&Create::<Enrolment>::new(fields.marquer_present(Flag::Yes))).await.unwrap().unwrap();
        assert_eq!((&lap.status, &lap.presence), (&Some(LapStatus::Active), &Some(Presence::Oui)));
        let own = List::<Enrolment>::new()
            .training_action("501")
            .participant(person.as_str())
            .include(["participant", "lmps"]);
        let own = list(&client, own).await;
        let active: Vec<_> = own.iter().filter(|own| own.status == Some(LapStatus::Active)).collect();
        assert_eq!((active.len(), id(active[0])), (1, id(&lap)));
        let places =
            list(&client, List::<ModuleEnrolment>::new().enrolment(id(&lap)).include(["participant", "module"])).await;
        assert_eq!(places.len(), active[0].lmps.len());
        let slots = List::<Slot>::new().participant(person.as_str()).include(["formation", "lcps"]);
        let slots = list(&client, slots).await;
        let was_there = |slot: &Record<Slot>| slot.lcps.iter().any(|attendance| attendance.presence == Some(true));
        assert!(!slots.is_empty() && slots.iter().all(was_there));
        client.send(&Delete::<Enrolment>::new([id(&lap)])).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn slots_modules_and_attendance_are_read() {
    for settings in variants() {
        let client = client(&settings);
        read::<PlannedModule>(&client).await.unwrap();
        read::<ModuleEnrolment>(&client).await.unwrap();
        read::<Attendance>(&client).await.unwrap();
        let planned = List::<PlannedModule>::new().training_action("501").include(["module", "lmps", "creneaux"]);
        let planned = list(&client, planned).await;
        assert_eq!((planned.len(), planned[0].creneaux.len()), (1, 2));
        let moment = |name: &str, text: &str| (name.to_owned(), json!(text));
        let fields = [moment("id_action_de_formation", "501"), moment("date_debut", "2026-02-04 09:00:00")];
        let fields = fields.into_iter().fold(AnyChanges::new(), |changes, (name, value)| changes.other(name, value));
        live::<Slot>(
            &client,
            fields.other("date_fin", json!("2026-02-04 11:00:00")),
            AnyChanges::new().other("date_fin", json!("2026-02-04 12:00:00")),
        )
        .await;
        let window = List::<Slot>::new().training_action("501").started_between(date(2026, 2, 1), date(2026, 2, 28));
        assert_eq!(list(&client, window).await.len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn files_and_tasks_are_read() {
    let here = client(&json!({}));
    let signed = list(&here, List::<StoredFile>::of(&FileTarget::ActionDeFormation, "499", "signature")).await;
    assert!(signed[0].signature_date.is_some());
    let lap = id(&list(&here, List::<Enrolment>::new().participant("2001")).await[0]);
    let unsigned = list(&here, List::<StoredFile>::of(&FileTarget::Lap, lap, "signature")).await;
    assert!(unsigned[0].signature_date.is_none());
    let one = here.send(&Get::<StoredFile>::by_id(id(&unsigned[0]))).await.unwrap();
    assert_eq!((one.uuid.as_ref(), one.public_url.is_some()), (unsigned[0].uuid.as_ref(), true));
    for call in [List::<PendingTasks>::signatures_of(["2001"]), List::<PendingTasks>::participant("2001")] {
        assert_eq!(list(&here, call).await[0].taches.len(), 1);
    }
    let absent =
        client(&json!({"tasks": "absent"})).send(&List::<PendingTasks>::signatures_of(["2001"])).await.unwrap_err();
    assert_eq!((absent.kind(), absent.endpoint()), (ErrorKind::NotFound, "tasks.list"));
}

#[tokio::test(start_paused = true)]
async fn neighbours_are_read() {
    let client = client(&json!({}));
    let there = [
        read::<Payment>(&client).await,
        read::<Funder>(&client).await,
        read::<Funding>(&client).await,
        read::<SurveyAnswer>(&client).await,
        read::<Lae>(&client).await,
        read::<Laf>(&client).await,
        read::<Lcf>(&client).await,
        read::<Wish>(&client).await,
        read::<Administrator>(&client).await,
    ];
    assert!(there.iter().flatten().count() >= 6, "{there:?}");
    let own = List::<Evaluation>::new().training_action("501").participant("2001");
    assert_eq!(list(&client, own).await[0].evaluations[0].validated, Some(true));
}
