//! Where a command's provider is: an account of the real one, or the embedded sandbox.

use crate::{accounts::Account, args::Args, exit::Failure};
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
    /// The account for people to read: its name, its provider, its address.
    pub(crate) title: String,
    sandbox: Option<Running>,
}

impl Connection {
    /// The account, or the provider's account of the environment, with this name.
    pub(crate) async fn named(args: &Args, name: &str) -> Result<Self, Failure> {
        let account = Account::named(args, name)?;
        if args.sandbox {
            return Self::in_sandbox(account.entry).await;
        }
        Self::to(&account)
    }

    /// The account that something was begun at. Where no name is given, it is looked for by `is_it`: in the environment,
    /// then among the provider's accounts of the file.
    pub(crate) async fn of_run(
        args: &Args,
        provider: &str,
        named: Option<&str>,
        is_it: impl Fn(&Self) -> Result<bool, Failure>,
    ) -> Result<Self, Failure> {
        if args.sandbox || named.is_some() {
            return Self::named(args, named.unwrap_or(provider)).await;
        }
        let usual = match Self::named(args, provider).await {
            Ok(usual) if is_it(&usual)? => return Ok(usual),
            usual => usual.map_err(|failure| failure.and("Or name the account with --account.")),
        };
        for account in Account::all_of(args, provider)? {
            // One that cannot be used now may be another one.
            let Ok(connection) = Self::to(&account) else { continue };
            if is_it(&connection)? {
                return Ok(connection);
            }
        }
        usual
    }

    fn to(account: &Account) -> Result<Self, Failure> {
        let directory: Arc<dyn Directory> = account.connect()?.into();
        let (provider, name) = (account.entry.name, directory.account_name());
        let title = match (account.name(), name.address()) {
            (Some(name), address) => format!("{name} ({provider}, {address})"),
            (None, address) => format!("{provider} ({address})"),
        };
        Ok(Self { directory, title, sandbox: None })
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
        let title = format!("{} (the embedded sandbox)", entry.name);
        Ok(Self { directory: directory.into(), title, sandbox: Some(running) })
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
