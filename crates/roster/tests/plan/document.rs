//! The plan as a file: read as strictly as it is written, and as its page says.

use crate::common::{EXAMPLE, index, row, world};
use participants_roster::core::{
    Field,
    serde_json::{Value, from_slice, from_str, json},
};
use participants_roster::plan::{Action, PlanError};
use participants_roster::{Options, Plan, Planner, Verb};

fn document() -> Value {
    let people = world(&[("1", &[(Field::ExternalId, "E-1"), (Field::Phone, "1")])]);
    let rows = [
        row(2, &[(Field::ExternalId, "E-1"), (Field::Phone, "2")]),
        row(3, &[(Field::ExternalId, "E-2"), (Field::DateOfBirth, "1990-04-12")]),
    ];
    let plan = Planner::new(&EXAMPLE).options(Options::new().create(true)).plan(&index(&people), rows, 0).unwrap();
    let mut bytes = Vec::new();
    plan.write(&mut bytes).unwrap();
    from_slice(&bytes).unwrap()
}

/// What reading the document says, once something in it is changed.
fn read(pointer: &str, value: Value) -> Result<Plan, PlanError> {
    let mut document = document();
    match document.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            document.pointer_mut(parent).unwrap()[name] = value;
        }
    }
    Plan::read(document.to_string().as_bytes())
}

#[test]
fn a_plan_is_read_as_it_was_written() {
    assert_eq!(document()["version"], 2);
    assert!(read("/version", json!(2)).is_ok());
}

#[test]
fn another_version_another_document_and_unknown_members_are_refused() {
    assert!(matches!(read("/version", json!(1)), Err(PlanError::Version { found: 1 })));
    assert!(matches!(read("/format", json!("terraform")), Err(PlanError::NotAPlan)));
    assert!(matches!(Plan::read(b"{}".as_slice()), Err(PlanError::NotAPlan)));
    assert!(matches!(Plan::read(b"line;name\n".as_slice()), Err(PlanError::Layout { line: 1, .. })));
    for pointer in
        ["/note", "/listing/note", "/roster/note", "/counts/delete", "/steps/0/note", "/steps/0/changes/0/note"]
    {
        assert!(matches!(read(pointer, json!(1)), Err(PlanError::Layout { .. })), "{pointer}");
    }
    for (pointer, value) in [
        ("/steps/0/verb", json!("delete")),
        ("/steps/0/changes/0/field", json!("shoe_size")),
        ("/steps/0/changes/0/after", json!({"value": "2", "note": 1})),
        ("/steps/1/reasons/0", json!({"not_found": {"proof": "complete", "note": 1}})),
        ("/steps/0/matched_by", json!("horoscope")),
    ] {
        assert!(matches!(read(pointer, value), Err(PlanError::Layout { .. })), "{pointer}");
    }
}

#[test]
fn a_plan_that_contradicts_itself_is_refused_without_repeating_a_value() {
    let change = json!({"field": "phone", "before": "empty", "after": {"value": "2"}});
    for (pointer, value) in [
        ("/steps/0/id", json!("")),
        ("/steps/0/changes", json!([])),
        ("/steps/0/changes", json!([change, change])),
        ("/steps/0/changes/0/after", json!("unknown")),
        ("/steps/0/changes/0/field", json!("id")),
        ("/steps/0/changes/0/field", json!("password")),
        ("/steps/0/changes/0/field", json!("date_of_birth")),
        ("/steps/0/verb", json!("refuse")),
        ("/steps/0/verb", json!("deactivate")),
        ("/steps/0/line", json!(null)),
        ("/steps/1/id", json!("1")),
        ("/steps/1/changes/0/after", json!("empty")),
    ] {
        let shown = value.to_string();
        let error = read(pointer, value).expect_err(pointer);
        assert!(matches!(error, PlanError::Step { .. }), "{pointer} {shown}: {error}");
    }
    let bad_date = read("/steps/1/changes/1/after", json!({"value": "12/04/1990"})).unwrap_err();
    assert!(!bad_date.to_string().contains("1990"), "{bad_date}");
    assert!(matches!(read("/counts/create", json!(0)), Err(PlanError::Counts)));
}

#[test]
fn one_participant_is_written_to_once() {
    let mut twice = document();
    let first = twice["steps"][0].clone();
    twice["steps"].as_array_mut().unwrap().push(first);
    twice["counts"]["update"] = json!(2);
    assert!(matches!(Plan::read(twice.to_string().as_bytes()), Err(PlanError::Step { line: Some(2), .. })));
}

#[test]
fn the_example_of_the_documentation_is_a_plan() {
    let page = include_str!("../../../../docs/plan.md");
    let (_, rest) = page.split_once("```json\n").expect("the page has an example");
    let (example, _) = rest.split_once("```").unwrap();
    let plan = Plan::read(example.as_bytes()).unwrap();
    let verbs: Vec<_> = plan.steps.iter().map(|step| step.verb).collect();
    assert_eq!(verbs, [Verb::Update, Verb::Move, Verb::Create, Verb::None, Verb::Refuse, Verb::Deactivate]);
    assert!(matches!(plan.steps[0].action(), Ok(Action::Update { .. })));
    let mut written = Vec::new();
    plan.write(&mut written).unwrap();
    assert_eq!(from_slice::<Value>(&written).unwrap(), from_str::<Value>(example).unwrap(), "nothing is lost");
    for verb in [Verb::Create, Verb::Update, Verb::Move, Verb::Deactivate, Verb::None, Verb::Refuse] {
        assert!(page.contains(&format!("| `{verb}` |")), "the page says what {verb} is");
    }
}

/// Journals keep summaries and steps of earlier versions: `undo` and `report` read them.
#[test]
fn a_document_with_the_names_of_an_earlier_version_is_read() {
    let page = include_str!("../../../../docs/plan.md");
    let (_, rest) = page.split_once("```json\n").expect("the page has an example");
    let (example, _) = rest.split_once("```").unwrap();
    let old = [
        ("\"invalid\": 0", concat!("\"o", "dd\": 0")),
        ("\"assumed\"", "\"presumed\""),
        ("\"not_found\"", concat!("\"no", "body\"")),
    ];
    let mut earlier = example.to_owned();
    for (new, old) in old {
        assert!(earlier.contains(new), "{new}");
        earlier = earlier.replace(new, old);
    }
    assert_eq!(Plan::read(earlier.as_bytes()).unwrap(), Plan::read(example.as_bytes()).unwrap());
}
