//! What a failed call means for a bulk write as a whole.

use super::flow::Stage;
use participants_core::{
    Error, Outcome,
    serde_json::{self, Value},
};

/// The same error, for the write: before the start no person was changed, and after it that is not known. The call that
/// asks for the state is a read and says that nothing was applied, which would be wrong here.
pub(super) fn failure(error: Error, stage: Stage, file: &[u8]) -> Error {
    let is_answered = error.status().is_some_and(|status| status.is_success());
    let outcome = match stage {
        Stage::Uploading if error.outcome() == Outcome::NotSent => Outcome::NotSent,
        Stage::Uploading => Outcome::NotApplied,
        Stage::Starting if !is_answered => error.outcome(),
        Stage::Starting | Stage::Running | Stage::Asking | Stage::Ended => Outcome::Unknown,
    };
    let said = error.message().map(|said| without(said, file));
    let error = error.with_outcome(outcome);
    match said {
        Some(said) => error.with_message(said),
        None => error,
    }
}

/// What the platform said, without the texts of the rows: the call it answered did not carry them, so that the client
/// could not take them out.
fn without(said: &str, file: &[u8]) -> String {
    let mut texts = Vec::new();
    collect(serde_json::from_slice(file).unwrap_or_default(), &mut texts);
    texts.retain(|text| text.chars().count() > 2);
    // Longer ones first, so that a text inside another does not leave the rest of it standing.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.iter().fold(said.to_owned(), |said, text| said.replace(text.as_str(), "[hidden]"))
}

fn collect(value: Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.into_iter().for_each(|item| collect(item, texts)),
        Value::Object(members) => members.into_iter().for_each(|(_, member)| collect(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
