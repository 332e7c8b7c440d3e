//! A row whose keys mean different participants means none of them, and none of them is missing.

use crate::common::{Account, account, deactivated, row, rows};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{ExistenceCheck, Field, Participant};
use participants_roster::plan::{Reason, Step};
use participants_roster::{Links, Row, Rule, Verb};
use participants_wordbee::Wordbee;

/// What a refused row says of its keys: which means which participant.
fn contradiction(step: &Step) -> Vec<(Rule, &str)> {
    let found = step.reasons.iter().find_map(|reason| match reason {
        Reason::Contradiction { found } => Some(found),
        _ => None,
    });
    let found = found.unwrap_or_else(|| panic!("{step:?}"));
    assert_eq!((step.verb, step.id.as_deref(), step.changes.len()), (Verb::Refuse, None, 0), "{step:?}");
    found.iter().map(|one| (one.by, one.ids[0].as_str())).collect()
}

#[tokio::test]
async fn an_address_of_one_and_the_name_of_another_refuse_the_row() {
    let account = account::<Azav>("azav").await;
    let plan = account.plan(&rows("01-contradiction.csv", "")).await;
    let found = contradiction(&plan.steps[0]);
    assert_eq!(found.iter().map(|(by, _)| *by).collect::<Vec<_>>(), [Rule::Email, Rule::Person]);
    assert_ne!(found[0].1, found[1].1);
    assert!(found.iter().all(|(_, id)| !deactivated(&plan).contains(id)), "neither is missing");
    let active = account.people.iter().filter(|person| !person.has_ended());
    assert_eq!(deactivated(&plan).len() + 2, active.count(), "all other active participants are");
    let text = plan.steps[0].reasons[0].to_string();
    let [(_, one), (_, other)] = found[..] else { panic!("{found:?}") };
    let expected = format!(
        "the keys of this row mean different participants: e-mail → {one}, name and date of birth → {other}; \
         correct the row, or the record that is wrong"
    );
    assert_eq!(text, expected);
}

#[tokio::test]
async fn an_address_that_is_another_participants_refuses_the_row() {
    let account = account::<Dendreo>("dendreo").await;
    let plan = account.plan(&rows("01b-external-and-mail.csv", "")).await;
    let found = contradiction(&plan.steps[0]);
    assert_eq!(found.iter().map(|(by, _)| *by).collect::<Vec<_>>(), [Rule::ExternalId, Rule::Email]);
    assert!(found.iter().all(|(_, id)| !deactivated(&plan).contains(id)));
}

#[tokio::test]
async fn two_rows_whose_addresses_are_swapped_are_both_refused() {
    let account = account::<Azav>("azav").await;
    let plan = account.plan(&rows("03-swapped.csv", "")).await;
    let [one, other] = &plan.steps[..2] else { panic!("{plan:?}") };
    let (one, other) = (contradiction(one), contradiction(other));
    assert_eq!((one[0].1, one[1].1), (other[1].1, other[0].1), "each row's keys name both");
    assert!(one.iter().all(|(_, id)| !deactivated(&plan).contains(id)));
}

/// The newcomers of one mailbox are two people, and each is found again by the key they were created with.
#[tokio::test]
async fn a_couple_of_one_mailbox_are_two_people_before_and_after() {
    let account = account::<Dendreo>("dendreo").await;
    let couple = rows("21a-couple.csv", "");
    let plan = account.plan(&couple).await;
    assert_eq!((plan.summary.counts.create, plan.summary.counts.refuse), (2, 0), "{:?}", &plan.steps[..2]);
    for step in &plan.steps[..2] {
        let Ok(participants_roster::plan::Action::Create(new)) = step.action() else { panic!("{step:?}") };
        account.directory.prepare_create(&new, ExistenceCheck::Skipped).await.unwrap().send().await.unwrap();
    }
    let again = account.plan(&couple).await;
    let rules: Vec<_> = again.steps[..2].iter().map(|step| (step.verb, step.matched_by)).collect();
    assert_eq!(rules, [(Verb::None, Some(Rule::ExternalId)); 2], "{:?}", &again.steps[..2]);
    assert_ne!(again.steps[0].id, again.steps[1].id);
}

/// A stored link to one participant, whatever the row says.
struct LinkTo(String);

impl Links for LinkTo {
    fn linked(&self, _: &Row) -> Option<String> {
        Some(self.0.clone())
    }

    /// A link that a run made from an address would have expired with it.
    fn is_by_hand(&self, _: &Row) -> bool {
        true
    }
}

/// The fields of a participant that a rule compares, where they have them all and it finds no other participant.
fn key(account: &Account, person: &Participant, by: Rule) -> Option<Vec<(Field, String)>> {
    let capabilities = account.directory.capabilities();
    let value = |field: &Field| person.get(field).filter(|text| !text.trim().is_empty());
    let shows = |field: &Field| capabilities.field(field).is_some_and(|known| known.read);
    let fields = Some(by.fields()).filter(|fields| !fields.is_empty() && fields.iter().all(shows))?;
    let key: Option<Vec<_>> = fields.iter().map(|field| Some((field.clone(), value(field)?))).collect();
    let folded = |text: Option<String>| text.unwrap_or_default().to_lowercase();
    let is_same = |other: &&Participant| {
        fields.iter().all(|field| folded(other.get(field)) == folded(value(field)))
            && other.get(&Field::Session) == person.get(&Field::Session)
    };
    key.filter(|_| account.people.iter().filter(is_same).count() == 1)
}

/// Every two kinds of keys, the first of one participant and the second of another one of the same session.
async fn every_two_keys(account: Account) -> usize {
    let session = |person: &Participant| {
        let shows = account.directory.capabilities().field(&Field::Session).is_some_and(|known| known.read);
        person.get(&Field::Session).filter(|_| shows)
    };
    let mut count = 0;
    for (at, strong) in Rule::ALL.iter().enumerate() {
        for weak in &Rule::ALL[at + 1..] {
            let two = account.people.iter().find_map(|one| {
                let other = account.people.iter().find(|other| {
                    other.id != one.id && session(other) == session(one) && key(&account, other, *weak).is_some()
                })?;
                let is_own = strong.fields().is_empty() || key(&account, one, *strong).is_some();
                is_own.then_some((one, other))
            });
            let Some((one, other)) = two else { continue };
            let mut list = key(&account, other, *weak).unwrap();
            list.extend(key(&account, one, *strong).unwrap_or_default());
            list.extend(session(one).map(|session| (Field::Session, session)));
            let mut row = row(2, &list);
            row.id = (*strong == Rule::Id).then(|| one.id.clone());
            let plan = match strong {
                Rule::Link => account.planned(&[row], &LinkTo(one.id.clone())).await,
                _ => account.plan(&[row]).await,
            };
            let found = contradiction(&plan.steps[0]);
            assert_eq!(found, [(*strong, one.id.as_str()), (*weak, other.id.as_str())]);
            assert!(!deactivated(&plan).iter().any(|id| *id == one.id || *id == other.id), "neither is missing");
            count += 1;
        }
    }
    count
}

#[tokio::test]
async fn any_two_keys_that_disagree_refuse_the_row_at_every_provider() {
    let counts = [
        every_two_keys(account::<Dendreo>("dendreo").await).await,
        every_two_keys(account::<Frontcore>("frontcore").await).await,
        every_two_keys(account::<Wordbee>("wordbee").await).await,
        every_two_keys(account::<Azav>("azav").await).await,
        every_two_keys(account::<Groups>("groups").await).await,
    ];
    assert!(counts.iter().all(|count| *count >= 2), "{counts:?}");
}
