//! Who may use the control address: programs on this machine, and no page of a browser from elsewhere.

use crate::emulator::Call;
use http::{Method, header};
use std::net::{IpAddr, SocketAddr};

/// Why a call to the control address is refused; `None` where it is let through. `local` is the address the call came in
/// at.
///
/// A page in a browser can make it call any address. It cannot choose the `Host` header, which names the page's own host
/// where a name was pointed at this machine; and it cannot leave out `Origin` when it posts.
pub(crate) fn refusal(call: &Call, local: SocketAddr) -> Option<String> {
    let text = |name| call.headers.get(&name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST).unwrap_or_default();
    if !is_own(host, local) {
        return Some(format!(
            "the Host header {host:?} is not the address of this sandbox: call it by localhost, or by its IP address"
        ));
    }
    let origin = text(header::ORIGIN)?;
    let is_same = origin.split_once("://").is_some_and(|(_, origin)| origin == host);
    (call.method != Method::GET && !is_same).then(|| "posts from pages of another origin are not taken".to_owned())
}

/// Whether a `Host` header names this machine: `localhost`, a loopback address, or the address itself.
fn is_own(host: &str, local: SocketAddr) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback() || ip == local.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(method: Method, headers: &[(&'static str, &str)], local: &str) -> bool {
        let mut call = Call {
            method,
            path: "/reset".into(),
            query: vec![],
            headers: Default::default(),
            body: Default::default(),
        };
        for (name, value) in headers {
            call.headers.insert(*name, value.parse().unwrap());
        }
        refusal(&call, local.parse().unwrap()).is_some()
    }

    #[test]
    fn a_foreign_host_is_refused_whatever_the_method() {
        for method in [Method::GET, Method::POST] {
            for host in ["localhost:9000", "LOCALHOST", "127.0.0.1:9000", "127.8.0.1", "[::1]:9000", "[::1]"] {
                assert!(!refused(method.clone(), &[("host", host)], "127.0.0.1:9000"), "{host}");
            }
            for host in ["evil.example.org", "localhost.evil.example.org", "127.0.0.1.example.org:9000", "10.0.0.7", ""]
            {
                assert!(refused(method.clone(), &[("host", host)], "127.0.0.1:9000"), "{host}");
            }
            assert!(!refused(method.clone(), &[("host", "10.0.0.7:9000")], "10.0.0.7:9000"));
            assert!(refused(method, &[], "127.0.0.1:9000"));
        }
    }

    #[test]
    fn a_post_from_another_origin_is_refused() {
        let own = ("host", "localhost:9000");
        for origin in ["http://evil.example.org", "http://localhost:9001", "https://localhost", "null", ""] {
            assert!(refused(Method::POST, &[own, ("origin", origin)], "127.0.0.1:9000"), "{origin}");
        }
        assert!(!refused(Method::POST, &[own, ("origin", "http://localhost:9000")], "127.0.0.1:9000"));
        assert!(!refused(Method::GET, &[own, ("origin", "http://evil.example.org")], "127.0.0.1:9000"));
    }
}
