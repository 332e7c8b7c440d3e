//! What a plan may do at most, checked before its first write.

use crate::common::{EXAMPLE, World, index, row};
use participants_roster::core::Field;
use participants_roster::plan::Trust;
use participants_roster::{Bound, Guards, Options, Plan, Planner};

/// A plan that creates one person, changes two and deactivates the rest of so many.
fn plan(people: usize) -> Plan {
    let key = |number: usize| format!("E-{number}");
    let all_participants: World =
        (0..people).map(|number| (number.to_string(), [(Field::ExternalId, key(number))].into())).collect();
    let rows = [0, 1, people]
        .map(|number| row(number as u64 + 2, &[(Field::ExternalId, key(number).as_str()), (Field::Phone, "1")]));
    let options = Options::new().create(true).deactivate_missing(Trust::Complete);
    Planner::new(&EXAMPLE).options(options).plan(&index(&all_participants), rows, 0).unwrap()
}

#[test]
fn deactivations_are_bounded_unless_the_user_raises_the_bound() {
    let plan = plan(30);
    assert_eq!((plan.summary.counts.create, plan.summary.counts.update, plan.summary.counts.deactivate), (1, 2, 28));
    let excess_text = Guards::default().check(&plan.summary).unwrap_err().to_string();
    let expected = "28 deactivations planned, 30 people listed; the guard allows 20 people and 10 %. \
                    If that many are right, raise the guard for deactivations (--max-deactivations)";
    assert_eq!(excess_text, expected);
    assert_eq!(Guards::default().deactivations(Bound::people(28)).check(&plan.summary), Ok(()));
    assert_eq!(Guards::OFF.check(&plan.summary), Ok(()));
}

#[test]
fn every_bound_that_is_exceeded_is_reported() {
    let guards = Guards::OFF.creates(Bound::people(0)).updates(Bound::percent(6)).deactivations(Bound::percent(94));
    let excesses = guards.check(&plan(30).summary).unwrap_err().0;
    let found: Vec<_> = excesses.iter().map(|excess| (excess.guard, excess.planned, excess.listed)).collect();
    assert_eq!(found, [("creates", 1, 30), ("updates", 2, 30)]);
}
