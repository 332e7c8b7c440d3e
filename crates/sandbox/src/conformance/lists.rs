//! Lists with a filter: the people are the same, whether the provider or the client filters.

use super::{Suite, World};
use participants_core::{Configure, Directory, ErrorKind, Field, Filter, ListItem, Operation, Support, Unified};

/// A list filtered by any field that can be read holds exactly those who fit; one that cannot is refused before
/// anything is sent.
pub async fn lists_are_filtered<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::List) {
            let error = world.client.list(&Filter::all()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}");
            continue;
        }
        let all_people = world.people().await;
        for known in world.client.capabilities().fields {
            let value = all_people[5..].iter().find_map(|person| {
                let custom = person.custom().into_keys().next().map(Field::Custom);
                let field =
                    if known.field.is_same_kind(&Field::Custom(String::new())) { custom? } else { known.field.clone() };
                Some((field.clone(), person.get(&field)?))
            });
            let (field, value) = value.unwrap_or_else(|| (known.field.clone(), "x".to_owned()));
            let filter = Filter::all().only(field.clone(), &value);
            let requests = world.count("requests");
            let list = world.client.list(&filter).await;
            if let Support::Unsupported(_) = known.filter {
                assert_eq!(list.unwrap_err().kind(), ErrorKind::Unsupported, "{name}, {field}");
                assert_eq!(world.count("requests"), requests, "{name}, {field}: refused before sending");
                assert!(!known.read, "{name}, {field}: what can be read can be filtered by");
                continue;
            }
            let mut people = list.unwrap();
            let is_here = known.filter != Support::Native;
            assert_eq!(people.filtered_here().contains(&field), is_here, "{name}, {field}: the list says who filters");
            let mut ids = Vec::new();
            while let Some(listed) = people.next().await.unwrap() {
                let ListItem::Person(person) = listed else { panic!("{name}, {field}: {listed:?}") };
                ids.push(person.id);
            }
            let mut wanted: Vec<_> = all_people.iter().filter(|person| filter.lets_through(person)).collect();
            wanted.sort_by_key(|person| &person.id);
            ids.sort_unstable();
            assert_eq!(ids, wanted.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), "{name}, {field}");
        }
        let error = world.client.list(&Filter::all().only(Field::Email, " ")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{name}: an empty filter lets all people through");
        assert_eq!(world.count("writes"), 0, "{name}");
        world.end();
    }
}
