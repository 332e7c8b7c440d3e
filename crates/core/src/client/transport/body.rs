//! The body of an answer, whole or as it arrives.

use super::{Bounds, BoxFuture, Reason, TransportError};
use bytes::{Bytes, BytesMut};
use std::fmt;

/// The body of an answer: whole, where a transport has it so, or piece by piece.
///
/// Dropped before its end it gives the connection up.
pub struct ResponseBody(Content);

enum Content {
    Whole(Bytes),
    Chunks(Box<dyn Chunks>),
}

/// The pieces of a body, in their order.
pub trait Chunks: Send + 'static {
    /// The next piece as soon as there is one; `None` after the last, which is given only where the body came whole:
    /// a connection that broke before is [`Reason::Interrupted`](super::Reason::Interrupted).
    ///
    /// # Errors
    /// The rest will not come.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

impl ResponseBody {
    /// A body that comes piece by piece.
    #[must_use]
    pub fn chunks(chunks: impl Chunks) -> Self {
        Self(Content::Chunks(Box::new(chunks)))
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    /// The rest will not come.
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Content::Whole(bytes) if bytes.is_empty() => Ok(None),
            Content::Whole(bytes) => Ok(Some(std::mem::take(bytes))),
            Content::Chunks(chunks) => chunks.next().await,
        }
    }

    /// Everything that is left, in one.
    pub(crate) async fn rest(&mut self, bounds: Bounds) -> Result<Bytes, TransportError> {
        let mut rest = BytesMut::new();
        let mut first = Bytes::new();
        while let Some(chunk) = bounds.within_part(bounds.stall, self.next()).await? {
            if first.len() + rest.len() + chunk.len() > bounds.max_answer {
                return Err(TransportError::new(Reason::AnswerTooLarge));
            }
            if first.is_empty() && rest.is_empty() {
                first = chunk;
            } else {
                rest.extend_from_slice(&std::mem::take(&mut first));
                rest.extend_from_slice(&chunk);
            }
        }
        // Most answers are one piece, which is not copied.
        Ok(if rest.is_empty() { first } else { rest.freeze() })
    }
}

impl<T: Into<Bytes>> From<T> for ResponseBody {
    fn from(whole: T) -> Self {
        Self(Content::Whole(whole.into()))
    }
}

/// Shows the size where it is known; the content may be a person's.
impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Whole(bytes) => write!(f, "ResponseBody({} bytes)", bytes.len()),
            Content::Chunks(_) => f.write_str("ResponseBody(as it arrives)"),
        }
    }
}
