//! The published JSON Schema says what the program writes: held by a validator that knows nothing of it.

use crate::common::{self, row};
use crate::rounds::connected;
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{
    Configure, Directory, Field, Filter, Inactive, Unified,
    serde_json::{Value, from_str, json},
};
use participants_roster::plan::{Reason, Trust};
use participants_roster::{Index, Options, Plan, Planner, Rule, Verb};
use participants_wordbee::Wordbee;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

const TEXT: &str = include_str!("../../../../docs/plan.schema.json");

static SCHEMA: LazyLock<Value> = LazyLock::new(|| from_str(TEXT).unwrap());

/// What a line must be, by its place: the header, a step, the counts; and one of them, whichever.
static KINDS: LazyLock<BTreeMap<&str, jsonschema::Validator>> = LazyLock::new(|| {
    let kind = |name: &'static str| {
        let alone = json!({"$schema": SCHEMA["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": SCHEMA["$defs"]});
        (name, jsonschema::draft202012::new(&alone).unwrap())
    };
    let any = ("any", jsonschema::draft202012::new(&SCHEMA).unwrap());
    BTreeMap::from([kind("header"), kind("step"), kind("end"), any])
});

/// What the schema has against a document.
pub(crate) fn faults(document: &str) -> Vec<String> {
    let lines: Vec<Value> = document.lines().map(|line| from_str(line).unwrap()).collect();
    let kind = |at: usize| match at {
        0 => "header",
        at if at + 1 == lines.len() => "end",
        _ => "step",
    };
    let faults = lines.iter().enumerate().flat_map(|(at, line)| {
        let found = [kind(at), "any"].into_iter().flat_map(move |kind| KINDS[kind].iter_errors(line));
        found.map(move |fault| format!("line {}: {fault} at {}", at + 1, fault.instance_path()))
    });
    faults.collect()
}

fn written(plan: &Plan) -> String {
    let mut bytes = Vec::new();
    plan.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A plan for some people of a provider, with rows of many kinds.
async fn plan_at<P: Unified + Configure>(provider: &str) -> Plan {
    let (_, client) = connected::<P>(provider);
    let people = client.list_all().await.unwrap().people;
    let known = people.iter().filter_map(|person| person.email.as_deref());
    let known: Vec<_> =
        known.filter(|email| people.iter().filter(|it| it.email.as_deref() == Some(email)).count() == 1).collect();
    let newcomer = [(Field::Email, "ñandú@example.org"), (Field::FirstName, "Ñ"), (Field::LastName, "D'Örsay")];
    let rows = [
        Ok(row(2, &[(Field::Email, known[0]), (Field::Company, "77"), (Field::Phone, "+47 555 01")])),
        Ok(row(3, &[(Field::Email, known[1])])),
        Ok(row(4, &newcomer)),
        Ok(row(5, &newcomer)),
        Ok(row(6, &[(Field::Email, "zoë@example.org"), (Field::FirstName, "Zoë"), (Field::LastName, "李")])),
        Ok(row(7, &[(Field::Email, "x@example.org")]).with_id("no such id")),
        Err(common::unread(8)),
    ];
    let fields = [Field::Email, Field::FirstName, Field::LastName, Field::Company, Field::Phone];
    let index = Index::read(client.list(&Filter::all()).await.unwrap(), fields).await.unwrap();
    let options = Options::new().create(true).leave_out(true).reactivate(true).deactivate_missing(Trust::Assumed);
    let planner = Planner::new(client.capabilities()).options(options).account("5d41402abc4b2a76b9719d911017c592");
    let mut planning = planner.read(&index, || Ok(rows.clone().into_iter())).unwrap();
    let steps: Vec<_> = planning.by_ref().map(Result::unwrap).collect();
    Plan::new(planning.finish().unwrap(), steps)
}

#[tokio::test(start_paused = true)]
async fn plans_of_all_providers_are_of_the_schema() {
    let mut verbs = BTreeSet::new();
    for plan in [
        plan_at::<Azav>("azav").await,
        plan_at::<Dendreo>("dendreo").await,
        plan_at::<Frontcore>("frontcore").await,
        plan_at::<Groups>("groups").await,
        plan_at::<Wordbee>("wordbee").await,
    ] {
        assert_eq!(faults(&written(&plan)), [""; 0], "{plan}");
        verbs.extend(plan.steps.iter().map(|step| step.verb.name()));
    }
    for verb in [Verb::Create, Verb::Update, Verb::Refuse] {
        assert!(verbs.contains(verb.name()), "{verbs:?}");
    }
}

#[test]
fn the_example_of_the_documentation_is_of_the_schema_and_what_is_no_plan_is_not() {
    let example = crate::document::example();
    assert_eq!(faults(example), [""; 0]);
    for (right, wrong) in [
        ("participants-plan", "participants-plan-pseudonyms"),
        ("\"version\":3", "\"version\":2"),
        ("\"provider\":\"dendreo\"", "\"note\":1"),
        ("\"verb\":\"move\"", "\"verb\":\"delete\""),
        ("\"field\":\"phone\"", "\"field\":\"shoe_size\""),
        ("\"after\":\"empty\"", "\"after\":\"unknown\""),
        ("\"id\":\"2003\",", ""),
        ("\"verb\":\"none\"", "\"verb\":\"none\",\"identity\":{}"),
        ("\"verb\":\"create\"", "\"verb\":\"create\",\"id\":\"7\""),
        ("\"ambiguous\"", "\"unclear\""),
        ("\"clears\":1", "\"clears\":\"1\""),
        (",\"none\":1,", ","),
    ] {
        assert!(example.contains(right), "{right}");
        assert!(!faults(&example.replacen(right, wrong, 1)).is_empty(), "{wrong}");
    }
}

#[test]
fn the_names_of_the_schema_are_those_of_the_program() {
    let texts = |value: &Value| -> BTreeSet<String> {
        value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let names = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let defs = &SCHEMA["$defs"];
    let fields: Vec<_> = Field::ALL.iter().map(Field::name).collect();
    assert_eq!(texts(&defs["field"]["oneOf"][0]["enum"]), names(&fields));
    let rules: Vec<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(texts(&defs["rule"]["enum"]), names(&rules));
    let reasons = &defs["reason"]["oneOf"];
    let ways: Vec<_> = Inactive::ALL.iter().map(|how| how.name()).collect();
    assert_eq!(texts(&reasons[1]["properties"]["ended"]["properties"]["how"]["enum"]), names(&ways));
    // serde names every reason when it meets one that does not exist.
    let unknown = from_str::<Reason>("\"?\"").unwrap_err().to_string();
    let mut known: BTreeSet<_> = unknown.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    known.remove(concat!("no", "body"));
    let mut stated = texts(&reasons[0]["enum"]);
    stated.extend(reasons[1]["properties"].as_object().unwrap().keys().cloned());
    assert!(known.len() > 30);
    assert_eq!(stated, known);
    assert_eq!(defs["header"]["properties"]["version"]["const"], Plan::VERSION);
}
