//! One change that takes two calls, of which the second fails: what was changed is known, and nothing else is sent again.

use crate::common::{Place, client, place, row};
use crate::tape::{Tape, Taped};
use participants_frontcore::Frontcore;
use participants_roster::core::{
    Field, Participant,
    serde_json::{Value, json},
};
use participants_roster::journal::{Run, State, StepRecord};
use participants_roster::report::{Format, Report};
use participants_roster::{Options, Plan};
use participants_sandbox::transport::InProcess;

/// FrontCore, a participant, and a plan that changes the person and the enrolment.
async fn planned() -> (Place, Tape, Participant, Plan) {
    let (mut place, tape) = (place::<Frontcore>("frontcore", 30), Tape::default());
    let transport = Taped { sandbox: InProcess::new(place.sandbox.clone()), tape: tape.clone() };
    place.directory = client::<Frontcore>(&place.sandbox, "frontcore", transport);
    let people = place.directory.list_all().await.unwrap().people;
    let is_alone = |one: &&Participant| people.iter().filter(|other| other.email == one.email).count() == 1;
    let person = people.iter().filter(is_alone).find(|person| person.get(&Field::Completed).is_some()).unwrap().clone();
    let completed = if person.get(&Field::Completed).as_deref() == Some("true") { "false" } else { "true" };
    let email = person.email.clone().unwrap();
    let wanted = row(2, &[(Field::Email, &email), (Field::Phone, "+47 555 0142"), (Field::Completed, completed)]);
    let plan = place.plan(Options::new(), &[wanted]).await;
    assert_eq!(plan.summary.counts.update, 1, "{plan}");
    (place, tape, person, plan)
}

/// A fault at the second of the two calls.
fn second(times: u64, fault: Value) -> Value {
    json!([{"match": {"method": "PUT", "path": "/participants/*"}, "times": times, "fault": fault}])
}

fn persons(tape: &Tape) -> usize {
    tape.writes().iter().filter(|write| !write.contains("/participants/")).count()
}

fn only(entries: &[StepRecord]) -> &StepRecord {
    let [entry] = entries else { panic!("one entry: {entries:?}") };
    entry
}

async fn begun(place: &mut Place, plan: &Plan) -> (Run, StepRecord) {
    let run = place.begin(plan).await;
    let (_, entries) = place.carry_on(&run).await;
    (run, only(&entries).clone())
}

#[tokio::test(start_paused = true)]
async fn a_second_call_that_is_refused_ends_the_step_at_once_with_its_reason_and_what_was_changed() {
    let (mut place, tape, person, plan) = planned().await;
    place.fault(second(9, json!({"status": 422, "body": r#"{"error": "no"}"#})));
    let (run, entry) = begun(&mut place, &plan).await;
    assert_eq!((entry.state, entry.attempts), (State::Partial, 1), "{entry:#?}");
    assert_eq!(entry.applied, [Field::Phone]);
    let note = entry.note.as_deref().unwrap();
    assert!(note.starts_with("changed: phone; the rest is not: frontcore participants.update"), "{note}");
    assert!(note.contains("HTTP 422") && !note.contains("lost"), "{note}");
    assert_eq!(tape.writes().len(), 2);

    let mut report = Vec::new();
    Report::new(&run).write(&mut place.journal, Format::JsonLines, &mut report).await.unwrap();
    let report = String::from_utf8(report).unwrap();
    assert!(report.contains(r#""state":"partial""#) && report.contains(r#""applied":["phone"]"#), "{report}");

    // Exactly what was changed is set back.
    place.fault(json!([]));
    let steps = place.steps_back(&run).await;
    let fields: Vec<_> = steps[0].changes.iter().map(|change| &change.field).collect();
    assert_eq!((steps.len(), fields), (1, vec![&Field::Phone]));
    let back = place.load(&steps, Some(run.id)).await;
    let (_, entries) = place.carry_on(&back).await;
    assert_eq!(only(&entries).state, State::Done, "{entries:#?}");
    let again = place.directory.get(&person.id).await.unwrap();
    assert_eq!((&again.phone, again.get(&Field::Completed)), (&person.phone, person.get(&Field::Completed)));
}

#[tokio::test(start_paused = true)]
async fn what_was_changed_is_not_sent_again_where_the_second_call_fails_for_a_while() {
    let (mut place, tape, person, plan) = planned().await;
    place.fault(second(8, json!({"status": 503, "body": ""})));
    let (_, entry) = begun(&mut place, &plan).await;
    assert_eq!(entry.state, State::Done, "{entry:#?}");
    assert_eq!(persons(&tape), 1, "{:#?}", tape.writes());
    let again = place.directory.get(&person.id).await.unwrap();
    assert_eq!(again.phone.as_deref(), Some("+47 555 0142"));
    assert_ne!(again.get(&Field::Completed), person.get(&Field::Completed));
}

#[tokio::test(start_paused = true)]
async fn a_second_call_that_fails_each_time_leaves_the_step_partly_done() {
    let (mut place, tape, _, plan) = planned().await;
    place.fault(second(99, json!({"status": 503, "body": ""})));
    let (_, entry) = begun(&mut place, &plan).await;
    assert_eq!((entry.state, &entry.applied[..]), (State::Partial, &[Field::Phone][..]), "{entry:#?}");
    assert_eq!(persons(&tape), 1, "{:#?}", tape.writes());
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_stopped_in_between_sends_only_the_rest() {
    let (mut place, tape, _, plan) = planned().await;
    place.fault(second(99, json!({"status": 401, "body": "{}"})));
    let (run, entry) = begun(&mut place, &plan).await;
    assert_eq!((entry.state, &entry.applied[..]), (State::Planned, &[Field::Phone][..]), "{entry:#?}");
    place.fault(json!([]));
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!(only(&entries).state, State::Done, "{entries:#?}");
    assert_eq!(persons(&tape), 1, "{:#?}", tape.writes());
}
