//! Every example, against the sandbox's sockets: what it writes is what its reader is promised.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

/// Makes a module of each example. Its `main` is not called: it reads arguments and environment, and calls `run`.
macro_rules! examples {
    ($($name:ident at $path:literal,)+) => {$(
        #[allow(dead_code)]
        #[path = $path]
        mod $name;
    )+};
}

examples! {
    blocking at "../examples/blocking.rs",
    list at "../examples/list.rs",
    native at "../examples/native.rs",
    own_endpoint at "../examples/own_endpoint.rs",
    roster at "../examples/roster.rs",
    testing at "../examples/testing.rs",
    update_everywhere at "../examples/update_everywhere.rs",
    webhook at "../examples/webhook.rs",
}

use participants::{
    Client, Configure, Directory, Entry, Field, Filter, PROVIDERS, Vars,
    dendreo::{Dendreo, webhooks::AccountWebhooks},
    roster::journal::{Folder, StateFolder},
    serde_json::json,
};
use participants_sandbox::{
    Sandbox,
    dendreo::webhook::{ACCOUNT_SECRET, account},
    server::{Running, Server},
};
use std::{collections::BTreeSet, fs, net::Ipv4Addr, path::Path};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    sync::mpsc,
};

/// The first person of every sandbox.
const ELEONORE: &str = "eleonore.d'hotel@example.com";

async fn sandbox() -> Running {
    Server::start(Sandbox::new(1, 12), std::net::IpAddr::from(Ipv4Addr::LOCALHOST)).await.unwrap()
}

/// Calls `use_it` with the variables of a provider, as the environment would have them.
fn with_variables<T>(sandbox: &Running, provider: &str, use_it: impl FnOnce(&Vars<'_>) -> T) -> T {
    let known = sandbox.environment(provider);
    use_it(&Vars::new(&|name| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())))
}

fn directory(sandbox: &Running, provider: &str) -> Box<dyn Directory> {
    with_variables(sandbox, provider, |vars| Entry::named(provider).unwrap().connect(vars).unwrap())
}

fn dendreo(sandbox: &Running) -> Client<Dendreo> {
    Client::new(with_variables(sandbox, "dendreo", |vars| Dendreo::from_vars(vars).unwrap())).unwrap()
}

fn text(out: Vec<u8>) -> String {
    String::from_utf8(out).unwrap()
}

#[test]
fn every_example_is_run_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<_> = files.filter(|file| file.ends_with(".rs")).collect();
    let here = include_str!("examples.rs");
    assert_eq!(files.iter().filter(|file| !here.contains(&format!("../examples/{file}\""))).count(), 0);
    assert_eq!(files.len(), 8);
}

#[tokio::test]
async fn native_shows_the_company_and_changes_the_job() {
    let sandbox = sandbox().await;
    let mut out = Vec::new();
    native::run(&dendreo(&sandbox), ELEONORE, "Formatrice", &mut out).await.unwrap();
    let expected = "participant 2001: D'Hôtel\nworks at \"Les Fictifs\" SAS\nworks now as Formatrice\n";
    assert_eq!(text(out), expected);
}

#[tokio::test]
async fn one_update_is_carried_out_at_all_five() {
    let sandbox = sandbox().await;
    let directories: Vec<_> = PROVIDERS.iter().map(|entry| directory(&sandbox, entry.name)).collect();
    let mut out = Vec::new();
    update_everywhere::run(&directories, ELEONORE, "eleonore@example.org", &mut out).await.unwrap();
    let ids = [
        ("azav", "00000000-0000-4000-8000-000000000001"),
        ("dendreo", "2001"),
        ("frontcore", "910001"),
        ("groups", "66bb00000000000000000001"),
        ("wordbee", "4001"),
    ];
    let line = |(provider, id): (&str, &str)| format!("{provider}: {id} has the address eleonore@example.org\n");
    assert_eq!(text(out), ids.map(line).concat());
}

#[tokio::test]
async fn a_list_says_whether_it_is_whole() {
    let sandbox = sandbox().await;
    let mut out = Vec::new();
    sandbox.sandbox().set_faults(&json!([{"times": 1, "fault": "invalid_record"}])).unwrap();
    let filter = Filter::all().only(Field::LastName, "O'Brien");
    list::run(directory(&sandbox, "dendreo").as_ref(), &filter, &mut out).await.unwrap();
    let expected = "\
2002 Siobhán O'Brien
record 6: the answer has another shape than expected (at line 1, column 2)
1 people; Partial(\"some records could not be read\")
";
    assert_eq!(text(out), expected);
}

#[tokio::test]
async fn a_roster_is_planned_applied_and_reported() {
    let sandbox = sandbox().await;
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("example-roster-{}", std::process::id()));
    let (folder, state) = (Folder::open(home.join("journal")).unwrap(), StateFolder::open(home.join("state")).unwrap());
    let file = home.join("people.csv");
    fs::write(&file, format!("First name;Last name;E-mail\nÉléonore;Martin;{ELEONORE}\nZoë;New;zoe@example.org\n"))
        .unwrap();
    let applied = "\
dendreo: 1 to create, 1 to update, 0 to move, 0 to deactivate, 0 unchanged, 0 refused
Run 1 at dendreo: 2 done
0 rows unchanged

Done (2)
  line 2  update  2001  done
      last_name  D'Hôtel → Martin
  line 3  create  2013  done
      first_name  Zoë
      last_name   New
      email       zoe@example.org
";
    let again = "dendreo: 0 to create, 0 to update, 0 to move, 0 to deactivate, 2 unchanged, 0 refused\n";
    for expected in [applied, again] {
        let mut out = Vec::new();
        roster::run(directory(&sandbox, "dendreo").into(), &file, &folder, &state, &mut out).await.unwrap();
        // The times are not the same in each run.
        let out = text(out);
        let lines = out.split_inclusive('\n').filter(|line| !line.starts_with("begun 20"));
        assert_eq!(lines.collect::<String>(), expected);
        assert!(!out.contains("ended not yet"));
    }
    fs::remove_dir_all(home).unwrap();
}

#[tokio::test]
async fn an_endpoint_of_ones_own_is_sent_as_any_other() {
    let sandbox = sandbox().await;
    let mut out = Vec::new();
    own_endpoint::run(&dendreo(&sandbox), "71", &mut out).await.unwrap();
    assert_eq!(text(out), "Sampleton-on-Sea: 1\n");
}

#[tokio::test]
async fn a_webhook_is_received_where_its_signature_fits() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, mut events) = mpsc::channel(1);
    tokio::spawn(webhook::run(listener, AccountWebhooks::new(ACCOUNT_SECRET), sender));
    let delivery = account("participant.updated", 7, json!({"participant": {"id_participant": "2001"}}));
    for (signature, status) in [("00", "403 Forbidden"), (delivery.signature.as_str(), "204 No Content")] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let (body, length) = (&delivery.body, delivery.body.len());
        let head = format!("POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nsignature: {signature}\r\n");
        stream.write_all(format!("{head}content-length: {length}\r\n\r\n{body}").as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(answer.lines().next(), Some(format!("HTTP/1.1 {status}").as_str()));
    }
    let mut out = Vec::new();
    webhook::show(&events.recv().await.unwrap(), &mut out).unwrap();
    assert_eq!(text(out), "participant.updated: Some(\"2001\")\n");
}

#[test]
fn code_that_is_not_async_reads_and_writes() {
    let runtime = Runtime::new().unwrap();
    let sandbox = runtime.block_on(sandbox());
    let directory = blocking::BlockingDirectory::new(directory(&sandbox, "dendreo")).unwrap();
    let mut out = Vec::new();
    blocking::run(&directory, "2002", "+33 6 39 98 00 00", &mut out).unwrap();
    assert_eq!(text(out), "O'Brien has +49 171 3920087\nnow +33 6 39 98 00 00\n");
}
