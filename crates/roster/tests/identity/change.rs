//! A row that would make a different person of a participant is refused unless it is allowed; ordinary updates pass.

use crate::common::{Account, account, deactivated, row, rows};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{Field, Participant};
use participants_roster::plan::Reason;
use participants_roster::{Bound, Guards, Step, Verb};
use participants_wordbee::Wordbee;

/// Which fields make the row look like a different person.
fn different(step: &Step) -> Option<Vec<Field>> {
    step.reasons.iter().find_map(|reason| match reason {
        Reason::DifferentPerson { fields, .. } => Some(fields.clone()),
        _ => None,
    })
}

#[tokio::test]
async fn the_successor_of_a_mailbox_is_not_the_one_before() {
    let account = account::<Azav>("azav").await;
    let rows = rows("02-mailbox-successor.csv", "");
    let plan = account.plan(&rows).await;
    let step = &plan.steps[0];
    assert_eq!((step.verb, step.changes.len()), (Verb::Refuse, 0), "{step:?}");
    assert_eq!(different(step), Some(vec![Field::FirstName, Field::LastName, Field::DateOfBirth]));
    let text = step.reasons.last().unwrap().to_string();
    let expected = "looks like a different person: first_name, last_name, date_of_birth differ; \
                    if it is the same person, allow it for this line with --allow-identity-change 2";
    assert_eq!(text, expected);
    assert!(!deactivated(&plan).contains(&step.id.as_deref().unwrap()), "neither is any participant missing");

    let allowed = account.allowed(&rows, &[2]).await;
    assert_eq!((allowed.steps[0].verb, allowed.summary.counts.identity_changes), (Verb::Update, 1));
    let guarded = Guards::OFF.identity_changes(Guards::default().identity_changes).check(&allowed.summary);
    let text = guarded.unwrap_err().to_string();
    assert!(text.starts_with("1 changes of identity planned") && text.contains("--max-identity-changes"), "{text}");
    assert_eq!(Guards::OFF.identity_changes(Bound::people(1)).check(&allowed.summary), Ok(()));
    assert_eq!(account.allowed(&rows, &[3]).await, plan, "another line is not allowed by that");
}

#[tokio::test]
async fn a_column_that_is_exported_empty_clears_no_more_than_the_guard_allows() {
    let account = account::<Dendreo>("dendreo").await;
    let plan = account.plan(&rows("53-empty-column.csv", "[fields.phone]\nempty = \"clear\"\n")).await;
    assert!(plan.summary.counts.clears > 20, "{}", plan.summary);
    let text = Guards::default().check(&plan.summary).unwrap_err().to_string();
    assert!(text.contains("cleared fields planned, 40 people listed; the guard allows 20 fields and 10 %"), "{text}");
    assert!(text.contains("--max-clears"), "{text}");
}

/// The fields by which a participant is found here whose names and birthday are not among them.
fn found_by(account: &Account, person: &Participant) -> Option<Vec<(Field, String)>> {
    let shows = |field: &Field| account.directory.capabilities().field(field).is_some_and(|known| known.read);
    let key =
        |field: Field| Some((field.clone(), person.get(&field).filter(|text| !text.is_empty() && shows(&field))?));
    let session = key(Field::Session).into_iter();
    let email = key(Field::Email).filter(|(field, email)| {
        let folded = email.to_lowercase();
        let others =
            account.people.iter().filter(|other| other.get(field).is_some_and(|it| it.to_lowercase() == folded));
        others.filter(|other| other.get(&Field::Session) == person.get(&Field::Session)).count() == 1
    });
    Some(session.chain([email?]).collect())
}

/// Rows about one participant by their address: another person's names and birthday, and ordinary updates.
async fn others_are_refused_and_ordinary_updates_pass(account: Account) {
    let capabilities = account.directory.capabilities();
    let writes =
        |field: &Field| capabilities.field(field).is_some_and(|known| known.read && known.update.is_supported());
    let known = |person: &Participant, field: &Field| person.get(field).is_some_and(|text| !text.trim().is_empty());
    let person = account.people.iter().find(|person| {
        found_by(&account, person).is_some() && known(person, &Field::FirstName) && known(person, &Field::LastName)
    });
    let person = person.unwrap();
    let by = found_by(&account, person).unwrap();
    let with = |list: &[(Field, &str)]| {
        let own = list.iter().map(|(field, text)| (field.clone(), (*text).to_owned()));
        row(2, &by.iter().cloned().chain(own).collect::<Vec<_>>())
    };
    let (first, last) = ((Field::FirstName, "Noor"), (Field::LastName, "Probe-Öst"));
    let plan = account.plan(&[with(&[first.clone(), last.clone()])]).await;
    let step = &plan.steps[0];
    assert_eq!((step.verb, different(step)), (Verb::Refuse, Some(vec![Field::FirstName, Field::LastName])), "{step:?}");
    assert_eq!(step.id.as_deref(), Some(person.id.as_str()));
    assert!(!deactivated(&plan).contains(&person.id.as_str()));
    if known(person, &Field::DateOfBirth) && writes(&Field::DateOfBirth) {
        let born = (Field::DateOfBirth, "2001-09-09");
        for part in [&first, &last] {
            let plan = account.plan(&[with(&[part.clone(), born.clone()])]).await;
            assert_eq!(different(&plan.steps[0]), Some(vec![part.0.clone(), Field::DateOfBirth]));
        }
    }
    for part in [first, last].into_iter().filter(|(field, _)| writes(field)) {
        let plan = account.plan(&[with(std::slice::from_ref(&part))]).await;
        assert_eq!(
            (plan.steps[0].verb, plan.summary.counts.identity_changes),
            (Verb::Update, 0),
            "{:?}",
            plan.steps[0]
        );
        let identity = plan.steps[0].identity.as_ref().unwrap();
        assert_eq!((&identity.first_name, &identity.last_name), (&person.first_name, &person.last_name));
    }
    let swapped = [
        (Field::FirstName, person.last_name.as_deref().unwrap()),
        (Field::LastName, person.first_name.as_deref().unwrap()),
    ];
    let plan = account.plan(&[with(&swapped)]).await;
    assert_eq!(plan.steps[0].verb, Verb::Refuse, "names in each other's column: {:?}", plan.steps[0]);
}

#[tokio::test]
async fn another_person_behind_an_address_is_refused_at_every_provider() {
    others_are_refused_and_ordinary_updates_pass(account::<Dendreo>("dendreo").await).await;
    others_are_refused_and_ordinary_updates_pass(account::<Frontcore>("frontcore").await).await;
    others_are_refused_and_ordinary_updates_pass(account::<Wordbee>("wordbee").await).await;
    others_are_refused_and_ordinary_updates_pass(account::<Azav>("azav").await).await;
}

/// Kaspersky ASAP shows full names alone.
#[tokio::test]
async fn a_full_name_that_shares_no_word_is_another_persons() {
    let account = account::<Groups>("groups").await;
    let has_two_words = |person: &&Participant| {
        let name = person.full_name.as_deref().unwrap_or_default();
        name.split_whitespace().count() > 1 && found_by(&account, person).is_some()
    };
    let person = account.people.iter().find(has_two_words).unwrap();
    let first = person.full_name.as_deref().unwrap().split_whitespace().next().unwrap();
    for (name, is_another) in [("Noor Probe-Öst".to_owned(), true), (format!("{first} Probe-Öst"), false)] {
        let mut list = found_by(&account, person).unwrap();
        list.push((Field::FullName, name));
        let plan = account.plan(&[row(2, &list)]).await;
        let step = &plan.steps[0];
        assert_eq!(different(step), is_another.then(|| vec![Field::FullName]), "{step:?}");
        assert_eq!(step.verb, if is_another { Verb::Refuse } else { Verb::Update }, "{step:?}");
        assert!(!deactivated(&plan).contains(&person.id.as_str()));
    }
}
