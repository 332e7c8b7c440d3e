//! A sandbox on sockets, and a caller that sees every byte of an answer.

use participants_sandbox::{Sandbox, server::Server};
use serde_json::Value;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// A running server with a thread of its own.
pub(crate) struct Served {
    pub(crate) sandbox: Sandbox,
    pub(crate) ready: Value,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Served {
    pub(crate) fn new(sandbox: Sandbox) -> Self {
        let (send, ready) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let served = sandbox.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let running = Server::start(served, std::net::IpAddr::from([127, 0, 0, 1])).await.unwrap();
                send.send(running.ready_line()).unwrap();
                let _ = stopped.await;
                running.stop().await;
            });
        });
        Self { sandbox, ready: ready.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
    }

    /// Host and port of a provider, or of the control address.
    pub(crate) fn address(&self, of: &str) -> String {
        let url = if of == "control" { &self.ready["control"] } else { &self.ready["providers"][of]["base_url"] };
        url.as_str().unwrap().trim_start_matches("http://").split('/').next().unwrap().to_owned()
    }

    /// Sends a request and reads until the server closes; `None` if not one byte came.
    pub(crate) fn call(&self, to: &str, method: &str, target: &str, headers: &str, body: &str) -> Option<Answer> {
        let mut stream = self.open(to);
        write!(stream, "{method} {target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}").unwrap();
        write!(stream, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        (!bytes.is_empty()).then(|| Answer::read(&bytes))
    }

    /// A call to a Dendreo script with the key in the header.
    pub(crate) fn dendreo(&self, method: &str, target: &str, body: &str) -> Option<Answer> {
        let headers =
            "authorization: Token token=\"sandbox-dendreo-key\"\r\ncontent-type: application/x-www-form-urlencoded\r\n";
        self.call("dendreo", method, &format!("/demo/api/{target}"), headers, body)
    }

    pub(crate) fn control(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let answer = self.call("control", method, path, "", body).unwrap();
        (answer.status, answer.json())
    }

    pub(crate) fn faults(&self, plan: Value) {
        let (status, answer) = self.control("POST", "/faults", &plan.to_string());
        assert_eq!(status, 200, "{answer}");
    }

    /// Whether nothing at all comes for this long. The connection stays open until then.
    pub(crate) fn is_silent(&self, target: &str, body: &str, wait: Duration) -> bool {
        let mut stream = self.open("dendreo");
        write!(stream, "POST /demo/api/{target} HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n{body}", body.len())
            .unwrap();
        stream.set_read_timeout(Some(wait)).unwrap();
        match stream.read_exact(&mut [0; 1]) {
            Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
            Ok(()) => false,
        }
    }

    fn open(&self, to: &str) -> TcpStream {
        let stream = TcpStream::connect(self.address(to)).unwrap();
        // Far above anything that is waited for: a broken server fails the test instead of holding it.
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        self.thread.take().map(JoinHandle::join);
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{:?}", String::from_utf8_lossy(&self.body)))
    }

    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> =
            lines.map(|line| line.split_once(": ").map(|(n, v)| (n.to_owned(), v.to_owned())).unwrap()).collect();
        let body = bytes[end + 4..].to_vec();
        let length = headers.iter().find(|(name, _)| name == "content-length").map(|(_, value)| value.parse().unwrap());
        assert_eq!(length.unwrap_or(0), body.len(), "the stated length is not the length sent");
        Self { status, headers, body }
    }
}
