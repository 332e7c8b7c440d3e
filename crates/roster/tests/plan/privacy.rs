//! No value of a person shows where it is not meant to.

use crate::common::{EXAMPLE, clearing, index, owners, row, world};
use participants_roster::core::Field;
use participants_roster::plan::{Pseudonyms, Trust};
use participants_roster::{Options, Ownership, Plan, Planner, Verb};

/// Values that are nowhere else, in every field and every place of a plan.
const SECRETS: [&str; 15] = [
    "id-4711",
    "id-4712",
    "id-4713",
    "key-0815",
    "Þórðardóttir",
    "Æsa",
    "asa@example.org",
    "asa.new@example.org",
    "asa.moved@example.org",
    "+47 555 01",
    "1990-04-12",
    "company-77",
    "Zoë-Ö",
    "badge-33",
    "1-2-3-password",
];

fn plan() -> Plan {
    let badge = Field::Custom("badge".into());
    let people = world(&[
        (
            "id-4711",
            &[
                (Field::ExternalId, "key-0815"),
                (Field::LastName, "Þórðardóttir"),
                (Field::FirstName, "Æsa"),
                (Field::Email, "asa@example.org"),
                (Field::Phone, "+47 555 01"),
            ],
        ),
        ("id-4712", &[(Field::Email, "asa.new@example.org")]),
        ("id-4713", &[(Field::Email, "asa.new@example.org"), (badge.clone(), "badge-33")]),
        ("id-4714", &[(Field::Company, "company-77")]),
    ]);
    let rows = [
        clearing(
            row(
                2,
                &[
                    (Field::ExternalId, "key-0815"),
                    (Field::Email, "asa.moved@example.org"),
                    (Field::DateOfBirth, "1990-04-12"),
                    (Field::Company, "company-77"),
                ],
            ),
            &[Field::Phone],
        ),
        row(3, &[(Field::Email, "ASA.new@example.org")]),
        row(4, &[(Field::Email, "asa.x@example.org"), (Field::LastName, "Zoë-Ö"), (badge, "badge-33")]),
        row(5, &[(Field::Email, "asa.y@example.org"), (Field::Password, "1-2-3-password")]),
        row(6, &[(Field::ExternalId, "key-0815"), (Field::Email, "asa.new@example.org")]),
    ];
    let options = Options::new().create(true).deactivate_missing(Trust::Complete);
    // Not together: the ambiguous and the contradicting row share an address and a key with others.
    let [first, second, third, fourth, fifth] = rows;
    let mut plan = Planner::new(&EXAMPLE).options(options).plan(&index(&people), [first, third, fourth], 0).unwrap();
    for refused in [second, fifth] {
        plan.steps.extend(Planner::new(&EXAMPLE).plan(&index(&people), [refused], 0).unwrap().steps);
    }
    plan
}

fn rendered(plan: &Plan, names: Option<&mut Pseudonyms>) -> String {
    let mut text = String::new();
    plan.render(&mut text, names).unwrap();
    text
}

#[test]
fn debug_and_display_show_no_value() {
    let plan = plan();
    let (debug, display) = (format!("{plan:?}"), plan.to_string());
    for secret in SECRETS.iter().filter(|secret| !secret.starts_with("id-")) {
        assert!(!debug.contains(secret) && !display.contains(secret), "{secret} in {debug} {display}");
    }
}

#[test]
fn pseudonyms_stand_for_every_value_and_are_the_same_for_the_same() {
    let plan = plan();
    let verbs: Vec<_> = plan.steps.iter().map(|step| step.verb).collect();
    for verb in [Verb::Move, Verb::Create, Verb::Refuse, Verb::Deactivate] {
        assert!(verbs.contains(&verb), "the test is about every verb: {verbs:?}");
    }
    let plain = rendered(&plan, None);
    let shown = SECRETS.iter().filter(|secret| plain.contains(**secret)).count();
    assert!(shown > 8, "the values are there to be hidden: {plain}");
    assert!(plain.contains("external id → id-4711, e-mail → id-4712 or id-4713"), "{plain}");
    let mut names = Pseudonyms::new();
    let hidden = rendered(&plan, Some(&mut names));
    for secret in SECRETS {
        assert!(!hidden.to_lowercase().contains(&secret.to_lowercase()), "{secret} in {hidden}");
    }
    assert!(hidden.contains("  email          email#1 → email#2\n"), "{hidden}");
    assert_eq!(hidden, rendered(&plan, Some(&mut names)), "the same tokens in the same run");
}

#[test]
fn a_password_never_stands_in_a_plan() {
    let document = {
        let mut bytes = Vec::new();
        let newcomer = row(5, &[(Field::Email, "y@example.org"), (Field::Password, "1-2-3-password")]);
        let options = Options::new().create(true).leave_out(true).write_unseen(true);
        let plan = Planner::new(&EXAMPLE).options(options).plan(&index(&world(&[])), [newcomer], 0).unwrap();
        assert_eq!((plan.summary.counts.create, plan.steps[0].changes.len()), (1, 1));
        plan.write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert!(!document.contains("1-2-3"));
    assert!(document.contains(r#""secret""#), "it says why: {document}");
    assert!(!document.contains("[secret]"));
}

#[test]
fn a_password_for_an_existing_participant_refuses_the_row_unless_it_is_not_the_rosters() {
    let people = index(&world(&[("1", &[(Field::Email, "y@example.org")])]));
    let rows = || [row(5, &[(Field::Email, "y@example.org"), (Field::Password, "1-2-3-password")])];
    let verb = |planner: Planner<'_>| planner.plan(&people, rows(), 0).unwrap().steps[0].verb;
    assert_eq!(verb(Planner::new(&EXAMPLE)), Verb::Refuse);
    assert_eq!(verb(Planner::new(&EXAMPLE).mapping(&owners(&[(Field::Password, Ownership::Never)]))), Verb::None);
}

#[test]
fn a_terminal_is_not_given_orders() {
    let rows = [row(2, &[(Field::Email, "y@example.org"), (Field::LastName, "\u{1b}[2JÖ\n")])];
    let plan = Planner::new(&EXAMPLE).options(Options::new().create(true)).plan(&index(&world(&[])), rows, 0).unwrap();
    let plain = rendered(&plan, None);
    assert!(plain.contains("\\u{1b}[2JÖ\\n"), "{plain:?}");
}
