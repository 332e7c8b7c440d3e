//! What each provider's roster says: which fields, which values, and what a new participant needs.

use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{Client, Configure, Directory, Field, Transport, Unified, Vars};
use participants_sandbox::{Sandbox, transport::InProcess};
use participants_wordbee::Wordbee;
use std::sync::Arc;

/// A provider, with fields that its roster changes and what its new participants need.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) provider: &'static str,
    /// The fields that rows and other users change. A list without values takes those that the people have.
    pub(crate) fields: &'static [(Field, &'static [&'static str])],
    pub(crate) clearable: &'static [Field],
    /// What a new participant needs beside an e-mail address; an empty value is that of a participant who is there.
    pub(crate) new: &'static [(Field, &'static str)],
    /// What a row holds beside the address, so that it means one participant.
    pub(crate) keys: &'static [Field],
    /// Fields that change along with another.
    pub(crate) follows: &'static [(Field, Field)],
    /// Fields that all participants of one address share.
    pub(crate) shared: &'static [Field],
    pub(crate) has_deactivation: bool,
}

const PHONES: &[&str] = &["+47 900 00 001", "+33 6 00 00 00 02", "+49 30 23125 003"];
const CITIES: &[&str] = &["Łódź", "Tromsø", "Évian-les-Bains"];
const JOBS: &[&str] = &["Tutor", "Ingénieure", "Lærer"];
const DATES: &[&str] = &["1990-04-12", "2000-02-29"];
const ANSWERS: &[&str] = &["true", "false"];

pub(crate) static KINDS: [Kind; 5] = [
    Kind {
        provider: "azav",
        fields: &[(Field::City, CITIES), (Field::Phone, PHONES), (Field::Title, JOBS), (Field::DateOfBirth, DATES)],
        clearable: &[Field::City, Field::DateOfBirth],
        new: &[(Field::FirstName, "Ñ"), (Field::LastName, "O'Neill")],
        keys: &[],
        follows: &[],
        shared: &[],
        has_deactivation: true,
    },
    Kind {
        provider: "dendreo",
        fields: &[(Field::JobTitle, JOBS), (Field::City, CITIES), (Field::DateOfBirth, DATES)],
        clearable: &[Field::City, Field::JobTitle],
        new: &[(Field::FirstName, "Ñ"), (Field::LastName, "O'Neill")],
        keys: &[],
        follows: &[],
        shared: &[],
        has_deactivation: false,
    },
    Kind {
        provider: "frontcore",
        fields: &[(Field::Completed, ANSWERS), (Field::Passed, ANSWERS), (Field::Phone, PHONES)],
        clearable: &[],
        new: &[(Field::FirstName, "Ñ"), (Field::LastName, "O'Neill"), (Field::Session, "")],
        keys: &[Field::Session],
        follows: &[],
        shared: &[Field::Phone],
        has_deactivation: true,
    },
    Kind {
        provider: "groups",
        fields: &[(Field::Group, &[])],
        clearable: &[],
        new: &[(Field::FullName, "Ñ O'Neill"), (Field::ShortName, "Ñ"), (Field::Group, "")],
        keys: &[],
        follows: &[(Field::GroupName, Field::Group)],
        shared: &[],
        has_deactivation: false,
    },
    Kind {
        provider: "wordbee",
        fields: &[(Field::Phone, PHONES), (Field::JobTitle, JOBS), (Field::Title, JOBS)],
        clearable: &[],
        new: &[(Field::FirstName, "Ñ"), (Field::LastName, "O'Neill")],
        keys: &[],
        follows: &[],
        shared: &[],
        has_deactivation: true,
    },
];

impl Kind {
    /// A new client of the provider, over this transport.
    pub(crate) fn connect(&self, sandbox: &Sandbox, transport: impl Transport) -> Arc<dyn Directory> {
        match self.provider {
            "azav" => connect::<Azav>(self.provider, sandbox, transport),
            "dendreo" => connect::<Dendreo>(self.provider, sandbox, transport),
            "frontcore" => connect::<Frontcore>(self.provider, sandbox, transport),
            "groups" => connect::<Groups>(self.provider, sandbox, transport),
            _ => connect::<Wordbee>(self.provider, sandbox, transport),
        }
    }
}

fn connect<P: Unified + Configure>(provider: &str, sandbox: &Sandbox, transport: impl Transport) -> Arc<dyn Directory> {
    let known = InProcess::new(sandbox.clone()).environment(provider).unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let account = P::from_vars(&Vars::new(&get)).unwrap();
    Arc::new(Client::builder(account).transport(transport).build().unwrap())
}
