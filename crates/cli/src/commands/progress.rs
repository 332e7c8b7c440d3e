//! The bar that shows how far a run is, and what it waits for.

use crate::output::note;
use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};
use participants::Directory;
use participants_roster::{
    apply::{Progress, Stage},
    journal::StateCounts,
};
use std::{fmt, sync::Arc, time::Duration};

/// The bar, on stderr, and only where a person looks at it.
pub(super) struct Bar {
    bar: ProgressBar,
    directory: Arc<dyn Directory>,
    title: String,
}

impl Bar {
    /// A bar for what is open of these at the account with this title.
    pub(super) fn new(directory: Arc<dyn Directory>, title: &str, tally: StateCounts) -> Self {
        let bar = ProgressBar::new(tally.open()).with_style(style());
        Self { bar, directory, title: title.to_owned() }
    }

    pub(super) fn show(&self, progress: &Progress) {
        let all = self.bar.length().unwrap_or_default();
        self.bar.set_position(all.saturating_sub(progress.tally.open()));
        self.bar.set_message(describe(&self.title, progress.tally, self.waiting(progress.stage)));
        self.bar.tick();
    }

    /// Says something beside the bar, whether or not there is one to be seen.
    pub(super) fn say(&self, text: &str) {
        self.bar.suspend(|| note(text));
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn waiting(&self, stage: Stage) -> Option<String> {
        let long = |wait: Duration| HumanDuration(Duration::from_secs(wait.as_secs().max(1)));
        match stage {
            Stage::Settling => Some("looking up requests whose answers were lost".into()),
            Stage::Quarantine(wait) => Some(format!("waiting {} before lost answers are looked for", long(wait))),
            Stage::Finishing => Some("finishing what is under way".into()),
            Stage::Pause(wait) => Some(format!("waiting {} before it is tried again", long(wait))),
            _ => self.directory.waiting().map(|waiting| waiting.to_string()),
        }
    }
}

/// At which account, how many of each outcome, and what is waited for.
fn describe(title: &str, tally: StateCounts, waiting: Option<String>) -> String {
    let mut text = format!("{title}: {} done", tally.done);
    for (count, what) in
        [(tally.failed, "failed"), (tally.refused, "refused"), (tally.stale, "stale"), (tally.unknown, "unknown")]
    {
        if count > 0 {
            text.push_str(&format!(", {count} {what}"));
        }
    }
    waiting.into_iter().for_each(|waiting| text.push_str(&format!("; {waiting}")));
    text
}

/// Two lines, so that a terminal of eighty columns shows the reason for a wait.
fn style() -> ProgressStyle {
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        // A terminal that cannot be written to any more is nothing to stop for.
        write!(out, "{:.1} per second", state.per_sec()).ok();
    };
    let left = |state: &ProgressState, out: &mut dyn fmt::Write| {
        let known = state.per_sec() > 0.0;
        if known {
            write!(out, "{:#} left", HumanDuration(state.eta())).ok()
        } else {
            write!(out, "just begun").ok()
        };
    };
    // The template is ours and right; the default one is better than nothing should it ever not be.
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}, {rate}, {left}\n{msg}");
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate).with_key("left", left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_shown_in_one_line() {
        let mut tally = StateCounts::default();
        assert_eq!(describe("example", tally, None), "example: 0 done");
        (tally.done, tally.failed, tally.refused, tally.stale, tally.unknown) = (480, 4, 3, 2, 1);
        let waiting = Some("waiting 3 s for 5 calls per second".to_owned());
        let line = "example: 480 done, 4 failed, 3 refused, 2 stale, 1 unknown; waiting 3 s for 5 calls per second";
        assert_eq!(describe("example", tally, waiting), line);
    }
}
