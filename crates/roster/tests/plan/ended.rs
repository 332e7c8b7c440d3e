//! Ended participants that rows mean: shown, counted, and reactivated where asked for.

use crate::common::{EXAMPLE, NARROW, World, apply, index, row, world};
use participants_roster::core::{Field, Inactive};
use participants_roster::plan::Reason;
use participants_roster::{Bound, Guards, Options, Plan, Planner, Row, Verb};

fn people() -> World {
    world(&[
        ("1", &[(Field::Email, "lena@example.org"), (Field::Status, "archived"), (Field::Phone, "+47 1")]),
        ("2", &[(Field::Email, "li@example.org"), (Field::Status, "past")]),
    ])
}

fn rows(phone: &str) -> [Row; 2] {
    let lena = row(2, &[(Field::Email, "lena@example.org"), (Field::Phone, phone)]);
    [lena, row(3, &[(Field::Email, "li@example.org")])]
}

fn planned(options: Options, rows: impl IntoIterator<Item = Row>) -> Plan {
    Planner::new(&EXAMPLE).options(options).plan(&index(&people()), rows, 0).unwrap()
}

fn verbs(plan: &Plan) -> Vec<Verb> {
    plan.steps.iter().map(|step| step.verb).collect()
}

#[test]
fn one_who_was_ended_is_a_problem_and_not_unchanged_in_silence() {
    let plan = planned(Options::new(), rows("+47 1"));
    assert_eq!(verbs(&plan), [Verb::None, Verb::None]);
    assert_eq!(plan.steps[0].reasons, [Reason::Ended { how: Inactive::Archived }]);
    assert_eq!((plan.summary.counts.ended, plan.has_problems(), plan.is_empty()), (1, true, true));
    let mut text = String::new();
    plan.render(&mut text, None).unwrap();
    assert!(text.contains("\n  1 ended at the provider (--reactivate takes them back)\n"), "{text}");
    assert!(text.contains("none 1, matched by e-mail\n  the participant is archived at the provider"), "{text}");
    let changed = planned(Options::new(), rows("+47 2"));
    assert_eq!((verbs(&changed)[0], changed.summary.counts.ended), (Verb::Update, 1), "other fields are changed");
    let mut document = Vec::new();
    changed.write(&mut document).unwrap();
    assert_eq!(Plan::read(document.as_slice()).unwrap(), changed);
}

#[test]
fn a_reactivation_is_one_step_with_the_other_changes_and_leaves_nothing_to_do() {
    let options = Options::new().reactivate(true);
    let plan = planned(options, rows("+47 2"));
    assert_eq!(verbs(&plan), [Verb::Reactivate, Verb::None]);
    let fields: Vec<_> = plan.steps[0].changes.iter().map(|change| change.field.clone()).collect();
    assert_eq!(fields, [Field::Phone, Field::Status]);
    assert_eq!((plan.summary.counts.reactivate, plan.summary.counts.ended, plan.has_problems()), (1, 0, false));
    let mut after = people();
    plan.steps.iter().for_each(|step| apply(&mut after, step));
    assert_eq!(after["1"][&Field::Status], "active");
    let again = Planner::new(&EXAMPLE).options(options).plan(&index(&after), rows("+47 2"), 0).unwrap();
    assert!(again.is_empty() && !again.has_problems());
    let none = Guards::OFF.reactivations(Bound::people(0));
    assert!(none.check(&plan.summary).unwrap_err().to_string().contains("--max-reactivations"));
    assert!(Guards::default().check(&plan.summary).is_ok());
}

#[test]
fn a_row_that_names_the_field_decides_about_it() {
    let wanting =
        |status| planned(Options::new(), [row(2, &[(Field::Email, "lena@example.org"), (Field::Status, status)])]);
    let (kept, changed) = (wanting("archived"), wanting("future"));
    assert_eq!((verbs(&kept), kept.has_problems()), (vec![Verb::None], false));
    assert_eq!((verbs(&changed), changed.has_problems()), (vec![Verb::Update], false));
    let narrow = Planner::new(&NARROW).options(Options::new().reactivate(true));
    let plan = narrow.plan(&index(&people()), rows("+47 1"), 0).unwrap();
    assert_eq!(plan.summary.counts.ended, 1, "what the provider cannot do is a problem");
    assert!(matches!(plan.steps[0].reasons.as_slice(), [Reason::Ended { .. }, Reason::Cannot { .. }]));
}
