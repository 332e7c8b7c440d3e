//! A list as a stream: each person as they arrive, and at the end whether these are all.
//!
//! `cargo run -p participants --example list --features dendreo -- PROVIDER`
//! needs the variables of the provider, which is Dendreo where none is named.

use participants::{Directory, Field, Filter, ListItem, connect};
use std::{env, error::Error, io};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let provider = env::args().nth(1).unwrap_or_else(|| "dendreo".to_owned());
    run(connect(&provider)?.as_ref(), &Filter::all(), &mut io::stdout()).await
}

/// Writes a line for each person. Memory holds some of them, however many there are.
pub(crate) async fn run(
    directory: &dyn Directory,
    filter: &Filter,
    out: &mut impl io::Write,
) -> Result<(), Box<dyn Error>> {
    // `People` is a `Stream` besides: `StreamExt` and `TryStreamExt` of any library fit.
    let mut people = directory.list(filter).await?;
    let mut count = 0;
    while let Some(item) = people.next().await? {
        match item {
            ListItem::Person(person) => {
                let name = [Field::FirstName, Field::LastName, Field::FullName].map(|field| person.get(&field));
                let name: Vec<_> = name.into_iter().flatten().collect();
                writeln!(out, "{} {}", person.id, name.join(" "))?;
                count += 1;
            }
            // One record that cannot be read does not end the list.
            ListItem::Invalid(invalid) => writeln!(out, "record {}: {}", invalid.position, invalid.why)?,
        }
    }
    // "Not in the list" means "does not exist" only where the list is complete.
    writeln!(out, "{count} people; {:?}", people.completeness())?;
    Ok(())
}
