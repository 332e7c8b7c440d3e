//! What holds for all rosters: a plan is exact, done once, kept to what the roster owns, and the same when read again.

use crate::common::{self, EXAMPLE, STRICT, Values, World, apply, badge, clearing, index, row, write};
use crate::schema;
use participants_roster::core::{Capabilities, Change, Field};
use participants_roster::plan::{Action, Content, Reason, Trust};
use participants_roster::{MatchResult, Options, Ownership, Plan, Planner, Row, Rule, Verb};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The fields at play, each with few values, so that people and rows run into each other.
fn few() -> Vec<(Field, &'static [&'static str])> {
    vec![
        (Field::ExternalId, &["E1", "E2", "E3"]),
        (Field::FirstName, &["Æsa", "Y"]),
        (Field::LastName, &["O'Brien", "李"]),
        (Field::Email, &["a@example.org", "B@example.org", "b@example.org"]),
        (Field::DateOfBirth, &["1990-04-12", "2000-02-29"]),
        (Field::Phone, &["+47 1", "+47 2", ""]),
        (Field::JobTitle, &["Tutor", "Coach"]),
        (Field::Gender, &["female"]),
        (Field::Company, &["77", "78"]),
        (badge(), &["B-1", "B-2"]),
    ]
}

fn a_person() -> impl Strategy<Value = Values> {
    let values = few().into_iter().map(|(field, values)| {
        let some = proptest::option::of(proptest::sample::select(values.to_vec()));
        some.prop_map(move |value| value.filter(|text| !text.is_empty()).map(|text| (field.clone(), text.to_owned())))
    });
    values.collect::<Vec<_>>().prop_map(|values| values.into_iter().flatten().collect())
}

fn all_participants() -> impl Strategy<Value = World> {
    proptest::collection::vec(a_person(), 0..6).prop_map(|people| {
        people.into_iter().enumerate().map(|(number, values)| (number.to_string(), values)).collect()
    })
}

/// What a row says about one field: nothing, "empty", or a value.
fn wish(values: &'static [&'static str]) -> impl Strategy<Value = Change<&'static str>> {
    prop_oneof![
        3 => Just(Change::Keep),
        1 => Just(Change::Clear),
        4 => proptest::sample::select(values.to_vec()).prop_map(Change::Set),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let wishes: Vec<_> =
        few().into_iter().map(|(field, values)| wish(values).prop_map(move |wish| (field.clone(), wish))).collect();
    let one = wishes.prop_map(|wishes| {
        let set: Vec<_> = wishes.iter().filter_map(|(field, wish)| Some((field.clone(), *wish.value()?))).collect();
        let cleared: Vec<_> = wishes.into_iter().filter(|(_, wish)| wish.is_clear()).map(|(field, _)| field).collect();
        clearing(row(0, &set), &cleared)
    });
    proptest::collection::vec(one, 0..6)
        .prop_map(|rows| (2..).zip(rows).map(|(line, row)| Row { line, ..row }).collect())
}

fn options() -> impl Strategy<Value = Options> {
    any::<[bool; 4]>().prop_map(|[create, leave_out, unseen, deactivate]| {
        let options = Options::new().create(create).leave_out(leave_out).write_unseen(unseen);
        if deactivate { options.deactivate_missing(Trust::Complete) } else { options }
    })
}

fn owners() -> impl Strategy<Value = BTreeMap<Field, Ownership>> {
    let owner =
        prop_oneof![3 => Just(Ownership::Always), 1 => Just(Ownership::OnlyIfEmpty), 1 => Just(Ownership::Never)];
    proptest::collection::vec(owner, few().len())
        .prop_map(|owners| few().into_iter().map(|(field, _)| field).zip(owners).collect())
}

fn plan(world: &World, rows: &[Row], options: Options, owners: &BTreeMap<Field, Ownership>) -> Plan {
    plan_for(&EXAMPLE, world, rows, options, owners)
}

fn plan_for(
    table: &Capabilities,
    world: &World,
    rows: &[Row],
    options: Options,
    owners: &BTreeMap<Field, Ownership>,
) -> Plan {
    let owners: Vec<_> = owners.clone().into_iter().collect();
    Planner::new(table)
        .options(options)
        .mapping(&common::owners(&owners))
        .plan(&index(world), rows.to_vec(), 0)
        .unwrap()
}

fn content(values: &Values, field: &Field) -> Content {
    values.get(field).cloned().map_or(Content::Empty, Content::Value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_step_gives_what_it_shows_and_touches_nothing_else(
        world in all_participants(), rows in rows(), options in options(), owners in owners(),
    ) {
        let plan = plan(&world, &rows, options, &owners);
        let mut written = Vec::new();
        for step in &plan.steps {
            let named = step.line.map(|line| rows.iter().find(|row| row.line == line).unwrap().wanted.named());
            let shown: Vec<_> = step.changes.iter().map(|change| change.field.clone()).collect();
            match step.action().unwrap() {
                Action::Update { id, update } => {
                    prop_assert_eq!(update.named(), shown.clone());
                    prop_assert!(shown.iter().all(|field| named.as_ref().unwrap().contains(field)));
                    let before = &world[&id];
                    let mut after = before.clone();
                    write(&mut after, &update);
                    for change in &step.changes {
                        if change.before != Content::Unknown {
                            prop_assert_eq!(&change.before, &content(before, &change.field));
                        }
                        prop_assert_eq!(&change.after, &content(&after, &change.field));
                    }
                    let untouched = |values: &Values| -> Values {
                        values.clone().into_iter().filter(|(field, _)| !shown.contains(field)).collect()
                    };
                    prop_assert_eq!(untouched(before), untouched(&after));
                    written.push(id);
                }
                Action::Create(new) => {
                    prop_assert_eq!(new.fields().named(), shown.clone());
                    prop_assert!(shown.iter().all(|field| named.as_ref().unwrap().contains(field)));
                }
                Action::Deactivate { id } => {
                    prop_assert!(step.line.is_none() && step.changes.is_empty());
                    written.push(id);
                }
                _ => prop_assert!(!step.verb.is_write() && step.changes.is_empty()),
            }
        }
        let count = written.len();
        written.sort();
        written.dedup();
        prop_assert_eq!(written.len(), count, "no participant is written to twice");
    }

    #[test]
    fn a_row_that_was_carried_out_has_nothing_left(
        world in all_participants(), rows in rows(), options in options(), owners in owners(),
    ) {
        // What no answer shows is written at every run: that is what the option says.
        let options = options.write_unseen(false);
        let first = plan(&world, &rows, options, &owners);
        let mut after = world;
        first.steps.iter().for_each(|step| apply(&mut after, step));
        let second = plan(&after, &rows, options, &owners);
        for (before, now) in first.steps.iter().zip(&second.steps).take(rows.len()) {
            if before.verb != Verb::Refuse {
                prop_assert!(!now.verb.is_write(), "line {:?}: {:?}, then {:?}", before.line, before, now);
            }
        }
        if first.summary.counts.refuse == 0 {
            prop_assert!(second.is_empty(), "{second:?}");
        }
    }

    #[test]
    fn no_participant_is_planned_that_the_provider_would_refuse(
        world in all_participants(), rows in rows(), options in options(), owners in owners(),
    ) {
        let plan = plan_for(&STRICT, &world, &rows, options.create(true), &owners);
        for step in &plan.steps {
            if let Action::Create(new) = step.action().unwrap() {
                prop_assert!(STRICT.check_create(new.fields()).is_ok(), "{step:?}");
            }
        }
    }

    #[test]
    fn no_participant_is_created_twice(world in all_participants(), rows in rows(), owners in owners()) {
        let plan = plan(&world, &rows, Options::new().create(true).leave_out(true), &owners);
        let created = plan.steps.iter().filter(|step| step.verb == Verb::Create);
        let keys: Vec<_> = created.map(|step| {
            let given = |field| step.changes.iter().find(|change| change.field == field)?.after.value();
            let email = given(Field::Email).map(str::to_lowercase);
            (given(Field::ExternalId), email)
        }).collect();
        for (at, (key, email)) in keys.iter().enumerate() {
            for (other_key, other_email) in &keys[..at] {
                match (key, other_key) {
                    (Some(key), Some(other_key)) => prop_assert_ne!(key, other_key),
                    _ => prop_assert!(email.is_none() || email != other_email, "two of one address"),
                }
            }
        }
    }

    #[test]
    fn what_is_not_the_rosters_is_kept(
        world in all_participants(), rows in rows(), options in options(), owners in owners(),
    ) {
        let plan = plan(&world, &rows, options, &owners);
        for step in plan.steps.iter().filter(|step| matches!(step.verb, Verb::Update | Verb::Move)) {
            for change in &step.changes {
                match owners[&change.field] {
                    Ownership::Never => prop_assert!(false, "{} is never changed", change.field),
                    Ownership::OnlyIfEmpty => prop_assert_eq!(&change.before, &Content::Empty),
                    Ownership::Always => prop_assert_ne!(&change.before, &change.after),
                }
            }
        }
    }

    #[test]
    fn a_plan_is_the_same_again_and_after_writing_and_reading(
        world in all_participants(), rows in rows(), options in options(), owners in owners(),
    ) {
        let once = plan(&world, &rows, options, &owners);
        prop_assert_eq!(&once, &plan(&world, &rows, options, &owners));
        let mut bytes = Vec::new();
        once.write(&mut bytes).unwrap();
        let read = Plan::read(bytes.as_slice()).unwrap();
        prop_assert_eq!(&once, &read);
        let mut again = Vec::new();
        read.write(&mut again).unwrap();
        prop_assert_eq!(&bytes, &again);
        prop_assert_eq!(schema::faults(std::str::from_utf8(&bytes).unwrap()), [""; 0]);
    }

    #[test]
    fn a_plan_made_step_by_step_is_the_same_and_a_row_that_cannot_be_read_adds_its_step_alone(
        world in all_participants(), rows in rows(), options in options(), owners in owners(), torn in 0..8_usize,
    ) {
        let torn = (torn <= rows.len()).then_some(torn);
        let owners = common::owners(&owners.into_iter().collect::<Vec<_>>());
        let planner = Planner::new(&EXAMPLE).options(options).mapping(&owners);
        let once = planner.plan(&index(&world), rows.to_vec(), torn.is_some().into()).unwrap();
        let reading = || {
            let mut reading: Vec<_> = rows.iter().cloned().map(Ok).collect();
            torn.into_iter().for_each(|at| reading.insert(at, Err(common::unread(70))));
            Ok(reading.into_iter())
        };
        let index = index(&world);
        let mut planning = planner.read(&index, reading).unwrap();
        let mut steps: Vec<_> = planning.by_ref().map(Result::unwrap).collect();
        let mut summary = planning.finish().unwrap();
        if let Some(at) = torn {
            let step = steps.remove(at);
            prop_assert_eq!((step.line, step.verb, step.reasons.len()), (Some(70), Verb::Refuse, 1));
            summary.counts.refuse -= 1;
        }
        prop_assert_eq!(Plan::new(summary, steps), once);
    }

    #[test]
    fn the_participant_a_row_means_is_found_by_every_key_with_a_result(world in all_participants(), rows in rows()) {
        let planner = Planner::new(&EXAMPLE);
        let index = index(&world);
        for row in &rows {
            let found = |rule: Rule| match Planner::new(&EXAMPLE).rules(std::slice::from_ref(&rule)).match_row(&index, row) {
                MatchResult::Matched { id, .. } => vec![id],
                MatchResult::Ambiguous { ids, .. } => ids,
                other => { assert!(matches!(other, MatchResult::NotFound(_)), "{other:?}"); vec![] }
            };
            let sets: Vec<_> = Rule::ALL.iter().map(|rule| found(*rule)).filter(|ids| !ids.is_empty()).collect();
            let agreed: Vec<_> = world.keys().filter(|id| sets.iter().all(|ids| ids.contains(id))).collect();
            match planner.match_row(&index, row) {
                MatchResult::Matched { id, .. } => prop_assert_eq!(agreed, [&id]),
                MatchResult::OtherExternalId { id, .. } => prop_assert_eq!(agreed, [&id]),
                MatchResult::Ambiguous { ids, .. } => prop_assert_eq!(agreed, ids.iter().collect::<Vec<_>>()),
                MatchResult::Contradiction { found } => {
                    prop_assert!(agreed.is_empty());
                    prop_assert_eq!(found.into_iter().map(|(_, ids)| ids).collect::<Vec<_>>(), sets);
                }
                _ => prop_assert!(sets.is_empty()),
            }
        }
    }

    /// A sheet of the people as they are, one column of it sorted alone.
    #[test]
    fn a_column_that_was_sorted_alone_turns_no_participant_into_another_person(
        world in all_participants(), column in 0..few().len(), by in any::<proptest::sample::Index>(),
    ) {
        let (field, _) = few().swap_remove(column);
        let people: Vec<_> = world.values().collect();
        let shifted = |at: usize| people[(at + by.index(people.len())) % people.len()].get(&field);
        let rows: Vec<_> = people.iter().enumerate().map(|(at, values)| {
            let kept = values.iter().filter(|(known, _)| **known != field).map(|(known, text)| (known.clone(), text.as_str()));
            row(at as u64 + 2, &kept.chain(shifted(at).map(|text| (field.clone(), text.as_str()))).collect::<Vec<_>>())
        }).collect();
        let options = Options::new().create(true).deactivate_missing(Trust::Complete);
        let plan = Planner::new(&EXAMPLE).options(options).plan(&index(&world), rows, 0).unwrap();
        prop_assert_eq!(plan.summary.counts.identity_changes, 0);
        for step in plan.steps.iter().filter(|step| step.verb == Verb::Update) {
            let before = &world[step.id.as_ref().unwrap()];
            let mut after = before.clone();
            let Action::Update { update, .. } = step.action().unwrap() else { panic!("an update: {step:?}") };
            write(&mut after, &update);
            let differs = |part: &&Field| before.get(part).zip(after.get(part)).is_some_and(|(one, other)| one != other);
            let parts = [Field::FirstName, Field::LastName, Field::DateOfBirth];
            prop_assert!(parts.iter().filter(differs).count() < 2, "{step:?}");
        }
    }

    #[test]
    fn a_step_turns_no_participant_into_another_person_unless_its_line_is_allowed(
        world in all_participants(), rows in rows(), options in options(), allowed in any::<bool>(),
    ) {
        let lines = rows.iter().filter(|_| allowed).map(|row| row.line).collect();
        let planner = Planner::new(&EXAMPLE).options(options).allow_identity_changes(&lines);
        let plan = planner.plan(&index(&world), rows.clone(), 0).unwrap();
        let changing = plan.steps.iter().filter(|step| step.changes_identity()).count() as u64;
        prop_assert_eq!(plan.summary.counts.identity_changes, changing);
        prop_assert!(allowed || changing == 0);
        let cleared: u64 = plan.steps.iter().map(participants_roster::Step::clears).sum();
        prop_assert_eq!(plan.summary.counts.clears, cleared);
        for step in &plan.steps {
            let is_refused = step.reasons.iter().any(|reason| matches!(reason, Reason::DifferentPerson { .. }));
            prop_assert!(!(allowed && is_refused));
            if is_refused {
                let is_missing = |other: &&participants_roster::Step| other.verb == Verb::Deactivate && other.id == step.id;
                prop_assert!(!plan.steps.iter().any(|other| is_missing(&other)), "neither is any participant missing");
            }
        }
    }

    #[test]
    fn any_text_survives_the_document(text in "\\PC{1,30}|[\\x00-\\x7f]{1,10}") {
        let rows = [row(2, &[(Field::ExternalId, "E9"), (Field::Phone, &text), (badge(), &text)])];
        let plan = plan(&World::new(), &rows, Options::new().create(true), &BTreeMap::new());
        let mut bytes = Vec::new();
        plan.write(&mut bytes).unwrap();
        let read = Plan::read(bytes.as_slice()).unwrap();
        let Action::Create(new) = read.steps[0].action().unwrap() else { panic!("a participant is created") };
        prop_assert_eq!(new.fields().phone.value(), Some(&text));
        prop_assert_eq!(new.fields().custom["badge"].value(), Some(&text));
    }
}
