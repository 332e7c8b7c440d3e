//! What is taught: training actions with modules, slots and trainers, and the reference data they point at.

use crate::dendreo::clock::minutes_before_start;
use crate::dendreo::record::{Row, fields};
use crate::dendreo::resource::Kind;
use crate::dendreo::store::Store;

/// The training actions that take the seeded participants, in turn.
const OPEN: [u64; 3] = [501, 502, 503];

/// A training action that is over: longer ago than the year that lists show unasked.
const PAST: u64 = 499;

struct Action {
    id: u64,
    number: &'static str,
    title: &'static str,
    kind: &'static str,
    mode: &'static str,
    /// First and last day.
    days: [&'static str; 2],
    module: u64,
    /// When its slots start; one in the morning has three hours and a half, one in the afternoon two hours.
    slots: &'static [&'static str],
}

const ACTIONS: [Action; 5] = [
    Action {
        id: 501,
        number: "ADF_20260001",
        title: "Gestes et postures",
        kind: "inter",
        mode: "presentiel",
        days: ["2026-02-02", "2026-02-03"],
        module: 301,
        slots: &["2026-02-02 09:00", "2026-02-03 09:00"],
    },
    Action {
        id: 502,
        number: "ADF_20260002",
        title: "Anglais : niveau B1",
        kind: "inter",
        mode: "mixte",
        days: ["2026-02-09", "2026-04-10"],
        module: 302,
        slots: &["2026-02-09 14:00"],
    },
    Action {
        id: 503,
        number: "ADF_20260003",
        title: "Sécurité à l'atelier",
        kind: "inter",
        mode: "presentiel",
        days: ["2026-03-02", "2026-03-02"],
        module: 303,
        slots: &["2026-03-02 09:00"],
    },
    Action {
        id: 504,
        number: "ADF_20260004",
        title: "Œuvrer à distance",
        kind: "intra",
        mode: "elearning_async",
        days: ["2026-05-04", "2026-06-30"],
        module: 304,
        slots: &[],
    },
    Action {
        id: PAST,
        number: "ADF_20240017",
        title: "Gestes et postures (rappel)",
        kind: "inter",
        mode: "presentiel",
        days: ["2024-03-11", "2024-03-12"],
        module: 301,
        slots: &["2024-03-11 09:00", "2024-03-12 09:00"],
    },
];

/// Modules: title, hours, days.
const MODULES: [(&str, &str, &str); 4] = [
    ("Prévention des troubles musculo-squelettiques", "14.000", "2.000"),
    ("Anglais à l'oral", "20.000", "0.000"),
    ("Consignes d'atelier", "7.000", "1.000"),
    ("Télétravail", "3.500", "0.500"),
];

const TRAINERS: [(&str, &str); 3] = [("Inès", "Étalon-Lebrun"), ("Ragnar", "Þórsson"), ("Uğur", "Şablon")];

/// Everything that does not depend on people.
pub(super) fn add(store: &mut Store) {
    let mut make = |kind, values: &[(&'static str, &str)]| {
        let set = values.iter().filter(|(_, text)| !text.is_empty());
        let fields = set.map(|(name, text)| ((*name).into(), (*text).to_owned())).collect();
        store.add(kind, Row { fields, added: minutes_before_start(100_000), edited: String::new() })
    };
    for _ in 0..2 {
        make(Kind::Administrator, &[]);
    }
    for name in ["Centre Exemple Ouest", "Centre Exemple Île-de-France"] {
        let centre = make(Kind::Centre, &[("raison_sociale", name)]).to_string();
        for label in ["En préparation", "Confirmée", "Terminée"] {
            make(Kind::Step, &[("intitule", label), ("id_centre_de_formation", &centre)]);
        }
    }
    for (name, place, inside) in
        [("Salle Ampère", "interne", "1"), ("Salle « Ça va »", "client", "0"), ("Atelier", "", "1")]
    {
        let values = [("intitule", name), ("emplacement_cible", place), ("inside", inside), ("capacite_max", "12")];
        make(Kind::Room, &values);
    }
    for (kind, labels) in
        [(Kind::ModuleCategory, ["Santé", "Langues"]), (Kind::ProductCategory, ["Présentiel", "À distance"])]
    {
        for label in labels {
            make(kind, &[("intitule", label), ("description", "Ce qui s'apprend"), ("couleur", "#1f77b4")]);
        }
    }
    for (at, (title, hours, days)) in MODULES.into_iter().enumerate() {
        make(
            Kind::Module,
            &[
                ("intitule", title),
                ("duree_heures", hours),
                ("duree_jours", days),
                ("numero_complet", &format!("MOD_{:04}", at + 1)),
                ("id_categorie_module", if at == 1 { "42" } else { "41" }),
                ("eligible_cpf", if at == 1 { "1" } else { "0" }),
                ("catalogue", "1"),
                ("objectif", "<p>Travailler sans risque</p>"),
                ("prix", "450.00"),
            ],
        );
    }
    make(Kind::Funder, &[("raison_sociale", "Fonds Exemple"), ("id_opca", "861")]);
    for (at, (first, last)) in TRAINERS.into_iter().enumerate() {
        let email = format!("formateur.{at}@example.org");
        make(
            Kind::Trainer,
            &[("prenom", first), ("nom", last), ("email_pro", &email), ("id_externe", &format!("rh-{at}"))],
        );
    }
    for (module, room) in [("302", "21"), ("304", "22")] {
        let values = [("nom", "Entrée permanente"), ("id_module", module), ("id_salle_de_formation", room)];
        make(Kind::PermanentSession, &values);
    }
    ACTIONS.iter().for_each(|action| add_action(store, action));
}

/// Enrols a seeded participant in one of the open training actions.
pub(super) fn enrol(store: &mut Store, participant: u64, turn: usize, code: u32) {
    add_enrolment(store, participant, OPEN[turn % OPEN.len()], code);
}

/// Two people who took part in the training action that is over: one was there, the other half the time.
pub(super) fn add_past(store: &mut Store) {
    for (participant, presences) in [(2004, ["1", "1"]), (2007, ["1", "0"])] {
        if !store.has(Kind::Participant, participant) {
            continue;
        }
        let lap = add_enrolment(store, participant, PAST, 0);
        let attendances = store.having(Kind::Attendance, "id_lap", &lap.to_string());
        for (attendance, presence) in attendances.into_iter().zip(presences) {
            store.attend(attendance, presence);
        }
    }
}

/// Papers: what there is to sign, what was signed, and invoices.
pub(super) fn add_papers(store: &mut Store) {
    let laps: Vec<(u64, bool)> = store
        .rows(Kind::Enrolment)
        .iter()
        .map(|(id, row)| (*id, row.id("id_action_de_formation") == Some(PAST)))
        .filter(|(id, past)| *past || *id < 9003)
        .collect();
    let mut papers: Vec<(&str, u64, bool)> = laps.into_iter().map(|(id, past)| ("lap", id, past)).collect();
    papers.push(("action-de-formation", PAST, true));
    for (target, id, signed) in papers {
        let paper = bare([
            ("cible", target.into()),
            ("id_cible", id.to_string()),
            ("collection_name", "signature".into()),
            ("name", "Feuille d'émargement.pdf".into()),
            ("signature_date", if signed { "2024-03-12T16:05:09.000000Z".into() } else { String::new() }),
            ("uuid", format!("00000000-0000-4000-8000-{id:012}")),
            ("mime_type", "application/pdf".into()),
            ("created_at", "2024-03-01T08:00:00.000000Z".into()),
        ]);
        store.add(Kind::File, paper);
    }
    let companies: Vec<u64> = store.rows(Kind::Company).keys().copied().take(2).collect();
    for (at, company) in companies.into_iter().enumerate() {
        let name = store.get(Kind::Company, company).map(|row| row.text("raison_sociale").to_owned());
        let fields = fields([
            ("id_entreprise", company.to_string()),
            ("id_action_de_formation", OPEN[at].to_string()),
            ("numero", (at + 1).to_string()),
            ("numero_complet", format!("FA_2026{:04}", at + 1)),
            ("raison_sociale", name.unwrap_or_default()),
            ("montant_total_ht", "450.00".into()),
            ("montant_total_tva", "90.00".into()),
            ("montant_total_ttc", "540.00".into()),
            ("date_emission", "2026-01-02".into()),
        ]);
        let invoice =
            store.add(Kind::Invoice, Row { fields, added: minutes_before_start(9_000), edited: String::new() });
        store.add(
            Kind::Payment,
            bare([
                ("facture_id", invoice.to_string()),
                ("amount", "540.00".into()),
                ("method", "virement".into()),
                ("date", "2026-01-04".into()),
                ("emetteur_type", "entreprise".into()),
            ]),
        );
        store.add(
            Kind::Funding,
            bare([
                ("id_action_de_formation", OPEN[at].to_string()),
                ("id_finance", company.to_string()),
                ("id_financeur", "861".into()),
                ("type", "opca".into()),
                ("montant_finance", "450.00".into()),
                ("montant_total_finance", "450.00".into()),
                ("montant_total_facture", "540.00".into()),
                ("numero_dossier", format!("D-{:03}", at + 1)),
            ]),
        );
    }
    let places: Vec<(u64, u64, String)> = store
        .rows(Kind::ModuleEnrolment)
        .iter()
        .filter_map(|(id, row)| Some((*id, row.id("id_lap")?, row.text("id_participant").to_owned())))
        .take(2)
        .collect();
    for (place, lap, person) in places {
        let action = store.get(Kind::Enrolment, lap).map(|row| row.text("id_action_de_formation").to_owned());
        store.add(
            Kind::Evaluation,
            bare([
                ("id_lmp", place.to_string()),
                ("id_action_de_formation", action.unwrap_or_default()),
                ("id_participant", person),
            ]),
        );
    }
}

fn add_action(store: &mut Store, action: &Action) {
    let (own, past) = (action.id.to_string(), action.id == PAST);
    let [first, last] = action.days;
    let past_only = |text: &str| if past { text.to_owned() } else { String::new() };
    let row = Row {
        fields: fields([
            ("numero_complet", action.number.into()),
            ("intitule", action.title.into()),
            ("type", action.kind.into()),
            ("mode_organisation", action.mode.into()),
            ("date_debut", first.into()),
            ("date_fin", last.into()),
            ("date_effective_debut", past_only(first)),
            ("date_effective_fin", past_only(last)),
            ("id_etape_process", if past { "13" } else { "12" }.into()),
            ("id_centre_de_formation", "1".into()),
            ("id_externe", format!("plan-{own}")),
        ]),
        added: minutes_before_start(if past { 1_000_000 } else { 50_000 }),
        edited: String::new(),
    };
    store.add_as(Kind::Action, action.id, row);
    if !past {
        store.add_as(Kind::CatalogueRow, action.id, bare([("id_action_de_formation", own.clone())]));
    }
    let planned = bare([
        ("id_action_de_formation", own.clone()),
        ("id_module", action.module.to_string()),
        ("date_debut", first.into()),
        ("date_fin", last.into()),
    ]);
    let planned = store.add(Kind::PlannedModule, planned).to_string();
    let trainer = (601 + action.id % 3).to_string();
    store.add(Kind::TrainerLink, bare([("id_action_de_formation", own.clone()), ("id_formateur", trainer.clone())]));
    for start in action.slots {
        let (end, seconds) = if start.ends_with("09:00") { ("12:30", "12600") } else { ("16:00", "7200") };
        let slot = bare([
            ("id_action_de_formation", own.clone()),
            ("id_lam", planned.clone()),
            ("id_salle_de_formation", "21".into()),
            ("name", if start.ends_with("09:00") { "Matin" } else { "Après-midi" }.into()),
            ("date_debut", format!("{start}:00")),
            ("date_fin", format!("{} {end}:00", &start[..10])),
            ("duration", seconds.into()),
        ]);
        let slot = store.add(Kind::Slot, slot).to_string();
        store.add(Kind::SlotTrainer, bare([("id_creneau", slot), ("id_formateur", trainer.clone())]));
    }
}

/// A record that does not keep when it was created.
fn bare<const N: usize>(values: [(&'static str, String); N]) -> Row {
    Row { fields: fields(values), ..Row::default() }
}

fn add_enrolment(store: &mut Store, participant: u64, action: u64, code: u32) -> u64 {
    let person = store.get(Kind::Participant, participant);
    let company = person.map(|row| row.text("id_entreprise").to_owned()).unwrap_or_default();
    let fields = fields([
        ("id_action_de_formation", action.to_string()),
        ("id_participant", participant.to_string()),
        ("id_entreprise", company),
        ("lap_status_id", "2".into()),
    ]);
    let lap = store.add(Kind::Enrolment, Row { fields, added: minutes_before_start(5_000), edited: String::new() });
    store.enrol(lap, code, false);
    lap
}
