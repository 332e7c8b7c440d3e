//! A write is prepared, looked at and sent: preparing and looking write nothing, and what is sent is what was shown.

use super::{Suite, World, creates::new_participant, enrolments::choose_participant_and_session, fields::sample};
use participants_core::{
    AlreadyRead, Configure, Directory, Error, ExistenceCheck, Operation, ParticipantUpdate, Prepared, Unified,
};

/// Each kind of write that the provider has shows the calls it sends, in their order.
pub async fn a_write_sends_what_it_has_shown<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        let client = &world.client;
        if let Some(enrolling) = suite.enrol.filter(|_| world.can(Operation::Enrol)) {
            let (id, session) = choose_participant_and_session(&world, enrolling).await;
            check(name, &world, client.prepare_enrol(&id, session).await).await;
            let again = client.prepare_enrol(&id, session).await.unwrap();
            assert_eq!(again.preview().unwrap(), Vec::<String>::new(), "{name}: nothing to send");
            if world.can(Operation::Withdraw) {
                check(name, &world, client.prepare_withdraw(&id, session).await).await;
            }
        }
        if world.can(Operation::Create) {
            let new = new_participant(suite, &world).await;
            check(name, &world, client.prepare_create(&new, ExistenceCheck::ByEveryKey).await).await;
        }
        if !world.can(Operation::List) {
            continue;
        }
        let people = world.people().await;
        let (person, read) = (&people[3], AlreadyRead::Nothing);
        let mut update = ParticipantUpdate::new();
        update.set_text(&suite.update_field, &sample(&suite.update_field, person, &people).unwrap()).unwrap();
        check(name, &world, client.prepare_update(&person.id, read, &update).await).await;
        if world.can(Operation::Deactivate) {
            check(name, &world, client.prepare_deactivate(&person.id, read).await).await;
        }
        if world.can(Operation::Reactivate) {
            check(name, &world, client.prepare_reactivate(&person.id, read).await).await;
        }
        if world.can(Operation::Delete) {
            check(name, &world, client.prepare_delete(&person.id, read).await).await;
        }
        world.end();
    }
}

/// The write is sent, and the provider saw the calls it had shown and no other write.
async fn check<P, T>(name: &str, world: &World<P>, prepared: Result<Prepared<T>, Error>)
where
    P: Unified + Configure,
    T: Send + 'static,
{
    let write = prepared.unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let (state, writes, calls) = (world.sandbox.state(), world.count("writes"), calls(world).len());
    let shown: Vec<_> = write.preview().unwrap().iter().map(|request| method_and_path(request)).collect();
    assert!(!shown.is_empty(), "{name}");
    assert_eq!((world.sandbox.state(), self::calls(world).len()), (state, calls), "{name}: looking sends nothing");
    let error = write.send().await.err();
    let is_refused = error.as_ref().is_some_and(|error| !error.may_have_been_applied());
    assert!(!is_refused || error.as_ref().is_some_and(|error| error.status().is_some()), "{name}: {error:?}");
    let sent = self::calls(world).split_off(calls);
    let mut rest = sent.iter();
    assert!(shown.iter().all(|wanted| rest.any(|call| call == wanted)), "{name}: {shown:#?} among {sent:#?}");
    // A participant with work assigned may be refused to be removed.
    let carried_out = if is_refused { 0 } else { shown.len() as u64 };
    assert_eq!(world.count("writes") - writes, carried_out, "{name}: {shown:#?}, {sent:#?}");
}

/// The method and path of every call so far.
fn calls<P: Unified + Configure>(world: &World<P>) -> Vec<String> {
    let log = world.sandbox.log();
    let call = |member: &serde_json::Value| member.as_str().unwrap().to_owned();
    log.as_array().unwrap().iter().map(|line| format!("{} {}", call(&line["method"]), call(&line["path"]))).collect()
}

/// Those of a preview, whose first line is `METHOD URL`.
fn method_and_path(preview: &str) -> String {
    let (method, url) = preview.lines().next().unwrap().split_once(' ').unwrap();
    let (_, address) = url.split_once("://").unwrap();
    format!("{method} {}", &address[address.find('/').unwrap()..])
}
