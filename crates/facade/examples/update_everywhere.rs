//! The same update at every provider: a person has a new e-mail address.
//!
//! `cargo run -p participants --example update_everywhere --features full -- OLD NEW`
//! needs the variables of all five providers; `participants providers` lists them.

use participants::{Directory, Field, Found, Key, PROVIDERS, ParticipantUpdate, connect};
use std::{env, error::Error, io};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (Some(old), Some(new)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: update_everywhere OLD NEW".into());
    };
    let directories = PROVIDERS.iter().map(|entry| connect(entry.name)).collect::<Result<Vec<_>, _>>()?;
    run(&directories, &old, &new, &mut io::stdout()).await
}

/// Changes the address at each provider, and writes a line about each.
pub(crate) async fn run(
    directories: &[Box<dyn Directory>],
    old: &str,
    new: &str,
    out: &mut impl io::Write,
) -> Result<(), Box<dyn Error>> {
    // Every field that is not named stays as it is.
    let update = ParticipantUpdate::new().email(new);
    for directory in directories {
        let result = change(directory.as_ref(), old, &update).await;
        writeln!(out, "{}: {}", directory.provider(), result.unwrap_or_else(|error| error.to_string()))?;
        directory.close().await;
    }
    Ok(())
}

async fn change(
    directory: &dyn Directory,
    email: &str,
    update: &ParticipantUpdate,
) -> Result<String, participants::Error> {
    // What the provider cannot do is known before anything is sent.
    directory.capabilities().check_update(update)?;
    match directory.find(&Key::Email(email.to_owned())).await? {
        Found::One(person) => {
            let updated = directory.update(&person.id, update).await?;
            let (_, now) = updated.field(&Field::Email);
            Ok(format!("{} has the address {}", person.id, now.as_deref().unwrap_or("(not shown)")))
        }
        Found::Several(people) => Ok(format!("{} participants have this address; none was changed", people.len())),
        Found::None(completeness) => Ok(format!("not found; the list is {completeness:?}")),
    }
}
