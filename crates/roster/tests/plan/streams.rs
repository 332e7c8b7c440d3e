//! A plan that is made, written and read step by step is the plan that is made, written and read at once.

use crate::common::{EXAMPLE, World, index, row, world};
use participants_roster::core::{
    Field,
    serde_json::{Value, from_str, json, to_string},
};
use participants_roster::plan::{PlanError, PlanReader, PlanWriter, PlanningError, Reason, Summary, Trust};
use participants_roster::{Options, Plan, Planner, Problem, Row, Rule, ValueClass, Verb};
use std::{cell::Cell, io::Read};

type Reading = Result<Row, Problem>;
type Edit<'a> = &'a dyn Fn(&mut Vec<Reading>);

fn people() -> World {
    world(&[
        ("1", &[(Field::ExternalId, "E-1"), (Field::Phone, "+47 1")]),
        ("2", &[(Field::Email, "y@example.org"), (Field::LastName, "Ö")]),
        ("3", &[(Field::ExternalId, "E-3")]),
    ])
}

/// Rows that get every verb but `deactivate`, the last two for meaning the same person.
fn rows() -> Vec<Row> {
    vec![
        row(2, &[(Field::ExternalId, "E-1"), (Field::Phone, "+47 2")]),
        row(3, &[(Field::Email, "Y@example.org"), (Field::LastName, "Ö")]),
        row(4, &[(Field::ExternalId, "E-4"), (Field::LastName, "Þórðardóttir")]),
        row(5, &[(Field::ExternalId, "E-3"), (Field::Phone, "1")]),
        row(6, &[(Field::ExternalId, "E-3"), (Field::Phone, "2")]),
    ]
}

/// A row that cannot be read.
fn torn(line: u64) -> Problem {
    Problem {
        line: Some(line),
        column: Some("Né le".into()),
        field: Some(Field::DateOfBirth),
        class: Some(ValueClass::DateLike),
        why: "no such day".into(),
    }
}

fn gone() -> Problem {
    Problem { line: None, column: None, field: None, class: None, why: "it cannot be read".into() }
}

fn planner() -> Planner<'static> {
    Planner::new(&EXAMPLE).options(Options::new().create(true).deactivate_missing(Trust::Complete))
}

/// Plans rows that are read once in one way and once in another.
fn streamed(first: Vec<Reading>, second: Vec<Reading>) -> Result<Plan, PlanningError> {
    let mut readings = [first, second].into_iter();
    let index = index(&people());
    let mut planning = planner().read(&index, || readings.next().map(Vec::into_iter).ok_or_else(gone))?;
    let steps = planning.by_ref().collect::<Result<_, _>>();
    // Whether the caller looks at an error of a step or not, there is no plan.
    let summary = planning.finish();
    assert_eq!(summary.is_err(), steps.is_err());
    Ok(Plan::new(summary?, steps?))
}

fn read(rows: Vec<Row>) -> Vec<Reading> {
    rows.into_iter().map(Ok).collect()
}

#[test]
fn a_row_that_cannot_be_read_has_a_step_at_its_place_and_no_participant_is_missing_then() {
    let mut with_torn = read(rows());
    with_torn.insert(3, Err(torn(40)));
    let plan = streamed(with_torn.clone(), with_torn).unwrap();
    let verbs: Vec<_> = plan.steps.iter().map(|step| step.verb).collect();
    assert_eq!(verbs, [Verb::Update, Verb::None, Verb::Create, Verb::Refuse, Verb::Refuse, Verb::Refuse]);
    assert_eq!(
        (plan.summary.header.roster.rows, plan.summary.header.roster.unreadable, plan.summary.counts.refuse),
        (5, 1, 3)
    );
    assert_eq!(plan.summary.header.withheld, [Reason::RowsUnreadable { rows: 1 }]);
    let step = &plan.steps[3];
    assert_eq!((step.line, &step.key), (Some(40), &None));
    assert_eq!(step.reasons[0].to_string(), "column \"Né le\" (date_of_birth): no such day [like a date]");
    let mut document = Vec::new();
    plan.write(&mut document).unwrap();
    assert_eq!(Plan::read(document.as_slice()).unwrap(), plan);
}

#[test]
fn a_roster_that_changes_while_it_is_read_is_no_plan() {
    let later = |change: Edit<'_>| {
        let mut second = read(rows());
        change(&mut second);
        streamed(read(rows()), second)
    };
    let changes: [Edit<'_>; 6] = [
        &|rows| drop(rows.pop()),
        &|rows| rows.push(Ok(row(7, &[(Field::ExternalId, "E-7")]))),
        &|rows| rows.swap(0, 2),
        &|rows| rows[0] = Ok(row(2, &[(Field::ExternalId, "E-3"), (Field::Phone, "+47 2")])),
        &|rows| rows[1] = Ok(row(9, &[(Field::Email, "Y@example.org"), (Field::LastName, "Ö")])),
        &|rows| rows[0] = Err(torn(2)),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        assert!(matches!(later(change), Err(PlanningError::Changed)), "{at}");
    }
    // Which participant a row means is as it was: what it wants is as it is now.
    let other = later(&|rows| rows[0] = Ok(row(2, &[(Field::ExternalId, "E-1"), (Field::Phone, "+47 3")]))).unwrap();
    assert_eq!(other.steps[0].changes[0].after.value(), Some("+47 3"));
}

#[test]
fn a_file_that_can_no_longer_be_read_is_no_plan() {
    let ends = || [read(rows()), vec![Err(gone())]].concat();
    for (first, second) in [(ends(), ends()), (read(rows()), ends())] {
        assert!(matches!(streamed(first, second), Err(PlanningError::Roster(problem)) if problem == gone()));
    }
    let index = index(&people());
    let never = planner().read(&index, || Err::<std::iter::Empty<Reading>, _>(gone()));
    assert!(matches!(never.err(), Some(PlanningError::Roster(_))));
}

#[test]
fn each_step_is_made_when_it_is_asked_for_and_the_header_before() {
    let (begun, read) = (Cell::new(0), Cell::new(0));
    let rows = || {
        begun.set(begun.get() + 1);
        read.set(0);
        Ok(rows().into_iter().inspect(|_| read.set(read.get() + 1)).map(Ok))
    };
    let index = index(&people());
    let mut planning = planner().read(&index, rows).unwrap();
    let header = planning.header().clone();
    assert_eq!((begun.get(), read.get(), header.roster.rows, header.listing.people), (2, 0, 5, 3));
    for taken in 1..=5 {
        assert!(planning.next().unwrap().unwrap().line.is_some());
        assert_eq!((begun.get(), read.get()), (2, taken));
    }
    let summary = planning.finish().unwrap();
    assert_eq!((summary.header, summary.counts.create), (header, 1));
}

#[test]
fn rows_that_stand_far_apart_in_a_large_roster_are_still_seen_to_mean_one_participant() {
    const LAST: u64 = 70_000;
    let keyed = |line: u64, key: &str| row(line, &[(Field::ExternalId, key), (Field::LastName, "Ö")]);
    let all_rows = (2..=LAST).map(|line| match line {
        2 | LAST => keyed(line, "E-1"),
        3 | 69_999 => keyed(line, "N"),
        _ => keyed(line, &format!("N-{line}")),
    });
    let plan = planner().plan(&index(&people()), all_rows, 0).unwrap();
    let refused: Vec<_> = plan.steps.iter().filter(|step| step.verb == Verb::Refuse).collect();
    let participant = |line| Reason::SameParticipant { lines: vec![line] };
    let key = |line| Reason::SameKey { by: Rule::ExternalId, lines: vec![line] };
    let why: Vec<_> = refused.iter().map(|step| (step.line.unwrap(), step.reasons.last().unwrap().clone())).collect();
    assert_eq!(why, [(2, participant(LAST)), (3, key(69_999)), (69_999, key(3)), (LAST, participant(2))]);
    assert_eq!(plan.summary.counts.create, LAST - 1 - 4);
}

/// The plan of all rows, and its document.
fn written() -> (Plan, Vec<u8>) {
    let plan = planner().plan(&index(&people()), rows(), 0).unwrap();
    let mut document = Vec::new();
    let mut writer = PlanWriter::new(&mut document, &plan.summary.header).unwrap();
    plan.steps.iter().for_each(|step| writer.step(step).unwrap());
    writer.finish().unwrap();
    (plan, document)
}

#[test]
fn the_header_comes_first_and_each_step_has_a_line() {
    let (plan, document) = written();
    let text = String::from_utf8(document).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["format"], &lines[0]["provider"]), (&"participants-plan".into(), &"example".into()));
    let verbs: Vec<_> = lines[1..6].iter().map(|line| line["verb"].as_str().unwrap()).collect();
    assert_eq!(verbs, plan.steps.iter().map(|step| step.verb.name()).collect::<Vec<_>>());
    assert_eq!(lines[6], json!({"counts": plan.summary.counts}));
    assert_eq!(lines.len(), 7);
}

#[test]
fn a_document_is_handed_on_while_it_is_read() {
    struct Counted<'a>(&'a [u8], &'a Cell<usize>);
    impl Read for Counted<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.read(to)?;
            self.1.set(self.1.get() + count);
            Ok(count)
        }
    }
    let all_rows: Vec<_> = (2..5_000).map(|line| row(line, &[(Field::ExternalId, &format!("E-{line}"))])).collect();
    let plan = planner().plan(&index(&World::new()), all_rows, 0).unwrap();
    let mut document = Vec::new();
    plan.write(&mut document).unwrap();
    let so_far = Cell::new(0);
    let mut reader = PlanReader::new(Counted(&document, &so_far)).unwrap();
    assert_eq!(reader.header(), &plan.summary.header);
    assert_eq!(reader.next().unwrap().unwrap(), plan.steps[0]);
    assert!(so_far.get() < document.len() / 10, "{so_far:?} of {}", document.len());
    assert_eq!(reader.finish().unwrap(), plan.summary, "the rest is read, too");
}

#[test]
fn after_a_line_that_is_refused_there_is_no_plan() {
    let (plan, document) = written();
    let text = String::from_utf8(document).unwrap();
    let broken = text.replacen("\"id\":\"1\"", "\"id\":\"\"", 1);
    let mut reader = PlanReader::new(broken.as_bytes()).unwrap();
    assert!(matches!(reader.next(), Some(Err(PlanError::Step { line: Some(2), .. }))));
    assert!(reader.next().is_none());
    assert!(matches!(reader.finish(), Err(PlanError::Layout { line: 2, .. })));
    let mut writer = PlanWriter::new(Vec::new(), &plan.summary.header).unwrap();
    let mut broken = plan.steps[0].clone();
    broken.id = None;
    assert!(matches!(writer.step(&broken), Err(PlanError::Step { line: Some(2), .. })));
    let mut header = plan.summary.header;
    header.version = 2;
    assert!(matches!(PlanWriter::new(Vec::new(), &header), Err(PlanError::Version { found: 2 })));
}

#[test]
fn a_summary_stands_alone_as_json() {
    let summary = written().0.summary;
    let text = to_string(&summary).unwrap();
    assert_eq!(from_str::<Summary>(&text).unwrap(), summary);
}
