//! How many of the headings of named systems are read right. The heading rows stand in `systems.txt`.

use participants_roster::{Mapping, Roster};

/// One system: its name, and each heading with what it is.
struct System {
    name: &'static str,
    headings: Vec<(&'static str, &'static str)>,
}

fn systems() -> Vec<System> {
    let text = include_str!("systems.txt").split("\n\n").filter(|part| !part.starts_with('#'));
    text.map(|part| {
        let (name, headings) = part.trim().split_once('\n').unwrap();
        let headings = headings.split(" | ").map(|one| one.rsplit_once(" = ").unwrap());
        System { name, headings: headings.map(|(heading, field)| (heading.trim(), field.trim())).collect() }
    })
    .collect()
}

impl System {
    /// What is read under these headings, where those that are asked about are ignored.
    fn read(&self) -> Vec<Option<String>> {
        let quoted = |heading: &str| format!("\"{}\"", heading.replace('"', "\"\""));
        let headings: Vec<_> = self.headings.iter().map(|(heading, _)| quoted(heading)).collect();
        let text = format!("{}\n", headings.join(","));
        let asked = self.headings.iter().filter(|(_, field)| *field == "?");
        let answers: Vec<_> = asked.map(|(heading, _)| format!("{} = \"ignore\"\n", quoted(heading))).collect();
        if !answers.is_empty() {
            let problem = Roster::from_bytes(text.as_str(), &Mapping::default()).expect_err(self.name);
            assert!(problem.why.contains("this may be"), "{}: {problem}", self.name);
        }
        let mapping = Mapping::parse(&format!("[columns]\n{}", answers.concat())).unwrap();
        let roster = Roster::from_bytes(text, &mapping).unwrap_or_else(|problem| panic!("{}: {problem}", self.name));
        roster.columns().iter().map(|column| column.field.as_ref().map(ToString::to_string)).collect()
    }
}

#[test]
fn headings_of_named_systems_are_read_right_or_not_at_all() {
    let systems = systems();
    assert!(systems.len() >= 40, "{}", systems.len());
    let (mut useful, mut right, mut missed) = (0, 0, Vec::new());
    for system in &systems {
        for ((heading, field), read) in system.headings.iter().zip(system.read()) {
            let place = format!("{}: {heading}", system.name);
            match (*field, read.as_deref()) {
                ("-" | "?", read) => assert_eq!(read, None, "{place}"),
                (field, Some(read)) => {
                    assert_eq!(read, field, "{place}");
                    (useful, right) = (useful + 1, right + 1);
                }
                (_, None) => {
                    useful += 1;
                    missed.push(place);
                }
            }
        }
    }
    // None is read as another field, which is asserted above.
    assert!(right * 100 >= useful * 95, "{right} of {useful} are read; not: {missed:#?}");
    println!("{right} of {useful} useful columns of {} systems are read right; not: {missed:?}", systems.len());
}
