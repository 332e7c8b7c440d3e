//! What is read: delimiters, encodings, headings, dates, empty cells, line numbers, JSON lines.

use super::{roster, rows, value};
use participants_roster::{
    DateOrder, Encoding, Format, Mapping, Roster, Template,
    core::{Capabilities, Change, Clearing, Field, FieldCapability, Support},
};

fn csv(encoding: Encoding, delimiter: char) -> Format {
    Format::Csv { encoding, delimiter }
}

#[test]
fn delimiter_encoding_and_headings_are_found() {
    let expected = ["D'Hôtel, Zoë", "Muñoz"];
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    let ansi = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>();
    let semicolon = "Nom;Courriel;Schuhgröße\nD'Hôtel, Zoë;zoe@example.org;38\nMuñoz;m@example.org;\n";
    let tab = semicolon.replace(';', "\t");
    let comma = "E-Post,Etternavn\r\nzoe@example.org,\"D'Hôtel, Zoë\"\r\nm@example.org,Muñoz";
    for (bytes, format) in [
        (semicolon.as_bytes().to_vec(), csv(Encoding::Utf8, ';')),
        (format!("\u{feff}{comma}").into_bytes(), csv(Encoding::Utf8, ',')),
        (format!("sep=;\n{semicolon}").into_bytes(), csv(Encoding::Utf8, ';')),
        (ansi(semicolon), csv(Encoding::Windows1252, ';')),
        (utf16(&format!("\u{feff}{tab}"), u16::to_le_bytes), csv(Encoding::Utf16Le, '\t')),
        (utf16(&format!("\u{feff}{tab}"), u16::to_be_bytes), csv(Encoding::Utf16Be, '\t')),
        (utf16(&tab, u16::to_le_bytes), csv(Encoding::Utf16Le, '\t')),
        (comma.replace("\r\n", "\r").into_bytes(), csv(Encoding::Utf8, ',')),
    ] {
        let roster = roster(bytes).unwrap();
        assert_eq!(roster.format(), format);
        let rows: Vec<_> = roster.rows().unwrap().map(Result::unwrap).collect();
        let names: Vec<_> = rows.iter().map(|row| value(row, &Field::LastName).unwrap()).collect();
        assert_eq!(names, expected, "{format:?}");
        assert_eq!(value(&rows[1], &Field::Email).as_deref(), Some("m@example.org"));
    }
    let ignored = roster(semicolon).unwrap();
    let ignored: Vec<_> = ignored.columns().iter().filter(|column| column.field.is_none()).collect();
    assert_eq!(ignored[0].heading, "Schuhgröße");
}

#[test]
fn lines_are_those_an_editor_shows() {
    let text = "first_name,notes\n\n\nZoë,\"two\n\nlines\"\r\n,,\nBo,\n\n\"Jo\",x";
    let lines: Vec<_> = rows(text).into_iter().map(|row| row.unwrap().line).collect();
    assert_eq!(lines, [4, 8, 10]);
    let quoted = rows("first_name,notes\nZoë,\"ends\n\"");
    assert_eq!(quoted[0].as_ref().unwrap().line, 2);
    let under_long_headings: Vec<_> =
        rows("\n\n\"First\nname\",email\nBo,b@example.org\n").into_iter().flatten().collect();
    assert_eq!(under_long_headings[0].line, 5);
}

#[test]
fn a_column_of_dates_is_read_in_the_order_it_shows_or_declares() {
    let born = |row: &participants_roster::Row| value(row, &Field::DateOfBirth);
    let shown = roster("Vorname;Geburtsdatum\nZoë;04.05.1990\nBo;31.01.1985\n").unwrap();
    assert_eq!(shown.columns()[1].date_order(), Some(DateOrder::DayMonthYear));
    let dates: Vec<_> = shown.rows().unwrap().map(|row| born(&row.unwrap())).collect();
    assert_eq!(dates, [Some("1990-05-04".into()), Some("1985-01-31".into())]);

    let unclear = "Vorname;Geburtsdatum\nZoë;04.05.1990\nBo;1985-01-31\n";
    let results = rows(unclear);
    let problem = results[0].as_ref().unwrap_err();
    assert!(problem.line == Some(2) && problem.why.contains("cannot be distinguished"), "{problem}");
    assert_eq!(born(results[1].as_ref().unwrap()).as_deref(), Some("1985-01-31"));

    let declare = "[columns]\nGeburtsdatum = { field = \"date_of_birth\", date = \"month-day-year\" }";
    let declared = Roster::from_bytes(unclear, &Mapping::parse(declare).unwrap()).unwrap();
    assert_eq!(born(&declared.rows().unwrap().next().unwrap().unwrap()).as_deref(), Some("1990-04-05"));
}

#[test]
fn the_providers_identifier_says_who_is_meant_and_is_no_field() {
    let text = "Teilnehmer-ID;Vorname\n 0042 ;Zoë\n;Bo\n1,2E+10;Å\n";
    let roster = roster(text).unwrap();
    assert_eq!(roster.fields(), [Field::FirstName]);
    let results: Vec<_> = roster.rows().unwrap().collect();
    let zoe = results[0].as_ref().unwrap();
    assert_eq!((zoe.id.as_deref(), zoe.wanted.named()), (Some("0042"), vec![Field::FirstName]));
    assert!(!format!("{zoe:?}").contains("0042"));
    assert_eq!(results[1].as_ref().unwrap().id, None);
    let problem = results[2].as_ref().unwrap_err();
    assert!(problem.field == Some(Field::Id) && problem.why.contains("shortened"), "{problem}");

    let own = "ID;Vorname\n42;Zoë\n";
    let problem = super::roster(own).unwrap_err();
    assert!(problem.column.as_deref() == Some("ID") && problem.why.contains("external_id"), "{problem}");
    for (mapping, id) in [("ID = \"id\"", Some("42")), ("ID = \"external_id\"", None), ("ID = \"ignore\"", None)] {
        let mapping = Mapping::parse(&format!("[columns]\n{mapping}")).unwrap();
        let roster = Roster::from_bytes(own, &mapping).unwrap();
        assert_eq!(roster.rows().unwrap().next().unwrap().unwrap().id.as_deref(), id);
    }
}

#[test]
fn empty_cells_keep_unless_the_mapping_clears_them() {
    let text = "first_name,phone,mobile\nZoë, ,\n";
    let kept = rows(text);
    assert_eq!(kept[0].as_ref().unwrap().wanted.named(), [Field::FirstName]);
    let mapping = Mapping::parse("[constants]\nlanguage = \"fr\"\n[fields.phone]\nempty = \"clear\"").unwrap();
    let roster = Roster::from_bytes(text, &mapping).unwrap();
    let row = roster.rows().unwrap().next().unwrap().unwrap();
    assert_eq!(row.wanted.change(&Field::Phone), Change::Clear);
    assert_eq!(row.wanted.change(&Field::Mobile), Change::Keep);
    assert_eq!(value(&row, &Field::Language).as_deref(), Some("fr"));
    assert!(roster.fields().contains(&Field::Language));
}

#[test]
fn json_lines_are_read_with_their_keys_as_headings() {
    let text = "{\"first_name\":\"Zoë\",\"Postleitzahl\":\"01099\",\"phone\":null}\n\n{\"active\":true,\"external_id\":12345678901234567890123,\"x\":[1],\"phone\":[2]}\nsoon\n{\"first_name\":\"Bo\",\"first_name\":\"Å\"}\n{\"first_name\":{}}\n{\"first_name\":\"李\"}";
    let mapping = Mapping::parse("[columns]\nx = \"ignore\"\n[fields.phone]\nempty = \"clear\"").unwrap();
    let roster = Roster::from_bytes(text, &mapping).unwrap();
    assert_eq!(roster.format(), Format::JsonLines { encoding: Encoding::Utf8 });
    let results: Vec<_> = roster.rows().unwrap().collect();
    let zoe = results[0].as_ref().unwrap();
    assert_eq!((zoe.line, value(zoe, &Field::PostalCode).as_deref()), (1, Some("01099")));
    assert_eq!(zoe.wanted.change(&Field::Phone), Change::Clear);
    for (at, line, why) in [(1, 3, "list or an object"), (2, 4, "no JSON object"), (3, 5, "twice"), (4, 6, "list")] {
        let problem = results[at].as_ref().unwrap_err();
        assert!(problem.line == Some(line) && problem.why.contains(why), "{problem}");
    }
    assert_eq!(results[5].as_ref().unwrap().line, 7);
    let number = rows("{\"external_id\":12345678901234567890123,\"active\":true}");
    let number = number[0].as_ref().unwrap();
    assert_eq!(value(number, &Field::ExternalId).as_deref(), Some("12345678901234567890123"));
    assert!(number.wanted.change(&Field::Phone).is_keep(), "a key that is not there says nothing");
}

#[test]
fn a_template_is_read_as_it_says() {
    static FIELDS: [FieldCapability; 4] = [
        FieldCapability::read_only(Field::Id, "the provider sets it"),
        FieldCapability::writable(Field::Email, Support::Native, Clearing::Refused("it is needed")),
        FieldCapability::writable(Field::DateOfBirth, Support::Native, Clearing::Null),
        FieldCapability::writable(Field::Company, Support::Native, Clearing::Null).updated(Support::Unsupported("no")),
    ];
    let table = Capabilities { provider: "example", when: "", required: &[], operations: &[], fields: &FIELDS };
    let template = Template::of(&table);
    assert_eq!(template.roster, "email,date_of_birth,company\n");
    let mapping = Mapping::parse(&template.mapping).unwrap();
    let roster = Roster::from_bytes(template.roster, &mapping).unwrap();
    assert_eq!(roster.fields(), [Field::Email, Field::DateOfBirth, Field::Company]);
    assert_eq!(roster.rows().unwrap().count(), 0);
    assert!(template.mapping.contains("\"clear\" is refused: it is needed"));
    assert!(template.mapping.contains("It cannot be changed later."));
}

#[test]
fn the_books_mapping_reads_the_books_roster() {
    let page = include_str!("../../../../docs/roster.md");
    let block = |kind: &str| page.split(&format!("```{kind}\n")).nth(1).unwrap().split("```").next().unwrap();
    let mapping = Mapping::parse(block("toml")).unwrap();
    let roster = Roster::from_bytes(block("text"), &mapping).unwrap();
    let rows: Vec<_> = roster.rows().unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(value(&rows[0], &Field::DateOfBirth).as_deref(), Some("1990-05-04"));
    assert_eq!(rows[1].wanted.change(&Field::Phone), Change::Clear);
}
