//! `participants fields`: the common vocabulary.

use crate::{exit::Failure, output::Output};
use participants::Field;
use serde_json::{Value, json};

pub(crate) fn run(out: &Output) -> Result<(), Failure> {
    let custom = Field::Custom("NAME".into());
    let fields: Vec<_> = Field::ALL.iter().chain([&custom]).collect();
    let shown = |field: &&Field| json!({"name": field.to_string(), "form": field.form(), "meaning": field.meaning()});
    let json: Vec<Value> = fields.iter().map(shown).collect();
    let row = |field: &Field| vec![field.to_string(), field.form(), field.meaning().into()];
    out.print(&json, &["field", "form", "meaning"], fields.into_iter().map(row))
}
