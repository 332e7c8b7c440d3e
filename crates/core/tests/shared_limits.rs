//! One budget for several clients that have nothing in common but a file, as processes do: on a paused clock, which the
//! clock on the wall follows here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{Api, Create, KEY, Read, Stage};
use participants_core::{Client, ErrorKind, Limit, Limiter, RetryPolicy, Scope, WaitsFor};
use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
    time::Duration,
};
use tokio::time::{Instant, sleep};

const SECOND: Duration = Duration::from_secs(1);
const LIMIT: Limit = Limit { scope: Scope::Account, calls: 2, per: Duration::from_secs(10) };

/// A file that is not there yet, in a folder that is gone when the test is.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("participants-limits-{:016x}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("limits")
    }

    /// A client of the account as another process would have it.
    fn client(&self, stage: &Stage) -> Client<Api> {
        let api = Api { limits: vec![LIMIT], ..Api::new() };
        let limiter = Limiter::shared(self.file()).unwrap();
        Client::builder(api).transport(stage.clone()).limiter(limiter).retry(RetryPolicy::never()).build().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn good() -> Stage {
    Stage::new(|_, _| Ok((200, "", &[])))
}

/// How long it takes until a call leaves.
async fn waited(client: &Client<Api>, stage: &Stage) -> Duration {
    let asked = Instant::now();
    client.send(&Read).await.unwrap();
    *stage.times().last().unwrap() - asked
}

#[tokio::test(start_paused = true)]
async fn what_one_has_sent_counts_for_all_and_stays_counted() {
    let (place, stage) = (Place::new(), good());
    let one = place.client(&stage);
    for _ in 0..2 {
        one.send(&Read).await.unwrap();
    }
    drop(one);
    let other = place.client(&stage);
    let third = waited(&other, &stage).await;
    assert!(third > 9 * SECOND && third < 11 * SECOND, "{third:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_answer_counts_from_when_it_must_have_arrived() {
    let (place, stage) = (Place::new(), good());
    let never = good().slow(1000 * SECOND);
    for _ in 0..2 {
        // As a process killed in the middle of a call leaves it.
        let killed = place.client(&never);
        assert!(tokio::time::timeout(SECOND, killed.send(&Read)).await.is_err());
    }
    let third = waited(&place.client(&stage), &stage).await;
    assert!(third > 12 * SECOND && third < 15 * SECOND, "{third:?}");
}

#[tokio::test(start_paused = true)]
async fn all_clients_stop_where_one_is_asked_to_wait() {
    let place = Place::new();
    let busy = Stage::new(|_, _| Ok((429, "", &[("retry-after", "40")])));
    let stage = good();
    let (one, other) = (place.client(&busy), place.client(&stage));
    other.send(&Read).await.unwrap();
    one.send(&Create).await.unwrap_err();
    let paused = Instant::now();
    let call = tokio::spawn({
        let other = other.clone();
        async move { other.send(&Read).await }
    });
    sleep(20 * SECOND).await;
    let waiting = other.limiter().waiting().unwrap();
    assert_eq!(waiting.waits_for, WaitsFor::Provider);
    assert!(waiting.left.as_secs_f64().round() == 20.0, "{waiting:?}");
    call.await.unwrap().unwrap();
    assert!(*stage.times().last().unwrap() >= paused + 40 * SECOND);
    let late = place.client(&stage);
    assert!(waited(&late, &stage).await < 11 * SECOND, "a pause ends");
}

#[tokio::test(start_paused = true)]
async fn what_makes_no_sense_counts_as_full_windows_and_is_mended() {
    let good_file = {
        let place = Place::new();
        place.client(&good()).send(&Read).await.unwrap();
        fs::read(place.file()).unwrap()
    };
    let second_copy = 1 << 20;
    let mut damaged = vec![Vec::new(), b"limits".to_vec(), vec![0; 3 << 20], vec![b'9'; 100], good_file[..40].to_vec()];
    damaged.push(good_file.iter().map(|byte| if *byte == b'1' { b'2' } else { *byte }).collect());
    damaged.push(
        [&good_file[..second_copy], &good_file[..second_copy]].concat().into_iter().map(|byte| byte ^ 1).collect(),
    );
    for (number, bytes) in damaged.into_iter().enumerate() {
        let (place, stage) = (Place::new(), good());
        fs::write(place.file(), bytes).unwrap();
        let (one, other) = (place.client(&stage), place.client(&stage));
        let first = waited(&one, &stage).await;
        assert!(first > 9 * SECOND && first < 11 * SECOND, "file {number}: {first:?}");
        assert!(waited(&other, &stage).await < SECOND, "file {number} is mended");
        assert!(waited(&other, &stage).await > 9 * SECOND, "file {number} is kept");
    }
}

#[tokio::test(start_paused = true)]
async fn a_copy_cut_off_while_it_was_written_counts_as_a_call() {
    let (place, stage) = (Place::new(), good());
    place.client(&stage).send(&Read).await.unwrap();
    // The first copy was written empty, the second when the call left, the first when its answer came: the newest.
    let mut file = File::options().write(true).open(place.file()).unwrap();
    file.write_all(&[b'x'; 90]).unwrap();
    let (one, other) = (place.client(&stage), place.client(&stage));
    let second = waited(&one, &stage).await;
    assert!(second > 9 * SECOND && second < 16 * SECOND, "one call is known, one more might have been: {second:?}");
    // The answer is what could not be written: the known call counts as one without, five seconds longer.
    assert!(waited(&other, &stage).await < 6 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn clocks_that_are_set_back_delay_no_call_for_longer_than_a_window() {
    let (place, stage) = (Place::new(), good());
    // This test's clock runs an hour ahead of that of the thread below, for which all of this lies in the future.
    sleep(3_600 * SECOND).await;
    for _ in 0..2 {
        place.client(&stage).send(&Read).await.unwrap();
    }
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let third = waited(&place.client(&stage), &stage).await;
            assert!(third > 9 * SECOND && third < 11 * SECOND, "{third:?}");
        });
    })
    .join()
    .unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_process_that_holds_the_file_is_waited_for_but_not_for_ever() {
    let (place, stage) = (Place::new(), good());
    let client = place.client(&stage);
    let holder = File::open(place.file()).unwrap();
    holder.lock().unwrap();
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.send(&Read).await }
    });
    sleep(SECOND).await;
    assert!(stage.seen().is_empty());
    holder.unlock().unwrap();
    call.await.unwrap().unwrap();
    holder.lock().unwrap();
    let error = client.send(&Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert!(!error.may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn the_file_is_its_owners_and_holds_no_secret() {
    let (place, stage) = (Place::new(), good());
    let client = place.client(&stage);
    client.send(&Read).await.unwrap();
    let text = String::from_utf8_lossy(&fs::read(place.file()).unwrap()).into_owned();
    assert!(text.contains("account 2/10000ms"), "the windows are named by their figures");
    assert!(!text.contains(KEY) && !text.contains("localhost"));
    assert_eq!(fs::read_dir(&place.0).unwrap().count(), 1, "nothing else is left behind");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(place.file()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let twice = client.limiter().share(place.file()).unwrap_err();
    assert_eq!(twice.kind(), ErrorKind::Configuration);
    let nowhere = Limiter::shared(place.0.join("no-such-folder").join("limits")).unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::Configuration);
    assert!(!nowhere.to_string().contains("no-such-folder"), "{nowhere}");
}
