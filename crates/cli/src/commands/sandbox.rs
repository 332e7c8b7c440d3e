//! `participants sandbox`: the remote sides, until Ctrl-C.

use crate::{
    exit::Failure,
    output::{line, note},
};
use participants_sandbox::{Sandbox, server::Server};
use std::net::IpAddr;

pub(crate) async fn run(providers: &[String], listen: IpAddr, seed: u64, people: usize) -> Result<(), Failure> {
    let sandbox = if providers.is_empty() {
        Sandbox::new(seed, people)
    } else {
        Sandbox::only(providers, seed, people).map_err(|error| Failure::invalid(error.to_string()))?
    };
    let running = Server::start(sandbox, listen)
        .await
        .map_err(|error| Failure::invalid(format!("the sandbox cannot listen on {listen}: {error}")))?;
    if !listen.is_loopback() {
        note(&format!(
            "the sandbox listens on {listen}: every machine that reaches it can read and change its people, and \
             everything of it by the control address. Nothing is encrypted; leave --listen out to keep it to this machine"
        ));
    }
    line(&running.ready_line().to_string())?;
    // Until Ctrl-C or SIGTERM, which `main` waits for.
    std::future::pending().await
}
