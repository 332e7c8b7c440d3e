//! Why a connection failed, out of what the HTTP library wraps: the operating system's errors, and those of TLS.

use crate::client::transport::ConnectCause;
use std::{
    error::Error,
    io::{self, ErrorKind},
};

/// The first cause that is known, walking down from what was wrapped last.
pub(super) fn of(error: &(dyn Error + 'static)) -> Option<ConnectCause> {
    let mut next = Some(error);
    let mut found = None;
    while let Some(error) = next {
        // The innermost one says most.
        found = known(error).or(found);
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            // What an I/O error wraps is not its source, but stands in its place.
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    found
}

fn known(error: &(dyn Error + 'static)) -> Option<ConnectCause> {
    #[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(in_tls(error));
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return match error.kind() {
            ErrorKind::ConnectionRefused => Some(ConnectCause::Refused),
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
                Some(ConnectCause::Unreachable)
            }
            ErrorKind::TimedOut => Some(ConnectCause::TimedOut),
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof => Some(ConnectCause::Closed),
            _ => None,
        };
    }
    // The connector's own types are private: only their texts distinguish them.
    let text = error.to_string();
    if text.starts_with("dns error") {
        Some(ConnectCause::NameResolution)
    } else if text.contains("deadline has elapsed") || text.contains("timed out") {
        Some(ConnectCause::TimedOut)
    } else {
        None
    }
}

#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
fn in_tls(error: &rustls::Error) -> ConnectCause {
    use rustls::CertificateError as Fault;
    match error {
        rustls::Error::InvalidCertificate(fault) => match fault {
            Fault::Expired | Fault::ExpiredContext { .. } => ConnectCause::CertificateExpired,
            Fault::NotValidYet | Fault::NotValidYetContext { .. } => ConnectCause::CertificateNotYetValid,
            Fault::UnknownIssuer => ConnectCause::UnknownIssuer,
            Fault::NotValidForName | Fault::NotValidForNameContext { .. } => ConnectCause::WrongHostName,
            Fault::Revoked => ConnectCause::CertificateRevoked,
            _ => ConnectCause::Certificate,
        },
        _ => ConnectCause::Tls,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(error: impl Into<Box<dyn Error + Send + Sync>>) -> io::Error {
        io::Error::other(io::Error::other(error))
    }

    #[test]
    fn the_innermost_cause_counts() {
        let of = |kind: ErrorKind| of(&wrapped(io::Error::from(kind)));
        assert_eq!(of(ErrorKind::ConnectionRefused), Some(ConnectCause::Refused));
        assert_eq!(of(ErrorKind::TimedOut), Some(ConnectCause::TimedOut));
        assert_eq!(of(ErrorKind::UnexpectedEof), Some(ConnectCause::Closed));
        assert_eq!(of(ErrorKind::PermissionDenied), None);
    }

    #[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
    #[test]
    fn each_fault_of_a_certificate_is_stated() {
        use rustls::CertificateError as Fault;
        for (fault, cause) in [
            (Fault::Expired, ConnectCause::CertificateExpired),
            (Fault::NotValidYet, ConnectCause::CertificateNotYetValid),
            (Fault::UnknownIssuer, ConnectCause::UnknownIssuer),
            (Fault::NotValidForName, ConnectCause::WrongHostName),
            (Fault::Revoked, ConnectCause::CertificateRevoked),
            (Fault::BadEncoding, ConnectCause::Certificate),
        ] {
            assert_eq!(of(&wrapped(rustls::Error::InvalidCertificate(fault))), Some(cause));
        }
        assert_eq!(of(&wrapped(rustls::Error::DecryptError)), Some(ConnectCause::Tls));
    }
}
