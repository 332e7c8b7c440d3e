//! Bounds on what one plan may do, checked before its first write: a wrong file must not empty an account.

use crate::plan::Summary;
use std::fmt;

/// How many people one plan may create, update and deactivate, and what it may do to how many.
///
/// By default deactivations are bounded to 20 people and 10 % of the people listed, cleared fields to as many, and no
/// change of identity is allowed; the others are not bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Guards {
    /// For people to be created.
    pub creates: Bound,
    /// For people to be changed, moves among them.
    pub updates: Bound,
    /// For people to be deactivated.
    pub deactivations: Bound,
    /// For ended people to be reactivated.
    pub reactivations: Bound,
    /// For people who would become a different person; see [`looks_like_another`](crate::looks_like_another).
    pub identity_changes: Bound,
    /// For fields of existing people to be cleared.
    pub clears: Bound,
}

/// The most that is allowed. Where both are given, both hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// So many people, or fields.
    pub people: Option<u64>,
    /// So many percent of the people listed.
    pub percent: Option<u32>,
}

/// A plan does more than the guards allow: nothing of it may be sent.
///
/// `Display` has a line for each, with the figures and how to allow it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Guarded(pub Vec<Excess>);

/// One bound that a plan goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excess {
    /// Which guard: `creates`, `updates`, `deactivations`, `identity-changes` or `clears`.
    pub guard: &'static str,
    /// How many the plan has.
    pub planned: u64,
    /// How many people were listed.
    pub listed: u64,
    /// What is allowed.
    pub bound: Bound,
}

impl Guards {
    /// No bound at all.
    pub const OFF: Self = Self {
        creates: Bound::NONE,
        updates: Bound::NONE,
        deactivations: Bound::NONE,
        reactivations: Bound::NONE,
        identity_changes: Bound::NONE,
        clears: Bound::NONE,
    };

    /// The same with another bound for creations.
    #[must_use]
    pub fn creates(mut self, bound: Bound) -> Self {
        self.creates = bound;
        self
    }

    /// The same with another bound for updates and moves.
    #[must_use]
    pub fn updates(mut self, bound: Bound) -> Self {
        self.updates = bound;
        self
    }

    /// The same with another bound for deactivations.
    #[must_use]
    pub fn deactivations(mut self, bound: Bound) -> Self {
        self.deactivations = bound;
        self
    }

    /// The same with another bound for reactivations.
    #[must_use]
    pub fn reactivations(mut self, bound: Bound) -> Self {
        self.reactivations = bound;
        self
    }

    /// The same with another bound for changes of identity.
    #[must_use]
    pub fn identity_changes(mut self, bound: Bound) -> Self {
        self.identity_changes = bound;
        self
    }

    /// The same with another bound for cleared fields.
    #[must_use]
    pub fn clears(mut self, bound: Bound) -> Self {
        self.clears = bound;
        self
    }

    /// Refuses a plan that goes beyond a bound.
    ///
    /// # Errors
    /// Every bound it goes beyond, with the figures.
    pub fn check(&self, plan: &Summary) -> Result<(), Guarded> {
        let (counts, listed) = (&plan.counts, plan.header.listing.people);
        let excesses: Vec<_> = [
            ("creates", counts.create, self.creates),
            ("updates", counts.update + counts.r#move, self.updates),
            ("deactivations", counts.deactivate, self.deactivations),
            ("reactivations", counts.reactivate, self.reactivations),
            ("identity-changes", counts.identity_changes, self.identity_changes),
            ("clears", counts.clears, self.clears),
        ]
        .into_iter()
        .filter(|(_, planned, bound)| !bound.allows(*planned, listed))
        .map(|(guard, planned, bound)| Excess { guard, planned, listed, bound })
        .collect();
        if excesses.is_empty() { Ok(()) } else { Err(Guarded(excesses)) }
    }
}

impl Default for Guards {
    fn default() -> Self {
        let few = Bound { people: Some(20), percent: Some(10) };
        Self { deactivations: few, identity_changes: Bound::people(0), clears: few, ..Self::OFF }
    }
}

impl Bound {
    /// Any number.
    pub const NONE: Self = Self { people: None, percent: None };

    /// At most so many people, whatever their share.
    #[must_use]
    pub fn people(people: u64) -> Self {
        Self { people: Some(people), percent: None }
    }

    /// At most so many percent of the people listed, however many that is.
    #[must_use]
    pub fn percent(percent: u32) -> Self {
        Self { people: None, percent: Some(percent) }
    }

    /// Whether so many out of those listed are allowed.
    #[must_use]
    pub fn allows(self, planned: u64, listed: u64) -> bool {
        let share_fits = |percent| u128::from(planned) * 100 <= u128::from(listed) * u128::from(percent);
        planned == 0 || (self.people.is_none_or(|people| planned <= people) && self.percent.is_none_or(share_fits))
    }
}

/// As a command line has it: `20`, `10%`, both as `20,10%`, or `none` for any number.
impl std::str::FromStr for Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut bound = Self::NONE;
        if text == "none" {
            return Ok(bound);
        }
        let wrong = |_| "a number of people, such as 20, or percent, such as 10%, or both: 20,10%; or none".to_owned();
        for part in text.split(',').map(str::trim) {
            match part.strip_suffix('%') {
                Some(percent) => bound.percent = Some(percent.trim().parse().map_err(wrong)?),
                None => bound.people = Some(part.parse().map_err(wrong)?),
            }
        }
        Ok(bound)
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { guard, planned, listed, bound } = self;
        let what = match *guard {
            "identity-changes" => "changes of identity",
            "clears" => "cleared fields",
            guard => guard,
        };
        let bound = match *guard {
            "clears" => bound.to_string().replace(" people", " fields"),
            _ => bound.to_string(),
        };
        write!(f, "{planned} {what} planned, {listed} people listed; the guard allows {bound}. ")?;
        write!(f, "If that many are right, raise the guard for {what} (--max-{guard})")
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.people, self.percent) {
            (None, None) => f.write_str("any number"),
            (Some(people), None) => write!(f, "{people} people"),
            (None, Some(percent)) => write!(f, "{percent} %"),
            (Some(people), Some(percent)) => write!(f, "{people} people and {percent} %"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_bounds_hold_and_neither_rounds() {
        let both = Guards::default().deactivations;
        for (planned, listed, is_allowed) in
            [(0, 0, true), (1, 0, false), (1, 9, false), (1, 10, true), (20, 200, true), (21, 1000, false)]
        {
            assert_eq!(both.allows(planned, listed), is_allowed, "{planned} of {listed}");
        }
        assert!(Bound::NONE.allows(u64::MAX, 0));
        assert!(Bound::percent(100).allows(7, 7) && !Bound::percent(100).allows(8, 7));
        for (text, bound) in
            [("none", Bound::NONE), ("20", Bound::people(20)), ("20, 10%", Guards::default().deactivations)]
        {
            assert_eq!(text.parse(), Ok(bound));
        }
        assert!(["", "-1", "x", "10 %%"].iter().all(|text| text.parse::<Bound>().is_err()));
        assert!(Bound::people(0).allows(0, 7) && !Bound::people(0).allows(1, 7));
    }
}
