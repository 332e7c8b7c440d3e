//! However a body is cut, the same records come of it as of the whole, and nothing invalid passes for a whole list.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const LARGEST: usize = 4096;

/// What a body is found to be: its records and what stands around them, or why it cannot be read.
type Split = Result<(Vec<Result<Vec<u8>, TooLarge>>, Vec<u8>), Broken>;

fn is_data(name: &str) -> bool {
    name == "data"
}

/// Splits a body that comes in pieces of these lengths, over and over. No more is ever kept than is allowed.
fn split(body: &[u8], lengths: &[usize]) -> Split {
    let mut splitter = Splitter::new(is_data, LARGEST);
    let (mut left, mut found, mut lengths) = (body, Vec::new(), lengths.iter().cycle());
    while !left.is_empty() {
        let (piece, rest) = left.split_at((*lengths.next().unwrap()).clamp(1, left.len()));
        splitter.push(&Bytes::copy_from_slice(piece))?;
        assert!(splitter.record.len() <= LARGEST && splitter.around.len() <= LARGEST);
        found.extend(splitter.take(usize::MAX).map(|record| record.map(|record| record.to_vec())));
        left = rest;
    }
    let around = splitter.finish()?.to_vec();
    assert!(splitter.count().is_none_or(|count| count == found.len()));
    Ok((found, around))
}

fn whole(body: &[u8]) -> Split {
    split(body, &[usize::MAX])
}

fn records(body: &str) -> Vec<String> {
    let (records, around) = whole(body.as_bytes()).unwrap();
    serde_json::from_slice::<Value>(&around).unwrap();
    records.into_iter().map(|record| String::from_utf8(record.unwrap()).unwrap()).collect()
}

#[test]
fn a_list_is_found_bare_and_under_its_member() {
    let tricky = r#"{"a":"]},\"[{\\","b":[[],{"c":"é\u00e9"}]}"#;
    for body in [
        format!(" [ {tricky} ,\n{tricky},1.5e3 , null,\"x, y\"] \n"),
        format!(
            "{{\"total\":3,\"other\":[{{}}],\"data\" : [{tricky},{tricky},1.5e3,null,\"x, y\"],\"z\":{{\"data\":[1]}}}}"
        ),
        format!("{{\"d\\u0061ta\":[{tricky},{tricky},1.5e3,null,\"x, y\"]}}"),
    ] {
        assert_eq!(records(&body), [tricky, tricky, "1.5e3", "null", "\"x, y\""], "{body}");
    }
    for empty in ["[]", " [] ", r#"{"data":[]}"#] {
        assert_eq!(whole(empty.as_bytes()).unwrap(), (Vec::new(), empty.as_bytes().to_vec()), "{empty}");
    }
}

#[test]
fn what_is_no_list_is_kept_as_it_came() {
    for body in [
        "",
        " \n",
        "null",
        "<html>",
        "{\"data\":{\"a\":1}}",
        "{\"error\":\"[\"}",
        "{\"data\":null}",
        "{\"a\":",
        "7 [1]",
    ] {
        assert_eq!(whole(body.as_bytes()).unwrap(), (Vec::new(), body.as_bytes().to_vec()), "{body}");
    }
}

#[test]
fn a_list_without_its_end_is_never_whole() {
    let body = r#"[{"a":"]"},{"b":[1]}]"#;
    for length in 1..body.len() {
        assert_eq!(whole(&body.as_bytes()[..length]), Err(Broken::Short), "{length}");
    }
    for invalid in ["[1 2]", "[1,]", "[,1]", "[{\"a\":1}}", "[1] , <br />", "[1,<br />]", "[{]]"] {
        match whole(invalid.as_bytes()) {
            Err(_) => {}
            Ok((records, around)) => {
                let are_json =
                    records.iter().all(|record| serde_json::from_slice::<Value>(record.as_ref().unwrap()).is_ok());
                assert!(!are_json || serde_json::from_slice::<Value>(&around).is_err(), "{invalid}");
            }
        }
    }
}

#[test]
fn a_record_too_large_costs_no_other_and_no_memory() {
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(LARGEST));
    let body = format!("[{{\"b\":1}},{large},{{\"c\":2}}]");
    for length in [1, 100, 5000, usize::MAX] {
        let (found, _) = split(body.as_bytes(), &[length]).unwrap();
        let sizes: Vec<_> = found.iter().map(|record| record.as_ref().map(Vec::len).ok()).collect();
        assert_eq!(sizes, [Some(7), None, Some(7)], "{length}");
    }
    let around = format!("{{\"a\":\"{}\",\"data\":[]}}", "x".repeat(LARGEST));
    assert_eq!(split(around.as_bytes(), &[100]), Err(Broken::TooLarge));
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof!["\\PC{0,8}", "[\\[\\]{}\",:\\\\ \u{1}é]{0,8}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..4).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_records(
        items in prop::collection::vec(any_value(), 0..8), is_pretty: bool, is_bare: bool, before in any_value(), after in any_value(),
        lengths in prop::collection::vec(1_usize..40, 1..6),
    ) {
        let body = match is_bare {
            true => Value::from(items.clone()),
            // Sorted by name: one member on either side of the list.
            false => json!({"a": before, "data": items.clone(), "z": after}),
        };
        let body = if is_pretty { format!("\n{body:#}\r\n\t") } else { body.to_string() };
        let (found, around) = split(body.as_bytes(), &lengths).unwrap();
        prop_assert_eq!(&whole(body.as_bytes()).unwrap(), &(found, around.clone()));
        let (found, _) = split(body.as_bytes(), &lengths).unwrap();
        let read: Vec<Value> = found.into_iter().map(|record| serde_json::from_slice(&record.unwrap()).unwrap()).collect();
        prop_assert_eq!(&read, &items);
        let around: Value = serde_json::from_slice(&around).unwrap();
        prop_assert_eq!(around, if is_bare { json!([]) } else { json!({"a": before, "data": [], "z": after}) });
    }

    #[test]
    fn hostile_bytes_are_never_taken_for_a_list(
        bytes in prop::collection::vec(prop_oneof![prop::sample::select(&b"[]{}\",:\\ d1n-ata\xff\xc3"[..]), any::<u8>()], 0..60),
        prefix in prop::sample::select(&["", "[", "{\"data\":[", "[{\"a\":1},"][..]), lengths in prop::collection::vec(1_usize..9, 1..4),
    ) {
        let body = [prefix.as_bytes(), &bytes].concat();
        let cut = split(&body, &lengths);
        prop_assert_eq!(&cut, &whole(&body));
        let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_ok();
        if let (Ok((found, around)), false) = (cut, is_json) {
            let is_read = |text: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok();
            let all = found.iter().all(|record| record.as_ref().is_ok_and(|record| is_read(record)));
            prop_assert!(!all || !is_read(&around), "{:?}", String::from_utf8_lossy(&body));
        }
    }
}
