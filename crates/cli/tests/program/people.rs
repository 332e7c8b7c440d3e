//! Finding, listing, creating, moving and enrolling people, as they are typed.

use super::{json, refused, run, text};
use serde_json::Value;

#[test]
fn azav_gets_melanie_muster() {
    let made =
        json("create azav --sandbox --set first_name=Melanie --set last_name=Muster --set email=melanie@example.org");
    assert_eq!(made["outcome"], "created");
    let person = &made["participant"];
    assert_eq!((&person["first_name"], &person["last_name"]), (&"Melanie".into(), &"Muster".into()));
    assert!(made["id"].as_str().is_some_and(|id| !id.is_empty() && person["id"] == *id));
}

#[test]
fn an_existing_participant_is_not_created_again() {
    let email = json("list azav --sandbox")[0]["email"].as_str().unwrap().to_owned();
    let create = format!("create azav --sandbox --set first_name=Melanie --set email={email}");
    let output = run(&create);
    assert!(output.status.success() && text(&output.stderr).contains("already"), "{}", text(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&printed["outcome"], &printed["participant"]["email"]),
        (&"already there".into(), &email.clone().into())
    );
    assert_ne!(printed["participant"]["first_name"], "Melanie", "an existing participant is not changed");
    assert_eq!(json(&format!("{create} --unchecked"))["outcome"], "created");
}

#[test]
fn lists_are_filtered_and_the_filtering_side_is_named() {
    let all = json("list dendreo --sandbox");
    let company = all[0]["company"].as_str().unwrap();
    let output = run(&format!("list dendreo --where company={company} --sandbox"));
    let some: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!((1..all.as_array().unwrap().len()).contains(&some.as_array().unwrap().len()));
    assert!(some.as_array().unwrap().iter().all(|person| person["company"] == company));
    assert!(!text(&output.stderr).contains("cannot filter"));
    let output = run("list azav --where status=active --sandbox");
    assert!(text(&output.stderr).contains("cannot filter by status"), "{}", text(&output.stderr));
    refused("list azav --where status= --sandbox", 2, &["empty", "Nothing was sent"]);
    refused("list azav --where birthday=1 --sandbox", 2, &["birthday", "Nothing was sent"]);
    refused("list wordbee --where password=x --sandbox", 2, &["password", "Nothing was sent"]);
}

#[test]
fn people_are_found_by_any_key_the_provider_has() {
    let all = json("list dendreo --sandbox");
    let has = |person: &&Value| person["external_id"].is_string() && person["date_of_birth"].is_string();
    let person = all.as_array().unwrap().iter().find(has).unwrap();
    let part = |name: &str| person[name].as_str().unwrap();
    let by_key = json(&format!("find dendreo --external-id {} --sandbox", part("external_id")));
    assert_eq!((by_key[0]["id"].as_str(), by_key.as_array().unwrap().len()), (Some(part("id")), 1));
    let name = format!(r#"--first-name "{}" --last-name "{}""#, part("first_name"), part("last_name"));
    let by_name = json(&format!("find dendreo {name} --born {} --sandbox", part("date_of_birth")));
    assert_eq!(by_name[0]["id"], person["id"]);
    refused(&format!("find dendreo {name} --born 12/04/1990 --sandbox"), 2, &["YYYY-MM-DD"]);
    refused("find groups --external-id x --sandbox", 2, &["external id"]);
}

#[test]
fn people_are_enrolled_withdrawn_and_moved() {
    let sessions = json("enrolments frontcore 910001 --sandbox");
    let taken = sessions[0]["session"].as_str().unwrap();
    let free = ["5550001", "5550002"].into_iter().find(|session| *session != taken).unwrap();
    let shown = run(&format!("enrol frontcore 910001 {free} --dry-run --sandbox --output table"));
    assert!(text(&shown.stdout).contains("/booking"), "{}", text(&shown.stdout));
    let enrolled = json(&format!("enrol frontcore 910001 {free} --sandbox"));
    assert_eq!((&enrolled["outcome"], &enrolled["enrolment"]["session"]), (&"enrolled".into(), &free.into()));
    let again = json(&format!("enrol frontcore 910002 {} --sandbox", session_of("910002")));
    assert_eq!(again["outcome"], "already there");
    let left = json(&format!("withdraw frontcore 910002 {} --sandbox", session_of("910002")));
    assert_eq!((&left["outcome"], &left["enrolment"]["enrolment_status"]), (&"withdrawn".into(), &"cancelled".into()));
    refused(&format!("withdraw frontcore 910001 {free} --sandbox"), 1, &["does not take part", "Nothing was changed"]);
    refused("withdraw groups 66aa 66bb --sandbox", 2, &["Nothing was sent"]);
    assert_eq!(json("move dendreo 2001 --company 72 --sandbox")["company"], "72");
    refused("move wordbee 4001 --company 72 --sandbox", 2, &["cannot be changed"]);
}

/// The session a participant takes part in.
fn session_of(id: &str) -> String {
    let enrolments = json(&format!("enrolments frontcore {id} --sandbox"));
    let takes_part = |one: &&Value| one["enrolment_status"] != "cancelled";
    enrolments.as_array().unwrap().iter().find(takes_part).unwrap()["session"].as_str().unwrap().to_owned()
}

#[test]
fn a_participant_who_does_not_exist_is_not_written() {
    for command in [
        "update dendreo 999999 --set first_name=Zoe",
        "move dendreo 999999 --company 72",
        "delete dendreo 999999 --yes",
        "enrol dendreo 999999 501",
        "update dendreo 999999 --set first_name=Zoe --dry-run",
        "deactivate frontcore 999999",
        "enrol frontcore 999999 5550001",
        "update wordbee 999999 --set phone=1",
        "update azav 00000000-0000-4000-8000-00000000ffff --set first_name=Zoe",
        "move groups 66ff00000000000000009999 --group 66aa00000000000000000002",
    ] {
        refused(&format!("{command} --sandbox"), 1, &["Nothing was changed"]);
    }
}

/// What was carried out ends as such, though its result cannot be seen.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_printed_does_not_undo_the_work() {
    let free = ["5550001", "5550002"].into_iter().find(|session| *session != session_of("910001")).unwrap();
    for command in [
        "create azav --set first_name=Zoe --set email=zoe@example.org".to_owned(),
        "create azav --set first_name=Zoe --set email=zoe@example.org --unchecked".to_owned(),
        "update dendreo 2001 --set first_name=Zoe".to_owned(),
        "move dendreo 2001 --company 72".to_owned(),
        "deactivate frontcore 910001".to_owned(),
        "delete dendreo 2001 --yes".to_owned(),
        format!("enrol frontcore 910001 {free}"),
        format!("withdraw frontcore 910002 {}", session_of("910002")),
    ] {
        for output in ["json", "table"] {
            let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
            let arguments = super::words(&format!("{command} --sandbox --output {output}"));
            let ended = super::program().args(arguments).stdout(full).output().unwrap();
            let said = text(&ended.stderr);
            assert_eq!(ended.status.code(), Some(0), "{command}: {said}");
            assert!(said.contains("done, but the result could not be printed"), "{command}: {said}");
        }
    }
}

#[test]
fn every_write_shows_its_requests_on_a_dry_run() {
    for (arguments, shown) in
        [("deactivate azav ID", "PUT"), ("delete dendreo ID", "DELETE"), ("move dendreo ID --company 72", "72")]
    {
        let provider = arguments.split(' ').nth(1).unwrap();
        let id = json(&format!("list {provider} --sandbox"))[0]["id"].as_str().unwrap().to_owned();
        let printed = json(&format!("{} --dry-run --sandbox", arguments.replace("ID", &id)));
        let requests = printed["would_send"].as_array().unwrap();
        assert!(!requests.is_empty(), "{arguments}: {printed}");
        assert!(requests.iter().any(|request| request.as_str().unwrap().contains(shown)), "{arguments}: {printed}");
    }
    let session = json("enrolments frontcore 910001 --sandbox")[0]["session"].as_str().unwrap().to_owned();
    let printed = json(&format!("withdraw frontcore 910001 {session} --dry-run --sandbox"));
    assert!(printed["would_send"][0].as_str().unwrap().contains("/deregister"), "{printed}");
    let id = json("list azav --sandbox")[0]["id"].as_str().unwrap().to_owned();
    let output = run(&format!("reactivate azav {id} --dry-run --sandbox"));
    assert!(output.status.success(), "{}", text(&output.stderr));
    refused("move azav 1 --company 7 --dry-run --sandbox", 2, &["azav", "Nothing was sent"]);
}

#[test]
fn a_deletion_shows_the_participant_before_it_asks() {
    let person = json("get dendreo 2001 --sandbox");
    let (last, email) = (person["last_name"].as_str().unwrap(), person["email"].as_str().unwrap());
    refused("delete dendreo 2001 --sandbox", 2, &["Delete 2001", last, email, "dendreo", "--yes", "Nothing was sent"]);
    refused("delete dendreo 99999 --sandbox", 1, &["no such"]);
    assert_eq!(json("delete dendreo 2001 --sandbox --yes")["deleted"], true);
}
