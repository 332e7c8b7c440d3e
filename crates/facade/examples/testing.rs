//! A test of your own code: the sandbox answers as the provider would, in process, and fails on request.
//!
//! `cargo test -p participants --example testing --features dendreo`

use participants::{Directory, Error, Field, ParticipantUpdate, connect};
use std::env;

/// The code to be tested: a person has married.
async fn rename(directory: &dyn Directory, id: &str, name: &str) -> Result<Option<String>, Error> {
    let updated = directory.update(id, &ParticipantUpdate::new().last_name(name)).await?;
    Ok(updated.field(&Field::LastName).1)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (Some(id), Some(name)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: testing ID LAST-NAME".into());
    };
    rename(connect("dendreo")?.as_ref(), &id, &name).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use participants::{Client, Configure, ErrorKind, Vars, dendreo::Dendreo, serde_json::json};
    use participants_sandbox::{Sandbox, transport::InProcess};

    /// A client of an emulated Dendreo with a dozen people, the same ones in every test.
    fn directory(sandbox: &Sandbox) -> Result<Client<Dendreo>, Box<dyn std::error::Error>> {
        let transport = InProcess::new(sandbox.clone());
        let variables = transport.environment("dendreo")?;
        let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        Ok(Client::builder(Dendreo::from_vars(&Vars::new(&get))?).transport(transport).build()?)
    }

    // The clock is paused: limits, retries and waits take no time.
    #[tokio::test(start_paused = true)]
    async fn a_lost_answer_does_not_matter() -> Result<(), Box<dyn std::error::Error>> {
        let sandbox = Sandbox::only(&["dendreo"], 1, 12)?;
        sandbox.set_faults(&json!([{"match": {"method": "POST"}, "times": 1, "fault": "lose_answer"}]))?;
        let name = rename(&directory(&sandbox)?, "2002", "O'Brien-Ö").await?;
        assert_eq!(name.as_deref(), Some("O'Brien-Ö"));
        assert_eq!(sandbox.state()["dendreo"]["participants"][1]["nom"], "O'Brien-Ö");
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn a_person_who_does_not_exist_is_not_created() -> Result<(), Box<dyn std::error::Error>> {
        let sandbox = Sandbox::only(&["dendreo"], 1, 12)?;
        let result = rename(&directory(&sandbox)?, "9999", "Ö").await;
        assert_eq!(result.map_err(|error| error.kind()), Err(ErrorKind::NotFound));
        Ok(())
    }
}
