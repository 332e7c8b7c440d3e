//! Where the people of a file are: below other lines, in an array, in another office program's workbook, and where they end.

use super::{roster, rows, value};
use participants_roster::{Encoding, Format, Mapping, Roster, core::Field};

fn with(text: &str, mapping: &str) -> Roster {
    Roster::from_bytes(text, &Mapping::parse(mapping).unwrap()).unwrap()
}

fn lines(text: &str) -> Vec<(Option<u64>, Option<String>)> {
    let line = |row: &Result<_, participants_roster::Problem>| match row {
        Ok(row) => {
            let row: &participants_roster::Row = row;
            (Some(row.line), value(row, &Field::LastName))
        }
        Err(problem) => (problem.line, None),
    };
    rows(text).iter().map(line).collect()
}

fn people(of: &[(u64, &str)]) -> Vec<(Option<u64>, Option<String>)> {
    of.iter().map(|(line, name)| (Some(*line), Some((*name).to_owned()))).collect()
}

#[test]
fn lines_above_the_headings_are_passed_over_in_every_delimiter() {
    for delimiter in [';', ',', '\t'] {
        let text = "Effectif, au 3 mars\n\n\"Service; RH\"\nPage 1\nNom;Prénom;E-mail\nA;P;a@example.org\nB;P;\n";
        let text = text.replace("Nom;Prénom;E-mail", &["Nom", "Prénom", "E-mail"].join(&delimiter.to_string()));
        let text = text
            .replace("A;P;a@", &format!("A{delimiter}P{delimiter}a@"))
            .replace("B;P;\n", &format!("B{delimiter}P{delimiter}\n"));
        assert_eq!(lines(&text), people(&[(6, "A"), (7, "B")]), "{delimiter:?}");
        let noted = roster(&text).unwrap();
        assert!(noted.notes()[0].contains("line 5"), "{:?}", noted.notes());
    }
    let named = with("x;y\nNom;Prénom\nZ;Z\n", "[file]\nheadings_row = 2");
    assert_eq!((named.rows().unwrap().count(), named.notes()), (1, &[][..]));
}

#[test]
fn a_wrong_quote_above_the_headings_does_not_count() {
    assert_eq!(lines("Liste \"mars\" x;\"a\" b\nNom;Prénom\nA;P\n"), people(&[(3, "A")]));
}

#[test]
fn joined_files_are_read_and_another_table_is_not() {
    let text = "Nom;Prénom;Ville\nA;P;Lyon\nNom;Prénom;Ville\nB;P;Lyon\n\nMatricule;Entreprise;Fonction\n7;X;Y\n";
    let found = lines(text);
    assert_eq!(found[..2], people(&[(2, "A"), (4, "B")]));
    assert_eq!(found[2..], [(Some(6), None)], "what follows is not of this table");
}

#[test]
fn json_is_read_in_every_usual_form() {
    let people = "[{\"Nom\":\"A\",\"tags\":[1]},\n {\"Nom\":\"B\",\"manager\":{\"Nom\":\"X\"}}]";
    for (text, lines) in [
        (people.to_owned(), [1, 2]),
        (format!("\n{people}\n"), [2, 3]),
        (format!("{{\"count\": 2,\n\"people\": {people}}}"), [2, 3]),
        (format!("{{\"data\": {{\"users\": {people}}}}}"), [1, 2]),
    ] {
        let read = roster(&text).unwrap();
        assert_eq!(read.format(), Format::Json { encoding: Encoding::Utf8 });
        let rows: Vec<_> = read.rows().unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), lines, "{text}");
        assert_eq!(value(&rows[1], &Field::LastName).as_deref(), Some("B"));
    }
    let one = rows("{\n \"Nom\": \"A\",\n \"Prénom\": \"P\"\n}\n");
    assert!(one.len() == 1 && one[0].is_ok(), "{one:?}");
    for (text, why) in [
        ("[{\"Nom\":\"A\"}", "close it"),
        ("{\"a\":[{\"Nom\":\"A\"}],\"b\":[{\"Nom\":\"B\"}]}", "\"a\", \"b\""),
        ("[1,2]", "no heading is known"),
    ] {
        let problem = roster(text).unwrap_err();
        assert!(problem.why.contains(why), "{text}: {problem}");
    }
}

#[test]
fn columns_of_one_heading_are_distinguished() {
    let text = "Nom;Tel;Tel;Tel\nA;+33 1;+33 2;+33 3\n";
    let read = with(text, "[columns]\n\"Tel#2\" = \"mobile\"\nD = \"ignore\"");
    let row = read.rows().unwrap().next().unwrap().unwrap();
    assert_eq!(value(&row, &Field::Phone).as_deref(), Some("+33 1"));
    assert_eq!(value(&row, &Field::Mobile).as_deref(), Some("+33 2"));
    let problem = Roster::from_bytes(text, &Mapping::parse("[columns]\n\"Tel#4\" = \"mobile\"").unwrap()).unwrap_err();
    assert!(problem.why.contains("as \"B\" and \"C\""), "{problem}");
    // A heading that looks like a letter is one.
    let read = with("B;Nom;A\n1;X;2\n", "[columns]\nA = \"phone\"\nB = \"ignore\"");
    assert_eq!(read.columns().iter().position(|column| column.field == Some(Field::Phone)), Some(2));
}

#[test]
fn a_damaged_heading_is_refused_unless_the_mapping_names_it() {
    for heading in ["PrÃ©nom", "Pr\u{fffd}nom", "Pr?nom", "Pr&eacute;nom"] {
        let text = format!("Nom\t{heading}\nA\tP\n");
        let problem = roster(&text).unwrap_err();
        assert!(problem.column.as_deref() == Some(heading) && problem.why.contains("damaged"), "{problem}");
        let mapping = format!("[columns]\n\"{heading}\" = \"first_name\"");
        assert_eq!(with(&text, &mapping).rows().unwrap().count(), 1);
    }
}

#[test]
fn a_private_address_is_read_where_it_is_meant() {
    let both = with("Nom;Home Email;Work Email\nA;h@example.org;w@example.org\n", "");
    assert_eq!(both.unread().collect::<Vec<_>>(), ["Home Email"]);
    let problem = roster("Nom;Home Email\nA;h@example.org\n").unwrap_err();
    assert!(problem.why.contains("email, or a private one"), "{problem}");
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_of_libreoffice_is_read() {
    use std::io::{Cursor, Write};
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    let rows = [row(&["Liste"]), row(&["Nom", "Prénom", "E-mail"]), row(&["A", "P", "a@example.org"])].concat();
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"People\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let read = roster(writer.finish().unwrap().into_inner()).unwrap();
    assert_eq!(read.format(), Format::Workbook { sheet: "People".into() });
    let row = read.rows().unwrap().next().unwrap().unwrap();
    assert_eq!((row.line, value(&row, &Field::Email).as_deref()), (3, Some("a@example.org")));
}
