//! A plan as people see it.

use crate::common::{EXAMPLE, index, listed, row, world};
use participants_roster::core::{Completeness, Field};
use participants_roster::plan::{Pseudonyms, Trust};
use participants_roster::{Options, Plan, Planner};

fn plan() -> Plan {
    let people = world(&[
        ("1", &[(Field::ExternalId, "E-1"), (Field::Phone, "+47 1")]),
        ("2", &[(Field::Email, "y@example.org")]),
        ("3", &[(Field::ExternalId, "E-3")]),
    ]);
    let rows = [
        row(2, &[(Field::ExternalId, "E-1"), (Field::Phone, "+47 2"), (Field::DateOfBirth, "1990-04-12")]),
        row(3, &[(Field::Email, "y@example.org")]),
        row(4, &[(Field::ExternalId, "E-4"), (Field::LastName, "Þórðardóttir")]),
        row(5, &[(Field::ExternalId, "E-3"), (Field::Phone, "1")]),
        row(6, &[(Field::ExternalId, "E-3"), (Field::Phone, "2")]),
    ];
    Planner::new(&EXAMPLE).options(Options::new().create(true)).plan(&index(&people), rows, 0).unwrap()
}

fn shown(plan: &Plan, names: Option<&mut Pseudonyms>) -> String {
    let mut text = String::new();
    plan.render(&mut text, names).unwrap();
    text
}

const PLAIN: &str = "\
example: 5 rows, 3 people listed
  1 to create
  1 to update
  0 to move
  0 to deactivate
  1 unchanged
  2 refused
line 2 (E-1): update 1, matched by external id
  phone          +47 1 → +47 2
  date_of_birth  (empty) → 1990-04-12
line 4 (E-4): create
  external_id  E-4
  last_name    Þórðardóttir
  no participant matches; the list is complete
line 5 (E-3): refuse 3, matched by external id
  the same participant as line 6
line 6 (E-3): refuse 3, matched by external id
  the same participant as line 5
";

#[test]
fn the_counts_come_first_then_what_changes() {
    let plain = shown(&plan(), None);
    assert_eq!(plain, PLAIN, "{plain}");
}

#[test]
fn a_step_alone_is_shown_as_in_its_plan() {
    let (plan, mut names, mut text) = (plan(), Pseudonyms::new(), String::new());
    plan.summary.render(&mut text, None).unwrap();
    for step in plan.steps.iter().filter(|step| step.line != Some(3)) {
        step.render(&mut text, Some(&mut names)).unwrap();
    }
    assert_eq!(text, shown(&plan, Some(&mut Pseudonyms::new())));
    assert!(text.contains("line 2 (external_id#1): update id#1, matched by external id\n"), "{text}");
    assert!(text.contains("  phone          phone#1 → phone#2\n"), "{text}");
}

#[test]
fn figures_stand_below_each_other_and_what_is_withheld_comes_last() {
    let options = Options::new().create(true).deactivate_missing(Trust::Complete);
    let rows = (2..14).map(|line| row(line, &[(Field::ExternalId, &format!("E-{line}"))]));
    let no_people = listed(&world(&[]), Completeness::Assumed("no paging"));
    let plan = Planner::new(&EXAMPLE).options(options).plan(&no_people, rows, 3).unwrap();
    let mut text = String::new();
    plan.summary.render(&mut text, None).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[..3], ["example: 15 rows, 0 people listed", "  12 to create", "   0 to update"]);
    let withheld = [
        "missing can be: 0 participants listed",
        "no participant is deactivated: not proven: the list is presumed to be complete: no paging",
        "no participant is deactivated: 3 rows of the roster could not be read",
    ];
    assert_eq!(lines[7..], withheld);
}

#[test]
fn a_difference_that_cannot_be_seen_is_shown_as_code_points() {
    let people =
        world(&[("1", &[(Field::ExternalId, "E-1"), (Field::LastName, "José"), (Field::Notes, "José, seul")])]);
    let same = [(Field::ExternalId, "E-1"), (Field::LastName, "Jose\u{301}"), (Field::Notes, "Jose\u{301},\u{a0}seul")];
    let plan = Planner::new(&EXAMPLE).plan(&index(&people), [row(2, &same)], 0).unwrap();
    let text = shown(&plan, None);
    let wanted = "  notes  José, seul → Jose\u{301},\u{a0}seul (they look the same: U+00E9 U+002C U+0020 → U+0065 U+0301 U+002C U+00A0)\n";
    assert!(text.ends_with(wanted), "{text}");
    assert!(!text.contains("last_name"), "a name that looks the same is the same: {text}");
    let private = shown(&plan, Some(&mut Pseudonyms::new()));
    assert!(private.ends_with("  notes  notes#1 → notes#2 (they look the same)\n"), "{private}");
}
