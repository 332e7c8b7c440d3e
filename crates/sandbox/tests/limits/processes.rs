//! One account in four processes, and in one that was killed: over sockets, on the clock on the wall.

use crate::account::{Caller, Knock, LIMITS, refused};
use participants_core::{Client, Limiter, RetryPolicy};
use participants_sandbox::{Sandbox, server::Server};
use std::{
    env, fs,
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Where a process of the test finds what it needs: the address, the file, and how many calls it shall make.
const VARIABLES: [&str; 3] = ["LIMITS_TEST_ADDRESS", "LIMITS_TEST_FILE", "LIMITS_TEST_CALLS"];
const CALLS: u64 = 8;

/// A file that is not there yet, in a folder that is gone when the test is.
pub(crate) struct Place(PathBuf);

impl Place {
    pub(crate) fn new() -> Self {
        let folder = env::temp_dir().join(format!("participants-limits-{:016x}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.join("limits")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[test]
fn four_processes_and_a_killed_one_are_refused_no_call() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let place = Place::new();
        let sandbox = Sandbox::only(&["frontcore"], 1, 1).unwrap();
        let running = Server::start(sandbox.clone(), IpAddr::V4(Ipv4Addr::LOCALHOST)).await.unwrap();
        let address = running.base_url("frontcore").unwrap();
        let start = |calls: u64| process(&[&address, &place.file().display().to_string(), &calls.to_string()]);
        let requests = || sandbox.stats()["frontcore"]["requests"].as_u64().unwrap();
        let mut killed = start(1_000);
        while requests() < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        let (before, began) = (requests(), Instant::now());
        let mut processes: Vec<_> = (0..4).map(|_| start(CALLS)).collect();
        for process in &mut processes {
            while process.try_wait().unwrap().is_none() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            assert!(process.wait().unwrap().success(), "a process failed");
        }
        let (made, took) = (requests() - before, began.elapsed().as_secs_f64());
        let allowed = LIMITS[0].1.calls as f64 * took / LIMITS[0].1.per.as_secs_f64();
        let used = made as f64 / allowed;
        println!(
            "4 processes: {made} calls in {took:.1} s, {} refused, {used:.3} used",
            refused(&sandbox, "frontcore")
        );
        assert_eq!((refused(&sandbox, "frontcore"), made), (0, 4 * CALLS));
        running.stop().await;
    });
}

#[test]
#[ignore = "a process that the other test starts"]
fn one_of_several() {
    let values = VARIABLES.map(|name| env::var(name).ok());
    let [Some(address), Some(file), Some(calls)] = values else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let caller = Caller::new(&address, "sandbox-frontcore-key", LIMITS[0].1);
        let limiter = Limiter::shared(file).unwrap();
        let client = Client::builder(caller).limiter(limiter).retry(RetryPolicy::never()).build().unwrap();
        let calls: Vec<_> = (0..calls.parse().unwrap())
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&Knock).await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
}

/// This program once more, as one of the processes.
fn process(values: &[&str; 3]) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["processes::one_of_several", "--exact", "--ignored"]).stdin(Stdio::null()).stdout(Stdio::null());
    command.envs(VARIABLES.into_iter().zip(values)).spawn().unwrap()
}
