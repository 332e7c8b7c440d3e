//! What the parts of a call cost that need no network, against the figures that are written down beside this file.

use crate::{AZAV_ID, EMAIL, GROUPS_ID, answers, valgrind};
use participants::{
    BaseUrl, Client, Document, Endpoint, Provider, Response, Transport, TransportError, Unified, azav,
    bytes::Bytes,
    dendreo, frontcore, groups, http,
    transport::{BoxFuture, ResponseBody},
    wordbee,
};
use std::{collections::BTreeMap, fs, hint::black_box};

/// The parts by name: what is built, read, mapped, laid over, and a whole call whose answer is there at once.
const PARTS: [&str; 16] = [
    "azav.lay_over",
    "azav.read",
    "azav.request",
    "azav.unified",
    "client.call",
    "dendreo.read",
    "dendreo.request",
    "dendreo.unified",
    "frontcore.read",
    "frontcore.request",
    "frontcore.unified",
    "groups.read",
    "groups.request",
    "groups.unified",
    "wordbee.read",
    "wordbee.unified",
];

/// How much more than its figure a part may cost.
const TOLERATED: f64 = 1.03;

/// Counts every part. Without `is_new` each is compared with its figure, and one that costs more is an error; with it
/// the figures are written anew.
pub(crate) fn check(is_new: bool) -> Result<(), String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/call_cost/figures.txt");
    let known = fs::read_to_string(path).unwrap_or_default();
    let known: BTreeMap<&str, f64> = known
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, figure)| Some((name, figure.parse().ok()?)))
        .collect();
    let (mut lines, mut grown) = (Vec::new(), Vec::new());
    println!("| part | instructions | written down |\n| --- | --- | --- |");
    for part in PARTS {
        let now = valgrind::instructions(&["--pure", part], [50, 250], "-")?;
        let figure = known.get(part).copied();
        println!("| {part} | {now:.0} | {} |", figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.0}")));
        lines.push(format!("{part} {now:.0}\n"));
        if figure.is_none_or(|figure| now > figure * TOLERATED) {
            grown.push(part);
        }
    }
    if is_new {
        let head =
            "# Instructions of each part, by `call_cost --record`. A change that costs more changes this file, too.\n";
        return fs::write(path, head.to_owned() + &lines.concat()).map_err(|error| error.to_string());
    }
    match grown.as_slice() {
        [] => Ok(()),
        grown => Err(format!("these cost more than is written down, or nothing is: {}", grown.join(", "))),
    }
}

/// Does a part so often.
pub(crate) fn part(name: &str, count: usize) -> Result<(), String> {
    let base = || BaseUrl::new("https://api.example.org/v2").map_err(|error| error.to_string());
    let secret = "0123456789abcdef0123456789abcdef";
    let (provider, what) = name.split_once('.').ok_or("a part has a provider")?;
    match provider {
        "azav" => {
            let account = azav::Azav::at(base()?, secret);
            let record = answers::body("azav", "get")?["data"].to_string();
            let record = Document::new(record).map_err(|error| error.to_string())?;
            let changes = azav::ParticipantChanges::new().last_name("Ng");
            let update = azav::UpdateParticipant::new(AZAV_ID, changes, azav::Basis::Whole(record));
            match what {
                "lay_over" => request(&account, &update, count),
                _ => parts(&account, &azav::GetParticipant::by_id(AZAV_ID), what, ("azav", "get"), count),
            }
        }
        "dendreo" => {
            let account = dendreo::Dendreo::at(base()?, secret);
            parts(&account, &dendreo::Get::<dendreo::Participant>::by_id("2001"), what, ("dendreo", "get"), count)
        }
        "frontcore" => {
            let account = frontcore::Frontcore::at(base()?, secret);
            parts(&account, &frontcore::GetParticipant::by_id("910001"), what, ("frontcore", "get"), count)
        }
        "groups" => {
            let account = groups::Groups::at(base()?, secret);
            match what {
                "request" => {
                    let changes = groups::UserChanges::new().full_name("Zoë Ø");
                    request(&account, &groups::UpdateUser::new(GROUPS_ID, changes), count)
                }
                _ => parts(&account, &groups::Report::new().email(EMAIL), what, ("groups", "report_read_one"), count),
            }
        }
        "wordbee" => {
            let account = wordbee::Wordbee::at(base()?, "demo", secret).company(77).v2(base()?, secret);
            parts(&account, &wordbee::ListPersons::new().full(), what, ("wordbee", "list_full"), count)
        }
        _ => call(base()?, secret, count),
    }
}

fn parts<E>(account: &E::Api, endpoint: &E, what: &str, file: (&str, &str), count: usize) -> Result<(), String>
where
    E: Endpoint<Api: Unified>,
{
    let body = answers::body(file.0, file.1)?.to_string();
    let answer = Response::new(http::StatusCode::OK, http::HeaderMap::new(), body);
    for _ in 0..count {
        match what {
            "request" => {
                drop(black_box(endpoint.request(account).and_then(|request| request.to_http()).map_err(shown)?))
            }
            "read" => {
                if account.failure(&answer).is_some() {
                    return Err("a good answer passes for a failure".to_owned());
                }
                drop(black_box(endpoint.response(account, &answer).map_err(shown)?));
            }
            _ => drop(black_box(E::Api::people_in(&answer).map_err(shown)?)),
        }
    }
    Ok(())
}

fn request<E: Endpoint>(account: &E::Api, endpoint: &E, count: usize) -> Result<(), String> {
    for _ in 0..count {
        drop(black_box(endpoint.request(account).and_then(|request| request.to_http()).map_err(shown)?));
    }
    Ok(())
}

/// Calls whose answer is there at once: what the client itself costs, its limits among it. Each client is an account of
/// its own, so that no limit holds a call back.
fn call(base: BaseUrl, secret: &str, count: usize) -> Result<(), String> {
    let body = Bytes::from(answers::body("frontcore", "get")?.to_string());
    let account = frontcore::Frontcore::at(base, secret);
    let client = || Client::builder(account.clone()).transport(AtOnce(body.clone())).build().map_err(shown);
    // As many as the larger of two counts needs.
    let clients = (0..200).map(|_| client()).collect::<Result<Vec<_>, _>>()?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        for number in 0..count {
            let call = frontcore::GetParticipant::by_id("910001");
            drop(black_box(clients[number / 2 % clients.len()].send(&call).await.map_err(shown)?));
        }
        Ok(())
    })
}

struct AtOnce(Bytes);

impl Transport for AtOnce {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(std::future::ready(Ok(http::Response::new(self.0.clone().into()))))
    }
}

fn shown(error: participants::Error) -> String {
    error.to_string()
}
