//! What a new participant must have: no more than the table says, and no less.

use super::{Suite, World, creates::can_look, fields::sample};
use participants_core::{
    Configure, Directory, ErrorKind, Field, NewParticipant, Operation, Participant, Required, Unified,
};

/// A participant is created from the required fields alone, whichever of several alternatives is given. A required
/// field that is left out or blank is named, and nothing is sent.
pub async fn required_fields_are_sufficient_and_necessary<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        let ways = ways(World::<P>::new(variant).client.capabilities().required);
        for way in 0..ways {
            let world = World::<P>::new(variant);
            let context = format!("{}, way {way}", variant.name);
            if !world.can(Operation::Create) {
                continue;
            }
            let required = world.client.capabilities().required;
            assert!(!required.is_empty(), "{context}: no participant is created without fields");
            let given = given(suite, &world, way).await;
            for (at, lacking) in required.iter().enumerate() {
                let mut rest = given.clone();
                let (field, _) = rest.remove(at);
                check_refusal(&world, &new_participant(&rest), &[*lacking], &context).await;
                rest.push((field, " ".to_owned()));
                check_refusal(&world, &new_participant(&rest), &[*lacking], &context).await;
            }
            check_refusal(&world, &NewParticipant::new(), required, &context).await;
            let people = world.count("people");
            let new = new_participant(&given);
            let made = world.client.create(&new).await;
            let is_unknown = made.as_ref().is_err_and(|error| error.may_have_been_applied());
            let is_created = made.as_ref().is_ok_and(|created| !created.existed);
            assert!(is_created || (is_unknown && !can_look(&world, &new)), "{context}: {made:?}");
            assert_eq!(world.count("people"), people + 1, "{context}");
            world.end();
        }
    }
}

/// How many participants must be created for each of the alternatives to be given once.
fn ways(required: &[Required]) -> usize {
    required.iter().map(|one| one.one_of.len()).max().unwrap_or(1)
}

/// A value for each thing required, in the order of the table.
async fn given<P: Unified + Configure>(suite: &Suite, world: &World<P>, way: usize) -> Vec<(Field, String)> {
    let people = if world.can(Operation::List) { world.people().await } else { Vec::new() };
    let choose = |required: &Required| {
        let field = required.one_of.get(way).or(required.one_of.last()).expect("one field at least");
        let value = sample(field, &Participant::default(), &people).or_else(|| suite.reference(field));
        (field.clone(), value.unwrap_or_else(|| panic!("no value for {field}: name one among the references")))
    };
    world.client.capabilities().required.iter().map(choose).collect()
}

fn new_participant(given: &[(Field, String)]) -> NewParticipant {
    let mut new = NewParticipant::new();
    given.iter().for_each(|(field, value)| new.set_text(field, value).unwrap());
    new
}

/// All that is lacking is named at once, before anything is sent.
async fn check_refusal<P: Unified + Configure>(
    world: &World<P>,
    new: &NewParticipant,
    lacking: &[Required],
    context: &str,
) {
    let requests = world.count("requests");
    let error = world.client.create(new).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{context}: {error:?}");
    for required in lacking {
        let text = error.to_string();
        assert!(text.contains(&required.to_string()) && text.contains(required.why), "{context}: {text}");
    }
    world.check(&error);
    assert_eq!(world.count("requests"), requests, "{context}: nothing was sent");
}
