//! `participants reactivate`: reactivates a participant who was deactivated.

use super::deactivate;
use crate::{args::Args, connection::Connection, exit::Failure, output::Output};

pub(crate) async fn run(args: &Args, provider: &str, id: &str, out: &Output) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let updated = place.directory.reactivate(id).await;
    place.directory.close().await;
    deactivate::show(id, &updated?, out)
}
