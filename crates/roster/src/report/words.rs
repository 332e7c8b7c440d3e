//! States, numbers and times in words.

use crate::journal::State;
use jiff::Timestamp;

/// What a state means for the user who asked for the change.
pub(super) fn meaning(state: State) -> &'static str {
    match state {
        State::Planned => "it was not sent yet",
        State::Sending => "it is being sent, or was when the run stopped",
        State::Done => "it was carried out, or was so already",
        State::Refused => "the provider refused it",
        State::Failed => "the provider could not be reached, or failed each time",
        State::Unknown => "it was sent and its answer was lost: it may have been carried out",
        State::Stale => "the participant is no longer as the plan says",
        State::Partial => "some of its fields were changed, and the rest is not",
    }
}

/// What to do about entries in a state.
pub(super) fn advice(state: State) -> &'static str {
    match state {
        State::Planned | State::Sending => "`participants resume` goes on with the run",
        State::Done => "nothing",
        State::Refused => "correct the row or the provider's record, then plan again",
        State::Failed => "plan again when the provider answers",
        State::Unknown => "`participants resume` looks whether it was carried out",
        State::Stale => "look at who changed it, then plan again",
        State::Partial => {
            "correct what the reason names, then plan again; `participants undo` sets back what was changed"
        }
    }
}

/// A number with its thousands apart: `1,990`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped_digits = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped_digits.push(',');
        }
        grouped_digits.push(digit);
    }
    grouped_digits
}

/// A number with what it counts: `1 row`, `2 rows`.
pub(super) fn times(number: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A time for people: `2026-03-01 14:05:09 UTC`.
pub(super) fn moment(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let all = [0, 7, 999, 1_000, 1_990, 999_999, 1_000_000].map(grouped);
        assert_eq!(all, ["0", "7", "999", "1,000", "1,990", "999,999", "1,000,000"]);
        assert_eq!((times(1, "row"), times(2_000, "row")), ("1 row".to_owned(), "2,000 rows".to_owned()));
    }

    #[test]
    fn a_time_says_its_zone() {
        assert_eq!(moment("2026-03-01T14:05:09.5Z".parse().unwrap()), "2026-03-01 14:05:09 UTC");
    }
}
