//! Where a command's provider is: the real one from the environment, or the embedded sandbox.

use crate::{args::Args, exit::Failure};
use participants::{Directory, Entry, Vars};
use participants_sandbox::{
    Sandbox,
    server::{Running, Server},
};
use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

/// A provider to talk to. The sandbox runs as long as this lives.
pub(crate) struct Connection {
    pub(crate) directory: Arc<dyn Directory>,
    sandbox: Option<Running>,
}

impl Connection {
    /// The provider with this name.
    pub(crate) async fn named(args: &Args, name: &str) -> Result<Self, Failure> {
        let entry = Entry::named(name)?;
        if args.sandbox {
            return Self::in_sandbox(entry).await;
        }
        let directory = entry.connect(&environment())?;
        Ok(Self { directory: directory.into(), sandbox: None })
    }

    /// The provider in a fresh sandbox of its own.
    pub(crate) async fn in_sandbox(entry: &Entry) -> Result<Self, Failure> {
        let sandbox = Sandbox::only(&[entry.name], 1, 40).map_err(|error| Failure::invalid(error.to_string()))?;
        let running = Server::start(sandbox, IpAddr::V4(Ipv4Addr::LOCALHOST))
            .await
            .map_err(|error| Failure::invalid(format!("the embedded sandbox cannot start: {error}")))?;
        let known = running.environment(entry.name);
        let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        // One account in all processes, though each has a sandbox of its own at another port: a plan fits its run.
        let directory = entry.connect_as(&Vars::new(&get), "the embedded sandbox")?;
        Ok(Self { directory: directory.into(), sandbox: Some(running) })
    }

    /// Whether the provider is a sandbox of this process's own, which no other process can meet and which ends with it.
    pub(crate) fn is_embedded(&self) -> bool {
        self.sandbox.is_some()
    }
}

/// The process's environment.
pub(crate) fn environment() -> Vars<'static> {
    Vars::new(&|name| std::env::var(name).ok())
}
