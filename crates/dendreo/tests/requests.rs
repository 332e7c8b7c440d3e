//! What each call sends: one snapshot per call, and one more where filters, an encoding or another key change it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    BaseUrl, Change, Endpoint, Provider,
    jiff::civil::{Date, date},
    serde_json::json,
};
use participants_dendreo::*;

fn account() -> Dendreo {
    Dendreo::at(BaseUrl::new("https://pro.dendreo.com/demo/api").unwrap(), "k3y-0f-the-account")
}

/// The request as it would be sent, under the call's name.
fn snapshot<E: Endpoint>(api: &E::Api, call: &E, variant: &str) {
    let mut request = call.request(api).unwrap();
    api.authorize(&mut request, None).unwrap();
    let name = if variant.is_empty() { E::NAME.to_owned() } else { format!("{}-{variant}", E::NAME) };
    insta::assert_snapshot!(name, request.preview());
}

/// The calls that only read.
fn reads<R: Gettable>() {
    snapshot(&account(), &List::<R>::new(), "");
    snapshot(&account(), &Get::<R>::by_id("2001"), "");
    snapshot(&account(), &GetSeveral::<R>::by_id(["2001", "2002"]), "");
}

/// The calls that read and write.
fn reads_and_writes<R: Gettable + Writable + Deletable>(fields: R::Changes, changes: R::Changes) {
    reads::<R>();
    snapshot(&account(), &Create::<R>::new(fields), "");
    snapshot(&account(), &Update::<R>::new("2001", changes), "");
    snapshot(&account(), &Delete::<R>::new(["2001", "2002"]), "");
}

const DAY: Date = date(2026, 1, 1);

#[test]
fn participants() {
    reads_and_writes::<Participant>(
        ParticipantChanges::new().nom("O'Brien").prenom("Y").date_de_naissance(date(1990, 4, 12)),
        ParticipantChanges::new().nom("Ö").portable(Change::Clear).other("c_badge", json!("B-18")),
    );
    let all = List::<Participant>::new()
        .email("o'brien+x@example.org")
        .company("77")
        .born_on(date(1990, 4, 12))
        .search("d'Hôtel & fils")
        .created_after(DAY)
        .created_before(date(2026, 2, 1))
        .updated_after(date(2026, 3, 1))
        .updated_before(date(2026, 4, 1))
        .last_days(30)
        .include(["participations"])
        .fields(["id_participant", "nom"])
        .show(["date_add", "date_edit"]);
    snapshot(&account(), &all, "filtered");
    snapshot(&account(), &Get::<Participant>::by_external_id("crm/9 ö"), "by-external-id");
    let shown = Get::<Participant>::by_id("2001").include(["participations"]).fields(["id_participant", "nom"]);
    snapshot(&account(), &shown.show(["date_add"]), "in-part");
    snapshot(&account(), &GetSeveral::<Participant>::by_external_id(["crm-1", "crm-2"]), "by-external-id");
}

#[test]
fn the_key_in_the_query_and_the_body_as_a_form() {
    let account = account().key_place(KeyPlace::Query).encoding(Encoding::Form);
    let changes = ParticipantChanges::new().nom("Ö").portable(Change::Clear).other("c_badge", json!("B-18"));
    snapshot(&account, &Update::<Participant>::new("2001", changes), "as-form");
    snapshot(&account, &Delete::<Participant>::new(["2001"]), "key-in-query");
    let fields =
        EnrolmentChanges::new().id_action_de_formation("501").id_participant("2001").marquer_present(Flag::Yes);
    snapshot(&account, &Create::<Enrolment>::new(fields), "as-form");
}

#[test]
fn companies_and_contacts() {
    reads_and_writes::<Company>(
        CompanyChanges::new().raison_sociale("Éts. D'Hôtel & Fils").siret("00000000000000"),
        CompanyChanges::new().telephone(Change::Clear),
    );
    reads_and_writes::<Contact>(
        ContactChanges::new().nom("Ł").prenom("Zoë").id_entreprise("77").date_de_naissance(date(1990, 4, 12)),
        ContactChanges::new().langues_secondaires("en,es"),
    );
    let list =
        List::<Contact>::new().company("77").last_name("O'Brien").email("o'brien@example.org").include(["photo"]);
    snapshot(&account(), &list, "filtered");
    snapshot(&account(), &Get::<Company>::by_external_id("crm-77"), "by-external-id");
}

#[test]
fn individuals() {
    let fields = ContactChanges::new().nom("Ñúñez").prenom("Y").facturation_pays_alpha2("es");
    snapshot(&account(), &CreateIndividual::new(fields), "");
    for (who, variant) in [
        (Individual::Participant("2001".into()), ""),
        (Individual::Contact("4001".into()), "by-contact"),
        (Individual::Company("77".into()), "by-company"),
    ] {
        let changes = ContactChanges::new().email("y@example.org");
        snapshot(&account(), &UpdateIndividual::new(who, changes), variant);
    }
}

#[test]
fn training_actions_and_the_catalogue() {
    reads_and_writes::<TrainingAction>(
        TrainingActionChanges::new()
            .intitule("L'accueil, niveau 1")
            .action_type(ActionType::Inter)
            .date_debut(DAY)
            .date_fin(date(2026, 1, 2)),
        TrainingActionChanges::new().mode_organisation(OrganisationMode::Mixte).date_fin(Change::Clear),
    );
    let all = List::<TrainingAction>::new()
        .action_type(&ActionType::HorsFormation)
        .company("77")
        .module("301")
        .room("21")
        .trainer("601")
        .training_centre("1")
        .full_number("ADF_20260001")
        .external_id("crm-501")
        .search("accueil")
        .started_between(DAY, date(2026, 12, 31))
        .ended_after(DAY)
        .ended_before(date(2027, 1, 1))
        .include(["participants", "creneaux", "etapeProcess"]);
    snapshot(&account(), &all, "filtered");
    let changes = TrainingActionChanges::new().other("c_quiz", json!("https://quiz.example.org/?a=1&b=é"));
    let changes = changes.other("c_places", json!(12)).other("c_open", json!(true));
    snapshot(&account(), &PutTrainingAction::new("501", changes), "");
    let free = AnyChanges::new().other("c_accroche", json!("Dès l'été"));
    reads_and_writes::<CatalogueSession>(free.clone().other("id_action_de_formation", json!("501")), free);
}

#[test]
fn what_a_training_action_is_made_of() {
    reads_and_writes::<Enrolment>(
        EnrolmentChanges::new()
            .id_action_de_formation("501")
            .id_participant("2001")
            .id_entreprise("77")
            .id_groupe("3")
            .prix("1200.00")
            .marquer_present(Flag::No)
            .disable_inscription_auto(Flag::Yes)
            .force_sync_lms(Flag::No)
            .nb_participants_anonymes(3),
        EnrolmentChanges::new().id_participant("2001").prix("0.00"),
    );
    let of = List::<Enrolment>::new().training_action("501").participant("2001").company("77");
    let of = of.include(["participant", "lmps"]);
    snapshot(&account(), &of, "filtered");
    reads::<PlannedModule>();
    let planned = List::<PlannedModule>::new().training_action("501").include(["module", "lmps"]).started_after(DAY);
    snapshot(&account(), &planned, "filtered");
    reads::<ModuleEnrolment>();
    let modules = List::<ModuleEnrolment>::new().enrolment("5001").include(["participant", "module"]);
    snapshot(&account(), &modules, "filtered");
    let free = AnyChanges::new().other("c_note", json!("à confirmer"));
    reads_and_writes::<Slot>(free.clone(), free);
    let slots = List::<Slot>::new()
        .training_action("501")
        .planned_module("1101")
        .participant("2001")
        .participant_external_id("crm-1")
        .trainer("601")
        .trainer_external_id("tr-1")
        .include(["formation", "lcps"])
        .started_between(DAY, date(2026, 2, 1));
    snapshot(&account(), &slots, "filtered");
    reads::<Attendance>();
}

#[test]
fn files_and_tasks() {
    snapshot(&account(), &List::<StoredFile>::of(&FileTarget::Lap, "5001", "signature"), "");
    snapshot(&account(), &List::<StoredFile>::of_all(&FileTarget::Lap).created_after(DAY), "of-all");
    snapshot(&account(), &Get::<StoredFile>::by_id("15001"), "");
    snapshot(&account(), &GetSeveral::<StoredFile>::by_id(["15001", "15002"]), "");
    snapshot(&account(), &List::<PendingTasks>::participant("2001"), "of-one");
    snapshot(&account(), &List::<PendingTasks>::signatures_of(["2001", "2002"]), "");
}

#[test]
fn centres_rooms_modules_and_permanent_sessions() {
    reads_and_writes::<TrainingCentre>(
        TrainingCentreChanges::new().raison_sociale("Centre de l'Île"),
        TrainingCentreChanges::new().raison_sociale("Centre d'Ys"),
    );
    reads_and_writes::<Room>(
        RoomChanges::new().intitule("Salle É").emplacement_cible("centre"),
        RoomChanges::new().intitule("Salle 4 bis"),
    );
    reads_and_writes::<Module>(
        ModuleChanges::new().intitule("Accueil").description("L'été").duree_heures("7.00").duree_jours("1.00"),
        ModuleChanges::new().description(Change::Clear),
    );
    let modules =
        List::<Module>::new().category("41").full_number("MOD_0003").cpf_eligible(&Flag::Yes).in_catalogue(&Flag::No);
    snapshot(&account(), &modules.search("accueil").updated_after(DAY), "filtered");
    snapshot(&account(), &List::<Room>::new().inside(&Flag::Yes).place("interne"), "filtered");
    reads_and_writes::<PermanentSession>(
        PermanentSessionChanges::new().id_module("301").id_salle_de_formation("21").nom("Ouvert").date_debut(DAY),
        PermanentSessionChanges::new().date_fin(date(2026, 12, 31)),
    );
}

#[test]
fn what_no_source_shows_a_member_of() {
    let free = || AnyChanges::new().other("c_note", json!("D'accord"));
    reads_and_writes::<Trainer>(free(), free());
    reads_and_writes::<Invoice>(free(), free());
    reads_and_writes::<Step>(free(), free());
    reads_and_writes::<ModuleCategory>(free(), free());
    reads_and_writes::<ProductCategory>(free(), free());
}

#[cfg(feature = "webhooks")]
#[test]
fn progress() {
    use participants_dendreo::webhooks::{LearningPlatform, Progress, ReportProgress};
    let platform = LearningPlatform::new("the connector's secret", "our-lms", "12").unwrap();
    let progress = Progress::new().progression(json!(50)).score(json!("12.5")).time_spent(json!(3600));
    let progress =
        progress.started_at("2026-02-02T09:00:00Z".to_owned()).last_access_at("2026-02-03T10:00:00Z".to_owned());
    snapshot(&platform, &ReportProgress::new(7, progress), "");
}

#[test]
fn neighbours() {
    reads::<Payment>();
    reads::<Funder>();
    reads::<Funding>();
    snapshot(&account(), &List::<Evaluation>::new(), "");
    let evaluations = List::<Evaluation>::new().training_action("501").participant("2001");
    snapshot(&account(), &evaluations, "filtered");
    snapshot(&account(), &List::<Laf>::new().training_action("501"), "filtered");
    snapshot(&account(), &List::<Invoice>::new().training_action("501"), "filtered");
    snapshot(&account(), &List::<Funding>::new().training_action("501"), "filtered");
    snapshot(&account(), &Get::<Trainer>::by_external_id("rh-1"), "by-external-id");
    snapshot(&account(), &Get::<TrainingAction>::by_external_id("plan-501"), "by-external-id");
    reads::<SurveyAnswer>();
    reads::<Lae>();
    reads::<Laf>();
    reads::<Lcf>();
    reads::<Wish>();
    reads::<Administrator>();
}
