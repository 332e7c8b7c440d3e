//! Links that runs keep: they are valid while the participant is the person they were made for, and never lead to
//! another person.

use crate::common::{Place, everything, rows, states, usual};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_roster::core::{Field, Filter};
use participants_roster::journal::{AccountLinks, State};
use participants_roster::plan::Content;
use participants_roster::{Index, Options, Plan, Planner, Rule, Verb};

async fn planned(place: &Place, options: Options, file: &str) -> Plan {
    let rows = rows(file);
    let people = place.directory.list(&Filter::all()).await.unwrap();
    let index = Index::read(people, rows.iter().flat_map(|row| row.wanted.named())).await.unwrap();
    let kept = AccountLinks::new(place.journal.links("account").unwrap());
    let planner = Planner::new(place.directory.capabilities()).options(options).links(&kept);
    planner.plan(&index, rows, 0).unwrap()
}

/// Plans a file with the links there are, and carries the plan out.
async fn carried_out(place: &mut Place, file: &str) -> Plan {
    let plan = planned(place, Options::new().create(true), file).await;
    let (_, entries) = place.apply(&plan).await;
    assert!(states(&entries).iter().all(|state| *state == State::Done), "{file}: {entries:#?}");
    plan
}

/// Ana gets an address of her own, and Ben the mailbox that she had.
async fn a_mailbox_is_handed_on(mut place: Place) {
    let provider = place.directory.provider();
    let plan = carried_out(&mut place, "19a.csv").await;
    assert_eq!(plan.steps[0].verb, Verb::Create, "{provider}");
    let ana = place.journal.link("account", "email", "info@example.org").unwrap().unwrap();
    let moved = carried_out(&mut place, "19b.csv").await;
    assert_eq!((moved.steps[0].verb, moved.steps[0].id.as_ref()), (Verb::Update, Some(&ana)), "{provider}");
    let renewed = place.journal.link("account", "email", "ana@example.org").unwrap();
    assert_eq!(renewed.as_ref(), Some(&ana), "{provider}: the link is renewed with the address");
    let (people, before) = (place.count("people"), place.directory.get(&ana).await.unwrap());

    let ben = carried_out(&mut place, "19c.csv").await;
    assert_eq!((ben.steps[0].verb, ben.steps[0].id.as_ref()), (Verb::Create, None), "{provider}: {ben:#?}");
    assert_eq!(place.count("people"), people + 1, "{provider}");
    let after = place.directory.get(&ana).await.unwrap();
    for field in [Field::FirstName, Field::LastName, Field::Email, Field::DateOfBirth] {
        assert_eq!(after.get(&field), before.get(&field), "{provider}: {field} of Ana");
    }
    let linked = place.journal.link("account", "email", "info@example.org").unwrap();
    assert!(linked.is_some() && linked != Some(ana), "{provider}: the address leads to Ben from now on");
    let again = planned(&place, Options::new().create(true), "19c.csv").await;
    assert!(again.is_empty() && !again.has_problems(), "{provider}: {again:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_mailbox_that_was_handed_on_leads_to_no_other_person_at_azav() {
    a_mailbox_is_handed_on(usual::<Azav>("azav")).await;
}

#[tokio::test(start_paused = true)]
async fn a_mailbox_that_was_handed_on_leads_to_no_other_person_at_dendreo() {
    a_mailbox_is_handed_on(usual::<Dendreo>("dendreo")).await;
}

#[tokio::test(start_paused = true)]
async fn a_link_holds_while_names_and_birthday_agree_and_one_set_by_hand_stays() {
    let mut place = usual::<Azav>("azav");
    carried_out(&mut place, "19a.csv").await;
    let ana = place.journal.link("account", "email", "info@example.org").unwrap().unwrap();
    let mut update = participants_roster::core::ParticipantUpdate::new();
    update.set_text(&Field::Email, "ana@example.org").unwrap();
    place.directory.update(&ana, &update).await.unwrap();
    // Changed by someone else: the row still names her, with the address that she had.
    let plan = planned(&place, Options::new(), "19a.csv").await;
    assert_eq!((plan.steps[0].matched_by, plan.steps[0].id.as_ref()), (Some(Rule::Link), Some(&ana)));
    assert_eq!(plan.steps[0].changes[0].after, Content::Value("info@example.org".into()));
    // By the old address alone, Ben is not she, unless the link was set by hand.
    let plan = planned(&place, Options::new(), "19c.csv").await;
    assert_eq!((plan.steps[0].verb, plan.steps[0].id.as_ref()), (Verb::Refuse, None), "creating was not asked for");
    place.journal.set_link("account", "email", "info@example.org", &ana, crate::common::now()).unwrap();
    let plan = planned(&place, Options::new(), "19c.csv").await;
    assert_ne!(plan.steps[0].reasons, [participants_roster::plan::Reason::CreateOff], "{plan:#?}");
}

#[tokio::test(start_paused = true)]
async fn an_empty_id_is_never_a_link() {
    let mut place = usual::<Azav>("azav");
    place.journal.set_link("account", "email", "info@example.org", " ", crate::common::now()).unwrap();
    assert_eq!(place.journal.link("account", "email", "info@example.org").unwrap(), None);
    let plan = planned(&place, everything(), "19a.csv").await;
    assert_eq!(plan.steps[0].verb, Verb::Create);
}

#[tokio::test(start_paused = true)]
async fn a_married_name_is_an_update_and_creates_no_participant_twice() {
    let mut place = usual::<Azav>("azav");
    let before = carried_out(&mut place, "18a-before.csv").await;
    let people = place.count("people");
    let married = planned(&place, Options::new().create(true), "18b-married.csv").await;
    assert_eq!(married.steps[0].id, before.steps[0].id, "{married:#?}");
    assert!(matches!(married.steps[0].verb, Verb::None | Verb::Update), "{married:#?}");
    let ana = place.journal.link("account", "email", "ana.alpha@example.org").unwrap().unwrap();
    let step = &married.steps[1];
    assert_eq!(step.verb, Verb::Refuse, "{step:#?}");
    assert!(step.reasons.iter().any(|why| why.to_string().contains(&ana)), "{step:#?}");
    place.apply(&married).await;
    assert_eq!(place.count("people"), people);
    // Once the caller says who is meant, it is an ordinary update.
    place.journal.set_link("account", "email", "ana.omega@example.org", &ana, crate::common::now()).unwrap();
    let linked = carried_out(&mut place, "18b-married.csv").await;
    assert_eq!((linked.steps[1].verb, linked.steps[1].id.as_ref()), (Verb::Update, Some(&ana)));
    assert_eq!(place.count("people"), people);
}
