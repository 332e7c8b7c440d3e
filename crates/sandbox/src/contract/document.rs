//! One OpenAPI document: which operation an exchange belongs to, and where it is not as the document says.

use super::exchange::Exchange;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// A provider's document, read once.
pub(super) struct Document {
    json: Value,
    /// By the place of the schema in the document.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// An operation, and where it stands in the document.
pub(super) struct Operation<'a> {
    pub(super) id: &'a str,
    item: &'a Value,
    operation: &'a Value,
    /// The JSON pointer to the operation.
    at: String,
    /// The number of path segments that are written out: of two templates that fit, the more literal one is meant.
    literal: usize,
}

impl Document {
    /// The document of a provider, where there is one.
    pub(super) fn of(provider: &str) -> Option<&'static Self> {
        static ALL: OnceLock<HashMap<&'static str, Document>> = OnceLock::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi");
        let read = |name: &&'static str| {
            let text = fs::read(folder.join(format!("{name}.json"))).ok()?;
            let json = serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{name}.json: {error}"));
            Some((*name, Self::new(json)))
        };
        ALL.get_or_init(|| crate::PROVIDERS.iter().filter_map(read).collect()).get(provider)
    }

    pub(super) fn new(json: Value) -> Self {
        Self { json, validators: Mutex::default() }
    }

    pub(super) fn json(&self) -> &Value {
        &self.json
    }

    /// The names of all operations that the client has, which are all but those that say why not.
    pub(super) fn operations(&self) -> impl Iterator<Item = &str> {
        self.described().filter(|operation| operation.get("x-no-client-call").is_none()).map(name)
    }

    /// The names of all operations whose success has a body.
    pub(super) fn operations_with_an_answer(&self) -> impl Iterator<Item = &str> {
        let answers = |operation: &Value| {
            let mut responses = operation["responses"].as_object().into_iter().flatten();
            responses
                .any(|(status, response)| status.starts_with('2') && self.resolved(response).get("content").is_some())
        };
        self.described().filter(move |operation| answers(operation)).map(name)
    }

    fn described(&self) -> impl Iterator<Item = &Value> {
        let items = self.json["paths"].as_object().into_iter().flatten();
        items.flat_map(|(_, item)| METHODS.iter().filter_map(|method| item.get(*method)))
    }

    /// What is wrong with an exchange. The call counts only where it was carried out.
    pub(super) fn problems(&self, exchange: &Exchange) -> Vec<String> {
        let Some(found) = self.operation_of(exchange) else {
            return if exchange.is_success() { vec!["no such operation".into()] } else { Vec::new() };
        };
        let mut problems = if exchange.is_success() { self.problems_of_call(exchange) } else { Vec::new() };
        problems.extend(self.problems_of_answer(&found, exchange));
        problems
    }

    /// What is wrong with a call.
    pub(super) fn problems_of_call(&self, call: &Exchange) -> Vec<String> {
        let Some(found) = self.operation_of(call) else { return vec!["no such operation".into()] };
        let mut problems = self.problems_of_query(&found, call);
        let content = self.resolved(found.operation.get("requestBody").unwrap_or(&Value::Null))["content"].clone();
        match (&call.body, &call.media_type) {
            (None, _) => {}
            (Some(body), Some(kind)) if content.get(kind).is_some() => {
                let at = self.pointer(&format!("{}/requestBody", found.at));
                problems.extend(self.mismatches(
                    &format!("{at}/content/{}/schema", escaped(kind)),
                    body,
                    is_text(kind),
                ));
            }
            (Some(_), kind) => problems.push(format!("no request body of type {kind:?} is described")),
        }
        problems
    }

    /// The operation that an exchange belongs to.
    pub(super) fn operation_of(&self, exchange: &Exchange) -> Option<Operation<'_>> {
        let method = exchange.method.to_ascii_lowercase();
        let items = self.json["paths"].as_object().into_iter().flatten();
        let fitting = items.filter_map(|(template, item)| {
            let operation = item.get(&method)?;
            let servers = [&operation["servers"], &item["servers"], &self.json["servers"]];
            let servers = servers.into_iter().find_map(Value::as_array).into_iter().flatten();
            let literal = servers.filter_map(|server| fits(server["url"].as_str()?, template, &exchange.path)).max()?;
            let id = operation["operationId"].as_str()?;
            Some(Operation { id, item, operation, at: format!("/paths/{}/{method}", escaped(template)), literal })
        });
        fitting.max_by_key(|found| found.literal)
    }

    fn problems_of_query(&self, found: &Operation<'_>, call: &Exchange) -> Vec<String> {
        let parameters = self.parameters(found);
        let (mut problems, mut given) = (Vec::new(), Vec::new());
        for (name, value) in &call.query {
            let is_named = |known: &Value| known["name"] == name.as_str() || known["x-also-named"] == name.as_str();
            let known = parameters.iter().find(|(_, known)| known["in"] == "query" && is_named(known));
            match known {
                Some((at, known)) => {
                    given.push(name.as_str());
                    let typed = known.get("content").and_then(|content| content.get("application/json"));
                    let parsed = typed.and_then(|_| serde_json::from_str(value).ok());
                    let (at, value) = match parsed {
                        Some(value) => (format!("{at}/content/application~1json/schema"), value),
                        None => (format!("{at}/schema"), Value::from(value.as_str())),
                    };
                    let value = if known["schema"]["type"] == "array" { json!([value]) } else { value };
                    problems.extend(self.mismatches(&at, &value, true));
                }
                None if self.is_credential(name) || is_in_a_family(&parameters, name) => {}
                None => problems.push(format!("no query parameter {name} is described")),
            }
        }
        let required = parameters.iter().filter(|(_, known)| known["in"] == "query" && known["required"] == true);
        let missing = required.filter_map(|(_, known)| known["name"].as_str()).filter(|name| !given.contains(name));
        problems.extend(missing.map(|name| format!("the required query parameter {name} is missing")));
        problems
    }

    fn problems_of_answer(&self, found: &Operation<'_>, exchange: &Exchange) -> Vec<String> {
        let responses = &found.operation["responses"];
        let status = exchange.status.to_string();
        let range = format!("{}XX", exchange.status / 100);
        let Some(name) = [status.as_str(), &range, "default"].into_iter().find(|name| responses.get(*name).is_some())
        else {
            return vec![format!("no answer {status} is described")];
        };
        let at = self.pointer(&format!("{}/responses/{name}", found.at));
        let response = self.json.pointer(&at).expect("the pointer was resolved");
        match (&exchange.answer, response.get("content")) {
            (None, None) => Vec::new(),
            (None, Some(_)) if response["x-may-be-empty"] == true => Vec::new(),
            (None, Some(_)) => vec![format!("the answer {status} is empty; only x-may-be-empty allows that")],
            (Some(_), None) => vec![format!("the answer {status} has a body and none is described")],
            (Some(answer), Some(content)) => {
                let kind = exchange.answer_type.clone().unwrap_or_default();
                let Some(name) = [kind.as_str(), "*/*"].into_iter().find(|name| content.get(*name).is_some()) else {
                    return vec![format!("no answer {status} of type {kind:?} is described")];
                };
                self.mismatches(&format!("{at}/content/{}/schema", escaped(name)), answer, false)
            }
        }
    }

    /// The parameters of an operation and of its path, each with the pointer to it, references resolved.
    fn parameters(&self, found: &Operation<'_>) -> Vec<(String, &Value)> {
        let path = found.at.rsplit_once('/').map_or("", |(path, _)| path);
        let listed = [(path, found.item), (found.at.as_str(), found.operation)].into_iter().flat_map(|(at, holder)| {
            let count = holder["parameters"].as_array().map_or(0, Vec::len);
            (0..count).map(move |index| format!("{at}/parameters/{index}"))
        });
        listed.map(|at| self.pointer(&at)).filter_map(|at| Some((at.clone(), self.json.pointer(&at)?))).collect()
    }

    fn is_credential(&self, name: &str) -> bool {
        let schemes = self.json["components"]["securitySchemes"].as_object().into_iter().flatten();
        schemes.into_iter().any(|(_, scheme)| scheme["in"] == "query" && scheme["name"] == name)
    }

    /// Where a value is not as the schema at `at` says. Where it came as text, numbers and booleans may be written as
    /// text: a text the schema does not take is tried as what it spells.
    fn mismatches(&self, at: &str, value: &Value, is_text: bool) -> Vec<String> {
        let validator = self.validator(at);
        let mut value = value.clone();
        loop {
            let errors: Vec<_> = validator.iter_errors(&value).collect();
            let places: Vec<_> = errors.iter().map(|error| error.instance_path().as_str().to_owned()).collect();
            let found = errors.iter().map(|error| format!("{at} at {:?}: {error}", error.instance_path().as_str()));
            let found: Vec<_> = found.collect();
            drop(errors);
            let mut spelled = false;
            for place in places.iter().filter(|_| is_text) {
                let Some(Value::String(text)) = value.pointer_mut(place) else { continue };
                if let Ok(other @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(text) {
                    *value.pointer_mut(place).expect("it was just there") = other;
                    spelled = true;
                }
            }
            if !spelled {
                return found;
            }
        }
    }

    fn validator(&self, at: &str) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        let build = || {
            let schema = self.json.pointer(at).unwrap_or_else(|| panic!("there is no schema at {at}"));
            let mut named = Map::new();
            self.collect(schema, &mut named);
            let whole = json!({"components": {"schemas": named}, "allOf": [schema]});
            Arc::new(jsonschema::draft202012::new(&whole).unwrap_or_else(|error| panic!("{at}: {error}")))
        };
        Arc::clone(validators.entry(at.to_owned()).or_insert_with(build))
    }

    /// The schemas that this one refers to, directly or through others: building a validator for all there are would take
    /// longer than checking.
    fn collect(&self, schema: &Value, named: &mut Map<String, Value>) {
        match schema {
            Value::Object(members) => {
                let target = members.get("$ref").and_then(Value::as_str);
                let within = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
                let name = within.map(|within| within.split('/').next().unwrap_or(within));
                if let Some(name) = name.filter(|name| !named.contains_key(*name)) {
                    let other = &self.json["components"]["schemas"][name];
                    named.insert(name.to_owned(), other.clone());
                    self.collect(other, named);
                }
                members.values().for_each(|member| self.collect(member, named));
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item, named)),
            _ => {}
        }
    }

    /// The pointer to what stands at `at`, or to what a reference there means.
    fn pointer(&self, at: &str) -> String {
        let target = self.json.pointer(at).and_then(|value| value["$ref"].as_str());
        target.map_or_else(|| at.to_owned(), |target| target.trim_start_matches('#').to_owned())
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let target = value["$ref"].as_str().and_then(|target| self.json.pointer(target.trim_start_matches('#')));
        target.unwrap_or(value)
    }
}

fn name(operation: &Value) -> &str {
    operation["operationId"].as_str().expect("every operation has a name")
}

/// How many segments are written out where the path is that of the server and the template; `None` where it is not.
/// A variable stands for one segment, one at the very beginning of a server's address for host and path alike.
fn fits(server: &str, template: &str, path: &[String]) -> Option<usize> {
    let below_host = server.split_once("://").map_or(server, |(_, rest)| rest);
    let base = below_host.split_once('/').map_or("", |(_, base)| base);
    let segments =
        |text: &str| text.split('/').filter(|segment| !segment.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let wanted: Vec<_> = segments(base).into_iter().chain(segments(template)).collect();
    let is_same = |(wanted, given): (&String, &String)| wanted.starts_with('{') || wanted == given;
    let fits = wanted.len() == path.len() && wanted.iter().zip(path).all(is_same);
    fits.then(|| wanted.iter().filter(|segment| !segment.starts_with('{')).count())
}

/// Whether a name belongs to a parameter that stands for many: an object whose members are parameters of their own.
fn is_in_a_family(parameters: &[(String, &Value)], name: &str) -> bool {
    let families =
        parameters.iter().filter(|(_, known)| known["explode"] == true && known["schema"]["type"] == "object");
    let whole = json!({name: ""});
    families.into_iter().any(|(_, family)| jsonschema::is_valid(&family["schema"], &whole))
}

/// Whether values of this type come as text.
fn is_text(media_type: &str) -> bool {
    media_type == "application/x-www-form-urlencoded"
}

fn escaped(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

#[test]
fn paths_are_distinguished() {
    let path = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let server = "https://api.example.org/{instance}/api";
    assert_eq!(fits(server, "/people/{id}", &path("demo/api/people/7")), Some(2));
    assert_eq!(fits(server, "/people", &path("demo/api/people/7")), None);
    assert_eq!(fits("{address}", "/openapi/v1/groups", &path("openapi/v1/groups")), Some(3));
}
