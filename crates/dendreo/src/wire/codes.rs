//! Dendreo's coded values. Every list is open: what is not named here is kept as it came.

use participants_core::{changes::WireValue, open_enum, serde_json::Value};

open_enum! {
    /// The companies a training action is held for.
    pub enum ActionType {
        /// Open to several companies.
        Inter = "inter",
        /// For one company.
        Intra = "intra",
        /// Outside training, as one client's form offers it.
        HorsFormation = "hors_formation",
    }
}

open_enum! {
    /// How a training action is held.
    pub enum OrganisationMode {
        /// On site.
        Presentiel = "presentiel",
        /// On site and at a distance.
        Mixte = "mixte",
        /// At a distance, at the same time.
        ElearningSync = "elearning_sync",
        /// At a distance, each in their own time.
        ElearningAsync = "elearning_async",
        /// A placement; seen of planned modules.
        Stage = "stage",
    }
}

open_enum! {
    /// Whether an enrolment still counts. Real answers show that people who were removed stay listed with another
    /// value, which no source explains.
    pub enum LapStatus {
        /// Enrolled.
        Active = "1",
    }
}

open_enum! {
    /// Whether a participant was present, over a whole enrolment.
    pub enum Presence {
        /// Present.
        Oui = "OUI",
        /// Absent.
        Non = "NON",
        /// Not complete, or not yet known: no source spells the abbreviation out.
        Inc = "INC.",
    }
}

open_enum! {
    /// What kind of funder pays.
    pub enum FundingType {
        /// A funding body.
        Opca = "opca",
        /// A company.
        Entreprise = "entreprise",
        /// A private individual.
        Particulier = "particulier",
        /// A public body.
        Public = "public",
    }
}

open_enum! {
    /// Yes or no, as Dendreo writes them.
    pub enum Flag {
        /// Yes.
        Yes = "1",
        /// No.
        No = "0",
    }
}

open_enum! {
    /// What a stored file belongs to (`cible`), with hyphens as in the filter.
    pub enum FileTarget {
        /// A training action.
        ActionDeFormation = "action-de-formation",
        /// An enrolment.
        Lap = "lap",
    }
}

macro_rules! written_as_text {
    ($($name:ident)+) => {$(
        impl WireValue for $name {
            fn to_wire(&self) -> Value {
                Value::from(self.as_str())
            }
        }
    )+};
}

written_as_text! { ActionType OrganisationMode Flag }
