//! `participants create`: a new participant, or what would be sent to make one.

use super::{assignment, previews, rows};
use crate::{
    args::Args,
    exit::Failure,
    output::{Output, note},
    place::Place,
};
use participants::{Created, NewParticipant};
use serde_json::json;

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    set: &[String],
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let mut new = NewParticipant::new();
    for text in set {
        let (field, value) = assignment(text)?;
        new.set_text(&field, value)?;
    }
    let place = Place::named(args, provider).await?;
    if dry_run {
        let requests = place.directory.preview_create(&new).await;
        place.directory.close().await;
        return previews(&requests?, out);
    }
    let created = place.directory.create(&new).await;
    place.directory.close().await;
    show(&created?, out)
}

fn show(created: &Created, out: &Output) -> Result<(), Failure> {
    created.warnings.iter().for_each(|warning| note(warning));
    match (&created.participant, &created.id) {
        (Some(person), _) => out.print(person, &["field", "value"], rows(person)),
        (None, Some(id)) => out.print(&json!({ "id": id }), &["field", "value"], [vec!["id".into(), id.clone()]]),
        (None, None) => {
            note("the participant was made, but the provider does not say under which identifier");
            out.print(&json!({}), &["field", "value"], [])
        }
    }
}
