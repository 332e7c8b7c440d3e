//! A plan that is made, written and read step by step is the plan that is made, written and read at once.

use crate::common::{EXAMPLE, World, index, row, world};
use participants_roster::core::{
    Field,
    serde_json::{Value, from_slice, from_str, json, to_string},
};
use participants_roster::plan::{PlanError, PlanWriter, PlanningError, ReadError, Reason, Summary, Trust};
use participants_roster::{Options, Plan, Planner, Problem, Row, Rule, Step, ValueClass, Verb};
use std::{cell::Cell, convert::Infallible, io::Read};

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
fn streamed(first: Vec<Reading>, second: Vec<Reading>) -> Result<Plan, PlanningError<Infallible>> {
    let mut readings = [first, second].into_iter();
    let mut steps = Vec::new();
    let summary = planner().plan_into(
        &index(&people()),
        || readings.next().map(Vec::into_iter).ok_or_else(gone),
        |step| {
            steps.push(step);
            Ok::<_, Infallible>(())
        },
    )?;
    Ok(Plan::new(summary, steps))
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
    assert_eq!((plan.summary.roster.rows, plan.summary.roster.unreadable, plan.summary.counts.refuse), (5, 1, 3));
    assert_eq!(plan.summary.withheld, [Reason::RowsUnreadable { rows: 1 }]);
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
    let never =
        planner().plan_into(&index(&people()), || Err::<std::iter::Empty<Reading>, _>(gone()), |_| Ok::<_, ()>(()));
    assert!(matches!(never, Err(PlanningError::Roster(_))));
}

#[test]
fn each_step_is_handed_on_before_the_next_row_is_read() {
    let (begun, read, taken) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let rows = || {
        begun.set(begun.get() + 1);
        read.set(0);
        Ok(rows().into_iter().inspect(|_| read.set(read.get() + 1)).map(Ok))
    };
    let sink = |step: Step| {
        taken.set(taken.get() + 1);
        if step.line.is_some() {
            assert_eq!((begun.get(), read.get()), (2, taken.get()));
        }
        if step.line == Some(5) { Err("enough") } else { Ok(()) }
    };
    let planned = planner().plan_into(&index(&people()), rows, sink);
    assert!(matches!(planned, Err(PlanningError::Sink("enough"))));
    assert_eq!((read.get(), taken.get()), (4, 4), "no step is made that is not taken");
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
    let mut writer = PlanWriter::new(&mut document).unwrap();
    plan.steps.iter().for_each(|step| writer.step(step).unwrap());
    writer.finish(&plan.summary).unwrap();
    (plan, document)
}

fn read_again(document: &[u8]) -> Result<Plan, ReadError<Infallible>> {
    let mut steps = Vec::new();
    let summary = Plan::read_into(document, |step| {
        steps.push(step);
        Ok::<_, Infallible>(())
    })?;
    Ok(Plan::new(summary, steps))
}

#[test]
fn members_come_in_any_order() {
    let (plan, document) = written();
    assert_eq!(read_again(&document).unwrap(), plan);
    let value: Value = from_slice(&document).unwrap();
    let mut members: Vec<_> = value.as_object().unwrap().iter().collect();
    for _ in 0..members.len() {
        members.rotate_left(1);
        let text: Vec<_> = members.iter().map(|(name, value)| format!("{name:?}: {value}")).collect();
        let turned = format!("{{{}}}", text.join(","));
        assert_eq!(read_again(turned.as_bytes()).unwrap(), plan, "{:?} comes first", members[0].0);
    }
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
    let (so_far, mut first) = (Cell::new(0), None);
    let summary = Plan::read_into(Counted(&document, &so_far), |_| {
        first.get_or_insert(so_far.get());
        Ok::<_, Infallible>(())
    });
    assert_eq!(summary.unwrap(), plan.summary);
    assert!(first.unwrap() < document.len() / 10, "{first:?} of {}", document.len());
    let stopped =
        Plan::read_into(document.as_slice(), |step| if step.line == Some(4) { Err(step.line) } else { Ok(()) });
    assert!(matches!(stopped, Err(ReadError::Sink(Some(4)))));
}

#[test]
fn what_is_read_step_by_step_is_read_as_strictly() {
    let (_, document) = written();
    let altered = |alter: &dyn Fn(&mut Value)| {
        let mut value = from_slice(&document).unwrap();
        alter(&mut value);
        read_again(value.to_string().as_bytes()).map_err(|error| match error {
            ReadError::Plan(error) => error,
            ReadError::Sink(never) => match never {},
        })
    };
    let without = |name: &'static str| altered(&move |value| drop(value.as_object_mut().unwrap().remove(name)));
    for name in ["version", "provider", "listing", "roster", "counts", "steps"] {
        assert!(matches!(without(name), Err(PlanError::Layout { .. })), "{name}");
    }
    assert!(matches!(without("format"), Err(PlanError::NotAPlan)));
    assert!(matches!(altered(&|it| it["version"] = json!(7)), Err(PlanError::Version { found: 7 })));
    assert!(matches!(altered(&|it| it["note"] = json!(7)), Err(PlanError::Layout { .. })));
    assert!(matches!(altered(&|it| it["counts"]["none"] = json!(7)), Err(PlanError::Counts)));
    assert!(matches!(altered(&|it| it["steps"][0]["id"] = json!("")), Err(PlanError::Step { line: Some(2), .. })));
    assert!(matches!(altered(&|it| it["steps"][0]["key"] = json!({"name": "Ö"})), Err(PlanError::Layout { .. })));
    let text = String::from_utf8(document.clone()).unwrap();
    let twice = text.replacen("\"provider\"", "\"provider\": \"other\", \"provider\"", 1);
    for broken in [&text[..text.len() - 3], &format!("{text}{{}}"), &twice] {
        assert!(matches!(read_again(broken.as_bytes()), Err(ReadError::Plan(PlanError::Layout { .. }))));
    }
}

#[test]
fn a_document_is_finished_with_the_summary_of_its_own_steps_alone() {
    let (plan, _) = written();
    let writer = || PlanWriter::new(Vec::<u8>::new()).unwrap();
    assert!(matches!(writer().finish(&plan.summary), Err(PlanError::Counts)));
    let nothing = planner().plan(&index(&World::new()), [], 0).unwrap();
    let mut document = Vec::new();
    PlanWriter::new(&mut document).unwrap().finish(&nothing.summary).unwrap();
    assert_eq!(read_again(&document).unwrap(), nothing);
    let mut broken = plan.steps[0].clone();
    broken.id = None;
    assert!(matches!(writer().step(&broken), Err(PlanError::Step { line: Some(2), .. })));
}

#[test]
fn a_summary_stands_alone_as_json() {
    let summary = written().0.summary;
    let text = to_string(&summary).unwrap();
    assert_eq!(from_str::<Summary>(&text).unwrap(), summary);
}
