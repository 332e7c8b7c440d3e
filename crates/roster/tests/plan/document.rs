//! The plan as a file: read as strictly as it is written, and as its page says.

use crate::common::{EXAMPLE, index, row, world};
use participants_roster::core::{
    Field,
    serde_json::{Value, from_str, json, to_string},
};
use participants_roster::plan::{Action, PlanError, PlanReader, Summary};
use participants_roster::{Options, Plan, Planner, Step, Verb};
use std::io::Read;

/// The lines of a document: the header, an update, a creation, the counts.
fn lines() -> Vec<Value> {
    let people = world(&[("1", &[(Field::ExternalId, "E-1"), (Field::Phone, "1")])]);
    let rows = [
        row(2, &[(Field::ExternalId, "E-1"), (Field::Phone, "2")]),
        row(3, &[(Field::ExternalId, "E-2"), (Field::DateOfBirth, "1990-04-12")]),
    ];
    let plan = Planner::new(&EXAMPLE).options(Options::new().create(true)).plan(&index(&people), rows, 0).unwrap();
    let mut bytes = Vec::new();
    plan.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().lines().map(|line| from_str(line).unwrap()).collect()
}

fn joined(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// What reading the document says, once something in a line of it is changed.
fn read(line: usize, pointer: &str, value: Value) -> Result<Plan, PlanError> {
    let mut lines = lines();
    match lines[line].pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            lines[line].pointer_mut(parent).unwrap()[name] = value;
        }
    }
    Plan::read(joined(&lines).as_bytes())
}

/// The example of the documentation.
pub(crate) fn example() -> &'static str {
    let (_, rest) = PAGE.split_once("```json\n").expect("the page has an example");
    rest.split_once("```").unwrap().0
}

const PAGE: &str = include_str!("../../../../docs/plan.md");

#[test]
fn a_plan_is_read_as_it_was_written() {
    assert_eq!(lines()[0]["version"], 3);
    assert!(read(0, "/version", json!(3)).is_ok());
}

#[test]
fn another_version_another_document_and_unknown_members_are_refused() {
    assert!(matches!(read(0, "/version", json!(1)), Err(PlanError::Version { found: 1 })));
    assert!(matches!(read(0, "/format", json!("terraform")), Err(PlanError::NotAPlan)));
    assert!(matches!(Plan::read(b"{}".as_slice()), Err(PlanError::NotAPlan)));
    for nothing in [b"".as_slice(), b"line;name\n", b"[]", b"7\n"] {
        assert!(matches!(Plan::read(nothing), Err(PlanError::Layout { line: 1, .. })), "{nothing:?}");
    }
    for (line, pointer) in [
        (0, "/note"),
        (0, "/listing/note"),
        (0, "/roster/note"),
        (0, "/counts"),
        (3, "/counts/delete"),
        (3, "/note"),
        (1, "/note"),
        (1, "/changes/0/note"),
    ] {
        let read = read(line, pointer, json!(1));
        assert!(matches!(read, Err(PlanError::Layout { line: at, .. }) if at == line + 1), "{pointer}: {read:?}");
    }
    for (line, pointer, value) in [
        (1, "/verb", json!("delete")),
        (1, "/changes/0/field", json!("shoe_size")),
        (1, "/changes/0/after", json!({"value": "2", "note": 1})),
        (2, "/reasons/0", json!({"not_found": {"proof": "complete", "note": 1}})),
        (1, "/matched_by", json!("horoscope")),
    ] {
        assert!(matches!(read(line, pointer, value), Err(PlanError::Layout { .. })), "{pointer}");
    }
}

/// Version 2 was one JSON object, laid out over several lines or on one.
#[test]
fn a_document_of_the_form_before_says_to_make_the_plan_again() {
    let old = json!({"format": "participants-plan", "version": 2, "steps": [], "provider": "example"});
    for text in [old.to_string(), format!("{old:#}"), format!("{{\n{}", &old.to_string()[1..])] {
        let error = Plan::read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("make the plan again"), "{error}");
    }
}

#[test]
fn a_document_that_was_cut_anywhere_is_refused() {
    let whole = joined(&lines());
    assert!(Plan::read(whole.as_bytes()).is_ok());
    // Without its last line break alone it is still whole.
    assert!(Plan::read(whole.trim_end().as_bytes()).is_ok());
    for end in 0..whole.trim_end().len() {
        let cut = &whole.as_bytes()[..end];
        let error = Plan::read(cut).expect_err("it is cut");
        assert!(matches!(error, PlanError::Layout { .. }), "{end}: {error:?}");
    }
}

#[test]
fn a_line_that_was_taken_out_added_or_moved_is_refused() {
    let whole = lines();
    for at in 0..whole.len() {
        let mut without = whole.clone();
        without.remove(at);
        assert!(Plan::read(joined(&without).as_bytes()).is_err(), "without {at}");
        for to in 0..=whole.len() {
            let mut twice = whole.clone();
            twice.insert(to, whole[at].clone());
            assert!(Plan::read(joined(&twice).as_bytes()).is_err(), "{at} once more at {to}");
        }
    }
    let mut without = whole.clone();
    without.remove(1);
    assert!(matches!(Plan::read(joined(&without).as_bytes()), Err(PlanError::Counts)));
    let blank = joined(&whole).replacen('\n', "\n\n", 1);
    assert!(matches!(Plan::read(blank.as_bytes()), Err(PlanError::Layout { line: 2, .. })));
}

/// A file that is no plan must not fill the memory.
#[test]
fn a_line_that_never_ends_is_refused() {
    let header = joined(&lines()[..1]);
    let endless = header.as_bytes().chain(std::io::repeat(b' '));
    let error = PlanReader::new(endless).unwrap().next().unwrap().unwrap_err();
    assert!(error.to_string().contains("longer than 64 MiB"), "{error}");
}

#[test]
fn a_plan_that_contradicts_itself_is_refused_without_repeating_a_value() {
    let change = json!({"field": "phone", "before": "empty", "after": {"value": "2"}});
    for (line, pointer, value) in [
        (1, "/id", json!("")),
        (1, "/changes", json!([])),
        (1, "/changes", json!([change, change])),
        (1, "/changes/0/after", json!("unknown")),
        (1, "/changes/0/field", json!("id")),
        (1, "/changes/0/field", json!("password")),
        (1, "/changes/0/field", json!("date_of_birth")),
        (1, "/verb", json!("refuse")),
        (1, "/verb", json!("deactivate")),
        (1, "/line", json!(null)),
        (2, "/id", json!("1")),
        (2, "/changes/0/after", json!("empty")),
    ] {
        let shown = value.to_string();
        let error = read(line, pointer, value).expect_err(pointer);
        assert!(matches!(error, PlanError::Step { .. }), "{pointer} {shown}: {error}");
    }
    let bad_date = read(2, "/changes/1/after", json!({"value": "12/04/1990"})).unwrap_err();
    assert!(!bad_date.to_string().contains("1990"), "{bad_date}");
    assert!(matches!(read(3, "/counts/create", json!(0)), Err(PlanError::Counts)));
}

#[test]
fn one_participant_is_written_to_once() {
    let mut twice = lines();
    twice.insert(2, twice[1].clone());
    twice[4]["counts"]["update"] = json!(2);
    assert!(matches!(Plan::read(joined(&twice).as_bytes()), Err(PlanError::Step { line: Some(2), .. })));
}

#[test]
fn the_example_of_the_documentation_is_a_plan() {
    let plan = Plan::read(example().as_bytes()).unwrap();
    let verbs: Vec<_> = plan.steps.iter().map(|step| step.verb).collect();
    assert_eq!(verbs, [Verb::Update, Verb::Move, Verb::Create, Verb::None, Verb::Refuse, Verb::Deactivate]);
    assert!(matches!(plan.steps[0].action(), Ok(Action::Update { .. })));
    let mut written = Vec::new();
    plan.write(&mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), example(), "nothing is lost");
    for verb in [Verb::Create, Verb::Update, Verb::Move, Verb::Deactivate, Verb::None, Verb::Refuse] {
        assert!(PAGE.contains(&format!("| `{verb}` |")), "the page says what {verb} is");
    }
}

/// Journals keep summaries and steps of earlier versions: `undo` and `report` read them.
#[test]
fn a_summary_and_steps_with_the_names_of_an_earlier_version_are_read() {
    let plan = Plan::read(example().as_bytes()).unwrap();
    let earlier = |text: String, new: &str, old: &str| {
        assert!(text.contains(new), "{new}");
        text.replace(new, old)
    };
    let summary = earlier(to_string(&plan.summary).unwrap(), "\"invalid\":0", concat!("\"o", "dd\":0"));
    let summary = earlier(summary, "\"assumed\"", "\"presumed\"");
    assert_eq!(from_str::<Summary>(&summary).unwrap(), plan.summary);
    let create = earlier(to_string(&plan.steps[2]).unwrap(), "\"not_found\"", concat!("\"no", "body\""));
    assert_eq!(from_str::<Step>(&create).unwrap(), plan.steps[2]);
}
