//! No creation is planned that the provider would refuse because a field is missing.

use crate::common::{STRICT, index, listed, row, world};
use participants_groups::Groups;
use participants_roster::core::{Capabilities, Completeness, Field, Required, Unified};
use participants_roster::plan::Reason;
use participants_roster::{Options, Plan, Planner, Step, Verb};

fn create() -> Options {
    Options::new().create(true)
}

/// The step of a row about a new participant.
fn newcomer(table: &Capabilities, options: Options, list: &[(Field, &str)]) -> Step {
    let no_people = listed(&world(&[]), Completeness::Complete);
    Planner::new(table).options(options).plan(&no_people, [row(2, list)], 0).unwrap().steps.remove(0)
}

/// The fields of each thing that is lacking.
fn lacking(step: &Step) -> Vec<&[Field]> {
    let mut lacking = Vec::new();
    for reason in &step.reasons {
        if let Reason::Required { fields, .. } = reason {
            lacking.push(fields.as_slice());
        }
    }
    lacking
}

#[test]
fn a_row_for_a_new_participant_is_refused_with_all_that_is_missing() {
    let step = newcomer(&STRICT, create(), &[(Field::ExternalId, "E-9"), (Field::LastName, " ")]);
    assert_eq!((step.verb, step.changes.len()), (Verb::Refuse, 0));
    assert_eq!(lacking(&step), [[Field::LastName].as_slice(), &[Field::Email, Field::Phone]]);
    let reasons: Vec<_> = step.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(reasons[1], "a new participant also needs last_name: every participant has one");
    assert_eq!(reasons[2], "a new participant also needs email or phone: every participant can be reached");
}

#[test]
fn one_of_several_is_enough() {
    for reached in [(Field::Email, "y@example.org"), (Field::Phone, "+47 1")] {
        let step = newcomer(&STRICT, create(), &[(Field::ExternalId, "E-9"), (Field::LastName, "李"), reached]);
        assert_eq!((step.verb, lacking(&step).len()), (Verb::Create, 0));
    }
}

#[test]
fn an_existing_participant_needs_nothing_more() {
    let people = world(&[("1", &[(Field::ExternalId, "E-1")])]);
    let rows = [row(2, &[(Field::ExternalId, "E-1"), (Field::FirstName, "Zoë")])];
    let plan = Planner::new(&STRICT).options(create()).plan(&index(&people), rows, 0).unwrap();
    assert_eq!((plan.summary.counts.update, plan.summary.counts.refuse), (1, 0));
}

#[test]
fn a_field_that_stands_in_the_way_is_named_once_and_one_that_is_left_out_is_lacking() {
    static MISFIT: Capabilities = Capabilities {
        provider: "misfit",
        when: "",
        operations: STRICT.operations,
        fields: STRICT.fields,
        required: &[Required::new(&[Field::JobTitle], "every participant does something")],
    };
    let list = [(Field::ExternalId, "E-9"), (Field::JobTitle, "Tutor")];
    let step = newcomer(&MISFIT, create(), &list);
    assert_eq!((step.verb, lacking(&step).len()), (Verb::Refuse, 0));
    assert!(matches!(step.reasons.last(), Some(Reason::NotWritable { field: Field::JobTitle, .. })));
    let step = newcomer(&MISFIT, create().leave_out(true), &list);
    assert_eq!((step.verb, lacking(&step)), (Verb::Refuse, vec![[Field::JobTitle].as_slice()]));
}

#[test]
fn a_real_provider_says_what_it_requires() {
    let table = Groups::TABLES[0];
    let step = newcomer(table, create(), &[(Field::Email, "li@example.org"), (Field::FullName, "李 Ó")]);
    assert_eq!(step.verb, Verb::Refuse);
    assert_eq!(lacking(&step), [[Field::ShortName].as_slice(), &[Field::Group, Field::GroupName]]);
    let complete = [
        (Field::Email, "li@example.org"),
        (Field::FullName, "李 Ó"),
        (Field::ShortName, "李"),
        (Field::GroupName, "Évening"),
    ];
    assert_eq!(newcomer(table, create(), &complete).verb, Verb::Create);
}

#[test]
fn the_reason_stands_in_the_document() {
    let no_people = index(&world(&[]));
    let plan =
        Planner::new(&STRICT).options(create()).plan(&no_people, [row(2, &[(Field::ExternalId, "E-9")])], 0).unwrap();
    let mut document = Vec::new();
    plan.write(&mut document).unwrap();
    let text = String::from_utf8(document.clone()).unwrap();
    let compact: String = text.split_whitespace().collect();
    assert!(compact.contains(r#"{"required":{"fields":["email","phone"],"why":"#), "{text}");
    assert_eq!(Plan::read(document.as_slice()).unwrap(), plan);
}
