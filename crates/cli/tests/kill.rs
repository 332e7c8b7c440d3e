//! A run that is killed again and again: nobody is made twice, no row is lost, and the next plan is empty. The sandbox
//! decides, not the journal. In every second round something else goes wrong besides: two folders are at one account, the
//! journal's folder is deleted, or the clock is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "kill/round.rs"]
mod round;
#[path = "common/world.rs"]
mod world;

/// How many rounds are played where nobody asks for more: `cargo xtask kill --rounds N` does.
const ROUNDS: u64 = 8;
/// How many rows each round has: half of them people who are there, half of them new.
const ROWS: usize = 2_000;

#[test]
fn a_run_survives_being_killed() {
    let rounds = std::env::var("PARTICIPANTS_KILL_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let (mut kills, mut lost) = (0, 0);
    for seed in 1..=rounds {
        let told = round::play(seed, ROWS, round::Trouble::of(seed));
        kills += told.kills;
        lost += told.lost_answers;
        eprintln!("round {seed}: {told}");
    }
    eprintln!("{rounds} rounds of {ROWS} rows: {kills} kills, {lost} lost answers; nobody twice, no row lost");
    assert!(kills >= rounds, "a round without a kill proves nothing");
}
