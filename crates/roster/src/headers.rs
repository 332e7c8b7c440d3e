//! Which field a heading means: in English, French, German and Norwegian, in any case, with or without accents and punctuation.

use participants_core::Field;

/// What a heading says about its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// It means this field.
    Field(Field),
    /// It may mean either of two; the text says which.
    Either(&'static str),
    /// It means nothing known.
    Unknown,
}

/// The headings of each field, the field's own name aside. Written as people write them; compared folded.
///
/// A field that is a person's identifier at the provider is found by its own name alone: a column "Firma" holds names.
#[rustfmt::skip] // One field, one line for each language, in the order en, fr, de, nb.
const HEADINGS: &[(Field, &[&str])] = &[
    (Field::Id, &[
        "Participant ID", "Provider ID", "ID participant", "ID du participant", "Identifiant du participant",
        "Teilnehmer-ID", "Anbieter-ID", "Deltaker-ID", "Leverandør-ID",
    ]),
    (Field::ExternalId, &[
        "External ID", "Personnel number", "Personnel no", "Employee ID", "Employee number", "Employee no", "Staff number",
        "Matricule", "Numéro de matricule", "N° matricule", "Numéro de salarié", "Référence externe", "Identifiant externe",
        "Personalnummer", "Personal-Nr", "Pers.-Nr.", "Mitarbeiternummer", "Mitarbeiter-Nr", "Externe ID",
        "Ansattnummer", "Ansattnr", "Ansatt-ID", "Ekstern ID",
    ]),
    (Field::FirstName, &[
        "First name", "Given name", "Forename", "Prénom", "Prénoms", "Vorname", "Vornamen", "Rufname", "Fornavn",
    ]),
    (Field::LastName, &[
        "Last name", "Family name", "Surname", "Nom", "Nom de famille", "Nachname", "Familienname", "Zuname", "Etternavn",
    ]),
    (Field::FullName, &[
        "Full name", "Nom complet", "Nom et prénom", "Prénom et nom", "Vollständiger Name", "Vor- und Nachname",
        "Fullt navn", "Fullstendig navn",
    ]),
    (Field::ShortName, &[
        "Short name", "Preferred name", "Nickname", "Nom d'usage abrégé", "Surnom", "Kurzname", "Spitzname", "Kallenavn",
        "Kortnavn",
    ]),
    (Field::Email, &[
        "E-mail", "E-mail address", "Mail", "Mail address", "Courriel", "Adresse e-mail", "Adresse mail", "Adresse courriel",
        "Adresse électronique", "Mél", "E-Mail-Adresse", "Mailadresse", "E-post", "E-postadresse", "Epost-adresse",
    ]),
    (Field::Phone, &[
        "Phone", "Phone number", "Telephone", "Telephone number", "Téléphone", "Numéro de téléphone", "N° de téléphone",
        "Tél.", "Téléphone fixe", "Telefon", "Telefonnummer", "Telefon-Nr", "Tel", "Festnetz", "Tlf", "Tlf.nr.",
    ]),
    (Field::Mobile, &[
        "Mobile", "Mobile phone", "Mobile number", "Cell phone", "Cell", "Portable", "Téléphone portable", "Téléphone mobile",
        "N° de portable", "Mobil", "Mobiltelefon", "Mobilnummer", "Handy", "Handynummer", "Mobiltlf",
    ]),
    (Field::DateOfBirth, &[
        "Date of birth", "Birth date", "Birthday", "DOB", "Born", "Date de naissance", "Né le", "Née le", "Né(e) le",
        "Geburtsdatum", "Geburtstag", "Geb.", "Geb.-Datum", "Geboren", "Geboren am", "Fødselsdato", "Født", "Foedselsdato",
    ]),
    (Field::Gender, &["Gender", "Sex", "Sexe", "Genre", "Geschlecht", "Kjønn", "Kjoenn"]),
    (Field::Title, &[
        "Form of address", "Salutation", "Civilité", "Anrede", "Akademischer Titel", "Tiltaleform",
    ]),
    (Field::JobTitle, &[
        "Job title", "Position", "Function", "Role", "Fonction", "Poste", "Intitulé du poste", "Funktion", "Stelle",
        "Berufsbezeichnung", "Stilling", "Stillingstittel",
    ]),
    (Field::Language, &["Language", "Main language", "Langue", "Langue principale", "Sprache", "Språk", "Spraak"]),
    (Field::CompanyName, &[
        "Company name", "Employer", "Entreprise", "Nom de l'entreprise", "Société", "Employeur", "Firma", "Firmenname",
        "Unternehmen", "Arbeitgeber", "Bedrift", "Bedriftsnavn", "Arbeidsgiver", "Selskap",
    ]),
    (Field::GroupName, &[
        "Group name", "Training group", "Nom du groupe", "Groupe", "Gruppenname", "Gruppe", "Schulungsgruppe", "Gruppenavn",
        "Kursgruppe",
    ]),
    (Field::Street, &["Street", "Street address", "Rue", "Voie", "Straße", "Gate", "Gateadresse", "Vei"]),
    (Field::HouseNumber, &[
        "House number", "House no", "Numéro de rue", "N° de rue", "Hausnummer", "Haus-Nr", "Husnummer", "Husnr",
    ]),
    (Field::PostalCode, &[
        "Postal code", "Post code", "Zip", "Zip code", "Code postal", "CP", "Postleitzahl", "PLZ", "Postnummer", "Postnr",
    ]),
    (Field::City, &["City", "Town", "Ville", "Commune", "Ort", "Stadt", "Wohnort", "Poststed", "By", "Sted"]),
    (Field::Country, &["Country", "Pays", "Land"]),
    (Field::Status, &["Participant status", "Statut du participant", "Teilnehmerstatus", "Deltakerstatus"]),
    (Field::Login, &[
        "Login", "Login name", "User name", "Identifiant de connexion", "Nom d'utilisateur", "Benutzername", "Anmeldename",
        "Brukernavn",
    ]),
    (Field::Password, &["Password", "Mot de passe", "Passwort", "Kennwort", "Passord"]),
    (Field::Active, &["Active", "Actif", "Aktiv"]),
    (Field::EnrolmentStatus, &[
        "Enrolment status", "Enrollment status", "Statut de l'inscription", "Anmeldestatus", "Buchungsstatus",
        "Påmeldingsstatus",
    ]),
    (Field::PaymentStatus, &[
        "Payment status", "Statut de paiement", "Zahlungsstatus", "Zahlstatus", "Betalingsstatus",
    ]),
    (Field::Completed, &["Completed", "Terminé", "Abgeschlossen", "Fullført"]),
    (Field::Passed, &["Passed", "Réussi", "Bestanden", "Bestått"]),
    (Field::NoShow, &["No-show", "Absent", "Nicht erschienen", "Ikke møtt"]),
    (Field::Notes, &[
        "Notes", "Remarks", "Comments", "Remarques", "Commentaires", "Bemerkung", "Bemerkungen", "Notizen", "Anmerkungen",
        "Merknad", "Merknader", "Kommentar",
    ]),
];

/// Headings that mean one thing in one file and another in the next.
///
/// A file's own `ID` is most often a key of the caller's; read as the provider's, it would mean another person.
const EITHER: &[(&str, &str)] = &[
    ("ID", OWN_OR_PROVIDERS),
    ("ID No", OWN_OR_PROVIDERS),
    ("ID number", OWN_OR_PROVIDERS),
    ("Identifier", OWN_OR_PROVIDERS),
    ("Person ID", OWN_OR_PROVIDERS),
    ("Personal ID", OWN_OR_PROVIDERS),
    ("User ID", OWN_OR_PROVIDERS),
    ("Identifiant", OWN_OR_PROVIDERS),
    ("Kennung", OWN_OR_PROVIDERS),
    ("ID-Nr", OWN_OR_PROVIDERS),
    ("Benutzer-ID", OWN_OR_PROVIDERS),
    ("Bruker-ID", OWN_OR_PROVIDERS),
    ("Name", "last_name or full_name"),
    ("Navn", "last_name or full_name"),
    ("Title", "title or job_title"),
    ("Titre", "title or job_title"),
    ("Titel", "title or job_title"),
    ("Tittel", "title or job_title"),
    ("Company", "company, the provider's identifier, or company_name"),
    ("Group", "group, the provider's identifier, or group_name"),
];

const OWN_OR_PROVIDERS: &str = "id, the provider's identifier, or external_id, a key of your own";

/// What a heading means: a field's own name to the letter first, then the table.
pub(crate) fn meaning(heading: &str) -> Heading {
    let heading = heading.trim();
    if let Ok(field) = heading.parse::<Field>() {
        // What the provider alone sets is no wish. Its identifier is none either, but says who is meant: a bare `id`,
        // as many a file has one of its own, is not taken for it.
        match field {
            Field::Id => {}
            field if field.is_read_only() => return Heading::Unknown,
            field => return Heading::Field(field),
        }
    }
    let folded = fold(heading);
    if folded.is_empty() {
        return Heading::Unknown;
    }
    if let Some((_, which)) = EITHER.iter().find(|(name, _)| fold(name) == folded) {
        return Heading::Either(which);
    }
    let found = HEADINGS.iter().find(|(_, names)| names.iter().any(|name| fold(name) == folded));
    found.map_or(Heading::Unknown, |(field, _)| Heading::Field(field.clone()))
}

/// Letters and digits alone, small, without accents: `N° de Téléphone` is `ndetelephone`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'º' | 'ª' => {}
            // An accent written as a sign of its own, as some systems do, is no letter and falls away here.
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_heading_is_found_however_it_is_written() {
        for (heading, field) in [
            ("PRENOM", Field::FirstName),
            ("  Pre\u{301}nom ", Field::FirstName),
            ("e_mail", Field::Email),
            ("E-POST", Field::Email),
            ("N° de téléphone", Field::Phone),
            ("geb. datum", Field::DateOfBirth),
            ("FØDSELSDATO", Field::DateOfBirth),
            ("STRASSE", Field::Street),
            ("company", Field::Company),
            ("participant_id", Field::Id),
            ("TEILNEHMER-ID", Field::Id),
            ("custom.Größe", Field::Custom("Größe".into())),
        ] {
            assert_eq!(meaning(heading), Heading::Field(field), "{heading}");
        }
    }

    #[test]
    fn what_may_be_either_is_not_guessed() {
        for heading in ["Name", "NAVN", "Company", "Title", "ID", "id", "Personal-ID", "identifiant"] {
            assert!(matches!(meaning(heading), Heading::Either(_)), "{heading}");
        }
        for heading in ["", "—", "created_at", "Schuhgröße"] {
            assert_eq!(meaning(heading), Heading::Unknown, "{heading}");
        }
    }

    #[test]
    fn no_heading_means_two_fields() {
        let mut seen = BTreeMap::new();
        for (field, names) in HEADINGS {
            for name in *names {
                let before = seen.insert(fold(name), field.clone());
                assert!(before.is_none_or(|before| before == *field), "{name}");
                assert!(!EITHER.iter().any(|(either, _)| fold(either) == fold(name)), "{name}");
            }
        }
    }
}
