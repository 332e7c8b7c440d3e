//! The bar that shows how far a run is, and what it waits for.

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use participants::Directory;
use participants_roster::{
    apply::{Progress, Stage},
    journal::Tally,
};
use std::time::Duration;

/// The bar, on stderr, and only where a person looks at it.
pub(super) struct Bar<'a> {
    bar: ProgressBar,
    directory: &'a dyn Directory,
}

impl<'a> Bar<'a> {
    /// A bar for what is open of these.
    pub(super) fn new(directory: &'a dyn Directory, tally: Tally) -> Self {
        let bar = ProgressBar::new(tally.open()).with_style(style());
        Self { bar, directory }
    }

    pub(super) fn show(&self, progress: &Progress) {
        let tally = progress.tally;
        let all = self.bar.length().unwrap_or_default();
        self.bar.set_position(all.saturating_sub(tally.open()));
        let mut told = format!("{} done", tally.done);
        for (count, what) in [(tally.problems(), "not done"), (tally.unknown, "unknown")] {
            if count > 0 {
                told.push_str(&format!(", {count} {what}"));
            }
        }
        if let Some(waiting) = self.waiting(progress.stage) {
            told.push_str(&format!("; {waiting}"));
        }
        self.bar.set_message(told);
        self.bar.tick();
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn waiting(&self, stage: Stage) -> Option<String> {
        let long = |wait: Duration| HumanDuration(Duration::from_secs(wait.as_secs().max(1)));
        match stage {
            Stage::Settling => Some("looking what became of lost answers".into()),
            Stage::Quarantine(wait) => Some(format!("waiting {} before lost answers are looked for", long(wait))),
            Stage::Finishing => Some("finishing what is under way".into()),
            Stage::Pause(wait) => Some(format!("waiting {} before it is tried again", long(wait))),
            _ => self.directory.waiting().map(|waiting| waiting.to_string()),
        }
    }
}

fn style() -> ProgressStyle {
    let template = "{bar:30} {pos}/{len}  {per_sec}, {eta} left  {msg}";
    // The template is ours and right; the default one is better than nothing should it ever not be.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
