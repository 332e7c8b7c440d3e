//! A run from its first step to its last: look up, record the intent, send, settle lost answers, until nothing is open.

use super::{
    ApplyError, ApplyOptions, CancellationToken, Progress, Stage,
    in_flight::InFlight,
    lookup::Lookup,
    outcome::{Completed, Outcome, Sending},
    step::Phase,
    step_result::{StepResult, Tries},
};
use crate::{
    journal::{JournalError, Run, State, StateCounts, StepJournal, StepRecord, StepUpdate, mark_interrupted},
    plan::Verb,
};
use participants_core::{Directory, Error};
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};
use tokio::time::Instant;

/// How a run ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Ended {
    /// Nothing more can be done about it now. Something may be open all the same: an answer that stays lost.
    Finished,
    /// The caller stopped the run. What is open continues with the next run.
    Stopped,
    /// The provider refuses access, or cannot be reached. What is open continues with the next run.
    Broken(Error),
    /// The provider asks to wait for this long, more than an hour. What is open continues with the next run.
    AskedToWait(Duration),
    /// The provider does not answer, or fails at everything: why the last of many calls in a row failed.
    Unreachable(String),
}

/// Carries out what is open of a run, and returns how it ended; the journal says what became of each step.
///
/// Each participant is read before they are written to, and left alone where a planned field is no longer as planned.
/// What is to be sent then has its intent in the journal directly before, and its outcome after. A creation whose answer is
/// lost is looked for once [`ApplyOptions::settle_after`] has passed, and sent again only if the participant does not
/// exist then. That time is measured by this process with a monotonic clock: for what an earlier process lost, it
/// starts from zero.
///
/// # Errors
/// [`ApplyError::Journal`] where the journal fails: nothing more is sent then.
pub async fn apply<J: StepJournal>(
    directory: Arc<dyn Directory>,
    journal: &mut J,
    run: &Run,
    options: &ApplyOptions,
    stop: &CancellationToken,
    watch: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Ended, ApplyError> {
    let width = options.width(&directory.limits());
    let in_flight = InFlight::new(Arc::clone(&directory), width);
    mark_interrupted(journal, run.id, (options.clock)()).await?;
    let tally = journal.tally(run.id).await?;
    let (ready, updates, pause_until, failures, broken, tries, lost) = Default::default();
    let began = Instant::now();
    let mut runner = Runner {
        directory,
        journal,
        run,
        options,
        stop,
        watch,
        in_flight,
        ready,
        updates,
        tally,
        pause_until,
        failures,
        broken,
        tries,
        lost,
        began,
    };
    runner.settle(true).await?;
    let mut settle_passes = SETTLE_PASSES;
    loop {
        let planned = runner.tally.planned;
        let is_any = runner.pass(Phase::Send).await?;
        if let Some(ended) = runner.end() {
            return Ok(ended);
        }
        if runner.tally.unknown == 0 && runner.tally.planned == 0 {
            return Ok(Ended::Finished);
        }
        if planned > 0 && !is_any {
            // They would be looked for again and again.
            return Err(JournalError::Lost { run: run.id, steps: planned }.into());
        }
        if runner.tally.planned == 0 {
            if settle_passes == 0 {
                return Ok(Ended::Finished);
            }
            settle_passes -= 1;
            runner.settle(false).await?;
        }
        if let Some(ended) = runner.end() {
            return Ok(ended);
        }
    }
}

/// How often lost answers are looked for before they are left open.
const SETTLE_PASSES: u32 = 5;
/// How many entries are read at once.
const CHUNK: usize = 256;
/// After this many unanswered calls in a row, the provider counts as unreachable.
const FAILURES_IN_A_ROW: u32 = 12;
/// How often progress is reported although no step completed.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(200);
/// How long to wait before failed steps are tried again, where the provider does not say how long.
const RETRY_PAUSE: Duration = Duration::from_millis(500);
/// The longest such wait.
const LONGEST_RETRY_PAUSE: Duration = Duration::from_secs(60);
/// The longest a run waits because the provider asks for it: it holds a lock meanwhile.
const LONGEST_REQUESTED_PAUSE: Duration = Duration::from_secs(60 * 60);

/// A run under way.
struct Runner<'a, J> {
    directory: Arc<dyn Directory>,
    journal: &'a mut J,
    run: &'a Run,
    options: &'a ApplyOptions,
    stop: &'a CancellationToken,
    watch: &'a mut (dyn FnMut(&Progress) + Send),
    in_flight: InFlight,
    /// The steps that were looked at and are to be sent, once their intents are recorded.
    ready: Vec<(StepRecord, Sending)>,
    /// What is not recorded yet.
    updates: Vec<StepUpdate>,
    tally: StateCounts,
    /// Until when no new step is sent.
    pause_until: Option<Instant>,
    /// How many calls in a row had no answer.
    failures: u32,
    broken: Option<Ended>,
    /// How often steps were tried without success since the run began, or was continued.
    tries: HashMap<u64, u32>,
    /// When the answers to steps were lost that this process has sent.
    lost: HashMap<u64, Instant>,
    /// When the run began, or was continued: what was lost before then counts as lost at that moment.
    began: Instant,
}

impl<J: StepJournal> Runner<'_, J> {
    /// Looks up what became of the steps whose answers were lost. The first time only those that may be looked for at
    /// once; later it waits until the last of them may.
    async fn settle(&mut self, is_first: bool) -> Result<(), ApplyError> {
        if self.tally.unknown == 0 {
            return Ok(());
        }
        if !is_first {
            self.wait_out_quarantine().await?;
        }
        if !self.stop.is_cancelled() {
            self.pass(Phase::Settle).await?;
        }
        Ok(())
    }

    async fn wait_out_quarantine(&mut self) -> Result<(), ApplyError> {
        let mut longest = Duration::ZERO;
        let mut after = None;
        loop {
            let lost = self.journal.entries(self.run.id, &[State::Unknown], after, CHUNK).await?;
            let Some(last) = lost.last() else { break };
            after = Some(last.at);
            longest = lost.iter().map(|entry| self.time_until_settling(entry)).max().unwrap_or_default().max(longest);
        }
        let begun = Instant::now();
        while let Some(left) = longest.checked_sub(begun.elapsed()).filter(|left| !left.is_zero()) {
            if self.stop.is_cancelled() {
                break;
            }
            self.report_progress(Stage::Quarantine(left));
            self.in_flight.gather(Instant::now() + left.min(PROGRESS_INTERVAL), self.stop).await;
        }
        Ok(())
    }

    /// How long to wait before a lost answer may be settled. A creation must not be looked for too early: it would be sent
    /// again. Nor must a step that is not sent again: it would be called failed, and be carried out later.
    fn time_until_settling(&self, entry: &StepRecord) -> Duration {
        let tries = self.tries.get(&entry.at).copied().unwrap_or_default();
        let is_last = tries.saturating_add(1) >= self.options.attempts;
        if entry.step.verb != Verb::Create && !is_last {
            return Duration::ZERO;
        }
        let lost = self.lost.get(&entry.at).unwrap_or(&self.began);
        self.options.settle_after.saturating_sub(lost.elapsed())
    }

    /// Executes every step of one state until all have completed; whether there were any.
    async fn pass(&mut self, phase: Phase) -> Result<bool, ApplyError> {
        let fields = self.run.fields.clone();
        let lookup = Arc::new(Lookup::new(Arc::clone(&self.directory), fields, self.options.listing_age));
        let state = if phase == Phase::Send { State::Planned } else { State::Unknown };
        let (mut queue, mut after) = (VecDeque::<StepRecord>::new(), None);
        let mut is_exhausted = false;
        let mut patience = None;
        loop {
            let is_over = self.stop.is_cancelled() || self.broken.is_some();
            let is_paused = self.pause_until.is_some_and(|until| Instant::now() < until);
            let sending = self.with_intents(is_over, is_paused, &mut queue);
            let mut starting = Vec::new();
            while !is_over && !is_paused && sending.len() + starting.len() < self.in_flight.room() {
                if queue.is_empty() && !is_exhausted {
                    queue.extend(self.journal.entries(self.run.id, &[state], after, CHUNK).await?);
                    after = queue.back().map(|entry| entry.at).or(after);
                    is_exhausted = queue.is_empty();
                }
                match self.in_flight.next(&mut queue) {
                    Some(entry) if phase == Phase::Settle && !self.time_until_settling(&entry).is_zero() => {
                        self.in_flight.release(&entry)
                    }
                    Some(entry) => starting.push(entry),
                    None => break,
                }
            }
            // The intents of the steps to be sent, and the outcomes of completed steps: one commit.
            self.record().await?;
            sending.into_iter().for_each(|(entry, sending)| self.in_flight.send(entry, sending));
            starting.into_iter().for_each(|entry| self.in_flight.start(&lookup, entry, phase));
            if self.in_flight.len() == 0 && (is_over || (is_exhausted && queue.is_empty())) {
                return Ok(after.is_some());
            }
            if is_over && *patience.get_or_insert_with(|| Instant::now() + self.options.patience) <= Instant::now() {
                // They stay under way in the journal, and are settled like after a crash.
                self.in_flight = InFlight::new(Arc::clone(&self.directory), self.in_flight.room().max(1));
                return Ok(true);
            }
            self.report_progress(self.current_stage(phase, is_over));
            let tick = Instant::now() + PROGRESS_INTERVAL;
            let until = self.pause_until.filter(|until| *until > Instant::now()).map_or(tick, |until| until.min(tick));
            for completed in self.in_flight.gather(until, self.stop).await {
                self.complete(completed);
            }
        }
    }

    /// The steps to be sent now, with their intents among what is recorded next. Where nothing may be sent any more,
    /// they stay planned; where nothing may be sent yet, they are looked at again later.
    fn with_intents(
        &mut self,
        is_over: bool,
        is_paused: bool,
        queue: &mut VecDeque<StepRecord>,
    ) -> Vec<(StepRecord, Sending)> {
        let mut ready = std::mem::take(&mut self.ready);
        if is_over || is_paused {
            ready.iter().for_each(|(entry, _)| self.in_flight.release(entry));
            if is_paused {
                ready.into_iter().rev().for_each(|(entry, _)| queue.push_front(entry));
            }
            return Vec::new();
        }
        // In their order, so that the intents of neighbours are one statement.
        ready.sort_by_key(|(entry, _)| entry.at);
        let now = (self.options.clock)();
        for (entry, _) in &mut ready {
            entry.attempts = entry.attempts.saturating_add(1);
            let update = StepUpdate::new(entry, State::Sending, now);
            self.queue_update(entry, update);
            entry.state = State::Sending;
            entry.sent_at = Some(now);
        }
        ready
    }

    fn complete(&mut self, completed: Completed) {
        let Completed { entry, outcome } = completed;
        let (result, applied) = match outcome {
            Outcome::Ready(sending) => return self.ready.push((entry, sending)),
            Outcome::Over(result, applied) => (result, applied),
        };
        let tries = self.tries.get(&entry.at).copied().unwrap_or_default() + u32::from(result.is_failed_try());
        if result.is_failed_try() {
            self.tries.insert(entry.at, tries);
        }
        if entry.state == State::Sending && matches!(result, StepResult::Lost(_)) {
            self.lost.insert(entry.at, Instant::now());
        }
        let tries_so_far = Tries { tries, most: self.options.attempts, applied: &applied };
        let update = result.step_update(&entry, tries_so_far, (self.options.clock)());
        self.queue_update(&entry, update);
        match result {
            StepResult::Later { wait, is_counted, why } => {
                let is_paused = self.pause_until.is_some_and(|until| Instant::now() < until);
                let pause = match wait {
                    Some(wait) => wait,
                    None if is_counted => RETRY_PAUSE,
                    // It was sent before the pause began.
                    None if is_paused => return,
                    // Too many calls, and the provider does not say how long to wait: longer each time.
                    None => (RETRY_PAUSE * 2_u32.saturating_pow(self.failures)).min(LONGEST_RETRY_PAUSE),
                };
                if pause > LONGEST_REQUESTED_PAUSE {
                    self.broken.get_or_insert(Ended::AskedToWait(pause));
                    return;
                }
                self.pause_until = self.pause_until.max(Some(Instant::now() + pause));
                if is_counted || wait.is_none() {
                    self.count_unanswered(why);
                }
            }
            StepResult::Lost(why) => self.count_unanswered(why),
            StepResult::Broken(error) => self.broken = Some(Ended::Broken(error)),
            StepResult::Settled { .. } | StepResult::Again(_) | StepResult::Unconfirmed(_) => self.failures = 0,
        }
    }

    /// Counts a call without an answer. A provider that answers nothing is not called any more.
    fn count_unanswered(&mut self, why: String) {
        self.failures += 1;
        if self.failures >= FAILURES_IN_A_ROW && self.broken.is_none() {
            self.broken = Some(Ended::Unreachable(why));
        }
    }

    fn queue_update(&mut self, entry: &StepRecord, update: StepUpdate) {
        *self.tally.place(entry.state) = self.tally.of(entry.state).saturating_sub(1);
        *self.tally.place(update.state) += 1;
        self.updates.push(update);
    }

    async fn record(&mut self) -> Result<(), ApplyError> {
        self.journal.record(self.run.id, &self.updates).await?;
        self.updates.clear();
        Ok(())
    }

    fn current_stage(&self, phase: Phase, is_over: bool) -> Stage {
        let rest = self
            .pause_until
            .map(|until| until.saturating_duration_since(Instant::now()))
            .filter(|rest| !rest.is_zero());
        match (phase, rest) {
            _ if is_over => Stage::Finishing,
            (_, Some(rest)) => Stage::Pause(rest),
            (Phase::Send, None) => Stage::Sending,
            (Phase::Settle, None) => Stage::Settling,
        }
    }

    fn report_progress(&mut self, stage: Stage) {
        (self.watch)(&Progress { tally: self.tally, under_way: self.in_flight.len(), stage });
    }

    fn end(&mut self) -> Option<Ended> {
        let stopped = self.stop.is_cancelled().then_some(Ended::Stopped);
        self.broken.take().or(stopped)
    }
}
