//! `participants delete`: deletes a participant, which cannot be undone.

use crate::{args::Args, connection::Connection, exit::Failure, output::Output};
use serde_json::json;

pub(crate) async fn run(args: &Args, provider: &str, id: &str, yes: bool, out: &Output) -> Result<(), Failure> {
    if !yes {
        return Err(Failure::invalid(
            "this removes the participant for good; say --yes if that is meant. Nothing was sent.",
        ));
    }
    let place = Connection::named(args, provider).await?;
    let deleted = place.directory.delete(id).await;
    place.directory.close().await;
    deleted?;
    out.report(&json!({"id": id, "deleted": true}), &["id", "deleted"], [vec![id.to_owned(), "yes".into()]])
}
