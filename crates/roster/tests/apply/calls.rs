//! How many calls a row costs: at a limit they are the time a run takes.

use crate::common::{Place, place, row};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::Options;
use participants_roster::core::Field;
use participants_roster::journal::State;
use participants_wordbee::Wordbee;

/// The calls that a change of one field takes, with the look before it and without a sign-in: all of them, and the
/// writes among them.
async fn costs(mut place: Place, field: Field) -> (u64, u64) {
    let people = place.directory.list_all().await.unwrap().people;
    let mut costs = (0, 0);
    for person in &people[..2] {
        let email = (Field::Email, person.email.as_deref().unwrap());
        let plan = place.plan(Options::new(), &[row(2, &[email, (field.clone(), "Ñandú")])]).await;
        assert_eq!(plan.summary.counts.update, 1);
        let before = (place.count("requests"), place.count("writes"));
        let (_, entries) = place.apply(&plan).await;
        assert_eq!(entries[0].state, State::Done);
        costs = (place.count("requests") - before.0, place.count("writes") - before.1);
    }
    costs
}

#[tokio::test(start_paused = true)]
async fn a_change_reads_nothing_twice() {
    // Azav is sent the whole record, merged into the one that was just looked at.
    assert_eq!(costs(place::<Azav>("azav", 9), Field::LastName).await, (2, 1));
    assert_eq!(costs(place::<Dendreo>("dendreo", 9), Field::LastName).await, (2, 1));
    // A person is written below their customer, who has to be looked for; the answer does not show them, so they are
    // read once more.
    assert_eq!(costs(place::<Frontcore>("frontcore", 9), Field::LastName).await, (4, 1));
    // No participant can be read alone: the report is read, once for all rows of a run.
    assert_eq!(costs(place::<Groups>("groups", 9), Field::FullName).await, (4, 1));
    // Nor does an answer show what was stored: the list is read once more, for all rows of a run.
    assert_eq!(costs(place::<Wordbee>("wordbee", 9), Field::LastName).await, (3, 1));
}
