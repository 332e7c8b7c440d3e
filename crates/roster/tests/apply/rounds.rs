//! Whole rounds: planned, applied, and planned again, which leaves nothing.

use crate::common::{Place, azav, everything, groups, newcomer, place, row, states};
use participants_frontcore::Frontcore;
use participants_roster::apply::Ended;
use participants_roster::core::{Field, Lifecycle, Participant, serde_json::json};
use participants_roster::journal::{SqliteJournal, State};
use participants_roster::{Options, Row};

/// Rows for all but the last two: the first gets another name, and one person is new.
async fn rows(place: &Place) -> Vec<Row> {
    let people = place.directory.list_all().await.unwrap().people;
    let rows = (2..).zip(&people[..people.len() - 2]).map(|(line, person)| {
        let name = if line == 2 { "Þórðardóttir-Ö" } else { person.last_name.as_deref().unwrap_or("X") };
        row(line, &[(Field::Email, person.email.as_deref().unwrap()), (Field::LastName, name)])
    });
    rows.chain([newcomer(90)]).collect()
}

#[tokio::test(start_paused = true)]
async fn what_is_planned_is_sent_and_nothing_is_left() {
    let mut place = azav();
    let rows = rows(&place).await;
    let plan = place.plan(everything(), &rows).await;
    let writes = plan.summary.counts.create + plan.summary.counts.update + plan.summary.counts.deactivate;
    assert!(
        plan.summary.counts.create == 1 && plan.summary.counts.update >= 1 && plan.summary.counts.deactivate >= 1,
        "{plan}"
    );

    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Finished));
    assert_eq!(entries.len() as u64, writes, "what changes nothing is not kept");
    assert!(entries.iter().all(|entry| entry.state == State::Done && entry.attempts == 1), "{entries:#?}");
    assert_eq!((place.count("writes"), place.count("creates")), (writes, plan.summary.counts.create));
    let created = entries.iter().find(|entry| entry.step.line == Some(90)).unwrap();
    let person = place.directory.get(created.id.as_deref().unwrap()).await.unwrap();
    assert_eq!(person.last_name.as_deref(), Some("D'Örsay"));
    let ended = entries.iter().find(|entry| entry.step.line.is_none()).unwrap();
    assert!(ended.seen.iter().any(|change| change.field == Field::Status), "what the deactivation changed is kept");

    let again = place.plan(everything(), &rows).await;
    let counts = again.summary.counts;
    // Rows of participants who were ended at the provider are reported, and leave them so.
    assert!(again.is_empty() && counts.refuse == 0 && counts.ended == plan.summary.counts.ended, "{again}");
}

#[tokio::test(start_paused = true)]
async fn the_same_plan_applied_twice_sends_nothing_the_second_time() {
    let mut place = azav();
    let rows = rows(&place).await;
    let plan = place.plan(everything(), &rows).await;
    place.apply(&plan).await;
    let writes = place.count("writes");

    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Finished));
    assert!(entries.iter().all(|entry| entry.state == State::Done && entry.attempts == 0), "{entries:#?}");
    assert_eq!(place.count("writes"), writes);
}

#[tokio::test(start_paused = true)]
async fn participants_that_cannot_be_read_alone_are_read_with_all_others() {
    let mut place = groups();
    let people = place.directory.list_all().await.unwrap().people;
    let goal = people.iter().find_map(|person| person.group.id.clone()).unwrap();
    let movers = people.iter().filter(|person| person.group.id.as_ref() != Some(&goal) && person.email.is_some());
    let rows: Vec<_> = (2..)
        .zip(movers)
        .map(|(line, person)| row(line, &[(Field::Email, person.email.as_deref().unwrap()), (Field::Group, &goal)]))
        .collect();
    let plan = place.plan(Options::new(), &rows).await;
    assert!(plan.summary.counts.r#move > 5 && plan.summary.counts.refuse == 0, "{plan}");
    let before = place.count("requests");
    let (_, entries) = place.apply(&plan).await;
    // One of the made-up users is in a state in which the provider moves no user.
    let refused = states(&entries).iter().filter(|state| **state == State::Refused).count();
    assert_eq!(
        (refused, states(&entries).iter().filter(|state| **state == State::Done).count()),
        (1, entries.len() - 1)
    );
    let reads = place.count("requests") - before - plan.summary.counts.r#move;
    assert!(reads < plan.summary.counts.r#move, "all participants are read once, not for each of them: {reads}");
    assert_eq!(place.plan(Options::new(), &rows).await.summary.counts.r#move, 1);
}

#[tokio::test(start_paused = true)]
async fn refused_rows_are_kept_with_their_reasons() {
    let mut place = azav();
    let stranger = row(7, &[(Field::Email, "no.one@example.org"), (Field::LastName, "Ng")]);
    let plan = place.plan(Options::new(), &[stranger]).await;
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries), [State::Refused]);
    assert_eq!((place.count("writes"), entries[0].step.reasons.len()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_run_goes_on_in_another_process() {
    let folder = std::env::temp_dir().join(format!("participants-apply-{}", std::process::id()));
    drop(std::fs::remove_file(&folder));
    let mut place = azav();
    place.journal = SqliteJournal::open(&folder).unwrap();
    let rows = rows(&place).await;
    let plan = place.plan(everything(), &rows).await;
    let run = place.begin(&plan).await;
    place.stop.cancel();
    let (ended, entries) = place.carry_on(&run).await;
    assert!(matches!(ended, Ended::Stopped));
    assert!(states(&entries).iter().all(|state| *state == State::Planned), "nothing was sent");

    place.journal = SqliteJournal::open(&folder).unwrap();
    place.stop = Default::default();
    let left = place.journal.unfinished().unwrap().unwrap();
    assert_eq!(left, run);
    place.carry_on(&left).await;
    let tally = place.journal.tally(run.id).unwrap();
    assert_eq!((tally.open(), tally.done), (0, tally.all()));
    let ended = place.directory.list_all().await.unwrap().people;
    assert!(ended.iter().filter(|person| person.status == Some(Lifecycle::Archived)).count() >= 1);
    drop(std::fs::remove_file(&folder));
}

/// The program may end between the last step's outcome and the run's end.
#[tokio::test(start_paused = true)]
async fn a_later_run_with_nothing_left_does_not_hide_an_earlier_one() {
    let mut place = azav();
    let creating = Options::new().create(true);
    let plan = place.plan(creating, &[newcomer(2)]).await;
    let earlier = place.begin(&plan).await;
    let plan = place.plan(creating, &[newcomer(3)]).await;
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries)[0], State::Done);
    assert_eq!(place.journal.unfinished().unwrap(), Some(earlier.clone()));
    place.carry_on(&earlier).await;
    assert_eq!(place.journal.unfinished().unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn the_participant_a_row_means_is_kept_under_its_key() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let (email, name) = (people[0].email.clone().unwrap(), people[0].last_name.clone().unwrap());
    let unchanged = row(2, &[(Field::Email, &email), (Field::LastName, &name)]);
    let twins = [3, 4].map(|line| row(line, &[(Field::Email, "Twin@example.org"), (Field::LastName, "Ó")]));
    let rows: Vec<_> = [unchanged, newcomer(90)].into_iter().chain(twins).collect();
    let plan = place.plan(Options::new().create(true), &rows).await;
    let keys: Vec<_> = plan.steps.iter().map(|step| step.key.as_ref().unwrap().text()).collect();
    assert_eq!(keys, [email.to_lowercase().as_str(), "ñandú.90@example.org", "twin@example.org", "twin@example.org"]);
    let (_, entries) = place.apply(&plan).await;
    let link = |key: &str| place.journal.link("account", "email", key).unwrap();
    assert_eq!(
        link(keys[0]).as_deref(),
        Some(people[0].id.as_str()),
        "nothing was to be done, and the participant is known"
    );
    let created = entries.iter().find(|entry| entry.step.line == Some(90)).unwrap();
    assert!(created.id.is_some() && link(keys[1]) == created.id);
    assert_eq!(link(keys[2]), None, "a row that is refused means no participant yet");
}

/// FrontCore writes the whole person behind a participant, laid over what was read of them.
#[tokio::test(start_paused = true)]
async fn rows_of_one_person_do_not_undo_each_other() {
    let mut place = place::<Frontcore>("frontcore", 30);
    place.fault(json!([{"match": {"method": "PUT"}, "fault": {"delay_ms": 500}}]));
    let people = place.directory.list_all().await.unwrap().people;
    // A person with two places, in two sessions.
    let others = |one: &Participant| people.iter().find(|it| it.email == one.email && it.id != one.id).cloned();
    let (first, second) = people.iter().find_map(|one| Some((one, others(one)?))).unwrap();
    let wanted = |line, person: &Participant, more: &[(Field, &str)]| {
        let mut row = row(line, more);
        for field in [Field::Email, Field::Session] {
            row.wanted.set_text(&field, &person.get(&field).unwrap()).unwrap();
        }
        row
    };
    let name = (Field::LastName, "Þórðardóttir");
    let rows = [wanted(2, first, &[name.clone(), (Field::Phone, "+47 555 0199")]), wanted(3, &second, &[name])];
    let plan = place.plan(Options::new(), &rows).await;
    assert_eq!(plan.summary.counts.update, 2, "{:#?}", plan.steps);
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries), [State::Done; 2]);
    let person = place.directory.get(&first.id).await.unwrap();
    assert_eq!(person.phone.as_deref(), Some("+47 555 0199"));
    place.fault(json!([]));
    assert!(place.plan(Options::new(), &rows).await.is_empty());
}
