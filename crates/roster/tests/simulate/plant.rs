//! Errors planted on purpose: each switches one wrapper around the engine to break one promise, so that a test can show
//! that the simulator notices.

use std::str::FromStr;

/// What a caller of the simulator asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) plant: Option<Plant>,
    /// The kinds of trouble that are left out.
    pub(crate) without: Vec<String>,
}

/// One planted error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plant {
    /// The journal forgets the intent to send.
    ForgetsIntents,
    /// A look before a creation finds nothing, whatever the provider has.
    CreatesWithoutLooking,
    /// The wait before a lost creation is looked for is skipped, as if the clock had jumped.
    SkipsQuarantine,
    /// A participant is shown to the engine as the first read showed them.
    BlindToChanges,
    /// An update whose response is lost is reported as carried out.
    ReportsLostAsDone,
    /// An update names one field more than its step.
    SendsOneMoreField,
    /// A creation is repeated at once where its response is lost.
    RepeatsCreations,
    /// A write goes out although the journal just failed.
    IgnoresTheJournal,
    /// Another participant than the planned one is deactivated.
    DeactivatesAnother,
}

impl Plant {
    pub(crate) const ALL: [(&str, Self); 9] = [
        ("forgets-intents", Self::ForgetsIntents),
        ("creates-without-looking", Self::CreatesWithoutLooking),
        ("skips-quarantine", Self::SkipsQuarantine),
        ("blind-to-changes", Self::BlindToChanges),
        ("reports-lost-as-done", Self::ReportsLostAsDone),
        ("sends-one-more-field", Self::SendsOneMoreField),
        ("repeats-creations", Self::RepeatsCreations),
        ("ignores-the-journal", Self::IgnoresTheJournal),
        ("deactivates-another", Self::DeactivatesAnother),
    ];
}

impl FromStr for Plant {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, plant)| *plant);
        let names = || Self::ALL.map(|(known, _)| known).join(", ");
        known.ok_or_else(|| format!("there is no planted error {name:?}; there are {}", names()))
    }
}
