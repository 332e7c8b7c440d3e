//! Who may count as missing: never a participant of a session, company or group that the roster is not about.

use crate::common::{EXAMPLE, World, fields, index, row, world};
use participants_roster::core::{Capabilities, Completeness, Field, Listing, Required};
use participants_roster::plan::{NotIndexed, PlanningError, Reason, Scope, Trust};
use participants_roster::{Index, Options, Plan, Planner, Row, Verb};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A provider where a participant is a place in a session.
static PLACES: Capabilities = Capabilities {
    provider: "places",
    when: "",
    operations: EXAMPLE.operations,
    fields: EXAMPLE.fields,
    required: &[Required::new(&[Field::Session], "a participant is a place in a session")],
};

fn people() -> World {
    let at = |email, session, company| [(Field::Email, email), (Field::Session, session), (Field::Company, company)];
    world(&[
        ("1", &at("lena@example.org", "S1", "77")),
        ("2", &at("li@example.org", "S1", "78")),
        ("3", &at("lena@example.org", "S2", "77")),
        ("4", &at("zoe@example.org", "S2", "79")),
        ("5", &[(Field::Email, "ben@example.org")]),
    ])
}

fn planner(table: &Capabilities) -> Planner<'_> {
    Planner::new(table).options(Options::new().deactivate_missing(Trust::Complete))
}

fn missing(plan: &Plan) -> Vec<&str> {
    let steps = plan.steps.iter().filter(|step| step.verb == Verb::Deactivate);
    steps.map(|step| step.id.as_deref().unwrap()).collect()
}

#[test]
fn a_roster_of_one_session_deactivates_no_participant_of_another() {
    let rows = [row(2, &[(Field::Email, "lena@example.org"), (Field::Session, "S1")])];
    for table in [&EXAMPLE, &PLACES] {
        let plan = planner(table).plan(&index(&people()), rows.clone(), 0).unwrap();
        assert_eq!(missing(&plan), ["2"]);
        let scope = plan.summary.header.scope.as_ref().unwrap();
        assert_eq!((scope.people, scope.only.len(), &scope.only[0].field), (2, 1, &Field::Session));
        assert_eq!(scope.only[0].values, ["S1"]);
        let mut text = String::new();
        plan.render(&mut text, None).unwrap();
        assert!(text.contains("\nmissing can be: 2 participants listed with session S1\n"), "{text}");
    }
}

#[test]
fn where_no_session_is_named_companies_limit_it_and_those_left_are_outside() {
    let rows = [
        row(2, &[(Field::Email, "zoe@example.org"), (Field::Company, "78")]),
        row(3, &[(Field::Email, "ben@example.org")]),
    ];
    let plan = planner(&EXAMPLE).plan(&index(&people()), rows, 0).unwrap();
    assert_eq!(missing(&plan), ["2"], "zoe left 79, which no row names: no participant there is missing");
    let names = [row(2, &[(Field::Email, "zoe@example.org"), (Field::Company, "Nordwind")])];
    let plan = planner(&EXAMPLE).plan(&index(&people()), names, 0).unwrap();
    assert_eq!(
        (missing(&plan).len(), plan.summary.header.scope.as_ref().unwrap().people),
        (0, 0),
        "a name is no identifier"
    );
}

#[test]
fn where_nothing_is_named_everyone_listed_may_be_missing_unless_people_are_places() {
    let rows = || [row(2, &[(Field::Email, "zoe@example.org")])];
    let plan = planner(&EXAMPLE).plan(&index(&people()), rows(), 0).unwrap();
    assert_eq!((missing(&plan), plan.summary.header.scope.as_ref().unwrap().people), (vec!["1", "2", "3", "5"], 5));
    let plan = planner(&PLACES).plan(&index(&people()), rows(), 0).unwrap();
    assert_eq!((missing(&plan).len(), plan.summary.header.withheld.as_slice()), (0, &[Reason::NoSession][..]));
    assert!(plan.has_problems() && plan.summary.header.scope.is_none());
    let plan = planner(&PLACES).scope(&Scope::All).plan(&index(&people()), rows(), 0).unwrap();
    assert_eq!(missing(&plan), ["1", "2", "3", "5"]);
}

#[test]
fn a_column_without_a_value_is_noticed() {
    let columns = [Field::Email, Field::Company];
    let plan = planner(&EXAMPLE).columns(&columns).plan(&index(&people()), [], 0).unwrap();
    assert_eq!(plan.summary.header.withheld, [Reason::ScopeEmpty { field: Field::Company }]);
    assert!(missing(&plan).is_empty());
}

#[test]
fn a_stated_scope_holds_whatever_the_rows_name() {
    let rows = || [row(2, &[(Field::Email, "lena@example.org"), (Field::Session, "S1")])];
    let scope = Scope::parse(["session=S2", "company=79", "company=80"]).unwrap();
    let plan = planner(&PLACES).scope(&scope).plan(&index(&people()), rows(), 0).unwrap();
    assert_eq!(missing(&plan), ["4"], "each field limits it");
    let scope = Scope::parse(["group=G"]).unwrap();
    let plan = planner(&EXAMPLE).scope(&scope).plan(&index(&people()), rows(), 0).unwrap();
    assert_eq!(plan.summary.header.withheld, [Reason::ScopeNotShown { field: Field::Group }]);
    let bare = Index::of(&Listing::new([], Completeness::Complete), []);
    let scope = Scope::parse(["company=79"]).unwrap();
    let planned = planner(&EXAMPLE).scope(&scope).plan(&bare, [], 0);
    assert!(matches!(planned, Err(PlanningError::NotIndexed(NotIndexed(Field::Company)))));
    for wrong in [&["all", "company=1"][..], &["email=x"], &["session="], &[""]] {
        assert!(Scope::parse(wrong.iter().copied()).is_err(), "{wrong:?}");
    }
    assert_eq!((Scope::parse(["all"]), Scope::parse([])), (Ok(Scope::All), Ok(Scope::Rows)));
}

#[test]
fn a_scope_is_kept_in_the_document() {
    let rows = [row(2, &[(Field::Email, "lena@example.org"), (Field::Session, "S1")])];
    let plan = planner(&EXAMPLE).plan(&index(&people()), rows, 0).unwrap();
    let mut document = Vec::new();
    plan.write(&mut document).unwrap();
    assert_eq!(Plan::read(document.as_slice()).unwrap(), plan);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_participant_outside_the_scope_is_deactivated(
        places in proptest::collection::vec((0..3_u8, 0..4_u8, 0..4_u8), 0..9),
        named in proptest::collection::vec((0..10_u8, 0..4_u8, 0..4_u8), 0..6),
        is_place in any::<bool>(),
    ) {
        // 0 is none.
        let session = |at: u8| (at > 0).then(|| (Field::Session, format!("S{at}")));
        let company = |at: u8| (at > 0).then(|| (Field::Company, format!("7{at}")));
        let email = |at: usize| (Field::Email, format!("a{at}@example.org"));
        let people: World = places.iter().enumerate().map(|(at, (mailbox, place, work))| {
            let values = [Some(email(usize::from(*mailbox))), session(*place), company(*work)];
            (at.to_string(), values.into_iter().flatten().collect())
        }).collect();
        let rows: Vec<Row> = (2..).zip(&named).map(|(line, (mailbox, place, work))| {
            let list = [Some(email(usize::from(*mailbox))), session(*place), company(*work)];
            let list: Vec<_> = list.into_iter().flatten().collect();
            let list: Vec<_> = list.iter().map(|(field, text)| (field.clone(), text.as_str())).collect();
            row(line, &list)
        }).collect();
        let table = if is_place { &PLACES } else { &EXAMPLE };
        let columns = fields();
        let plan = planner(table).columns(&columns).plan(&index(&people), rows.clone(), 0).unwrap();
        let plan_of_values = planner(table).plan(&index(&people), rows.clone(), 0).unwrap();
        let said = |field: &Field| -> BTreeSet<String> {
            rows.iter().filter_map(|row| row.wanted.change(field).value().cloned()).collect()
        };
        let (sessions, companies) = (said(&Field::Session), said(&Field::Company));
        for plan in [plan, plan_of_values] {
            for id in missing(&plan) {
                let values = &people[id];
                let is_in = |field: &Field, said: &BTreeSet<String>| values.get(field).is_some_and(|it| said.contains(it));
                if !sessions.is_empty() {
                    prop_assert!(is_in(&Field::Session, &sessions), "{id}");
                } else {
                    prop_assert!(!is_place, "{id}");
                    prop_assert!(companies.is_empty() || is_in(&Field::Company, &companies), "{id}");
                }
                let is_on_it = rows.iter().any(|row| {
                    row.wanted.email.value() == values.get(&Field::Email)
                        && row.wanted.session.value().is_none_or(|it| Some(it) == values.get(&Field::Session))
                });
                prop_assert!(!is_on_it, "{id}");
            }
        }
    }
}
