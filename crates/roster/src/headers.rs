//! Which field a heading means: in any letter case, with or without accents, punctuation and hints in brackets. The
//! headings themselves are data, in `headings.toml`.

use crate::DateOrder;
use participants_core::Field;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a heading says about its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// It means this field.
    Field(Field),
    /// It means this field where no other column does, such as a private e-mail address.
    Secondary(Field),
    /// It may mean either of two.
    Either(&'static Ambiguous),
    /// It means nothing known.
    Unknown,
}

/// What a heading may mean, where it may mean several things.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ambiguous {
    /// The fields, as text.
    pub(crate) may_be: String,
    /// Beside a column of this field it means one thing …
    beside: Option<String>,
    /// … and that is this field.
    means: Option<String>,
    headings: Vec<String>,
}

impl Ambiguous {
    /// What it means beside columns of other fields, if they show it.
    pub(crate) fn beside(&self, has: impl Fn(&Field) -> bool) -> Option<Field> {
        let beside = self.beside.as_ref()?.parse().ok()?;
        has(&beside).then(|| self.means.as_ref()?.parse().ok()).flatten()
    }
}

/// The file of headings.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    owners: Vec<String>,
    fields: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    ambiguous: BTreeMap<String, Ambiguous>,
    secondary: BTreeMap<String, Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    headings: Vec<String>,
}

/// The headings, by how they are looked for.
struct Table {
    /// To the letter: `idnumber` is a field, `ID number` is asked about.
    exact: HashMap<&'static str, Heading>,
    folded: HashMap<String, Heading>,
    owners: Vec<String>,
}

const TEXT: &str = include_str!("headings.toml");

// The text is a part of the program; a test reads it strictly.
static HEADINGS: LazyLock<Headings> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { exact: HashMap::new(), folded: HashMap::new(), owners: Vec::new() };
    let mut add = |heading: &'static str, meaning: Heading| {
        table.exact.entry(heading).or_insert_with(|| meaning.clone());
        table.folded.entry(fold(heading)).or_insert(meaning);
    };
    for known in HEADINGS.ambiguous.values() {
        known.headings.iter().for_each(|heading| add(heading, Heading::Either(known)));
    }
    for (field, known) in HEADINGS.secondary.iter().filter_map(|(name, known)| Some((name.parse().ok()?, known))) {
        known.headings.iter().for_each(|heading| add(heading, Heading::Secondary(Field::clone(&field))));
    }
    for (field, known) in HEADINGS.fields.iter().filter_map(|(name, known)| Some((name.parse().ok()?, known))) {
        known.values().flatten().for_each(|heading| add(heading, Heading::Field(Field::clone(&field))));
    }
    table.owners = HEADINGS.owners.iter().map(|owner| fold(owner)).collect();
    table
});

/// What a heading means: to the letter, folded, a field's own name, without the hints in brackets, as one of two
/// languages, and behind the name of what it belongs to.
pub(crate) fn meaning(heading: &str) -> Heading {
    let heading = heading.trim();
    let known = whole(heading);
    if known != Heading::Unknown {
        return known;
    }
    let bare = without_hints(heading);
    let known = whole(&bare);
    if known != Heading::Unknown {
        return known;
    }
    match bilingual(&bare) {
        Heading::Unknown => owned(&bare),
        known => known,
    }
}

/// What a heading means as it stands.
fn whole(heading: &str) -> Heading {
    if let Some(known) = TABLE.exact.get(heading) {
        return known.clone();
    }
    let folded = fold(heading);
    if folded.is_empty() {
        return Heading::Unknown;
    }
    if let Ok(field) = heading.parse::<Field>() {
        // What the provider alone sets is no wish. Its identifier is none either, but says who is meant: a bare `id`,
        // as many a file has one of its own, is not taken for it. Nor are words that most files mean otherwise.
        match field {
            Field::Id | Field::Title | Field::Company => {}
            field if field.is_read_only() => return Heading::Unknown,
            field => return Heading::Field(field),
        }
    }
    TABLE.folded.get(&folded).cloned().unwrap_or(Heading::Unknown)
}

/// A heading without what explains it: `Date de naissance (JJ/MM/AAAA) *` is `Date de naissance`.
fn without_hints(heading: &str) -> String {
    let mut open = 0_usize;
    let mut bare = String::with_capacity(heading.len());
    for sign in heading.chars() {
        match sign {
            '(' | '[' | '{' | '<' => open += 1,
            ')' | ']' | '}' | '>' => open = open.saturating_sub(1),
            sign if open == 0 => bare.push(sign),
            _ => {}
        }
    }
    bare.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '*' | ':' | '?' | '!' | '#')).to_owned()
}

/// The meaning that all of its parts have: `Prénom / First name`.
fn bilingual(heading: &str) -> Heading {
    // One part alone was looked for before.
    let mut parts = heading.split(['/', '|', '\n']).map(|part| whole(part.trim()));
    match parts.next() {
        Some(first @ Heading::Field(_)) if parts.all(|part| part == first) => first,
        _ => Heading::Unknown,
    }
}

/// The meaning behind the name of what it belongs to: `Employee: First name`, `profile.email`.
fn owned(heading: &str) -> Heading {
    let Some((owner, rest)) = heading.rsplit_once([':', '.', '>', '\\', '|', '/', '–']) else {
        return Heading::Unknown;
    };
    let owner = fold(owner);
    if TABLE.owners.contains(&owner) { whole(rest.trim()) } else { Heading::Unknown }
}

/// The order of dates that a hint in brackets states, in whatever language: `(JJ/MM/AAAA)`, `(TT.MM.JJJJ)`.
pub(crate) fn date_hint(heading: &str) -> Option<DateOrder> {
    let (_, hint) = heading.split_once(['(', '['])?;
    let hint = fold(hint.split([')', ']']).next().unwrap_or_default());
    let signs: Vec<char> = hint.chars().collect();
    let mut runs = signs.chunk_by(|one, next| one == next);
    let part = |run: &[char]| match run {
        [_, _, _, _] => Some('y'),
        ['m', 'm'] | ['k', 'k'] => Some('m'),
        [_, _] => Some('d'),
        _ => None,
    };
    let mut next = || runs.next().and_then(part);
    let order = (next(), next(), next());
    match (order, runs.next()) {
        ((Some('d'), Some('m'), Some('y')), None) => Some(DateOrder::DayMonthYear),
        ((Some('m'), Some('d'), Some('y')), None) => Some(DateOrder::MonthDayYear),
        ((Some('y'), Some('m'), Some('d')), None) => Some(DateOrder::YearMonthDay),
        _ => None,
    }
}

/// Letters and digits alone, small, without accents: `N° de Téléphone` is `ndetelephone`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase).nfd() {
        match sign {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ß' => folded.push_str("ss"),
            'º' | 'ª' => {}
            // An accent is no letter.
            sign if sign.is_alphanumeric() && !is_combining_mark(sign) => folded.push(sign),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("IMIĘ", Field::FirstName),
            ("Sähköposti", Field::Email),
            ("participant_id", Field::Id),
            ("TEILNEHMER-ID", Field::Id),
            ("custom.Größe", Field::Custom("Größe".into())),
            ("Nom *", Field::LastName),
            ("Prénom (obligatoire)", Field::FirstName),
            ("Date de naissance (JJ/MM/AAAA)", Field::DateOfBirth),
            ("Téléphone (mobile)", Field::Mobile),
            ("Prénom / First name", Field::FirstName),
            ("Prénom / Nom", Field::FullName),
            ("Employee: First name", Field::FirstName),
            ("profile.email", Field::Email),
            ("idnumber", Field::ExternalId),
        ] {
            assert_eq!(meaning(heading), Heading::Field(field), "{heading}");
        }
        assert_eq!(meaning("Private E-Mail"), Heading::Secondary(Field::Email));
    }

    #[test]
    fn what_may_be_either_is_not_guessed() {
        for heading in [
            "Name",
            "NAVN",
            "Company",
            "company",
            "Title",
            "title",
            "ID",
            "id",
            "Personal-ID",
            "identifiant",
            "ID number",
            "Position",
            "POSITION",
            "Título",
        ] {
            assert!(matches!(meaning(heading), Heading::Either(_)), "{heading}");
        }
        for heading in [
            "",
            "—",
            "()",
            "created_at",
            "Schuhgröße",
            "Manager: First name",
            "Manager / Email",
            "manager.email",
            "Ville de naissance",
            "Emergency contact phone",
        ] {
            assert_eq!(meaning(heading), Heading::Unknown, "{heading}");
        }
        let Heading::Either(known) = meaning("Nombre") else { panic!("it may be either") };
        assert_eq!(known.beside(|field| *field == Field::LastName), Some(Field::FirstName));
        assert_eq!(known.beside(|_| false), None);
    }

    #[test]
    fn every_heading_of_the_file_means_what_the_file_says() {
        let read: Headings = toml::from_str(TEXT).unwrap();
        let field = |name: &str| name.parse::<Field>().unwrap();
        for (name, lists) in &read.fields {
            for heading in lists.values().flatten() {
                assert_eq!(meaning(heading), Heading::Field(field(name)), "{heading}");
            }
        }
        for (name, listed) in &read.secondary {
            for heading in &listed.headings {
                assert_eq!(meaning(heading), Heading::Secondary(field(name)), "{heading}");
            }
        }
        for known in read.ambiguous.values() {
            [&known.beside, &known.means].into_iter().flatten().for_each(|name| drop(field(name)));
            for heading in &known.headings {
                assert_eq!(meaning(heading), Heading::Either(known_here(known)), "{heading}");
            }
        }
    }

    /// The same entry of the file, as the program keeps it.
    fn known_here(wanted: &Ambiguous) -> &'static Ambiguous {
        HEADINGS.ambiguous.values().find(|known| *known == wanted).unwrap()
    }

    #[test]
    fn a_hint_states_the_order_of_dates() {
        for (heading, order) in [
            ("Né le (JJ/MM/AAAA)", Some(DateOrder::DayMonthYear)),
            ("Geburtsdatum [TT.MM.JJJJ]", Some(DateOrder::DayMonthYear)),
            ("Syntymäaika (pp.kk.vvvv)", Some(DateOrder::DayMonthYear)),
            ("Birth date (mm/dd/yyyy)", Some(DateOrder::MonthDayYear)),
            ("Data urodzenia (RRRR-MM-DD)", Some(DateOrder::YearMonthDay)),
            ("Date of birth (required)", None),
            ("Date of birth", None),
        ] {
            assert_eq!(date_hint(heading), order, "{heading}");
        }
    }
}
