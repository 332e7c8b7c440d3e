//! `participants accounts check`: signs in, reads one participant, and says what the provider can do.

use super::of_file;
use crate::{args::Args, connection::Connection, exit::Failure, output::Output};
use participants::{Directory, Error, Filter, Operation};
use serde_json::json;

/// What came of one account.
struct Checked {
    account: String,
    result: Result<&'static str, Failure>,
    works: Vec<String>,
}

pub(super) async fn run(args: &Args, wanted: &[String], out: &Output) -> Result<(), Failure> {
    let names = match wanted {
        [] => of_file(args)?.iter().map(|account| account.word().to_owned()).collect(),
        wanted => wanted.to_vec(),
    };
    let mut all = Vec::new();
    for name in names {
        all.push(check(args, name).await);
    }
    let said = |checked: &Checked| match &checked.result {
        Ok(result) => (*result).to_owned(),
        Err(failure) => failure.text().to_owned(),
    };
    let json = all.iter().map(|checked| {
        json!({"account": checked.account, "works": checked.result.is_ok(), "result": said(checked), "can": checked.works})
    });
    let row = |checked: &Checked| vec![checked.account.clone(), said(checked), checked.works.join(", ")];
    out.print(&json.collect::<Vec<_>>(), &["account", "result", "can"], all.iter().map(row))?;
    let failed = all.into_iter().filter_map(|checked| Some((checked.account, checked.result.err()?)));
    let (names, mut failures): (Vec<_>, Vec<_>) = failed.unzip();
    match failures.pop() {
        None => Ok(()),
        Some(failure) => Err(failure.saying(format!("not every account can be used: {}.", names.join(", ")))),
    }
}

async fn check(args: &Args, account: String) -> Checked {
    match Connection::named(args, &account).await {
        Err(failure) => Checked { account, result: Err(failure), works: Vec::new() },
        Ok(place) => {
            let table = place.directory.capabilities();
            let works = Operation::ALL.iter().filter(|operation| table.operation(**operation).is_supported());
            let works = works.map(ToString::to_string).collect();
            let result = read(place.directory.as_ref()).await.map_err(|error| Failure::unquoted(&error));
            place.directory.close().await;
            Checked { account, result, works }
        }
    }
}

/// Reads one participant, which needs what every call needs.
async fn read(directory: &dyn Directory) -> Result<&'static str, Error> {
    if !directory.capabilities().operation(Operation::List).is_supported() {
        return Ok("not checked: with these settings the provider has no call that reads people");
    }
    let mut people = directory.list(&Filter::all()).await?;
    Ok(match people.next().await? {
        Some(_) => "signed in; people can be read",
        None => "signed in; there are no people yet",
    })
}
