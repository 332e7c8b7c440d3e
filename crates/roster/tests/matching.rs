//! Which participant a row means: every key of the row counts, every row has a result, and nothing is guessed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![allow(dead_code)] // What the plans' tests need of it beside.

#[path = "plan/common.rs"]
mod common;

use common::{EXAMPLE, fields, index, listed, person, row, values, world};
use participants_roster::core::{Completeness, Field, Listing};
use participants_roster::{Index, Links, MatchResult, Planner, Row, Rule};

const BORN: Field = Field::DateOfBirth;

fn people() -> common::World {
    world(&[
        ("1", &[(Field::ExternalId, "E-1"), (Field::Email, "Siobhan@Example.org"), (Field::LastName, "O'Brien")]),
        ("2", &[(Field::Email, "team@example.org"), (Field::LastName, "Ö")]),
        ("3", &[(Field::ExternalId, "E-3"), (Field::Email, "team@example.org")]),
        ("4", &[(Field::FirstName, "Éléonore"), (Field::LastName, "D'Hôtel  Müller"), (BORN, "1990-04-12")]),
        ("5", &[(Field::ExternalId, "E-5"), (Field::Email, "five@example.org")]),
    ])
}

fn result_of(list: &[(Field, &str)]) -> MatchResult {
    Planner::new(&EXAMPLE).match_row(&index(&people()), &row(2, list))
}

fn matched(by: Rule, id: &str) -> MatchResult {
    MatchResult::Matched { by, id: id.to_owned() }
}

fn contradiction(found: &[(Rule, &[&str])]) -> MatchResult {
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    MatchResult::Contradiction { found: found.iter().map(|(by, all)| (*by, ids(all))).collect() }
}

#[test]
fn all_keys_with_a_result_agree_and_the_strongest_is_named() {
    let by_both = &[(Field::ExternalId, "E-1"), (Field::Email, "siobhan@example.org")];
    assert_eq!(result_of(by_both), matched(Rule::ExternalId, "1"));
    let new_address = &[(Field::ExternalId, "E-1"), (Field::Email, "moved@example.org")];
    assert_eq!(result_of(new_address), matched(Rule::ExternalId, "1"));
    let by_email = &[(Field::Email, " siobhan@example.ORG ")];
    assert_eq!(result_of(by_email), matched(Rule::Email, "1"));
    let by_person = [(Field::FirstName, "ÉLÉONORE"), (Field::LastName, "d'hôtel müller"), (BORN, "1990-04-12")];
    assert_eq!(result_of(&by_person), matched(Rule::Person, "4"));
    let new_address = [by_person.as_slice(), &[(Field::Email, "moved@example.org")]].concat();
    assert_eq!(result_of(&new_address), matched(Rule::Person, "4"));
}

#[test]
fn accents_count_and_a_part_of_a_key_is_none() {
    let no_match = MatchResult::NotFound(Completeness::Complete);
    let plain = [(Field::FirstName, "Eleonore"), (Field::LastName, "D'Hotel Muller"), (BORN, "1990-04-12")];
    assert_eq!(result_of(&plain), no_match);
    assert_eq!(result_of(&[(Field::FirstName, "Éléonore"), (Field::LastName, "D'Hôtel Müller")]), no_match);
    assert_eq!(result_of(&[(Field::ExternalId, "e-1")]), no_match, "a key counts to the letter");
    assert_eq!(result_of(&[(Field::Email, "  ")]), no_match);
}

#[test]
fn keys_that_mean_different_participants_are_a_contradiction() {
    let by_key = &[(Field::ExternalId, "E-1"), (Field::Email, "five@example.org")];
    let both = contradiction(&[(Rule::ExternalId, &["1"]), (Rule::Email, &["5"])]);
    assert_eq!(result_of(by_key), both);
    let person = [(Field::FirstName, "Éléonore"), (Field::LastName, "D'Hôtel Müller"), (BORN, "1990-04-12")];
    let by_email = [&person[..], &[(Field::Email, "team@example.org")]].concat();
    let three = contradiction(&[(Rule::Email, &["2", "3"]), (Rule::Person, &["4"])]);
    assert_eq!(result_of(&by_email), three);
}

#[test]
fn several_of_one_key_are_narrowed_down_by_another_one_alone() {
    let ids = vec!["2".to_owned(), "3".to_owned()];
    let mailbox = (Field::Email, "team@example.org");
    assert_eq!(result_of(std::slice::from_ref(&mailbox)), MatchResult::Ambiguous { by: Rule::Email, ids });
    assert_eq!(result_of(&[(Field::ExternalId, "E-3"), mailbox]), matched(Rule::ExternalId, "3"));

    let born = |first, date| {
        [(Field::FirstName, first), (Field::LastName, "Paire"), (BORN, date), (Field::Email, "famille@example.org")]
    };
    let (ana, bo) = (born("Ana", "1980-02-03"), born("Bo", "1981-05-06"));
    let couple = index(&world(&[("8", &ana), ("9", &bo)]));
    let result_of = |list: &[_]| Planner::new(&EXAMPLE).match_row(&couple, &row(2, list));
    assert_eq!(result_of(&ana), matched(Rule::Email, "8"));
    assert_eq!(result_of(&bo), matched(Rule::Email, "9"));
}

#[test]
fn a_participant_with_another_key_does_not_match_the_row() {
    let shared_mailbox = [(Field::ExternalId, "E-9"), (Field::Email, "five@example.org")];
    let other = MatchResult::OtherExternalId { by: Rule::Email, id: "5".to_owned() };
    assert_eq!(result_of(&shared_mailbox), other);
    let without_key = Planner::new(&EXAMPLE).rules(&[Rule::Email]);
    assert_eq!(without_key.match_row(&index(&people()), &row(2, &shared_mailbox)), matched(Rule::Email, "5"));
}

#[test]
fn absence_is_as_certain_as_the_listing() {
    for completeness in [Completeness::Complete, Completeness::Unknown, Completeness::Assumed("one page")] {
        let index = listed(&people(), completeness);
        let result = Planner::new(&EXAMPLE).match_row(&index, &row(2, &[(Field::ExternalId, "E-9")]));
        assert_eq!(result, MatchResult::NotFound(completeness));
    }
}

/// Line 2 is linked, line 3 names an identifier; 4 and 5 are linked and named wrongly.
struct Known;

impl Links for Known {
    fn linked(&self, row: &Row) -> Option<String> {
        match row.line {
            2 => Some("5".into()),
            4 => Some("99".into()),
            _ => None,
        }
    }

    fn named(&self, row: &Row) -> Option<String> {
        match row.line {
            2 => Some("1".into()),
            3 => Some("4".into()),
            5 => Some("05".into()),
            _ => None,
        }
    }
}

#[test]
fn a_link_counts_like_every_key_and_one_that_leads_nowhere_is_not_passed_over() {
    let index = index(&people());
    let planner = Planner::new(&EXAMPLE).links(&Known);
    let result_of = |line| planner.match_row(&index, &row(line, &[(Field::ExternalId, "E-1")]));
    let three = [(Rule::Link, &["5"][..]), (Rule::Id, &["1"]), (Rule::ExternalId, &["1"])];
    assert_eq!(result_of(2), contradiction(&three));
    assert_eq!(result_of(3), contradiction(&[(Rule::Id, &["4"]), (Rule::ExternalId, &["1"])]));
    let keyless = |line| planner.match_row(&index, &row(line, &[(Field::ExternalId, "E-9")]));
    assert_eq!(keyless(3), matched(Rule::Id, "4"), "the row may give a new key");
    assert_eq!(result_of(4), MatchResult::NoSuchId { by: Rule::Link });
    assert_eq!(result_of(5), MatchResult::NoSuchId { by: Rule::Id });
    assert_eq!(result_of(6), matched(Rule::ExternalId, "1"));
}

#[test]
fn a_row_that_names_an_identifier_means_that_participant_alone() {
    let index = index(&people());
    let key = [(Field::ExternalId, "E-1")];
    let result_of = |id: &str| Planner::new(&EXAMPLE).match_row(&index, &row(2, &key).with_id(id));
    assert_eq!(result_of("1"), matched(Rule::Id, "1"));
    assert_eq!(result_of("4"), contradiction(&[(Rule::Id, &["4"]), (Rule::ExternalId, &["1"])]));
    assert_eq!(result_of("04"), MatchResult::NoSuchId { by: Rule::Id });
    let without = Planner::new(&EXAMPLE).rules(&[Rule::ExternalId]);
    assert_eq!(without.match_row(&index, &row(2, &key).with_id("4")), matched(Rule::ExternalId, "1"));
}

#[test]
fn where_a_session_is_named_only_its_participants_count() {
    let places = world(&[
        ("71", &[(Field::Email, "lena@example.org"), (Field::Session, "A")]),
        ("72", &[(Field::Email, "lena@example.org"), (Field::Session, "B")]),
    ]);
    let result_of = |list: &[_]| Planner::new(&EXAMPLE).match_row(&index(&places), &row(2, list));
    let email = (Field::Email, "lena@example.org");
    assert_eq!(result_of(&[email.clone(), (Field::Session, "B")]), matched(Rule::Email, "72"));
    assert_eq!(result_of(&[email.clone(), (Field::Session, "C")]), MatchResult::NotFound(Completeness::Complete));
    assert!(matches!(result_of(std::slice::from_ref(&email)), MatchResult::Ambiguous { .. }));

    /// Links are kept by a person's key, and a person has a place in each session.
    struct InA;
    impl Links for InA {
        fn linked(&self, _: &Row) -> Option<String> {
            Some("71".into())
        }
    }
    let linked = |session| {
        let row = row(2, &[email.clone(), (Field::Session, session)]);
        Planner::new(&EXAMPLE).links(&InA).match_row(&index(&places), &row)
    };
    assert_eq!(linked("A"), matched(Rule::Link, "71"));
    assert_eq!(linked("B"), matched(Rule::Email, "72"));
    assert_eq!(linked("C"), MatchResult::NotFound(Completeness::Complete));
}

#[test]
fn a_record_shown_twice_is_one_participant_and_one_without_an_identifier_costs_the_proof() {
    let lena = person("7", &values(&[(Field::Email, "lena@example.org")]));
    let listing = Listing::new([Ok(lena.clone()), Ok(lena.clone())], Completeness::Complete);
    let index = Index::of(&listing, fields());
    assert_eq!((index.len(), index.invalid_records(), index.completeness()), (1, 0, Completeness::Complete));
    let lenas_row = row(2, &[(Field::Email, "lena@example.org")]);
    assert_eq!(Planner::new(&EXAMPLE).match_row(&index, &lenas_row), matched(Rule::Email, "7"));

    let nameless = person("", &values(&[(Field::Email, "lena@example.org")]));
    let index = Index::of(&Listing::new([Ok(nameless)], Completeness::Complete), fields());
    assert_eq!((index.len(), index.invalid_records()), (0, 1));
    assert!(matches!(index.completeness(), Completeness::Partial(_)));
}

#[test]
fn an_index_shows_no_value_and_says_its_size() {
    let index = index(&people());
    assert!(!format!("{index:?}").contains("example.org"));
    assert!(index.bytes() / index.len() < 600, "{} bytes for {} people", index.bytes(), index.len());
    assert!(index.keeps(&Field::Phone) && !index.keeps(&Field::City));
}
