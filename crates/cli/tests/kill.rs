//! A run that is killed again and again: no participant is created twice, no row is lost, and the next plan is empty.
//! The sandbox's records decide, not the journal. In every second round something else fails too: two folders use one
//! account, the journal's folder is deleted, or the clock is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "kill/round.rs"]
mod round;
#[path = "common/world.rs"]
mod world;

/// How many rounds are played by default: `cargo xtask kill --rounds N` does.
const ROUNDS: u64 = 8;
/// How many rows each round has: half of them people who are there, half of them new.
const ROWS: usize = 2_000;

#[test]
fn a_run_survives_being_killed() {
    let rounds = std::env::var("PARTICIPANTS_KILL_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let (mut kills, mut lost) = (0, 0);
    for seed in 1..=rounds {
        let summary = round::play(seed, ROWS, round::Trouble::of(seed));
        kills += summary.kills;
        lost += summary.lost_answers;
        eprintln!("round {seed}: {summary}");
    }
    eprintln!("{rounds} rounds of {ROWS} rows: {kills} kills, {lost} lost answers; no participant twice, no row lost");
    assert!(kills >= rounds, "a round without a kill proves nothing");
}
