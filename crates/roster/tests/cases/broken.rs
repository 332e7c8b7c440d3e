//! Cells that are broken: refused with their place and what to do, and no participant counts as missing because of them.

use crate::common::{file, of_rows, open, people, plan, reasons, verbs};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_roster::core::{Directory, Field, Key, Participant};
use participants_roster::plan::Reason;
use participants_roster::{Mapping, Plan, Problem, Roster, Row, Verb};
use rust_xlsxwriter::{Formula, Workbook};

/// The plan of a file at Dendreo.
async fn planned(name: &str, mapping: &str) -> Plan {
    let client = people::<Dendreo>("dendreo").await;
    plan(&client, &open(name, mapping)).await
}

/// No participant is deactivated, because of rows that could not be read.
fn no_participant_is_missing(plan: &Plan) -> bool {
    let is_unread = |reason: &Reason| matches!(reason, Reason::RowsUnreadable { .. });
    plan.summary.counts.deactivate == 0 && plan.summary.header.withheld.iter().any(is_unread)
}

fn read(name: &str, mapping: &str) -> Vec<Result<Row, Problem>> {
    open(name, mapping).rows().unwrap().collect()
}

fn problems(rows: &[Result<Row, Problem>]) -> Vec<&Problem> {
    rows.iter().filter_map(|row| row.as_ref().err()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_quote_that_swallowed_rows_costs_them_and_no_participant_is_missing() {
    let plan = planned("25a-swallowed.csv", "").await;
    let steps = of_rows(&plan);
    assert_eq!(verbs(&plan), [Verb::Refuse, Verb::Create], "{plan:?}");
    let why = reasons(steps[0]);
    assert!(steps[0].line == Some(2) && why.contains("taken in the rows") && why.contains("Nom"), "{why}");
    assert!(no_participant_is_missing(&plan));
}

#[test]
fn rows_swallowed_by_a_column_that_is_not_read_are_found_too() {
    let swallowed = [
        // In a column that is not read, in the middle and at the end.
        ("Matricule;Bemerkung;Nom;E-mail\n1;\"x;A;a@x.example\n2;y;B;b@x.example\n3;z\";C;c@x.example\n", 3),
        ("Matricule;Nom;E-mail;Bemerkung\n1;A;a@x.example;\"x\n2;B;b@x.example;y\n3;C;c@x.example;z\"\n", 3),
        ("Matricule,Nom,E-mail,Notes\n1,A,a@x.example,\"x\n2,B,b@x.example,y\"\n", 2),
        ("Matricule\tNotes\tE-mail\n1\t\"x\ta@x.example\n2\ty\"\tb@x.example\n", 2),
    ];
    for (text, lines) in swallowed {
        let roster = Roster::from_bytes(text, &Mapping::default()).unwrap();
        let rows: Vec<_> = roster.rows().unwrap().collect();
        let problem = rows[0].as_ref().unwrap_err();
        assert!(rows.len() == 1 && problem.why.contains(&format!("{} lines below", lines - 1)), "{text}: {problem}");
    }
    let sound = [
        "Matricule;Nom;E-mail;Notes\n1;A;a@x.example;\"Hello; dear\nyes; no; perhaps; 7\n\"\n",
        "Matricule,Nom,E-mail,Notes\n1,A,a@x.example,\"We need chairs, tables, pens, and paper\nsoon\"\n",
        "Matricule;Bemerkung;Nom\n1;\"two\nlines\";A\n",
    ];
    for text in sound {
        let roster = Roster::from_bytes(text, &Mapping::default()).unwrap();
        assert!(roster.rows().unwrap().all(|row| row.is_ok()), "{text}");
    }
}

/// One cell in a row of each kind of file.
fn files(heading: &str, cell: &str) -> Vec<(&'static str, Vec<u8>)> {
    let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
    let json = participants_roster::core::serde_json::json!({"Matricule": "E-1", heading: cell});
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, (heading, cell)) in [("Matricule", "E-1"), (heading, cell)].into_iter().enumerate() {
        sheet.write_string(0, column as u16, heading).unwrap();
        sheet.write_string(1, column as u16, cell).unwrap();
    }
    let mut all = vec![
        ("csv", format!("Matricule,{heading}\nE-1,{quoted}\n").into_bytes()),
        ("tsv", format!("Matricule\t{heading}\nE-1\t{quoted}\n").into_bytes()),
        ("json", format!("{json}\n").into_bytes()),
    ];
    if cfg!(feature = "xlsx") {
        all.push(("xlsx", workbook.save_to_buffer().unwrap()));
    }
    all
}

#[test]
fn a_line_break_in_a_value_of_one_line_is_refused_in_every_kind_of_file() {
    let cases = [
        ("Nom", Field::LastName, "D'Hôtel\nZoë"),
        ("Prénom", Field::FirstName, "Zoë\n\nBo"),
        ("E-mail", Field::Email, "zoe@example.org\nbo@example.org"),
        ("Téléphone", Field::Phone, "+47 1\n+47 2"),
        ("Date de naissance", Field::DateOfBirth, "1990-04-12\n1991-04-12"),
        ("Code postal", Field::PostalCode, "69001\nLyon"),
        ("Identifiant du participant", Field::Id, "17\n18"),
    ];
    for (heading, field, cell) in cases {
        for (kind, bytes) in files(heading, cell) {
            let roster = Roster::from_bytes(bytes, &Mapping::default()).unwrap();
            let rows: Vec<_> = roster.rows().unwrap().collect();
            let problem = rows[0].as_ref().expect_err(kind);
            let place = (problem.column.as_deref(), problem.field.as_ref());
            assert_eq!(place, (Some(heading), Some(&field)), "{kind}: {problem}");
            assert!(
                problem.line.is_some() && problem.why.contains("lines, and such a value has one"),
                "{kind}: {problem}"
            );
            assert!(!problem.to_string().contains("zoe@"), "{problem}");
        }
    }
    for (kind, bytes) in files("Notes", "two\nlines") {
        let roster = Roster::from_bytes(bytes, &Mapping::default()).unwrap();
        assert!(roster.rows().unwrap().all(|row| row.is_ok()), "{kind}");
    }
}

#[test]
fn a_placeholder_birthday_is_refused_in_every_kind_of_file() {
    for cell in ["1900-01-01", "1970-01-01", "9999-12-31", "2099-04-12", "1904-01-01", "0001-01-01", "1899-12-30"] {
        for (kind, bytes) in files("Date de naissance", cell) {
            let roster = Roster::from_bytes(bytes, &Mapping::default()).unwrap();
            let problem = roster.rows().unwrap().next().unwrap().expect_err(cell);
            assert_eq!(problem.field, Some(Field::DateOfBirth), "{kind}: {problem}");
        }
    }
    let allowed = Mapping::parse("[fields.date_of_birth]\nallow = [1970-01-01]").unwrap();
    let roster = Roster::from_bytes("Nom;Date de naissance\nX;1970-01-01\nY;1970-01-02\n", &allowed).unwrap();
    assert!(roster.rows().unwrap().all(|row| row.is_ok()));
}

#[tokio::test(start_paused = true)]
async fn placeholder_and_impossible_dates_are_refused() {
    let rows = read("13-dates.csv", "");
    let refused: Vec<_> = problems(&rows).iter().map(|problem| problem.line.unwrap() - 2).collect();
    for never in [0, 1, 2, 3, 4, 5, 16, 17, 18, 19, 20, 24, 25] {
        assert!(refused.contains(&never), "N{never} is no birthday: {refused:?}");
    }
    for sound in [22, 23, 31] {
        assert!(!refused.contains(&sound), "N{sound} is one: {refused:?}");
    }
    assert!(no_participant_is_missing(&planned("13-dates.csv", "").await));
}

#[tokio::test(start_paused = true)]
async fn a_placeholder_birthday_is_no_key_on_either_side() {
    let client = people::<Azav>("azav").await;
    let plan = plan(&client, &open("48a.csv", "")).await;
    assert_eq!(verbs(&plan), [Verb::Refuse]);
    assert!(no_participant_is_missing(&plan));
    let key =
        |born: &str| Key::Person { first_name: "Anna".into(), last_name: "Muster".into(), born: born.parse().unwrap() };
    assert!(client.find(&key("1900-01-01")).await.is_err(), "and it is nothing to look by");
    assert!(client.find(&key("1990-04-12")).await.is_ok());
}

#[test]
fn two_people_with_a_placeholder_birthday_are_not_one() {
    use participants_roster::core::{Completeness, Listing, ParticipantUpdate};
    for born in ["1900-01-01", "1970-01-01", "9999-12-31"] {
        let mut known = Participant::default();
        (known.id, known.first_name, known.last_name) = ("1".into(), Some("Anna".into()), Some("Muster".into()));
        known.date_of_birth = Some(born.parse().unwrap());
        let fields = [Field::FirstName, Field::LastName, Field::DateOfBirth];
        let index = participants_roster::Index::of(&Listing::new([Ok(known)], Completeness::Complete), fields);
        let mut wanted = ParticipantUpdate::new();
        for (field, value) in [(Field::FirstName, "Anna"), (Field::LastName, "Muster"), (Field::DateOfBirth, born)] {
            wanted.set_text(&field, value).unwrap();
        }
        let client_table = participants_roster::core::Unified::capabilities(&azav());
        let planner = participants_roster::Planner::new(client_table);
        let found = planner.match_row(&index, &Row::of(2, wanted));
        assert!(matches!(found, participants_roster::MatchResult::NotFound(_)), "{born}: {found:?}");
    }
}

fn azav() -> Azav {
    Azav::new("key").unwrap()
}

#[cfg(feature = "xlsx")]
#[tokio::test(start_paused = true)]
async fn a_formula_that_was_never_calculated_is_no_empty_cell() {
    for mapping in ["", &std::fs::read_to_string(file("22.toml")).unwrap()] {
        let plan = planned("22-uncached-clear.xlsx", mapping).await;
        assert_eq!(verbs(&plan), [Verb::Refuse]);
        let why = reasons(of_rows(&plan)[0]);
        assert!(why.contains("never calculated") && why.contains("Téléphone"), "{why}");
        assert!(no_participant_is_missing(&plan));
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_formula_with_a_result_is_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in ["Matricule", "Nom", "Ville"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, heading).unwrap();
    }
    sheet.write_string(1, 0, "E-1").unwrap();
    sheet.write_formula(1, 1, Formula::new("A1&\"x\"").set_result("Ö")).unwrap();
    // A result that shows nothing is one.
    sheet.write_formula(1, 2, Formula::new("IFERROR(1/0,\"\")").set_result(" ")).unwrap();
    let roster = Roster::from_bytes(workbook.save_to_buffer().unwrap(), &Mapping::default()).unwrap();
    let row = roster.rows().unwrap().next().unwrap().unwrap();
    assert_eq!(row.wanted.last_name.value().map(String::as_str), Some("Ö"));
    assert!(row.wanted.city.is_keep());
}

#[tokio::test(start_paused = true)]
async fn an_address_cut_off_at_the_end_is_refused_and_no_participant_is_missing() {
    let plan = planned("17h-cut-unquoted.csv", "").await;
    let last = *of_rows(&plan).last().unwrap();
    assert!(last.verb == Verb::Refuse && reasons(last).contains("no e-mail address"), "{last:?}");
    assert!(no_participant_is_missing(&plan));
}

#[test]
fn weak_addresses_are_refused() {
    let rows = read("05-weak-addresses.csv", "");
    let sound: Vec<_> = rows.iter().flatten().filter_map(|row| row.wanted.email.value().cloned()).collect();
    assert_eq!((rows.len(), sound), (20, vec!["lena@example.org".to_owned(); 2]), "two can be taken apart");
}

#[test]
fn placeholders_are_empty_in_phones_and_refused_in_names() {
    let rows = read("06-placeholders.csv", "");
    let refused: Vec<_> = problems(&rows).iter().map(|problem| (problem.line, problem.field.clone())).collect();
    assert_eq!(refused, [(Some(19), Some(Field::LastName))], "{refused:?}");
    assert!(rows.iter().flatten().all(|row| row.wanted.phone.is_keep()));
    let others = read("06-placeholders.csv", "[file]\nempty_values = [\"unbekannt\"]");
    assert_eq!(others.iter().flatten().filter(|row| row.wanted.phone.is_keep()).count(), 1);
}

#[test]
fn headings_totals_and_comments_are_no_participants() {
    let roster = open("07-totals.csv", "");
    assert_eq!(roster.left_out(), None, "nothing is known before the rows are read");
    let rows: Vec<_> = roster.rows().unwrap().collect();
    let refused: Vec<_> = problems(&rows).iter().map(|problem| problem.line.unwrap()).collect();
    assert_eq!((rows.iter().flatten().count(), refused), (3, vec![6]), "the total may be a person");
    let left_out = roster.left_out().unwrap();
    assert_eq!((left_out.headings, left_out.comments), (1, 1));
    let said = "passed over: 1 line with the headings once more; 1 line of comment";
    assert_eq!(left_out.to_string(), said);
}

#[test]
fn numbers_as_spreadsheets_write_them_are_read_or_refused() {
    let rows = read("10-excel-text.csv", "");
    let first = rows[0].as_ref().unwrap();
    let key = first.wanted.external_id.value().map(String::as_str);
    assert_eq!((key, first.wanted.phone.value().map(String::as_str)), (Some("0123"), Some("0612345678")));
    let second = rows[1].as_ref().unwrap();
    assert_eq!(second.wanted.postal_code.value().map(String::as_str), Some("01000"));
    for (at, shortened) in [(2, true), (3, true), (4, true), (7, true)] {
        assert_eq!(rows[at].as_ref().is_err_and(|problem| problem.why.contains("shortened")), shortened, "{at}");
    }
}
