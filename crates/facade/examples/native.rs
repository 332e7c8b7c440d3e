//! One provider natively: Dendreo's own calls, with Dendreo's own names.
//!
//! `cargo run -p participants --example native --features dendreo -- E-MAIL JOB`
//! needs `DENDREO_INSTANCE` (or `DENDREO_BASE_URL`) and `DENDREO_API_KEY`.

use participants::{
    Client, Configure,
    dendreo::{Company, Dendreo, Get, List, Participant, ParticipantChanges, Update},
};
use std::{env, error::Error, io};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (Some(email), Some(job)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: native E-MAIL JOB".into());
    };
    let client = Client::new(Dendreo::from_env()?)?;
    run(&client, &email, &job, &mut io::stdout()).await
}

/// Gives everyone with this address another job title.
pub(crate) async fn run(
    client: &Client<Dendreo>,
    email: &str,
    job: &str,
    out: &mut impl io::Write,
) -> Result<(), Box<dyn Error>> {
    // A call is a value; only `send` sends it. Each record of a list is read by itself: one may be invalid.
    for record in client.send(&List::<Participant>::new().email(email)).await? {
        let participant = record?;
        let id = participant.id_participant.clone().ok_or("the record has no number")?;
        writeln!(out, "participant {id}: {}", participant.nom.as_deref().unwrap_or("-"))?;
        if let Some(company) = &participant.id_entreprise {
            let company = client.send(&Get::<Company>::by_id(company)).await?;
            writeln!(out, "works at {}", company.raison_sociale.as_deref().unwrap_or("-"))?;
        }
        // Only what is named is sent. Everything else stays as it is.
        let changes = ParticipantChanges::new().fonction(job);
        let changed = client.send(&Update::<Participant>::new(id, changes)).await?;
        let job = changed.as_ref().and_then(|record| record.fonction.as_deref());
        writeln!(out, "works now as {}", job.unwrap_or("-"))?;
    }
    Ok(())
}
