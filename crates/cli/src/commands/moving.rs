//! `participants move`: to another training group or company.

use super::deactivate::show;
use crate::{
    args::{Args, DestinationArgs},
    connection::Connection,
    exit::Failure,
    output::Output,
};

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    id: &str,
    to: &DestinationArgs,
    out: &Output,
) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let moved = match (&to.group, &to.company) {
        (Some(group), _) => place.directory.move_to_group(id, group).await,
        (None, Some(company)) => place.directory.change_company(id, company).await,
        (None, None) => return Err(Failure::invalid("say where to: --group or --company. Nothing was sent.")),
    };
    place.directory.close().await;
    show(id, &moved?, out)
}
