//! The made-up people every emulator is seeded with: the same for the same seed, hard names first. No wire name of any
//! provider belongs here.

mod names;

use fastrand::Rng;
use names::{COMPANIES, DOMAINS, HARD, JOBS, LAST, MEN, PLACES, WOMEN};

/// One made-up person. An empty text means "not known".
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "no single emulator uses every field")]
pub(crate) struct Person {
    /// First name or names.
    pub(crate) first: String,
    /// Last name or names.
    pub(crate) last: String,
    /// E-mail address, lower case, unique among the people of one seed.
    pub(crate) email: String,
    /// Fixed line, as people write it. Sometimes empty.
    pub(crate) phone: String,
    /// Mobile line, as people write it. Sometimes empty.
    pub(crate) mobile: String,
    /// Street without the house number.
    pub(crate) street: String,
    /// House number, possibly with a letter.
    pub(crate) house_number: String,
    /// Postal code.
    pub(crate) postal_code: String,
    /// City.
    pub(crate) city: String,
    /// Country, ISO 3166 alpha-2, upper case.
    pub(crate) country_alpha2: String,
    /// Main language, ISO 639-1, lower case.
    pub(crate) language: String,
    /// Job title. Sometimes empty.
    pub(crate) job_title: String,
    /// Employer, one of a dozen.
    pub(crate) company: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub(crate) birth: Option<String>,
    /// Whether forms of address for a woman are used.
    pub(crate) female: bool,
}

/// `count` people, the same for the same seed. The first twelve carry the hard names whatever the seed.
pub(crate) fn people(seed: u64, count: usize) -> Vec<Person> {
    let mut rng = Rng::with_seed(seed);
    (0..count).map(|index| person(&mut rng, index)).collect()
}

fn person(rng: &mut Rng, index: usize) -> Person {
    let domain = DOMAINS[rng.usize(..DOMAINS.len())];
    let (first, last, email, female) = match HARD.get(index) {
        Some((first, last, local, female)) => (*first, *last, format!("{local}@{domain}"), *female),
        None => {
            let female = rng.bool();
            let first = if female { WOMEN[rng.usize(..WOMEN.len())] } else { MEN[rng.usize(..MEN.len())] };
            let last = LAST[rng.usize(..LAST.len())];
            // The index keeps addresses apart however often a name repeats.
            (first, last, format!("{}.{}.{index}@{domain}", plain(first), plain(last)), female)
        }
    };
    let (country, language, city, postal_code, street) = PLACES[rng.usize(..PLACES.len())];
    let (phone, mobile) = phones(rng, country);
    let house_number = rng.u32(1..180);
    let letter = ["", "", "", "a", " bis"][rng.usize(..5)];
    let birth =
        (rng.u8(..8) != 0).then(|| format!("{}-{:02}-{:02}", rng.u32(1946..2008), rng.u32(1..=12), rng.u32(1..=28)));
    Person {
        first: first.into(),
        last: last.into(),
        email,
        phone: if rng.u8(..5) == 0 { String::new() } else { phone },
        mobile: if rng.u8(..5) == 0 { String::new() } else { mobile },
        street: street.into(),
        house_number: format!("{house_number}{letter}"),
        postal_code: postal_code.into(),
        city: city.into(),
        country_alpha2: country.into(),
        language: language.into(),
        job_title: JOBS[rng.usize(..JOBS.len())].into(),
        company: COMPANIES[rng.usize(..COMPANIES.len())].into(),
        birth,
        female,
    }
}

/// A fixed and a mobile number out of ranges that regulators keep for fiction, in several ways of writing.
fn phones(rng: &mut Rng, country: &str) -> (String, String) {
    let n = rng.u32(..100);
    let m = rng.u32(..100);
    match country {
        "FR" => (format!("01 99 00 {n:02} {m:02}"), format!("+33 6 39 98 {m:02} {n:02}")),
        "DE" => (format!("030 23125-{:03}", n + m), format!("+49 171 39200{n:02}")),
        _ => (format!("+44 20 7946 0{:03}", n + m), format!("07700900{:03}", n + m)),
    }
}

/// The ASCII letters and digits of a name in lower case; enough to make an address look like its owner.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::people;
    use std::collections::HashSet;

    #[test]
    fn the_same_seed_gives_the_same_people_and_another_gives_others() {
        assert_eq!(people(7, 50), people(7, 50));
        assert_ne!(people(7, 50), people(8, 50));
    }

    #[test]
    fn more_people_do_not_change_the_first_ones() {
        assert_eq!(people(3, 20), people(3, 2_000)[..20]);
    }

    #[test]
    fn hard_names_come_first_whatever_the_seed() {
        for seed in 0..20 {
            let first_dozen = people(seed, 12);
            let names: Vec<String> = first_dozen.iter().map(|p| format!("{} {}", p.first, p.last)).collect();
            for hard in ["Éléonore D'Hôtel", "Siobhán O'Brien", "Y Ö", "İbrahim Işık-Şahin", "Jürgen Großmaß"]
            {
                assert!(names.iter().any(|name| name == hard), "{hard} is missing for seed {seed}");
            }
            for letters in ['И', '李', 'م', 'Α'] {
                assert!(names.iter().any(|name| name.contains(letters)), "{letters} is missing for seed {seed}");
            }
        }
    }

    #[test]
    fn a_hundred_thousand_addresses_are_lower_case_unique_and_reserved() {
        let all = people(1, 100_000);
        let addresses: HashSet<&str> = all.iter().map(|person| person.email.as_str()).collect();
        assert_eq!(addresses.len(), all.len());
        for address in all.iter().take(5_000).map(|person| &person.email) {
            assert_eq!(*address, address.to_lowercase());
            let (local, domain) = address.split_once('@').unwrap();
            assert!(super::DOMAINS.contains(&domain), "{address}");
            assert!(local.len() <= 64 && !local.contains("..") && !local.ends_with('.'), "{address}");
        }
    }
}
