//! What is refused, as a whole or row by row, with its place and what to do.

use super::{roster, rows};
use participants_roster::{Mapping, Roster, ValueClass, core::Field};

#[test]
fn a_file_that_cannot_be_read_right_is_refused_with_its_place() {
    for (text, line, column, what) in [
        ("", None, None, "empty"),
        ("\u{feff} \r\n \n", None, None, "empty"),
        ("email\nzoe@example.org\n", Some(1), None, "only one column"),
        ("email|first_name\nzoe@example.org|Zoë\n", Some(1), None, "declare `delimiter`"),
        ("Schuhgröße;Haarfarbe\n38;rot\n", Some(1), None, "no heading is known"),
        ("Zoë;D'Hôtel;zoe@example.org\n", Some(1), None, "no heading is known"),
        ("Prénom;Name\nZoë;D'Hôtel\n", Some(1), Some("Name"), "last_name or full_name"),
        ("Courriel;Prénom;e_mail\n", Some(1), Some("e_mail"), "ignore one of them"),
        ("email,\"", Some(2), None, "never closed"),
        ("email,\"nom\" x\na@example.org,Å\n", Some(1), None, "quote stands"),
        ("{\"shoe\":1}\n", Some(1), None, "no heading is known"),
    ] {
        let problem = roster(text).unwrap_err();
        assert_eq!((problem.line, problem.column.as_deref()), (line, column), "{text}: {problem}");
        assert!(problem.why.contains(what) && !problem.to_string().contains("zoe@"), "{problem}");
    }
}

#[test]
fn a_mapping_that_does_not_fit_the_file_is_refused() {
    let text = "Vorname;Sprache\nZoë;fr\n";
    for (mapping, column, what) in [
        ("[columns]\nMail = \"email\"", "Mail", "no such heading"),
        ("[constants]\nlanguage = \"de\"", "Sprache", "as a constant"),
    ] {
        let problem = Roster::from_bytes(text, &Mapping::parse(mapping).unwrap()).unwrap_err();
        assert!(problem.column.as_deref() == Some(column) && problem.why.contains(what), "{problem}");
    }
    let one = Mapping::parse("[file]\ndelimiter = \";\"").unwrap();
    assert_eq!(Roster::from_bytes("email\nzoe@example.org\n", &one).unwrap().rows().unwrap().count(), 1);
    let ansi = Mapping::parse("[file]\nencoding = \"utf-8\"").unwrap();
    assert!(Roster::from_bytes(&b"nom;email\nD\xe9;a@example.org\n"[..], &ansi).is_err());
}

#[test]
fn one_bad_row_costs_one_row() {
    let text = "first_name,email,date_of_birth\nZoë,zoe,\nBo,bo@example.org,0000-00-00\nJo,Å,jo@example.org,x\nPi,pi@example.org\n\
                Ty,ty@example.org,1990-01-02,,\n";
    let results = rows(text);
    let problem = |at: usize| results[at].as_ref().unwrap_err();
    assert_eq!((problem(0).field.clone(), problem(0).class), (Some(Field::Email), Some(ValueClass::Text)));
    assert_eq!((problem(1).line, problem(1).class), (Some(3), Some(ValueClass::DateLike)));
    assert!(problem(2).why.contains("4 cells and the headings are 3"), "{}", problem(2));
    assert!(problem(3).why.contains("2 cells"), "{}", problem(3));
    assert_eq!((results.len(), results[4].as_ref().unwrap().line), (5, 6));
}

#[test]
fn a_quote_that_is_not_closed_is_reported_where_it_opens_and_nothing_behind_it_is_read() {
    let results = rows("first_name,notes\nZoë,fine\nBo,\"open\nJo,x\nPi,y\n");
    assert_eq!(results.len(), 2);
    let problem = results[1].as_ref().unwrap_err();
    assert!(problem.line == Some(3) && problem.why.contains("never closed"), "{problem}");
    let long = format!("first_name,notes\nZoë,\"{}", "long\n".repeat(2 << 20));
    let results = rows(long);
    assert!(results[0].as_ref().unwrap_err().why.contains("4 MiB"), "{}", results[0].as_ref().unwrap_err());
    assert_eq!(results.len(), 1);
    let many = format!("\u{feff}first_name,notes\n{}", format!("Zoë,{}\n", "fine ".repeat(40)).repeat(1 << 15));
    assert!(rows(many).iter().all(Result::is_ok), "many rows are no long row");
}

#[test]
fn a_quote_in_the_wrong_place_costs_its_row() {
    let results = rows("first_name,notes\nZoë,\"a \"b\" c\"\nBo,\"x\"\n\n \"J,o\",y\nPi,5\" pipe\n");
    for (at, line) in [(0, 2), (2, 5)] {
        let problem = results[at].as_ref().unwrap_err();
        assert!(problem.line == Some(line) && problem.why.contains("quote stands"), "{problem}");
    }
    assert!(results.len() == 4 && results[1].is_ok() && results[3].is_ok());
}

#[test]
fn a_control_character_ends_no_file() {
    let results = rows("first_name,last_name\nZoë,Å\n\u{3}\nBo,\u{3}\nJo,Ö\n");
    let lines: Vec<_> =
        results.iter().map(|row| row.as_ref().map_or_else(|problem| problem.line, |row| Some(row.line))).collect();
    assert_eq!(lines, [Some(2), Some(3), Some(4), Some(5)]);
    assert_eq!(results.iter().filter(|row| row.is_err()).count(), 2);
}

#[test]
fn a_file_that_is_not_there_is_said_to_be_missing() {
    let problem = Roster::open("nosuch/roster.csv", &Mapping::default()).unwrap_err();
    assert!(problem.why.contains("cannot be read"), "{problem}");
}
