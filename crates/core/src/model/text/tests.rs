//! Which texts are the same, and what holds of all texts.

#![allow(clippy::unwrap_used)] // Tests may be blunt.

use super::*;
use proptest::prelude::*;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// The form of any text without a short way.
fn fold_slowly(text: &str) -> String {
    let visible = text.chars().filter(|sign| !is_invisible(*sign));
    let mut folded = String::new();
    add_words(&mut folded, 0, undotted(visible.nfd().default_case_fold().nfd().map(one_kind)).nfc());
    folded
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    fold_name(text).hash(&mut hasher);
    hasher.finish()
}

#[test]
fn names_are_the_same_however_they_are_written() {
    for (one, other) in [
        ("  Éléonore  ZOË", "éléonore zoë"),
        ("José Núñez", "Jose\u{301} Nu\u{301}n\u{303}ez"),
        ("D'HÔTEL", "d’Ho\u{302}tel"),
        ("JÜRGEN GROSSMASS", "Jürgen Großmaß"),
        ("GROẞ", "groß"),
        ("ΓΙΏΡΓΟΣ", "Γιώργος"),
        ("İBRAHİM", "ibrahim"),
        ("IŞIK", "ışık"),
        ("I\u{327}\u{307}", "i\u{327}"),
        ("O'Brien", "O\u{2019}BRIEN"),
        ("O'Brien", "O´Brien"),
        ("O`Brien", "o'brien"),
        ("Probst-Muster", "Probst\u{2011}Muster"),
        ("Probst-Muster", "PROBST–MUSTER"),
        ("Anna Maria", "Anna\u{a0}Maria"),
        ("Anna Maria", "\u{feff}Anna\u{202f} Maria\u{200b}"),
        ("ﬁlip", "FILIP"),
        ("李", "李"),
    ] {
        assert!(is_same_name(one, other) && is_same_name(other, one), "{one} {other}");
        assert_eq!(hash(one), hash(other), "{one} {other}");
    }
}

#[test]
fn accents_and_letters_count() {
    for (one, other) in [
        ("Zoë", "Zoe"),
        ("Işık", "Isik"),
        ("Łucja", "Lucja"),
        ("Ana", "Anna"),
        ("AnnaMaria", "Anna Maria"),
        ("Müller", "Mueller"),
        ("OBrien", "O'Brien"),
        ("Probst Muster", "Probst-Muster"),
        ("j\u{307}", "j"),
    ] {
        assert!(!is_same_name(one, other) && !is_same_text(one, other), "{one} {other}");
    }
}

#[test]
fn a_text_differs_where_a_reader_can_see_it() {
    for (one, other) in
        [("José", "Jose\u{301}"), ("a b", "a\u{a0}b"), ("José", " José\u{200b} "), ("a", "a "), ("a\tb", "a b")]
    {
        assert!(is_same_text(one, other) && is_same_text(other, one), "{one} {other}");
        assert!(is_same_value(&Field::LastName, one, other) && !is_same_value(&Field::ExternalId, one, other));
        assert!(!is_same_value(&Field::Notes, one, other));
    }
    for (one, other) in [("José", "JOSÉ"), ("O'Brien", "O’Brien"), ("a  b", "a b"), ("a\nb", "a b"), ("ß", "ss")] {
        assert!(!is_same_text(one, other), "{one} {other}");
        assert!(!is_same_value(&Field::FirstName, one, other));
    }
    assert!(is_same_value(&Field::Email, "Zoe\u{308}@example.org", "ZOË@Example.org"));
    assert!(!is_same_value(&Field::Email, "o’brien@example.org", "o'brien@example.org"), "mail goes elsewhere");
}

#[test]
fn a_tidy_text_is_one_character_to_a_letter_and_has_clean_ends() {
    for (text, tidied) in [
        ("\u{200b} Jose\u{301}\u{a0}", "José"),
        (" x y ", "x y"),
        ("\u{202a}+49 30\u{202c}", "+49 30"),
        ("\u{feff}\u{200b}", ""),
    ] {
        assert_eq!(tidy(text), tidied);
        assert!(is_same_text(text, tidied));
    }
}

#[test]
fn the_short_ways_fold_as_the_long_one_does() {
    for sign in '\0'..='\u{2fff}' {
        for text in [format!("{sign}"), format!("x{sign}É"), format!("{sign}\u{307}y")] {
            assert_eq!(fold_name(&text), fold_slowly(&text), "{:x}", sign as u32);
        }
    }
}

#[test]
fn every_character_folds_once_and_for_all() {
    for sign in ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}') {
        let text = sign.to_string();
        let folded = fold_name(&text).into_owned();
        assert_eq!(fold_name(&folded), folded, "{:x}", sign as u32);
        for written in [text.nfd().collect::<String>(), text.nfc().collect()] {
            assert_eq!(fold_name(&written), folded, "{:x}", sign as u32);
        }
    }
}

/// Texts of characters that are hard to compare.
fn texts() -> impl Strategy<Value = String> {
    let hard = "aAeEiIıİßẞsSςσΣſﬁ'’`´-–\u{2011} \u{a0}\u{200b}\u{feff}\u{301}\u{307}\u{327}\u{345}\u{302}éÉñŁłΆᾳᾼǰŉʼ\u{34f}Ω가\u{1100}\u{1161}";
    let hard: Vec<char> = hard.chars().collect();
    prop::collection::vec(prop_oneof![4 => prop::sample::select(hard), 1 => any::<char>()], 0..8)
        .prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in texts()) {
        let folded = fold_name(&text).into_owned();
        prop_assert_eq!(fold_name(&folded).into_owned(), folded.clone());
        prop_assert!(is_same_name(&text, &folded));
        prop_assert_eq!(&fold_slowly(&text), &folded);
    }

    #[test]
    fn forms_of_one_text_are_the_same_and_have_one_hash(text in texts()) {
        for written in [text.nfd().collect::<String>(), text.nfc().collect(), format!(" {text}\u{200b}\u{a0}")] {
            prop_assert!(is_same_name(&text, &written));
            prop_assert!(is_same_text(&text, &written));
            prop_assert_eq!(hash(&text), hash(&written));
        }
    }

    #[test]
    fn letter_case_is_no_difference(text in "[a-zäöüßéñ' -]{0,8}") {
        prop_assert!(is_same_name(&text, &text.to_uppercase()));
    }

    #[test]
    fn it_is_an_equality_and_agrees_with_the_hash(one in texts(), two in texts(), three in texts()) {
        for (a, b) in [(&one, &two), (&two, &three), (&one, &three)] {
            prop_assert_eq!(is_same_name(a, b), is_same_name(b, a));
            prop_assert_eq!(is_same_text(a, b), is_same_text(b, a));
            prop_assert_eq!(is_same_name(a, b), fold_name(a) == fold_name(b));
            // What looks the same is the same name.
            prop_assert!(!is_same_text(a, b) || is_same_name(a, b));
        }
        if is_same_name(&one, &two) && is_same_name(&two, &three) {
            prop_assert!(is_same_name(&one, &three));
            prop_assert_eq!(hash(&one), hash(&three));
        }
        if is_same_text(&one, &two) && is_same_text(&two, &three) {
            prop_assert!(is_same_text(&one, &three));
        }
    }

    #[test]
    fn a_tidy_text_stays_and_looks_the_same(text in texts()) {
        let tidied = tidy(&text).into_owned();
        prop_assert_eq!(tidy(&tidied).into_owned(), tidied.clone());
        prop_assert!(is_same_text(&text, &tidied));
    }
}
