//! An endpoint of your own: a call that the library does not have, or reads in another way.
//!
//! `cargo run -p participants --example own_endpoint --features dendreo -- COMPANY`
//! needs `DENDREO_INSTANCE` (or `DENDREO_BASE_URL`) and `DENDREO_API_KEY`.

use participants::{
    AnswerSize, Client, Configure, Effect, Endpoint, Error, Provider, Request, Response, dendreo::Dendreo,
};
use std::{collections::BTreeMap, env, io};

/// How many participants of a company live in each town.
struct CountByTown {
    company: String,
}

impl Endpoint for CountByTown {
    type Api = Dendreo;
    type Output = BTreeMap<String, usize>;

    const NAME: &'static str = "participants.count_by_town"; // In errors and spans.
    const EFFECT: Effect = Effect::Read; // Decides whether the call may be repeated.
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        // The client adds the credentials, waits for the limits, retries, and bounds time and size.
        Ok(Request::get(api.base(), &["participants.php"])?.query("id_entreprise", &self.company))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        let mut towns = BTreeMap::new();
        for record in response.records()? {
            // A type of your own fits, too: `record.read::<T>()`.
            let value = record.value();
            *towns.entry(value["ville"].as_str().unwrap_or("-").to_owned()).or_default() += 1;
        }
        Ok(towns)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let company = env::args().nth(1).ok_or("usage: own_endpoint COMPANY")?;
    run(&Client::new(Dendreo::from_env()?)?, &company, &mut io::stdout()).await
}

/// Sends the call as any other is sent.
pub(crate) async fn run(
    client: &Client<Dendreo>,
    company: &str,
    out: &mut impl io::Write,
) -> Result<(), Box<dyn std::error::Error>> {
    for (town, count) in client.send(&CountByTown { company: company.to_owned() }).await? {
        writeln!(out, "{town}: {count}")?;
    }
    Ok(())
}
