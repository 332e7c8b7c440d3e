//! The control address over real sockets, and the ready line.

use super::served::Served;
use participants_sandbox::{PROVIDERS, Sandbox};
use serde_json::{Value, json};
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn served() -> Served {
    Served::new(Sandbox::new(1, 12))
}

#[test]
fn the_ready_line_gives_all_addresses() {
    let start = Instant::now();
    let served = served();
    assert!(start.elapsed() < Duration::from_secs(5), "not ready in time");
    assert_eq!(served.ready["ready"], true);
    assert!(served.ready["control"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    let providers = served.ready["providers"].as_object().unwrap();
    assert_eq!(providers.len(), PROVIDERS.len());
    for (name, provider) in providers {
        let base = provider["base_url"].as_str().unwrap();
        assert!(base.starts_with("http://127.0.0.1:"), "{base}");
        let environment = provider["env"].as_object().unwrap();
        assert!(environment.len() >= 2 && environment.values().all(Value::is_string), "{name}: {environment:?}");
        assert!(environment.keys().all(|variable| variable.starts_with(&name.to_uppercase())), "{environment:?}");
    }
    assert_eq!(providers["dendreo"]["env"]["DENDREO_BASE_URL"], providers["dendreo"]["base_url"]);
}

#[test]
fn state_has_every_record_of_every_provider_in_wire_form() {
    let served = served();
    let (status, state) = served.control("GET", "/state", "");
    assert_eq!((status, state.as_object().unwrap().len()), (200, PROVIDERS.len()));
    assert_eq!(state["dendreo"]["participants"].as_array().unwrap().len(), 12);
    let created = served.dendreo("POST", "participants.php", "nom=Exemple").unwrap().json();
    let (_, state) = served.control("GET", "/state?provider=dendreo", "");
    assert_eq!(state.as_object().unwrap().len(), 1);
    assert_eq!(state["dendreo"]["participants"][12], created);
}

#[test]
fn stats_count_requests_writes_creates_refusals_and_people() {
    let served = served();
    served.dendreo("GET", "participants.php", "").unwrap();
    served.dendreo("POST", "participants.php", "nom=Exemple").unwrap();
    served.dendreo("POST", "participants.php?id=2001", "ville=Exemple").unwrap();
    served.dendreo("POST", "participants.php", "prenom=X").unwrap();
    let (_, stats) = served.control("GET", "/stats", "");
    let bytes = stats["dendreo"]["bytes"].as_u64().unwrap();
    let expected = json!({"requests": 4, "writes": 2, "creates": 1, "refused": 0, "bytes": bytes, "people": 13});
    assert_eq!(stats["dendreo"], expected);
    assert!((1000..100_000).contains(&bytes), "{bytes}");
    assert_eq!(stats["azav"]["requests"], 0);
}

#[test]
fn a_limit_is_strict_and_counted() {
    let served = served();
    let statuses: Vec<u16> =
        (0..103).map(|_| served.dendreo("GET", "participants.php?id=2001", "").unwrap().status).collect();
    assert_eq!(statuses[..100], [200; 100]);
    assert_eq!(statuses[100..], [429; 3]);
    let (_, stats) = served.control("GET", "/stats?provider=dendreo", "");
    assert_eq!((&stats["dendreo"]["requests"], &stats["dendreo"]["refused"]), (&json!(103), &json!(3)));
    assert_eq!(served.control("POST", "/settings", r#"{"sandbox":{"retry_after":"seconds"}}"#).0, 200);
    let refused = served.dendreo("GET", "participants.php", "").unwrap();
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert_eq!(served.control("POST", "/settings", r#"{"sandbox":{"limits":false}}"#).0, 200);
    assert_eq!(served.dendreo("GET", "participants.php", "").unwrap().status, 200);
}

#[test]
fn the_log_shows_calls_without_secrets() {
    let served = served();
    served.faults(json!([{"match": {"method": "POST"}, "fault": "lose_answer"}]));
    served.call("dendreo", "GET", "/demo/api/participants.php?id=2001&key=sandbox-dendreo-key", "", "").unwrap();
    assert!(served.dendreo("POST", "participants.php", "nom=Exemple").is_none());
    let (_, log) = served.control("GET", "/log", "");
    assert!(!log.to_string().contains("sandbox-dendreo-key"), "{log}");
    assert_eq!((&log[0]["method"], &log[0]["status"], &log[0]["fault"]), (&json!("GET"), &json!(200), &json!(null)));
    assert_eq!(log[0]["query"], json!([["id", "2001"], ["key", "***"]]));
    assert_eq!(
        (&log[1]["path"], &log[1]["status"], &log[1]["fault"]),
        (&json!("/demo/api/participants.php"), &json!(null), &json!("lose_answer"))
    );
    assert_eq!(served.control("GET", "/log?provider=azav", "").1, json!([]));
}

#[test]
fn reset_brings_back_the_start() {
    let served = served();
    let start = served.control("GET", "/state", "").1;
    let settings = served.control("GET", "/settings", "").1;
    served.dendreo("POST", "participants.php", "nom=Exemple").unwrap();
    served.control("POST", "/settings", r#"{"dendreo":{"lone_match":"list"},"sandbox":{"limits":false}}"#);
    served.faults(json!([{"fault": "drop"}]));
    assert_eq!(served.control("POST", "/reset", "").0, 200);
    assert_eq!(served.control("GET", "/state", "").1, start);
    assert_eq!(served.control("GET", "/settings", "").1, settings);
    assert_eq!(served.control("GET", "/faults", "").1, json!([]));
    assert_eq!(served.control("GET", "/log", "").1, json!([]));
    assert_eq!(served.control("GET", "/stats", "").1["dendreo"]["requests"], 0);
    assert_eq!(served.control("POST", "/reset", r#"{"seed":2,"people":3}"#).0, 200);
    let stats = served.control("GET", "/stats", "").1;
    assert!(PROVIDERS.iter().all(|name| stats[name]["people"] == 3), "{stats}");
    // The new start stays the start.
    assert_eq!(served.control("POST", "/reset", "{}").0, 200);
    assert_eq!(served.control("GET", "/stats", "").1["groups"]["people"], 3);
    for bad in [r#"{"people":-1}"#, r#"{"seeds":1}"#, "[]", "{"] {
        assert_eq!(served.control("POST", "/reset", bad).0, 400, "{bad}");
    }
}

#[test]
fn settings_are_shown_and_changed_all_or_none() {
    let served = served();
    let before = served.control("GET", "/settings", "").1;
    assert_eq!(before["dendreo"]["lone_match"], "object");
    assert_eq!(before["sandbox"]["count_refused"], false);
    for name in PROVIDERS {
        assert!(before[name].as_object().is_some_and(|settings| !settings.is_empty()), "{name}");
    }
    let (status, answer) =
        served.control("POST", "/settings", r#"{"dendreo":{"lone_match":"list","no_match":"perhaps"}}"#);
    assert_eq!(status, 400);
    assert!(answer["error"].as_str().unwrap().contains("list, empty"), "{answer}");
    assert_eq!(served.control("GET", "/settings", "").1, before);
    for bad in
        [r#"{"dendreo":{"colour":1}}"#, r#"{"unknown":{}}"#, r#"{"unknown":{"x":1}}"#, r#"{"dendreo":7}"#, "7", ""]
    {
        assert_eq!(served.control("POST", "/settings", bad).0, 400, "{bad}");
    }
    assert_eq!(served.control("POST", "/settings", r#"{"dendreo":{"lone_match":"list"}}"#).0, 200);
    assert_eq!(served.control("GET", "/settings", "").1["dendreo"]["lone_match"], "list");
}

#[test]
fn a_bad_plan_is_refused_by_number_and_changes_nothing() {
    let served = served();
    served.faults(json!([{"times": 1, "fault": "drop"}]));
    let before = served.control("GET", "/faults", "").1;
    let good = json!({"fault": "drop"});
    for bad in [
        json!({}),
        json!("drop"),
        json!({"fault": "explode"}),
        json!({"fault": {}}),
        json!({"fault": 7}),
        json!({"fault": {"status": 99}}),
        json!({"fault": {"status": "503"}}),
        json!({"fault": {"status": 503, "colour": 1}}),
        json!({"fault": {"status": 503, "headers": {"a b": "c"}}}),
        json!({"fault": {"status": 503, "headers": {"a": "b\nc"}}}),
        json!({"fault": {"status": 503, "headers": {"content-length": "3"}}}),
        json!({"fault": {"status": 204, "body": "x"}}),
        json!({"fault": {"delay_ms": -1}}),
        json!({"fault": {"stall": "sometimes"}}),
        json!({"fault": {"huge_bytes": 1_000_000_000_000_u64}}),
        json!({"fault": {"redirect": "https://x.example", "status": 200}}),
        json!({"fault": {"rate_limited": {"after": 2}}}),
        json!({"fault": "drop", "provider": "unknown"}),
        json!({"fault": "drop", "match": {"paths": "/x"}}),
        json!({"fault": "drop", "times": 0}),
        json!({"fault": "drop", "every": 1.5}),
        json!({"fault": "drop", "times": 1, "every": 2}),
        json!({"fault": "drop", "tmes": 1}),
    ] {
        let (status, answer) = served.control("POST", "/faults", &json!([good, bad]).to_string());
        assert_eq!(status, 400, "{bad}");
        assert!(answer["error"].as_str().unwrap().starts_with("rule 1: "), "{answer}");
    }
    assert_eq!(served.control("POST", "/faults", "{}").0, 400);
    assert_eq!(served.control("GET", "/faults", "").1, before);
}

#[test]
fn unknown_paths_list_the_known_ones() {
    let served = served();
    let (status, answer) = served.control("GET", "/states", "");
    assert_eq!(status, 404);
    assert!(answer["paths"].as_array().unwrap().contains(&json!("POST /faults")));
    assert_eq!(served.control("POST", "/state", "").0, 405);
    assert_eq!(served.control("GET", "/reset", "").0, 405);
    assert_eq!(served.control("GET", "/", "").0, 404);
    assert_eq!(served.control("GET", "/state?provider=unknown", "").0, 400);
}

#[test]
fn the_openapi_documents_are_served_and_named() {
    let served = served();
    let (status, missing) = served.control("GET", "/openapi/unknown.json", "");
    assert_eq!(status, 404);
    let paths = missing["documents"].as_array().unwrap();
    assert!(!paths.is_empty());
    for path in paths {
        let answer = served.call("control", "GET", path.as_str().unwrap(), "", "").unwrap();
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{path}");
        assert_eq!(answer.json()["openapi"], "3.1.0", "{path}");
        assert_eq!(served.control("POST", path.as_str().unwrap(), "").0, 405, "{path}");
        let name = path.as_str().unwrap().trim_start_matches("/openapi/").trim_end_matches(".json");
        assert_eq!(Sandbox::openapi(name).unwrap().as_bytes(), answer.body, "{path}");
    }
    for path in ["/openapi", "/openapi/", "/openapi/azav", "/openapi/azav.json/", "/PROVIDER.json"] {
        assert_eq!(served.control("GET", path, "").0, 404, "{path}");
    }
    assert_eq!(served.control("POST", "/openapi/unknown.json", "").0, 404);
}

#[test]
fn a_stopped_server_is_gone_even_with_a_call_that_hangs() {
    let served = served();
    served.faults(json!([{"fault": "stall"}]));
    let address = served.address("dendreo");
    let mut hanging = TcpStream::connect(&address).unwrap();
    std::io::Write::write_all(&mut hanging, b"GET /demo/api/participants.php HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    drop(served);
    hanging.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = Vec::new();
    // Closed or reset, but not left open.
    let closed = std::io::Read::read_to_end(&mut hanging, &mut answer);
    assert!(closed.is_ok() || closed.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset));
    assert!(answer.is_empty());
    assert!(TcpStream::connect(&address).is_err());
}

#[test]
fn a_page_of_a_browser_reaches_nothing() {
    let served = served();
    let ask = |method: &str, path: &str, headers: &str| {
        let host = headers.contains("host:").then_some("");
        let mut stream = TcpStream::connect(served.address("control")).unwrap();
        let head = host.unwrap_or("host: localhost\r\n");
        let request = format!("{method} {path} HTTP/1.1\r\n{head}{headers}connection: close\r\n\r\n");
        std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
        answer
    };
    for (method, path) in [("GET", "/state"), ("GET", "/log"), ("POST", "/reset")] {
        let answer = ask(method, path, "host: rebound.example.org\r\n");
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("participants\":["), "{answer}");
        assert!(ask(method, path, "").starts_with("HTTP/1.1 200"));
    }
    assert!(ask("POST", "/reset", "origin: http://page.example.org\r\n").starts_with("HTTP/1.1 403"));
}
