//! Which verb a row gets, which fields change, and what is said about those that do not.

use crate::common::{EXAMPLE, NARROW, World, badge, clearing, fields, index, listed, owners, row, unreadable, world};
use participants_roster::core::{
    Capabilities, Clearing, Completeness, Field, FieldCapability, Listing, Operation, Support,
};
use participants_roster::plan::{Content, NotIndexed, PlanningError, Proof, Reason, Trust};
use participants_roster::{Index, Options, Ownership, Plan, Planner, Row, Rule, Step, Verb};

fn people() -> World {
    let lena = [
        (Field::ExternalId, "E-1"),
        (Field::LastName, "Ó"),
        (Field::Email, "lena@example.org"),
        (Field::Phone, "+47 1"),
        (Field::Company, "77"),
        (Field::JobTitle, "Tutor"),
        (badge(), "B-1"),
    ];
    world(&[("1", &lena), ("2", &[(Field::LastName, "李"), (Field::Email, "li@example.org")])])
}

fn planned(options: Options, rows: impl IntoIterator<Item = Row>) -> Plan {
    Planner::new(&EXAMPLE).options(options).plan(&index(&people()), rows, 0).unwrap()
}

/// The one step of a row about the first person.
fn step(options: Options, list: &[(Field, &str)]) -> Step {
    let list = [&[(Field::ExternalId, "E-1")], list].concat();
    planned(options, [row(2, &list)]).steps.remove(0)
}

fn changes(step: &Step) -> Vec<(Field, Option<&str>, Option<&str>)> {
    step.changes.iter().map(|change| (change.field.clone(), change.before.value(), change.after.value())).collect()
}

#[test]
fn only_what_differs_changes_and_an_address_in_other_letters_does_not() {
    let list = [(Field::LastName, "Ó"), (Field::Email, "LENA@example.org"), (Field::Phone, "+47 2"), (badge(), "B-2")];
    let step = step(Options::new(), &list);
    assert_eq!((step.verb, step.id.as_deref(), step.matched_by), (Verb::Update, Some("1"), Some(Rule::ExternalId)));
    let expected = [(Field::Phone, Some("+47 1"), Some("+47 2")), (badge(), Some("B-1"), Some("B-2"))];
    assert_eq!(changes(&step), expected);
    assert_eq!(step.reasons, []);
}

#[test]
fn a_row_that_says_what_is_there_changes_nothing() {
    let step = step(Options::new(), &[(Field::LastName, "Ó"), (Field::JobTitle, "Tutor")]);
    assert_eq!((step.verb, step.changes.len(), step.reasons.len()), (Verb::None, 0, 0), "a read-only field is equal");
}

#[test]
fn a_change_of_company_is_a_move_and_may_bring_other_fields() {
    let step = step(Options::new(), &[(Field::Company, "78"), (Field::Phone, "+47 2")]);
    assert_eq!(step.verb, Verb::Move);
    assert_eq!(changes(&step).len(), 2);
}

#[test]
fn what_cannot_be_written_or_cleared_refuses_the_row_or_is_left_out() {
    let wanted = || {
        clearing(
            row(2, &[(Field::ExternalId, "E-1"), (Field::JobTitle, "Coach"), (Field::Phone, "1")]),
            &[Field::LastName],
        )
    };
    let why = [
        Reason::NotClearable { field: Field::LastName, why: "every participant has one".into() },
        Reason::NotWritable { field: Field::JobTitle, why: "it comes from elsewhere".into() },
    ];
    let refused = planned(Options::new(), [wanted()]);
    assert_eq!((refused.steps[0].verb, refused.steps[0].changes.len()), (Verb::Refuse, 0));
    assert_eq!(refused.steps[0].reasons, why);
    assert!(refused.is_empty() && refused.has_problems());

    let left_out = planned(Options::new().leave_out(true), [wanted()]);
    assert_eq!(left_out.steps[0].verb, Verb::Update);
    assert_eq!(changes(&left_out.steps[0]), [(Field::Phone, Some("+47 1"), Some("1"))]);
    assert_eq!(left_out.steps[0].reasons, why);
    assert!(!left_out.has_problems());
}

#[test]
fn an_empty_text_is_an_empty_field() {
    let list = [(Field::ExternalId, "E-1"), (Field::Phone, ""), (Field::LastName, "")];
    let plan = planned(Options::new().leave_out(true), [row(2, &list)]);
    assert_eq!(changes(&plan.steps[0]), [(Field::Phone, Some("+47 1"), None)]);
    assert!(matches!(plan.steps[0].reasons[0], Reason::NotClearable { .. }));
}

#[test]
fn a_field_that_no_answer_shows_is_left_alone_unless_asked_for() {
    let wanted = [(Field::Gender, "female")];
    let alone = step(Options::new(), &wanted);
    assert_eq!((alone.verb, alone.reasons), (Verb::None, vec![Reason::NotShown { field: Field::Gender }]));
    let written = step(Options::new().write_unseen(true), &wanted);
    assert_eq!((written.verb, &written.changes[0].before), (Verb::Update, &Content::Unknown));
}

#[test]
fn a_value_that_cannot_be_read_is_not_taken_for_empty() {
    let index = Index::of(&Listing::new([Ok(unreadable("9"))], Completeness::Complete), fields());
    let only_if_empty = owners(&[(Field::Phone, Ownership::OnlyIfEmpty), (Field::DateOfBirth, Ownership::OnlyIfEmpty)]);
    struct Linked;
    impl participants_roster::Links for Linked {
        fn linked(&self, _: &Row) -> Option<String> {
            Some("9".into())
        }
    }
    let rows = || [clearing(row(2, &[(Field::Phone, "+47 1")]), &[Field::DateOfBirth])];
    let planner = Planner::new(&EXAMPLE).links(&Linked);
    let always = planner.plan(&index, rows(), 0).unwrap();
    let before: Vec<_> = always.steps[0].changes.iter().map(|change| change.before.clone()).collect();
    assert_eq!(before, [Content::Unknown, Content::Unknown]);
    let kept = planner.mapping(&only_if_empty).plan(&index, rows(), 0).unwrap();
    assert_eq!((kept.steps[0].verb, kept.steps[0].reasons.len()), (Verb::None, 2));
}

#[test]
fn who_owns_a_field_decides_whether_it_changes() {
    let owners = owners(&[
        (Field::Phone, Ownership::OnlyIfEmpty),
        (Field::DateOfBirth, Ownership::OnlyIfEmpty),
        (Field::LastName, Ownership::Never),
    ]);
    let list =
        [(Field::ExternalId, "E-1"), (Field::LastName, "Ø"), (Field::Phone, "2"), (Field::DateOfBirth, "1990-04-12")];
    let newcomer = [(Field::ExternalId, "E-9"), (Field::LastName, "Ø")];
    let planner = Planner::new(&EXAMPLE).mapping(&owners).options(Options::new().create(true));
    let plan = planner.plan(&index(&people()), [row(2, &list), row(3, &newcomer)], 0).unwrap();
    assert_eq!(changes(&plan.steps[0]), [(Field::DateOfBirth, None, Some("1990-04-12"))]);
    let why = [Reason::ProviderOwned { field: Field::LastName }, Reason::AlreadyFilled { field: Field::Phone }];
    assert_eq!(plan.steps[0].reasons, why);
    assert!(changes(&plan.steps[1]).contains(&(Field::LastName, None, Some("Ø"))), "a new participant gets everything");
}

#[test]
fn a_number_without_its_zeros_is_not_written() {
    let known = [(Field::ExternalId, "E-1"), (Field::Phone, "06 12 34 56 78"), (badge(), "0042")];
    let list = [(Field::ExternalId, "E-1"), (Field::Phone, "612345678"), (badge(), "42")];
    let plan = |list| Planner::new(&EXAMPLE).plan(&index(&world(&[("1", &known)])), [row(2, list)], 0).unwrap();
    let step = plan(&list).steps.remove(0);
    let why = [Reason::LostZeros { field: Field::Phone }, Reason::LostZeros { field: badge() }];
    assert_eq!((step.verb, step.reasons.as_slice()), (Verb::None, why.as_slice()));
    let other = [(Field::ExternalId, "E-1"), (Field::Phone, "712345678"), (badge(), "00042")];
    assert_eq!(plan(&other).steps[0].changes.len(), 2);
}

#[test]
fn a_participant_is_created_only_when_asked_for_and_proven_absent() {
    let newcomer = || [clearing(row(2, &[(Field::ExternalId, "E-9"), (Field::Gender, "female")]), &[Field::Phone])];
    let off = planned(Options::new(), newcomer());
    assert_eq!((off.steps[0].verb, off.steps[0].reasons.as_slice()), (Verb::Refuse, [Reason::CreateOff].as_slice()));
    for (completeness, verb) in [
        (Completeness::Complete, Verb::Create),
        (Completeness::Assumed("one page"), Verb::Create),
        (Completeness::Unknown, Verb::Refuse),
        (Completeness::Partial("a page is missing"), Verb::Refuse),
    ] {
        let planner = Planner::new(&EXAMPLE).options(Options::new().create(true));
        let plan = planner.plan(&listed(&people(), completeness), newcomer(), 0).unwrap();
        let step = &plan.steps[0];
        assert_eq!((step.verb, step.id.as_deref()), (verb, None));
        let proof = Proof::from(completeness);
        if verb == Verb::Create {
            assert_eq!(step.reasons, [Reason::NotFound { proof }]);
            let given = [(Field::ExternalId, None, Some("E-9")), (Field::Gender, None, Some("female"))];
            assert_eq!(changes(step), given, "what is to be empty is empty as it is");
        } else {
            assert_eq!(step.reasons, [Reason::NotProven { proof }]);
        }
    }
}

#[test]
fn a_field_a_newcomer_cannot_be_given_refuses_the_row_or_waits_for_the_next_plan() {
    let newcomer = || [row(2, &[(Field::ExternalId, "E-9"), (Field::Notes, "vegan")])];
    assert_eq!(planned(Options::new().create(true), newcomer()).steps[0].verb, Verb::Refuse);
    let plan = planned(Options::new().create(true).leave_out(true), newcomer());
    assert_eq!((plan.steps[0].verb, plan.steps[0].changes.len()), (Verb::Create, 1));
    let nothing = planned(Options::new().create(true).leave_out(true), [row(2, &[(Field::Notes, "vegan")])]);
    assert_eq!(nothing.steps[0].reasons.last(), Some(&Reason::NothingToGive));
}

#[test]
fn no_participant_is_created_who_could_not_be_found_again() {
    for list in [
        [(Field::Phone, "1"), (Field::LastName, "Ø")].as_slice(),
        &[(Field::FirstName, "Y"), (Field::LastName, "Ø"), (Field::Password, "x")],
    ] {
        let plan = planned(Options::new().create(true).leave_out(true), [row(2, list)]);
        assert_eq!((plan.steps[0].verb, plan.steps[0].reasons.last()), (Verb::Refuse, Some(&Reason::NoKey)));
    }
    let by_name = [(Field::FirstName, "Y"), (Field::LastName, "Ø"), (Field::DateOfBirth, "1990-04-12")];
    let create = Options::new().create(true);
    assert_eq!(planned(create, [row(2, &by_name)]).summary.counts.create, 1);
    let by_key_alone = Planner::new(&EXAMPLE).rules(&[Rule::ExternalId]).options(create);
    assert!(by_key_alone.plan(&index(&people()), [row(2, &by_name)], 0).unwrap().is_empty());
}

#[test]
fn rows_that_mean_one_participant_are_all_refused_with_each_others_line() {
    let rows = [
        row(2, &[(Field::ExternalId, "E-1"), (Field::Phone, "1")]),
        row(5, &[(Field::Email, "li@example.org")]),
        row(9, &[(Field::Email, "lena@example.org"), (Field::Phone, "1")]),
    ];
    let plan = planned(Options::new(), rows);
    let verbs: Vec<_> = plan.steps.iter().map(|step| step.verb).collect();
    assert_eq!(verbs, [Verb::Refuse, Verb::None, Verb::Refuse]);
    assert_eq!(plan.steps[0].reasons, [Reason::SameParticipant { lines: vec![9] }]);
    assert_eq!(plan.steps[2].reasons, [Reason::SameParticipant { lines: vec![2] }]);
}

#[test]
fn rows_that_would_make_one_person_twice_are_refused_and_a_shared_mailbox_is_not() {
    let address = (Field::Email, "new@example.org");
    let twice =
        [row(2, std::slice::from_ref(&address)), row(3, &[(Field::Email, "NEW@example.org"), (Field::Phone, "1")])];
    let plan = planned(Options::new().create(true), twice);
    assert!(plan.is_empty());
    assert!(plan.steps[0].reasons.contains(&Reason::SameKey { by: Rule::Email, lines: vec![3] }));
    let mailbox =
        [row(2, &[(Field::ExternalId, "E-8"), address.clone()]), row(3, &[(Field::ExternalId, "E-9"), address])];
    assert_eq!(planned(Options::new().create(true), mailbox).summary.counts.create, 2);
}

#[test]
fn newcomers_of_one_name_and_birthday_are_two_people_only_with_two_external_ids() {
    let namesakes = |key: Field, [one, other]: [&str; 2]| {
        let row = |line, key_value: &str| {
            let person = [(Field::FirstName, "Y"), (Field::LastName, "Ng"), (Field::DateOfBirth, "1990-04-12")];
            row(line, &[&[(key.clone(), key_value)][..], &person].concat())
        };
        planned(Options::new().create(true), [row(2, one), row(3, other)])
    };
    // Once the first is created, the second would mean the first.
    let plan = namesakes(Field::Email, ["y@example.org", "y.ng@example.org"]);
    assert!(plan.is_empty());
    assert!(plan.steps[1].reasons.contains(&Reason::SameKey { by: Rule::Person, lines: vec![2] }));
    assert_eq!(namesakes(Field::ExternalId, ["E-8", "E-9"]).summary.counts.create, 2);
    // Existing participants are distinguished by the key that finds them.
    let there = namesakes(Field::Email, ["li@example.org", "lena@example.org"]);
    assert_eq!((there.summary.counts.update, there.summary.counts.refuse), (2, 0), "{:?}", there.steps);
}

#[test]
fn a_participant_no_row_means_is_deactivated_when_asked_for_and_once() {
    let options = Options::new().deactivate_missing(Trust::Complete);
    let plan = planned(options, [row(2, &[(Field::ExternalId, "E-1")])]);
    let last = plan.steps.last().unwrap();
    assert_eq!((last.verb, last.line, last.id.as_deref()), (Verb::Deactivate, None, Some("2")));
    assert_eq!(last.reasons, [Reason::Missing]);
    let mut after = people();
    crate::common::apply(&mut after, last);
    let again =
        Planner::new(&EXAMPLE).options(options).plan(&index(&after), [row(2, &[(Field::ExternalId, "E-1")])], 0);
    assert!(again.unwrap().is_empty());
    assert!(planned(Options::new(), []).is_empty(), "it was not asked for");
}

#[test]
fn a_deactivation_needs_proof_of_both_sides() {
    let presumed = Completeness::Assumed("one page");
    for (completeness, trust, unreadable, are_made) in [
        (Completeness::Complete, Trust::Complete, 0, true),
        (presumed, Trust::Complete, 0, false),
        (presumed, Trust::Assumed, 0, true),
        (Completeness::Unknown, Trust::Assumed, 0, false),
        (Completeness::Complete, Trust::Complete, 1, false),
    ] {
        let planner = Planner::new(&EXAMPLE).options(Options::new().deactivate_missing(trust));
        let plan = planner.plan(&listed(&people(), completeness), [], unreadable).unwrap();
        assert_eq!(
            (plan.summary.counts.deactivate, plan.summary.header.withheld.is_empty()),
            (if are_made { 2 } else { 0 }, are_made)
        );
        assert_eq!(plan.has_problems(), !are_made);
    }
}

#[test]
fn a_candidate_of_a_refused_row_is_not_missing() {
    let mut people = people();
    people.insert("3".into(), people["2"].clone());
    let planner = Planner::new(&EXAMPLE).options(Options::new().deactivate_missing(Trust::Complete));
    let rows = [row(2, &[(Field::ExternalId, "E-1")]), row(3, &[(Field::Email, "li@example.org")])];
    let plan = planner.plan(&index(&people), rows, 0).unwrap();
    assert_eq!((plan.summary.counts.refuse, plan.summary.counts.deactivate), (1, 0));
}

#[test]
fn what_the_provider_cannot_do_is_said_in_the_plan() {
    let options = Options::new().create(true).deactivate_missing(Trust::Complete);
    let rows = [row(2, &[(Field::ExternalId, "E-9")])];
    let plan = Planner::new(&NARROW).options(options).plan(&index(&people()), rows, 0).unwrap();
    assert!(matches!(plan.steps[0].reasons.last(), Some(Reason::Cannot { .. })));
    assert!(matches!(plan.summary.header.withheld.as_slice(), [Reason::Cannot { .. }]));
    assert!(plan.is_empty());
}

#[test]
fn a_field_the_index_was_made_without_is_an_error_and_no_guess() {
    let index = Index::of(&Listing::new([Ok(unreadable("1"))], Completeness::Complete), [Field::Phone]);
    let email_alone: &[Rule] = &[Rule::Email];
    let lena = crate::common::person("1", &crate::common::values(&[(Field::Email, "lena@example.org")]));
    let known = Index::of(&Listing::new([Ok(lena)], Completeness::Complete), [Field::Phone]);
    let rows = || [row(2, &[(Field::Email, "lena@example.org"), (Field::Notes, "x")])];
    let planner = Planner::new(&EXAMPLE).rules(email_alone);
    let planned = planner.plan(&known, rows(), 0);
    assert!(matches!(planned, Err(PlanningError::NotIndexed(NotIndexed(Field::Notes)))));
    assert!(planner.plan(&index, rows(), 0).is_ok(), "no participant matches: nothing is compared");
}

#[test]
fn a_participant_on_the_roster_is_not_missing_though_their_link_leads_nowhere() {
    let people = world(&[("1", &[(Field::Email, "lena@example.org")]), ("2", &[(Field::Email, "y@example.org")])]);
    let lena = row(2, &[(Field::Email, "Lena@example.org")]).with_id("99");
    let options = Options::new().deactivate_missing(Trust::Complete);
    let plan = Planner::new(&EXAMPLE).options(options).plan(&index(&people), [lena], 0).unwrap();
    let steps: Vec<_> = plan.steps.iter().map(|step| (step.verb, step.id.as_deref())).collect();
    assert_eq!(steps, [(Verb::Refuse, None), (Verb::Deactivate, Some("2"))]);
}

/// A provider that shows a key of the caller's own and takes none.
static KEEPS_NO_KEY: Capabilities = Capabilities {
    provider: "example",
    when: "",
    operations: &[(Operation::Create, Support::Native)],
    fields: &[
        FieldCapability::read_only(Field::ExternalId, "it is set elsewhere"),
        FieldCapability::writable(Field::Email, Support::Native, Clearing::EmptyText),
        FieldCapability::writable(Field::LastName, Support::Native, Clearing::EmptyText),
    ],
    required: &[],
};

/// A key that a new participant is not given does not distinguish them from another.
#[test]
fn newcomers_of_one_mailbox_are_distinguished_only_by_a_key_that_they_keep() {
    let newcomer =
        |line, key| row(line, &[(Field::ExternalId, key), (Field::Email, "team@example.org"), (Field::LastName, "Ö")]);
    let options = Options::new().create(true).leave_out(true);
    let verbs = |capabilities| {
        let planner = Planner::new(capabilities).options(options);
        let plan = planner.plan(&index(&World::new()), [newcomer(2, "HR-1"), newcomer(3, "HR-2")], 0).unwrap();
        plan.steps.iter().map(|step| step.verb).collect::<Vec<_>>()
    };
    assert_eq!(verbs(&EXAMPLE), [Verb::Create, Verb::Create]);
    assert_eq!(verbs(&KEEPS_NO_KEY), [Verb::Refuse, Verb::Refuse]);
}
