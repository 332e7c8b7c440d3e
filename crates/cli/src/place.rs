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
pub(crate) struct Place {
    pub(crate) directory: Arc<dyn Directory>,
    _sandbox: Option<Running>,
}

impl Place {
    /// The provider with this name.
    pub(crate) async fn named(args: &Args, name: &str) -> Result<Self, Failure> {
        let entry = Entry::named(name)?;
        if args.sandbox {
            return Self::in_sandbox(entry).await;
        }
        let directory = entry.connect(&environment())?;
        Ok(Self { directory: directory.into(), _sandbox: None })
    }

    /// The provider in a fresh sandbox of its own.
    pub(crate) async fn in_sandbox(entry: &Entry) -> Result<Self, Failure> {
        let sandbox = Sandbox::only(&[entry.name], 1, 40).map_err(|error| Failure::invalid(error.to_string()))?;
        let running = Server::start(sandbox, IpAddr::V4(Ipv4Addr::LOCALHOST))
            .await
            .map_err(|error| Failure::invalid(format!("the embedded sandbox cannot start: {error}")))?;
        let known = running.environment(entry.name);
        let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        let directory = entry.connect(&Vars::new(&get))?;
        Ok(Self { directory: directory.into(), _sandbox: Some(running) })
    }
}

/// The process's environment.
pub(crate) fn environment() -> Vars<'static> {
    Vars::new(&|name| std::env::var(name).ok())
}
