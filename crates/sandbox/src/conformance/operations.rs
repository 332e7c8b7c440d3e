//! The operations as a whole: what the table says cannot be done is refused before anything is sent.

use super::{Suite, World};
use participants_core::{Configure, Directory, Error, ErrorKind, Filter, Key, NewParticipant, Operation, Unified};

/// Each table of what the provider can do is that of at least one variant, so that all of its cells are tested.
pub fn every_table_is_tested<P: Unified + Configure>(suite: &Suite) {
    let tested: Vec<_> = World::<P>::all(suite).map(|(_, world)| world.client.capabilities()).collect();
    for table in P::TABLES {
        assert!(tested.iter().any(|one| std::ptr::eq(*one, *table)), "no variant is {:?}", table.when);
        let rows = table.operations.len();
        assert!(
            Operation::ALL.len() - 2 == rows,
            "{}: a row for every operation but the moves, not {rows}",
            table.when
        );
    }
    assert!(tested.iter().all(|one| P::TABLES.iter().any(|table| std::ptr::eq(*one, *table))));
}

/// Every operation the table calls unsupported is refused by name, and nothing is sent.
pub async fn impossible_operations_are_refused<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        for operation in Operation::ALL.iter().copied().filter(|operation| !world.can(*operation)) {
            let error = attempt(&world, operation).await.expect_err("the table calls it unsupported");
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}, {operation}: {error:?}");
            world.check(&error);
        }
        assert_eq!(world.count("requests"), 0, "{name}: nothing was sent");
    }
}

async fn attempt<P: Unified + Configure>(world: &World<P>, operation: Operation) -> Result<(), Error> {
    let client = &world.client;
    let born = "1990-04-12".parse().unwrap();
    match operation {
        Operation::Get => client.get("1").await.map(drop),
        Operation::FindByExternalId => client.find(&Key::ExternalId("x".into())).await.map(drop),
        Operation::FindByEmail => client.find(&Key::Email("x@example.org".into())).await.map(drop),
        Operation::FindByPerson => {
            client.find(&Key::Person { first_name: "X".into(), last_name: "Y".into(), born }).await.map(drop)
        }
        Operation::List => client.list(&Filter::all()).await.map(drop),
        Operation::Create => client.create(&NewParticipant::new().last_name("X")).await.map(drop),
        Operation::Deactivate => client.deactivate("1").await.map(drop),
        Operation::Reactivate => client.reactivate("1").await.map(drop),
        Operation::Delete => client.delete("1").await,
        Operation::MoveToGroup => client.move_to_group("1", "2").await.map(drop),
        Operation::ChangeCompany => client.change_company("1", "2").await.map(drop),
        Operation::Enrolments => client.enrolments("1").await.map(drop),
        Operation::Enrol => client.enrol("1", "2").await.map(drop),
        Operation::Withdraw => client.withdraw("1", "2").await.map(drop),
        other => panic!("no attempt at {other} is written: write one"),
    }
}

/// A participant moves to the group or the company of another one. Only the group or company changes.
pub async fn participants_change_group_and_company<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::List) {
            continue;
        }
        let people = world.people().await;
        let (person, mut others) = (&people[3], people.iter());
        if world.can(Operation::MoveToGroup) {
            let group =
                others.clone().find(|other| other.group.id != person.group.id).unwrap().group.id.clone().unwrap();
            let moved = world.client.move_to_group(&person.id, &group).await.unwrap();
            assert_eq!(moved.after.unwrap().group.id.as_ref(), Some(&group), "{name}");
            assert_eq!(world.client.get(&person.id).await.unwrap().group.id, Some(group), "{name}");
        }
        if world.can(Operation::ChangeCompany) {
            let other = others.find(|other| other.company.id.is_some() && other.company.id != person.company.id);
            let company = other.unwrap().company.id.clone().unwrap();
            let moved = world.client.change_company(&person.id, &company).await.unwrap();
            assert_eq!(moved.after.unwrap().company.id.as_ref(), Some(&company), "{name}");
            assert_eq!(world.client.get(&person.id).await.unwrap().company.id, Some(company), "{name}");
        }
        world.end();
    }
}
