//! TLS by rustls, set up once for all clients of a process.
//!
//! The system's certificates are read when the first server's certificate is to be checked. A process that calls over
//! plain http on its own machine, or only shows its help, never reads them.

use crate::error::Error;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, OtherError, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::CryptoProvider,
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use rustls_platform_verifier::Verifier;
use std::sync::{Arc, OnceLock};

/// The settings all clients share.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where the library lacks what TLS needs.
pub(super) fn config() -> Result<ClientConfig, Error> {
    static SHARED: OnceLock<ClientConfig> = OnceLock::new();
    if let Some(config) = SHARED.get() {
        return Ok(config.clone());
    }
    let config = new().map_err(|error| Error::configuration("TLS cannot be set up").with_source(error))?;
    Ok(SHARED.get_or_init(|| config).clone())
}

fn new() -> Result<ClientConfig, rustls::Error> {
    // Chosen here: a provider installed for the process could be missing, or that of another library.
    #[cfg(feature = "tls-ring")]
    let provider = rustls::crypto::ring::default_provider();
    #[cfg(not(feature = "tls-ring"))]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let provider = Arc::new(provider);
    let verifier = SystemVerifier { provider: Arc::clone(&provider), verifier: OnceLock::new() };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Checks as the system does, by its certificates. It decides nothing itself.
#[derive(Debug)]
struct SystemVerifier {
    provider: Arc<CryptoProvider>,
    verifier: OnceLock<Verifier>,
}

impl SystemVerifier {
    /// What checks. Where the certificates cannot be read, no server is trusted, and the next one tries again.
    fn get(&self) -> Result<&Verifier, rustls::Error> {
        if let Some(verifier) = self.verifier.get() {
            return Ok(verifier);
        }
        let verifier = Verifier::new(Arc::clone(&self.provider)).map_err(|error| {
            rustls::Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(Unread(error)))))
        })?;
        Ok(self.verifier.get_or_init(|| verifier))
    }
}

/// The system's certificates could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the certificates of this system cannot be read")]
struct Unread(#[source] rustls::Error);

impl ServerCertVerifier for SystemVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.get()?.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.get()?.verify_tls12_signature(message, cert, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.get()?.verify_tls13_signature(message, cert, signature)
    }

    /// Those of the cryptography alone: they are offered before any certificate is known.
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    /// Reading the system's certificates takes a hundred times as long as all the rest of a client.
    #[test]
    fn no_certificate_is_read_before_one_is_to_be_checked() {
        let shown = format!("{:?}", super::new().unwrap());
        assert!(shown.contains("verifier: OnceLock(<uninit>)"), "{shown}");
    }
}
