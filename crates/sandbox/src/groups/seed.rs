//! The company as it is at the start: made-up people, mostly in training, in a handful of groups.

use super::world::{Group, State, User, World};
use crate::people::people;

/// The last two share a name, as nothing says that names are unique.
const GROUPS: [(&str, bool); 7] = [
    ("Newcomers", true),
    ("Finance", true),
    ("Бухгалтерия / Été", true),
    ("R&D \"Nord\"", true),
    ("Next term", false),
    ("Warehouse", true),
    ("Warehouse", false),
];

/// A place in the group whose training has not started, for every n-th user.
const NEXT_TERM: usize = 4;

/// The company with this many users.
pub(super) fn world(seed: u64, count: usize) -> World {
    let groups = GROUPS.map(|(name, started)| Group { name, started });
    let mut world = World::new(groups.into());
    for (place, person) in people(seed, count).into_iter().enumerate() {
        let group = match place % 50 {
            48 => 5,
            49 => 6,
            other if other % 8 == 7 => NEXT_TERM,
            other => other % 4,
        };
        let state = match place % 20 {
            _ if !GROUPS[group].1 => State::NotAssigned,
            12 => State::Paused,
            13 => State::Completed,
            14 => State::Archived,
            16 => State::Deleted,
            _ => State::InProgress,
        };
        world.add(User {
            full: format!("{} {}", person.first, person.last),
            short: person.first,
            email: person.email,
            group,
            state,
            busy: 0,
        });
    }
    world
}
