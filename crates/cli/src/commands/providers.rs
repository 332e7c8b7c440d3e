//! `participants providers`: the providers and what each needs; with a name, what that provider can do.

use crate::{
    accounts::Account,
    args::Args,
    connection::environment,
    exit::Failure,
    output::{Output, line},
};
use participants::{Capabilities, Entry, FieldCapability, Operation, PROVIDERS, Required, Variable};
use serde_json::{Value, json};

pub(crate) fn run(args: &Args, provider: Option<&str>, out: &Output) -> Result<(), Failure> {
    match provider {
        None => variables(out),
        Some(name) => capabilities(Account::named(args, name)?.capabilities()?, out),
    }
}

fn variables(out: &Output) -> Result<(), Failure> {
    let vars = environment();
    let is_set = |variable: &Variable| vars.optional(variable.name).is_some();
    let variable = |variable: &Variable| {
        json!({
            "name": variable.name,
            "required": variable.required,
            "set": is_set(variable),
            "meaning": variable.meaning,
        })
    };
    let provider = |entry: &Entry| json!({"name": entry.name, "variables": entry.variables.iter().map(variable).collect::<Vec<_>>()});
    let row = |name: &str, variable: &Variable| {
        let need = if variable.required { "required" } else { "optional" };
        let state = if is_set(variable) { "set" } else { "–" };
        vec![name.to_owned(), variable.name.into(), need.into(), state.into(), variable.meaning.into()]
    };
    let rows = PROVIDERS.iter().flat_map(|entry| entry.variables.iter().map(|variable| row(entry.name, variable)));
    let json = Value::Array(PROVIDERS.iter().map(provider).collect());
    out.print(&json, &["provider", "variable", "", "now", "meaning"], rows)
}

fn capabilities(table: &Capabilities, out: &Output) -> Result<(), Failure> {
    let operations = Operation::ALL.iter().map(|operation| {
        let support = table.operation(*operation);
        json!({"operation": operation.to_string(), "support": support.to_string(), "meaning": operation.meaning()})
    });
    let fields = table.fields.iter().map(|known| {
        json!({
            "field": name(&known.field),
            "read": known.read,
            "filter": known.filter.to_string(),
            "create": known.create.to_string(),
            "update": known.update.to_string(),
            "clear": known.clear.to_string(),
        })
    });
    let json = json!({
        "name": table.provider,
        "when": table.when,
        "operations": operations.collect::<Vec<_>>(),
        "fields": fields.collect::<Vec<_>>(),
        "required": table.required.iter().map(required).collect::<Vec<_>>(),
    });
    if out.is_json() {
        return out.print(&json, &[], []);
    }
    out.print(&json, &["operation", "support"], operations_table(table))?;
    line("")?;
    out.print(&json, &["field", "read", "filter", "create", "update", "clear"], fields_table(table))?;
    line("")?;
    let rows = table.required.iter().map(|required| vec![required.to_string(), required.why.to_owned()]);
    out.print(&json, &["a new participant needs", "why"], rows)
}

fn required(required: &Required) -> Value {
    json!({"one_of": required.one_of.iter().map(name).collect::<Vec<_>>(), "why": required.why})
}

fn operations_table(table: &Capabilities) -> Vec<Vec<String>> {
    let row = |operation: &Operation| vec![operation.to_string(), table.operation(*operation).to_string()];
    Operation::ALL.iter().map(row).collect()
}

fn fields_table(table: &Capabilities) -> Vec<Vec<String>> {
    let row = |known: &FieldCapability| {
        let read = if known.read { "yes" } else { "no" };
        let how = [known.filter, known.create, known.update].map(|how| how.to_string());
        let [filter, create, update] = how;
        vec![name(&known.field), read.into(), filter, create, update, known.clear.to_string()]
    };
    table.fields.iter().map(row).collect()
}

fn name(field: &participants::Field) -> String {
    match field {
        participants::Field::Custom(_) => "custom.NAME".into(),
        named => named.to_string(),
    }
}
