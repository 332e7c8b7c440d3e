//! The same calls by our clients: with a provider's own names, and through the common view.

use crate::{AZAV_ID, EMAIL, GROUPS_ID, Job, answers};
use participants::{
    AlreadyRead, BaseUrl, Client, Directory, Endpoint, Error, Filter, List, ParticipantUpdate, Provider, Transport,
    Unified, azav, dendreo, frontcore, groups, reqwest::Reqwest, wordbee,
};
use std::sync::Arc;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// How many calls one client sends: so few that no limit holds one back. Each client is an account of its own.
pub(crate) const EACH: usize = 2;

/// The work of one call of this provider and operation. Call number `n` goes through client `n / EACH`.
pub(crate) fn job(provider: &str, operation: &str, way: &str, base: &str, clients: usize) -> Result<Job, String> {
    let transport: Arc<dyn Transport> = Arc::new(Reqwest::new().map_err(|error| error.to_string())?);
    let base = |rest: &str| BaseUrl::new(&format!("{base}/{provider}{rest}")).map_err(|error| error.to_string());
    let made = Made { transport, clients };
    match (provider, way) {
        ("frontcore", way) => {
            let made = made.of(&frontcore::Frontcore::at(base("/v2")?, SECRET))?;
            let changes = frontcore::ParticipantChanges::new().completed(true);
            match (way, operation) {
                ("native", "get") => Ok(send(made, || frontcore::GetParticipant::by_id("910001"))),
                ("native", "list") => Ok(list(made, frontcore::ListParticipants::new)),
                ("native", _) => Ok(send(made, move || frontcore::UpdateParticipant::new("910001", changes.clone()))),
                (_, operation) => unified(made, operation, "910001", ParticipantUpdate::new().completed(true)),
            }
        }
        ("dendreo", way) => {
            let made = made.of(&dendreo::Dendreo::at(base("")?, SECRET))?;
            let changes = dendreo::ParticipantChanges::new().prenom("Zoë");
            match (way, operation) {
                ("native", "get") => Ok(send(made, || dendreo::Get::<dendreo::Participant>::by_id("2001"))),
                ("native", "list") => Ok(list(made, dendreo::List::<dendreo::Participant>::new)),
                ("native", _) => {
                    Ok(send(made, move || dendreo::Update::<dendreo::Participant>::new("2001", changes.clone())))
                }
                (_, operation) => unified(made, operation, "2001", ParticipantUpdate::new().first_name("Zoë")),
            }
        }
        ("azav", way) => {
            let made = made.of(&azav::Azav::at(base("")?, SECRET))?;
            let changes = azav::ParticipantChanges::new().last_name("Ng");
            let record = answers::body("azav", "get")?["data"].to_string();
            let record = participants::Document::new(record).map_err(|error| error.to_string())?;
            let whole = move || azav::Basis::Whole(record.clone());
            match (way, operation) {
                ("native", "get") => Ok(send(made, || azav::GetParticipant::by_id(AZAV_ID))),
                ("native", "list") => Ok(list(made, azav::ListParticipants::new)),
                ("native", _) => {
                    Ok(send(made, move || azav::UpdateParticipant::new(AZAV_ID, changes.clone(), whole())))
                }
                (_, operation) => unified(made, operation, AZAV_ID, ParticipantUpdate::new().last_name("Ng")),
            }
        }
        ("groups", way) => {
            let made = made.of(&groups::Groups::at(base("")?, SECRET))?;
            let changes = groups::UserChanges::new().full_name("Zoë Ø");
            match (way, operation) {
                ("native", "get") => Ok(list(made, || groups::Report::new().email(EMAIL))),
                ("native", "list") => Ok(list(made, groups::Report::new)),
                ("native", _) => Ok(send(made, move || groups::UpdateUser::new(GROUPS_ID, changes.clone()))),
                (_, operation) => unified(made, operation, GROUPS_ID, ParticipantUpdate::new().full_name("Zoë Ø")),
            }
        }
        ("wordbee", way) => {
            let account = wordbee::Wordbee::at(base("")?, "demo", SECRET).company(77).v2(base("/api")?, SECRET);
            let made = made.of(&account)?;
            let changes = wordbee::PersonChanges::new().last_name("Ng");
            match (way, operation) {
                ("native", "list") => Ok(list(made, || wordbee::ListPersons::new().full().take(500))),
                ("native", _) => Ok(send(made, move || wordbee::UpdatePerson::new(77, 4001, changes.clone()))),
                (_, operation) => unified(made, operation, "4001", ParticipantUpdate::new().last_name("Ng")),
            }
        }
        _ => Err(format!("{provider} is no provider")),
    }
}

struct Made {
    transport: Arc<dyn Transport>,
    clients: usize,
}

impl Made {
    fn of<P: Provider + Clone>(self, account: &P) -> Result<Vec<Client<P>>, String> {
        let client = || Client::builder(account.clone()).shared_transport(Arc::clone(&self.transport)).build();
        (0..self.clients).map(|_| client().map_err(|error| error.to_string())).collect()
    }
}

fn send<E: Endpoint + 'static>(clients: Vec<Client<E::Api>>, make: impl Fn() -> E + Send + Sync + 'static) -> Job {
    Box::new(move |number| {
        let (client, call) = (clients[number / EACH % clients.len()].clone(), make());
        Box::pin(async move {
            let answer = client.send(&call).await.map_err(shown)?;
            std::hint::black_box(&answer);
            Ok(())
        })
    })
}

fn list<E>(clients: Vec<Client<E::Api>>, make: impl Fn() -> E + Send + Sync + 'static) -> Job
where
    E: List + Send + 'static,
    E::Item: Send,
{
    Box::new(move |number| {
        let (client, call) = (clients[number / EACH % clients.len()].clone(), make());
        Box::pin(async move {
            let (mut records, mut all) = (client.records(call), Vec::new());
            while let Some(some) = records.next().await.map_err(shown)? {
                all.extend(some.into_iter().collect::<Result<Vec<_>, _>>().map_err(shown)?);
            }
            std::hint::black_box(&all);
            Ok(())
        })
    })
}

/// What one who has the participant already sends to change it; the rest as a caller would.
fn unified<P: Unified>(
    clients: Vec<Client<P>>,
    operation: &str,
    id: &'static str,
    update: ParticipantUpdate,
) -> Result<Job, String> {
    let client = move |number: usize| clients[number / EACH % clients.len()].clone();
    let before = match answers::body(P::NAME, if P::NAME == "groups" { "report_read_one" } else { "get" }) {
        Ok(body) => {
            let headers = participants::http::HeaderMap::new();
            let answer = participants::Response::new(participants::http::StatusCode::OK, headers, body.to_string());
            P::people_in(&answer).map_err(shown)?.pop().and_then(Result::ok)
        }
        Err(_) => None,
    };
    Ok(match operation {
        "get" => Box::new(move |number| {
            let client = client(number);
            Box::pin(async move {
                let person = Directory::get(&client, id).await.map_err(shown)?;
                std::hint::black_box(&person);
                Ok(())
            })
        }),
        "list" => Box::new(move |number| {
            let client = client(number);
            Box::pin(async move {
                let people = Directory::list(&client, &Filter::all()).await.map_err(shown)?;
                let people = people.collect().await.map_err(shown)?;
                std::hint::black_box(&people);
                Ok(())
            })
        }),
        _ => {
            let before = before.ok_or("there is no participant to change")?;
            Box::new(move |number| {
                let (client, update, before) = (client(number), update.clone(), before.clone());
                Box::pin(async move {
                    let prepared =
                        client.prepare_update(id, AlreadyRead::Record(&before), &update).await.map_err(shown)?;
                    let done = prepared.send().await.map_err(shown)?;
                    std::hint::black_box(&done);
                    Ok(())
                })
            })
        }
    })
}

fn shown(error: Error) -> String {
    error.to_string()
}
