//! What the emulated company holds. Nothing here knows a wire name. Records are never removed, so an id is made of its
//! record's place.

use serde_json::{Value, json};
use std::collections::HashMap;

/// Users and groups of one company. Cross references are places in these lists.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    pub(super) users: Vec<User>,
    pub(super) groups: Vec<Group>,
    by_email: HashMap<String, usize>,
    /// Users whose training is in progress: each takes a licence slot.
    in_progress: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Not said to be unique, and it is not.
    pub(super) name: &'static str,
    pub(super) started: bool,
}

#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) full: String,
    pub(super) short: String,
    /// Lower case, one user each.
    pub(super) email: String,
    pub(super) group: usize,
    pub(super) state: State,
    /// Calls about this user that still meet "plan is being calculated".
    pub(super) busy: u64,
}

/// The six states that the console knows. No method answers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    NotAssigned,
    InProgress,
    Paused,
    Completed,
    Archived,
    Deleted,
}

impl State {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NotAssigned => "training not assigned",
            Self::InProgress => "in progress",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Archived => "archived",
            Self::Deleted => "deleted",
        }
    }

    /// The state of a user who joins a group. Only those who wait for training or are in it change.
    pub(super) fn in_group(self, started: bool) -> Self {
        match (self, started) {
            (Self::NotAssigned, true) => Self::InProgress,
            (Self::InProgress, false) => Self::NotAssigned,
            (state, _) => state,
        }
    }
}

impl World {
    /// A company without users.
    pub(super) fn new(groups: Vec<Group>) -> Self {
        Self { groups, ..Self::default() }
    }

    pub(super) fn add(&mut self, user: User) -> usize {
        let place = self.users.len();
        self.in_progress += u64::from(user.state == State::InProgress);
        self.by_email.insert(user.email.clone(), place);
        self.users.push(user);
        place
    }

    /// Puts the changed user in the old one's place.
    pub(super) fn replace(&mut self, place: usize, user: User) {
        let Some(stored) = self.users.get_mut(place) else { return };
        self.by_email.remove(&stored.email);
        self.by_email.insert(user.email.clone(), place);
        self.in_progress += u64::from(user.state == State::InProgress);
        self.in_progress -= u64::from(stored.state == State::InProgress);
        *stored = user;
    }

    /// The user with this lower-case address.
    pub(super) fn with_email(&self, email: &str) -> Option<usize> {
        self.by_email.get(email).copied()
    }

    /// Licence slots left of so many.
    pub(super) fn free_licences(&self, licences: u64) -> u64 {
        licences.saturating_sub(self.in_progress)
    }

    pub(super) fn user_place(&self, id: &str) -> Option<usize> {
        place(id, USER).filter(|place| *place < self.users.len())
    }

    pub(super) fn group_place(&self, id: &str) -> Option<usize> {
        place(id, GROUP).filter(|place| *place < self.groups.len())
    }

    /// A group as PATCH answers it.
    pub(super) fn group_reference(&self, place: usize) -> Value {
        let name = self.groups.get(place).map(|group| group.name);
        json!({"id": group_id(place), "name": name})
    }
}

/// What the ids of groups and users begin with; twenty hexadecimal digits follow.
const GROUP: &str = "66aa";
const USER: &str = "66bb";

pub(super) fn group_id(place: usize) -> String {
    format!("{GROUP}{:020x}", place + 1)
}

pub(super) fn user_id(place: usize) -> String {
    format!("{USER}{:020x}", place + 1)
}

/// The documented form of ids, as its samples show it: 24 small letters and digits.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

fn place(id: &str, start: &str) -> Option<usize> {
    let digits = id.strip_prefix(start).filter(|_| is_id(id))?;
    usize::from_str_radix(digits, 16).ok()?.checked_sub(1)
}
