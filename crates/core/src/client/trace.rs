//! A span per try of a call: provider, endpoint, attempt, status, duration. No address, no value, no secret.

use super::Answer;
use crate::error::Error;
use std::future::Future;

/// The span of one try; nothing at all without the `tracing` feature.
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Span {
    #[cfg(feature = "tracing")]
    pub(super) fn new(provider: &'static str, endpoint: &'static str, attempt: u32) -> Self {
        let span = tracing::debug_span!(
            target: "participants",
            "call",
            provider,
            endpoint,
            attempt,
            status = tracing::field::Empty,
            failure = tracing::field::Empty,
            duration_ms = tracing::field::Empty,
        );
        Self { span }
    }

    #[cfg(not(feature = "tracing"))]
    pub(super) fn new(_provider: &'static str, _endpoint: &'static str, _attempt: u32) -> Self {
        Self {}
    }

    /// Runs the try inside the span and notes how it ended.
    #[cfg(feature = "tracing")]
    pub(super) async fn record(self, attempt: impl Future<Output = Result<Answer, Error>>) -> Result<Answer, Error> {
        use tracing::Instrument as _;
        let began = tokio::time::Instant::now();
        let result = attempt.instrument(self.span.clone()).await;
        let status = match &result {
            Ok(answer) => Some(answer.response.status),
            Err(error) => {
                self.span.record("failure", tracing::field::debug(error.kind()));
                error.status()
            }
        };
        if let Some(status) = status {
            self.span.record("status", status.as_u16());
        }
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.span.record("duration_ms", milliseconds);
        self.span.in_scope(|| tracing::debug!(target: "participants", "call ended"));
        result
    }

    #[cfg(not(feature = "tracing"))]
    pub(super) async fn record(self, attempt: impl Future<Output = Result<Answer, Error>>) -> Result<Answer, Error> {
        attempt.await
    }
}
