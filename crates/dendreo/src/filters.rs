//! The filters of lists, as clients in use send them. What holds for every list is in `calls/list.rs`.

use crate::{
    ActionType, Contact, Enrolment, Evaluation, FileTarget, Flag, Funding, Invoice, Laf, List, Module, ModuleEnrolment,
    Participant, PendingTasks, PlannedModule, Room, Slot, StoredFile, TrainingAction,
};
use participants_core::jiff::civil::Date;

/// Declares the filters of lists: what each is called here, what it takes, and the parameter it is sent as.
macro_rules! filters {
    ($($resource:ident { $($(#[$doc:meta])+ $name:ident: $kind:ident = $parameter:literal,)+ })+) => {$(
        impl List<$resource> {
            $(filters!(@filter $kind [$(#[$doc])+] $name $parameter);)+
        }
    )+};

    (@filter number [$($doc:tt)+] $name:ident $parameter:literal) => {
        $($doc)+
        #[must_use]
        pub fn $name(self, id: impl Into<String>) -> Self {
            self.filter(|query| query.number($parameter, id))
        }
    };
    (@filter text [$($doc:tt)+] $name:ident $parameter:literal) => {
        $($doc)+
        #[must_use]
        pub fn $name(self, text: impl Into<String>) -> Self {
            self.filter(|query| query.text($parameter, text))
        }
    };
    (@filter day [$($doc:tt)+] $name:ident $parameter:literal) => {
        $($doc)+
        #[must_use]
        pub fn $name(self, day: Date) -> Self {
            self.filter(|query| query.day($parameter, day))
        }
    };
    // A coded value, of this type.
    (@filter $code:ident [$($doc:tt)+] $name:ident $parameter:literal) => {
        $($doc)+
        #[must_use]
        pub fn $name(self, code: &$code) -> Self {
            self.filter(|query| query.text($parameter, code.as_str()))
        }
    };
}

filters! {
    Participant {
        /// Those with exactly this e-mail address; two people can share one.
        email: text = "email",
        /// Those of a company, by its number.
        company: number = "id_entreprise",
        /// Those born on this day.
        born_on: day = "date_de_naissance",
    }
    Contact {
        /// Those of a company, by its number.
        company: number = "id_entreprise",
        /// Those of this last name.
        last_name: text = "nom",
        /// Those with this e-mail address.
        email: text = "email",
    }
    TrainingAction {
        /// Those held for one company, for several, or outside training.
        action_type: ActionType = "type",
        /// Those for a company, by its number.
        company: number = "id_entreprise",
        /// Those with a module, by its number.
        module: number = "id_module",
        /// Those in a room, by its number.
        room: number = "id_salle_de_formation",
        /// Those of a trainer, by number.
        trainer: number = "id_formateur",
        /// Those of a training centre, by its number.
        training_centre: number = "id_centre_de_formation",
        /// The one with this number as people use it: `ADF_`, year, number.
        full_number: text = "numero_complet",
        /// Those with this key of the caller's own.
        external_id: text = "id_externe",
    }
    Module {
        /// Those of a category, by its number.
        category: number = "id_categorie_module",
        /// The one with this number as people use it.
        full_number: text = "numero_complet",
        /// Those that can be paid from a personal training account, or cannot.
        cpf_eligible: Flag = "eligible_cpf",
        /// Those in the public catalogue, or not.
        in_catalogue: Flag = "catalogue",
    }
    Room {
        /// Those on the premises, or elsewhere.
        inside: Flag = "inside",
        /// Those whose place belongs to this: one client's form has `interne`, `externe`, `client`.
        place: text = "emplacement_cible",
    }
    Laf {
        /// Those in a training action, by its number.
        training_action: number = "id_action_de_formation",
    }
    Invoice {
        /// Those for a training action, by its number.
        training_action: number = "id_action_de_formation",
    }
    Funding {
        /// Those of a training action, by its number.
        training_action: number = "id_action_de_formation",
    }
    Evaluation {
        /// Those in a training action, by its number.
        training_action: number = "id_action_de_formation",
        /// Those of a participant, by number.
        participant: number = "id_participant",
    }
    Enrolment {
        /// Those of a company, by its number.
        company: number = "id_entreprise",
        /// Those in a training action, by its number.
        training_action: number = "id_action_de_formation",
        /// Those of a participant, by number.
        participant: number = "id_participant",
    }
    PlannedModule {
        /// Those of a training action, by its number.
        training_action: number = "id_action_de_formation",
    }
    ModuleEnrolment {
        /// Those of an enrolment, by its number.
        enrolment: number = "id_lap",
    }
    Slot {
        /// Those of a training action, by its number.
        training_action: number = "id_action_de_formation",
        /// Those of a planned module, by its number.
        planned_module: number = "id_lam",
        /// Those of a participant, by number.
        participant: number = "id_participant",
        /// Those of a participant, by the caller's own key.
        participant_external_id: text = "participant_id_externe",
        /// Those of a trainer, by number.
        trainer: number = "id_formateur",
        /// Those of a trainer, by the caller's own key.
        trainer_external_id: text = "formateur_id_externe",
    }
}

impl List<PendingTasks> {
    /// The documents these participants still have to sign (`types=esignature-doc`, the only kind a source shows); at
    /// least one participant, by number.
    ///
    /// ```
    /// use participants_dendreo::{List, PendingTasks};
    ///
    /// let to_sign = List::<PendingTasks>::signatures_of(["2001", "2002"]);
    /// # let _ = to_sign;
    /// ```
    #[must_use]
    pub fn signatures_of<I: Into<String>>(participants: impl IntoIterator<Item = I>) -> Self {
        Self::new().filter(|query| query.numbers("id", participants).names("types", ["esignature-doc"]))
    }

    /// All that a participant still has to do, by number.
    #[must_use]
    pub fn participant(id: impl Into<String>) -> Self {
        Self::new().filter(|query| query.number("id_participant", id))
    }
}

impl List<StoredFile> {
    /// All files of this kind of record, such as those stored since a day with `created_after`.
    #[must_use]
    pub fn of_all(target: &FileTarget) -> Self {
        Self::new().filter(|query| query.text("cible", target.as_str()))
    }

    /// The files of the record of this kind and number, in the collection of this name; `signature` is known, and
    /// `partage_lap` of enrolments.
    ///
    /// ```
    /// use participants_dendreo::{FileTarget, List, StoredFile};
    ///
    /// let signed = List::<StoredFile>::of(&FileTarget::Lap, "5001", "signature");
    /// # let _ = signed;
    /// ```
    #[must_use]
    pub fn of(target: &FileTarget, id: impl Into<String>, collection: impl Into<String>) -> Self {
        Self::of_all(target).filter(|query| query.number("id_cible", id).text("collection_name", collection))
    }
}
