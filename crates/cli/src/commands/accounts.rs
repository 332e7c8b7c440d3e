//! `participants accounts`: the accounts of the file, listed, checked, added to.

mod add;
mod check;

use crate::{
    accounts::{Account, AccountsFile, Source},
    args::{AccountsCommand, Args},
    exit::Failure,
    output::{Output, note},
};
use serde_json::{Map, Value, json};

pub(crate) async fn run(args: &Args, command: Option<&AccountsCommand>, out: &Output) -> Result<(), Failure> {
    match command {
        None => list(args, out),
        Some(AccountsCommand::Check { accounts }) => check::run(args, accounts, out).await,
        Some(AccountsCommand::Add { name, provider, set }) => add::run(args, (name, provider), set, out),
    }
}

/// The accounts of the file, which the user is shown the way to where there is none.
fn of_file(args: &Args) -> Result<Vec<Account>, Failure> {
    let file = AccountsFile::find(args.config.as_deref())?;
    match &file {
        Some(file) => note(&format!("the accounts of {}", file.path.display())),
        None => note("there is no participants.toml: `participants accounts add NAME PROVIDER` makes one"),
    }
    file.map_or(Ok(Vec::new()), |file| file.read())
}

fn list(args: &Args, out: &Output) -> Result<(), Failure> {
    let accounts = of_file(args)?;
    let settings = |account: &Account| -> Map<String, Value> {
        let is_secret = |name: &str| account.entry.variables.iter().any(|known| known.name == name && known.secret);
        let shown = |variable: &str, source: &Source| match source {
            Source::Value(_) if is_secret(variable) => "[hidden]".to_owned(),
            Source::Value(value) => value.clone(),
            source => format!("from {source}"),
        };
        let settings = account.sources.iter();
        settings.map(|(variable, source)| (account.setting(variable), shown(variable, source).into())).collect()
    };
    let json = accounts.iter().map(
        |account| json!({"account": account.word(), "provider": account.entry.name, "settings": settings(account)}),
    );
    let row = |account: &Account| {
        let text = |(key, value): (&String, &Value)| format!("{key}: {}", value.as_str().unwrap_or_default());
        let settings = settings(account).iter().map(text).collect::<Vec<_>>().join("\n");
        vec![account.word().to_owned(), account.entry.name.to_owned(), settings]
    };
    out.print(&json.collect::<Vec<_>>(), &["account", "provider", "settings"], accounts.iter().map(row))
}
