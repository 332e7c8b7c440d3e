//! `participants links`: lists and corrects which participant each row of a roster means.

use super::{
    carry::failed,
    run_context::{RunContext, existing},
};
use crate::{
    args::{Args, LinksCommand},
    connection::Connection,
    exit::Failure,
    output::{Output, line},
};
use jiff::Timestamp;
use participants_roster::{journal::Folder, plan::RowKey, session::Session};
use serde_json::json;
use std::time::Duration;

pub(crate) async fn run(args: &Args, command: &LinksCommand, out: &Output) -> Result<(), Failure> {
    match command {
        LinksCommand::List { provider, journal } => {
            let mut session = session(args, provider, existing(journal)?).await?;
            let account = session.account().to_owned();
            let links = session.journal().links(&account).map_err(failed)?;
            let json: Vec<_> = links
                .iter()
                .map(|link| json!({"key": format!("{}={}", link.kind, link.key), "id": link.id, "by_hand": link.by_hand}))
                .collect();
            let rows = links.iter().map(|link| {
                let by = if link.by_hand { "by hand" } else { "by a run" };
                vec![format!("{}={}", link.kind, link.key), link.id.clone(), by.into(), link.time.to_string()]
            });
            out.print(&json, &["row's key", "participant", "", "since"], rows)
        }
        LinksCommand::Set { provider, key, id, journal } => {
            let (kind, key) = parse_key(key)?;
            if id.trim().is_empty() {
                return Err(Failure::invalid("an empty id names no participant. Nothing was changed."));
            }
            let folder = Folder::open(journal).map_err(failed)?;
            let mut session = session(args, provider, folder).await?;
            let account = session.account().to_owned();
            session.journal().set_link(&account, kind, &key, id, Timestamp::now()).map_err(failed)?;
            line(&format!("rows with this {kind} mean {id} from now on"))
        }
        LinksCommand::Remove { provider, key, journal } => {
            let (kind, key) = parse_key(key)?;
            let mut session = session(args, provider, existing(journal)?).await?;
            let account = session.account().to_owned();
            match session.journal().remove_link(&account, kind, &key).map_err(failed)? {
                true => line("the link is forgotten: the row's other keys decide from now on"),
                false => Err(Failure::invalid("there is no such link; `participants links list` shows them.")),
            }
        }
    }
}

async fn session(args: &Args, provider: &str, folder: Folder) -> Result<Session, Failure> {
    Ok(RunContext::open(Connection::named(args, provider).await?, folder, Duration::ZERO)?.session)
}

/// Reads a row's key as it is listed: `external_id=A-17` or `email=zoe@example.org`.
fn parse_key(text: &str) -> Result<(&'static str, String), Failure> {
    let key = text.split_once('=').and_then(|(kind, key)| RowKey::parse(kind, key));
    let key = key.ok_or_else(|| {
        Failure::invalid("a row's key is external_id=… or email=…, as `participants links list` shows it.")
    })?;
    Ok((key.kind(), key.text().to_owned()))
}
