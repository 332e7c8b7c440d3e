//! All resources as one table: a row says what a resource is called, where it is, and which calls and filters a source
//! shows. Each row ends with where that is known from; `docs/providers/dendreo.md` says call by call how well.
//!
//! Reading several records by a comma list is documented for every resource (<https://developers.dendreo.com>).

use crate::{
    AnyChanges, Attendance, CatalogueSession, Company, CompanyChanges, Contact, ContactChanges, Deletable, Enrolment,
    EnrolmentChanges, Evaluation, ExternallyKeyed, Funder, Funding, Gettable, Id, Invoice, Laf, Module, ModuleCategory,
    ModuleChanges, ModuleEnrolment, Participant, ParticipantChanges, Payment, PendingTasks, PermanentSession,
    PermanentSessionChanges, PlannedModule, ProductCategory, Raw, Resource, Room, RoomChanges, Scheduled, Searchable,
    Slot, Step, StoredFile, Trainer, TrainingAction, TrainingActionChanges, TrainingCentre, TrainingCentreChanges,
    Writable,
};
use participants_core::{Change, serde_json::Value};

/// Declares the resources. A row: the record and the name of its calls, its script, its number; then what it has besides
/// a list. `raw` declares a name for a resource of which no member is known.
macro_rules! resources {
    ($(
        $(#[$doc:meta])+ $resource:ident $(raw $raw:ident)?: $name:literal at $script:literal by $id:ident($member:literal)
        $(needs $needs:expr)? $(, $part:ident $(($($given:tt)+))?)*;
    )+) => {$(
        resources!(@name [$(#[$doc])+] $resource $($raw)?);

        $(#[$doc])+
        impl Resource for $resource {
            type Record = resources!(@record $resource $($raw)?);
            const SCRIPT: &'static str = $script;
            const ID: Id = Id::$id($member);
            const LIST: &'static str = concat!($name, ".list");
            $(const NEEDS: &'static [&'static [&'static str]] = &$needs;)?
        }

        $(resources!(@part $part $resource $name $($($given)+)?);)*
    )+};

    (@name [$($doc:tt)+] $resource:ident) => {};
    (@name [$($doc:tt)+] $resource:ident $raw:ident) => {
        $($doc)+
        #[derive(Clone, Copy, Debug)]
        pub enum $resource {}
    };

    (@record $resource:ident) => { Self };
    (@record $resource:ident $raw:ident) => { $raw };

    (@part get $resource:ident $name:literal) => {
        impl Gettable for $resource {
            const GET: &'static str = concat!($name, ".get");
            const GET_SEVERAL: &'static str = concat!($name, ".get_several");
        }
    };
    (@part write $resource:ident $name:literal $changes:ident $($constant:ident = $value:expr),*) => {
        impl Writable for $resource {
            type Changes = $changes;
            const CREATE: &'static str = concat!($name, ".create");
            const UPDATE: &'static str = concat!($name, ".update");
            $(resources!(@constant $constant $value);)*

            fn named(changes: &$changes) -> Vec<(&str, Change<Value>)> {
                changes.named()
            }
        }
    };
    (@part delete $resource:ident $name:literal $($by:literal)?) => {
        impl Deletable for $resource {
            const DELETE: &'static str = concat!($name, ".delete");
            $(const BY: &'static str = $by;)?
        }
    };
    (@part search $resource:ident $name:literal) => { impl Searchable for $resource {} };
    (@part external_id $resource:ident $name:literal) => { impl ExternallyKeyed for $resource {} };
    (@part dates $resource:ident $name:literal) => { impl Scheduled for $resource {} };

    (@constant required $value:expr) => { const REQUIRED: &'static [&'static [&'static str]] = &$value; };
    (@constant update_required $value:expr) => { const UPDATE_REQUIRED: &'static [&'static str] = &$value; };
    (@constant number_is_given $value:expr) => { const NUMBER_IS_GIVEN: bool = $value; };
}

resources! {
    /// `include` knows `participations`. The only thing every source agrees on is that a new one needs a last name.
    /// Whether a removal is final, or refused for people who are enrolled, is not documented.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php> <https://github.com/RonanLOUARN/dendreo>
    Participant: "participants" at "participants.php" by Shown("id_participant"),
        get, external_id, search, write(ParticipantChanges required = [&["nom"]]), delete;

    /// A private individual has a row of their own here, too. A new one needs `raison_sociale`, as documented.
    /// <https://developers.dendreo.com> <https://github.com/Lamouller/n8n-nodes-dendreo>
    Company: "companies" at "entreprises.php" by Shown("id_entreprise"),
        get, external_id, search, write(CompanyChanges required = [&["raison_sociale"]]), delete;

    /// `include` knows `photo`. A new one needs a company, by number, by registered name or by the caller's own key.
    /// Contacts of private individuals are made otherwise: [`CreateIndividual`](crate::CreateIndividual).
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    Contact: "contacts" at "contacts.php" by Shown("id_contact"),
        get, external_id, search,
        write(ContactChanges required = [&["id_entreprise", "entreprise_raison_sociale", "entreprise_id_externe"]]),
        delete;

    /// **Without dates only about the last year is listed**, as a third party restates the reference: name a window,
    /// such as `started_between`, to see others. `include` knows `modules`, `participants`, `formateurs`, `creneaux`,
    /// `etapeProcess`; one read by number shows the first three unasked. What the server asks of a new one is not known.
    /// <https://github.com/medere-tech/medere-dendreo-dashboard> <https://github.com/Lamouller/n8n-nodes-dendreo>
    TrainingAction: "training_actions" at "actions_de_formation.php" by Shown("id_action_de_formation"),
        get, external_id, search, dates, write(TrainingActionChanges), delete;

    /// The rows are keyed by the training action, whose number a new row presumably names, by
    /// `other("id_action_de_formation", …)`. No source shows another member that is written.
    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    CatalogueSession: "catalogue" at "catalogue_prochaines_sessions.php" by Shown("id_action_de_formation"),
        get, search, write(AnyChanges number_is_given = true), delete;

    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    TrainingCentre: "training_centres" at "centres_de_formation.php" by Assumed("id_centre_de_formation"),
        get, write(TrainingCentreChanges), delete;

    /// One client's form for a new one asks for name and place. <https://github.com/Lamouller/n8n-nodes-dendreo>
    Room: "rooms" at "salles_de_formation.php" by Assumed("id_salle_de_formation"),
        get, write(RoomChanges), delete;

    /// One client's form for a new one asks for a title. <https://github.com/Lamouller/n8n-nodes-dendreo>
    Module: "modules" at "modules.php" by Assumed("id_module"),
        get, search, write(ModuleChanges), delete;

    /// One client's form for a new one asks for module and room. <https://github.com/Lamouller/n8n-nodes-dendreo>
    PermanentSession: "permanent_sessions" at "sessions_permanentes.php" by Assumed("id_session_permanente"),
        get, search, write(PermanentSessionChanges), delete;

    /// No source shows a member that is written: one client has a create in its form and stops before sending it.
    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    Trainer: "trainers" at "formateurs.php" by Assumed("id_formateur"),
        get, external_id, search, write(AnyChanges), delete;

    /// No source shows a member that is written: one client has a create in its form and stops before sending it.
    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    Invoice: "invoices" at "factures.php" by Assumed("id_facture"),
        get, search, write(AnyChanges), delete;

    /// Participants who were removed stay listed, with another `status` than active. Of an unknown or deleted training
    /// action the server says so with a 4xx and its texts. A change names the participant again. `include` knows `participant`, `lmps`.
    /// <https://github.com/Competences-et-Metiers/DendreoProgression>
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    Enrolment: "enrolments" at "laps.php" by Shown("id_lap"),
        get, write(EnrolmentChanges update_required = ["id_participant"]), delete("id_lap");

    /// `include` knows `module`, `participants`, `lmps`, `creneaux`, `lieux`. No source shows a write.
    /// <https://github.com/medere-tech/medere-dendreo-dashboard>
    PlannedModule: "planned_modules" at "lams.php" by Shown("id_lam"), get, dates;

    /// `include` knows `participant`, `module`. No source shows a write.
    /// <https://github.com/Competences-et-Metiers/DendreoProgression>
    ModuleEnrolment: "module_enrolments" at "lmps.php" by Shown("id_lmp"), get;

    /// `include` knows `formation`, `lcps`. No source shows a member that is written.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php> <https://github.com/Lamouller/n8n-nodes-dendreo>
    Slot: "slots" at "creneaux.php" by Shown("id_creneau"), get, dates, write(AnyChanges), delete;

    /// Real answers show it inside slots only, by `List::<Slot>::new().include(["lcps"])`. That the script answers on its
    /// own, like every other, is inferred; no source shows a write.
    /// <https://github.com/Competences-et-Metiers/DendreoProgression>
    Attendance: "attendance" at "lcps.php" by Shown("id_lcp"), get;

    /// The server refuses a list without a target with 422.
    /// <https://github.com/medere-tech/medere-dendreo-dashboard>
    StoredFile: "files" at "fichiers.php" by Shown("id") needs [&["cible"]], get;

    /// What participants still have to do. It is documented, yet one account answered 404: an endpoint can be missing by
    /// plan. <https://github.com/medere-tech/medere-dendreo-dashboard>
    PendingTasks: "tasks" at "taches.php" by Shown("id_participant") needs [&["id", "id_participant"]];

    /// The same label stands under several numbers, one per training centre.
    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    Step: "steps" at "etapes.php" by Shown("id_etape_process"), get, write(AnyChanges), delete;

    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    ModuleCategory: "module_categories" at "categories_module.php" by Assumed("id_categorie_module"),
        get, write(AnyChanges), delete;

    /// <https://github.com/Lamouller/n8n-nodes-dendreo>
    ProductCategory: "product_categories" at "categories_produit.php" by Assumed("id_categorie_produit"),
        get, write(AnyChanges), delete;

    /// No source shows a write. <https://github.com/LabLearning/crm-lablearning>
    Payment: "payments" at "reglements.php" by Assumed("id_reglement"), get;

    /// No source shows a write. <https://github.com/LabLearning/crm-lablearning>
    Funder: "funders" at "financeurs.php" by Assumed("id_financeur"), get;

    /// No source shows a write. <https://github.com/medere-tech/medere-dendreo-dashboard>
    Funding: "fundings" at "financements.php" by Assumed("id_financement"), get;

    /// No source shows a write, nor the number of a row. <https://github.com/Competences-et-Metiers/HostingerWebsite>
    Evaluation: "evaluations" at "evaluations.php" by Assumed("id_evaluation");

    /// Answers to satisfaction surveys. The script's name is known, the rest inferred.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    SurveyAnswer raw Raw: "survey_answers" at "reponses_questionnaire_satisfaction.php"
        by Assumed("id_reponse_questionnaire_satisfaction"), get;

    /// Rows of `laes.php`; no source spells the letters out. The rest is inferred.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    Lae raw Raw: "laes" at "laes.php" by Assumed("id_lae"), get;

    /// No source shows a write. <https://github.com/Competences-et-Metiers/HostingerWebsite>
    Laf: "lafs" at "lafs.php" by Assumed("id_laf"), get;

    /// Rows of `lcfs.php`; presumably a trainer on a slot, as a participant's is in `lcps.php`. The rest is inferred.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    Lcf raw Raw: "lcfs" at "lcfs.php" by Assumed("id_lcf"), get;

    /// Wishes, such as for a training to be held. The script's name is known, the rest inferred.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    Wish raw Raw: "wishes" at "souhaits.php" by Assumed("id_souhait"), get;

    /// Administrators: users who work with the account. The script's name is known, the rest inferred.
    /// <https://github.com/dimitriBouteille/dendreo-sdk-php>
    Administrator raw Raw: "administrators" at "administrateurs.php" by Assumed("id_administrateur"), get;
}
