//! Whether a list holds all there is.

/// Whether a listing holds all participants. "Not in the list" means "does not exist" only for a complete one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Completeness {
    /// The provider itself said where the list ends, and every record of it was read.
    Complete,
    /// Nothing speaks against it, but the provider's documents do not promise it: the text says why.
    Assumed(&'static str),
    /// Participants may be missing: the text says why.
    #[default]
    Unknown,
    /// Participants are missing: the text says why.
    Partial(&'static str),
}
