//! Answers that are not clean: what is read as usual, what is kept as it came, and what is refused.
//!
//! The page `docs/unclean-answers.md` has the same table; a test compares the two.

use super::{Suite, World, documents::update_under};
use participants_core::{
    Completeness, Configure, Directory, ErrorKind, Filter, Listing, Operation, Participant, Unified,
};
use serde_json::{Value, json};

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// It is read as if it were clean.
    Usual,
    /// It is read, and its texts are what came.
    AsItCame,
    /// It is an error, or a list with errors at their places.
    Refused,
    /// It is an error, or a list without participants that proves nothing.
    Nothing,
}

/// How an answer is unclean, as the page calls it, and what becomes of it.
const ANSWERS: [(&str, &str, Reading); 7] = [
    ("a byte-order mark before the JSON", r#""byte_order_mark""#, Reading::Usual),
    ("a PHP notice before the JSON", r#""leading_bytes""#, Reading::Refused),
    ("a PHP notice after the JSON", r#""trailing_bytes""#, Reading::Refused),
    ("HTML entities in texts", r#""html_entities""#, Reading::AsItCame),
    ("200 with an empty body", r#"{"status": 200, "carried_out": true}"#, Reading::Nothing),
    ("gzip that was not asked for", r#""compressed""#, Reading::Refused),
    ("Latin-1 declared as UTF-8", r#""latin_1""#, Reading::Refused),
];

/// The providers whose empty answer is documented, or known from a client, as an empty list.
const EMPTY_IS_NONE: [&str; 1] = ["dendreo"];

/// Reads a list and a participant through each unclean answer, and changes one.
pub async fn unclean_answers_are_read_or_refused<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite).filter(|(_, world)| world.can(Operation::List)) {
        let usual = world.client.list(&Filter::all()).await.unwrap().collect().await.unwrap();
        let id = usual.people[3].id.clone();
        for (title, fault, reading) in ANSWERS {
            let context = format!("{name}, {title}");
            let rule =
                |fault: &str| json!([{"provider": P::NAME, "fault": serde_json::from_str::<Value>(fault).unwrap()}]);
            // Signing in is no reading.
            let lets_in = suite
                .sign_in
                .iter()
                .map(|path| json!({"provider": P::NAME, "match": {"path": path}, "fault": {"delay_ms": 0}}));
            let rules: Vec<_> = lets_in.chain(rule(fault).as_array().unwrap().clone()).collect();
            world.sandbox.set_faults(&rules.into()).unwrap();
            let listed = match world.client.list(&Filter::all()).await {
                Ok(listed) => listed.collect().await,
                Err(error) => Err(error),
            };
            match (reading, listed) {
                (Reading::Usual, listed) => assert!(values(&listed.expect(&context)) == values(&usual), "{context}"),
                (Reading::AsItCame, listed) => {
                    let listed = values(&listed.expect(&context));
                    assert!(listed != values(&usual) && unescaped(&listed) == values(&usual), "{context}: {listed:?}");
                }
                (_, Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::Decode, "{context}: {error:?}");
                    world.check(&error);
                }
                (Reading::Refused, Ok(listing)) => {
                    let (all, shown) = (values(&usual), values(&listing));
                    assert!(shown.iter().all(|person| all.contains(person)), "{context}: {listing:?}");
                    let lacks = !listing.invalid.is_empty() || !is_whole(&listing);
                    assert!(shown.len() == all.len() || lacks, "{context}: {listing:?}");
                }
                (Reading::Nothing, Ok(listing)) => {
                    let proves = matches!(listing.completeness, Completeness::Complete);
                    assert!(listing.people.is_empty() && !proves, "{context}: {listing:?}");
                    assert!(EMPTY_IS_NONE.contains(&P::NAME), "{context}: taken for an empty list");
                }
            }
            if world.can(Operation::Get) {
                match (reading, world.client.get(&id).await) {
                    (Reading::Usual, got) => {
                        let got = serde_json::to_value(got.expect(&context)).unwrap();
                        assert!(values(&usual).contains(&got), "{context}");
                    }
                    (Reading::AsItCame, got) => assert_eq!(got.expect(&context).id, id, "{context}"),
                    (_, Ok(got)) => assert!(usual.people.iter().any(|person| same(person, &got)), "{context}: {got:?}"),
                    (_, Err(error)) => {
                        let kinds = [ErrorKind::Decode, ErrorKind::NotFound];
                        assert!(
                            kinds.contains(&error.kind()) && !error.may_have_been_applied(),
                            "{context}: {error:?}"
                        );
                    }
                }
            }
        }
        world.end();
    }
    for variant in suite.variants {
        for (_, fault, _) in ANSWERS {
            update_under::<P>(suite, variant, Some(&serde_json::from_str(fault).unwrap())).await;
        }
    }
}

fn is_whole(listing: &Listing) -> bool {
    matches!(listing.completeness, Completeness::Complete | Completeness::Assumed(_))
}

fn same(a: &Participant, b: &Participant) -> bool {
    serde_json::to_value(a).unwrap() == serde_json::to_value(b).unwrap()
}

fn values(listing: &Listing) -> Vec<Value> {
    let mut people: Vec<_> = listing.people.iter().collect();
    people.sort_by_key(|person| &person.id);
    people.into_iter().map(|person| serde_json::to_value(person).unwrap()).collect()
}

/// The values without the escapes of HTML.
fn unescaped(values: &[Value]) -> Vec<Value> {
    let mut text = Value::from(values).to_string();
    for (entity, letter) in [("&#039;", "'"), ("&quot;", "\\\""), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")] {
        text = text.replace(entity, letter);
    }
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_page_says_what_becomes_of_each() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/unclean-answers.md");
    let page = std::fs::read_to_string(path).unwrap();
    for (title, _, reading) in ANSWERS {
        let says = match reading {
            Reading::Usual => "as usual",
            Reading::AsItCame => "as it came",
            Reading::Refused => "refused",
            Reading::Nothing => "refused, or nothing",
        };
        let row = format!("| {title} | {says}");
        assert!(page.lines().any(|line| line.starts_with(&row)), "{row}");
    }
}
