//! `participants move`: to another training group or company, or shows what would be sent.

use super::{deactivate::show, send_or_show};
use crate::{
    args::{Args, DestinationArgs},
    connection::Connection,
    exit::Failure,
    output::Output,
};
use participants::{AlreadyRead, Operation, ParticipantUpdate};

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    id: &str,
    to: &DestinationArgs,
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let update = ParticipantUpdate::new();
    let (operation, update) = match (&to.group, &to.company) {
        (Some(group), _) => (Operation::MoveToGroup, update.group(group.clone())),
        (None, Some(company)) => (Operation::ChangeCompany, update.company(company.clone())),
        (None, None) => return Err(Failure::invalid("say where to: --group or --company. Nothing was sent.")),
    };
    let place = Connection::named(args, provider).await?;
    place.directory.capabilities().check_operation(operation)?;
    let prepare = place.directory.prepare_update(id, AlreadyRead::Nothing, &update);
    let Some(moved) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    show(id, &moved, out)
}
