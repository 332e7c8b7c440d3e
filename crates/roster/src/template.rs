//! A roster to begin with: the headings and the mapping that fit what a provider can do.

use crate::read::is_date;
use participants_core::{Capabilities, Clearing, Field, FieldCapability};

/// A starting roster and its mapping for one provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The roster: one line of headings, in the names of the fields.
    pub roster: String,
    /// The mapping: every field that can be written, with what it means and how it is emptied.
    pub mapping: String,
}

impl Template {
    /// The template for a provider with this table.
    #[must_use]
    pub fn of(table: &Capabilities) -> Self {
        let is_writable = |known: &&FieldCapability| known.create.is_supported() || known.update.is_supported();
        // A custom field is the account's own: only its owner knows its name. A password never stands in a plan.
        let is_planned = |known: &&FieldCapability| !matches!(known.field, Field::Custom(_) | Field::Password);
        let fields: Vec<_> = table.fields.iter().filter(is_writable).filter(is_planned).collect();
        let names: Vec<_> = fields.iter().map(|known| known.field.name()).collect();
        Self { roster: format!("{}\n", names.join(",")), mapping: mapping(table, &fields) }
    }
}

fn mapping(table: &Capabilities, fields: &[&FieldCapability]) -> String {
    let mut text = format!(
        "# How the roster is read for {}. The left side is a heading of the file: change it to yours.\n\n[columns]\n",
        table.provider
    );
    for known in fields {
        let field = &known.field;
        let target = match is_date(field) {
            true => format!("{{ field = \"{field}\", date = \"year-month-day\" }}"),
            false => format!("\"{field}\""),
        };
        let limits = [
            (known.create.is_supported(), "cannot be given to a new participant"),
            (known.update.is_supported(), "cannot be changed later"),
        ];
        let limits: String = limits.iter().filter(|(can, _)| !can).map(|(_, what)| format!(" It {what}.")).collect();
        text += &format!("# {}{limits}\n{field} = {target}\n", field.meaning());
    }
    text.push_str(
        "\n# What every row gets, such as: language = \"fr\"\n[constants]\n\n\
         # For each field: what an empty cell means, and who decides.\n",
    );
    for known in fields {
        let empty = match known.clear {
            Clearing::Refused(why) => format!("\"clear\" is refused: {why}"),
            _ => "or \"clear\"".to_owned(),
        };
        text += &format!(
            "[fields.{}]\nempty = \"keep\" # {empty}\nownership = \"always\" # or \"only-if-empty\", or \"never\"\n",
            known.field
        );
    }
    text
}
