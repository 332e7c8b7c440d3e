//! Properties: whatever the bytes, reading ends and shows no value; hard values survive every encoding and delimiter.

use super::{roster, rows, value};
use participants_roster::core::Field;
use proptest::prelude::*;

/// Pieces of which files go wrong.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..12),
        proptest::sample::select(vec![
            &b"\""[..],
            b",",
            b";",
            b"\t",
            b"\n",
            b"\r\n",
            b"\r",
            b"\0",
            b"\x03",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xe9",
            b"{",
            b"}",
            b"{\"first_name\":",
            b"email",
            b"first_name",
            b"date_of_birth",
            b"sep=;",
            b"04/05/1990",
            b"00.00.0000",
            b"Z\xc3\xb6",
        ])
        .prop_map(<[u8]>::to_vec),
    ]
}

/// A name as a cell: any letters and signs, no control character, no blank at either end, no trace of damage.
fn name(letters: &'static str) -> impl Strategy<Value = String> {
    let inside = proptest::collection::vec(proptest::sample::select(letters.chars().collect::<Vec<_>>()), 1..12);
    inside
        .prop_map(|letters| letters.into_iter().collect::<String>())
        .prop_filter("a name", |name| name.trim() == name && !name.starts_with(['#', '=']) && !name.contains("Ã"))
}

/// A cell in quotes.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_the_bytes_reading_comes_to_an_end(pieces in proptest::collection::vec(piece(), 0..24)) {
        let bytes = pieces.concat();
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
        if let Ok(roster) = roster(&bytes) {
            let results: Vec<_> = roster.rows().unwrap().collect();
            prop_assert!(results.len() as u64 <= lines);
            for problem in results.into_iter().filter_map(Result::err) {
                prop_assert!(problem.line.is_some_and(|line| (1..=lines).contains(&line)), "{problem}");
            }
        }
    }

    #[test]
    fn whatever_is_below_known_headings_no_problem_shows_it(
        pieces in proptest::collection::vec(piece(), 0..24),
        delimiter in proptest::sample::select(vec![',', ';', '\t']),
    ) {
        let seed = "Qvzxkj";
        let mut bytes = ["first_name", "email", "date_of_birth"].join(&delimiter.to_string()).into_bytes();
        bytes.push(b'\n');
        for piece in pieces {
            bytes.extend_from_slice(seed.as_bytes());
            bytes.extend(piece);
        }
        match roster(&bytes) {
            Err(problem) => prop_assert!(!format!("{problem}{problem:?}").contains(seed), "{problem}"),
            Ok(roster) => {
                for row in roster.rows().unwrap() {
                    let text = format!("{row:?}");
                    prop_assert!(!text.contains(seed), "{text}");
                }
            }
        }
    }

    #[test]
    fn hard_values_survive_in_unicode(
        names in proptest::collection::vec(name("aZ'\",;\t\n |-ßøÅéĐđňŁİıΩЖ李明ا👩🏽\u{301}"), 1..6),
        delimiter in proptest::sample::select(vec![',', ';', '\t']),
        way in 0..4,
    ) {
        let mut text = format!("notes{delimiter}first_name\n");
        for name in &names {
            text.push_str(&format!("{}{delimiter}x\n", quoted(name)));
        }
        let utf16 = |bytes: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect();
        let bytes: Vec<u8> = match way {
            0 => text.into_bytes(),
            1 => format!("\u{feff}{text}").into_bytes(),
            2 => utf16(u16::to_le_bytes),
            _ => utf16(u16::to_be_bytes),
        };
        let read: Vec<_> = rows(bytes).into_iter().map(|row| value(&row.unwrap(), &Field::Notes).unwrap()).collect();
        prop_assert_eq!(read, names);
    }

    #[test]
    fn hard_values_survive_in_windows_1252(names in proptest::collection::vec(name("aZ'\",; -ßøÅéçñÜœŠ€’–"), 1..6)) {
        // Now and then such bytes are UTF-8 by chance, and then the mapping must declare the encoding: not here.
        let names: Vec<_> = names.iter().map(|name| name.replace(|c| "œŠ€’–".contains(c), "œa").replace("œ", "aœ")).collect();
        let text = names.iter().fold("last_name;first_name\n".to_owned(), |text, name| text + &quoted(name) + ";x\n");
        let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(&text);
        prop_assert!(!is_lossy);
        prop_assume!(names.iter().all(|name| name.contains(char::is_alphabetic)));
        prop_assume!(std::str::from_utf8(&bytes).is_err());
        let read: Vec<_> = rows(&bytes).into_iter().map(|row| value(&row.unwrap(), &Field::LastName).unwrap()).collect();
        prop_assert_eq!(read, names);
    }
}
