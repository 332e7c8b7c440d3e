//! What a resource of Dendreo is, and which calls it is known to have.
//!
//! All resources share one convention (<https://developers.dendreo.com>): one script each, the record chosen by a
//! parameter, `POST` creates or changes, `DELETE` removes. So the calls are written once, in `calls.rs`, and a resource
//! is a row of the table in `resources.rs`. A call no source shows for a resource has no trait here, and does not
//! compile.

use participants_core::{Change, serde_json::Value};
use serde::de::DeserializeOwned;
use std::fmt;

/// A resource: the record it is read as, where it is, and that it can be listed.
///
/// A resource is its record, with Dendreo's own names, or, where no member is known, a name for a
/// [`Raw`](crate::Raw) one. A script this crate does not have is reached by an implementation of your own:
///
/// ```
/// use participants_dendreo::{Id, List, Resource, core::read};
///
/// #[derive(Clone, Default, serde::Deserialize)]
/// #[serde(default)]
/// struct Badge {
///     #[serde(deserialize_with = "read::text")]
///     id_badge: Option<String>,
/// }
///
/// impl Resource for Badge {
///     type Record = Self;
///     const SCRIPT: &'static str = "badges.php";
///     const ID: Id = Id::Assumed("id_badge");
///     const LIST: &'static str = "badges.list";
/// }
///
/// let badges = List::<Badge>::new().last_days(30);
/// # let _ = badges;
/// ```
///
/// No source shows that an attendance is written, so there is no such call:
///
/// ```compile_fail,E0277
/// use participants_dendreo::{AnyChanges, Attendance, Update};
///
/// let update = Update::<Attendance>::new("1", AnyChanges::new());
/// ```
pub trait Resource: Clone + Send + Sync + 'static {
    /// What a record is read as.
    type Record: DeserializeOwned + Clone + Send + Sync + 'static;
    /// The script its calls go to, such as `entreprises.php`.
    const SCRIPT: &'static str;
    /// The member that holds a record's number.
    const ID: Id;
    /// The name of the call that lists, such as `companies.list`.
    const LIST: &'static str;
    /// Filters without which the server refuses to list, of each group at least one; a list without is refused before it
    /// is sent.
    const NEEDS: &'static [&'static [&'static str]] = &[];
}

/// A resource whose single records can be read.
pub trait Gettable: Resource {
    /// The name of the call that reads one.
    const GET: &'static str;
    /// The name of the call that reads several.
    const GET_SEVERAL: &'static str;
}

/// A resource whose records can be made and changed.
pub trait Writable: Resource {
    /// What can be written.
    type Changes: fmt::Debug + Clone + Send + Sync + 'static;
    /// The name of the call that makes one.
    const CREATE: &'static str;
    /// The name of the call that changes one.
    const UPDATE: &'static str;
    /// What a new record certainly needs: of each group at least one member.
    const REQUIRED: &'static [&'static [&'static str]] = &[];
    /// What a change certainly needs besides the record's number.
    const UPDATE_REQUIRED: &'static [&'static str] = &[];
    /// Whether a new record says its own number, because it is another record's.
    const NUMBER_IS_GIVEN: bool = false;

    /// The members the changes name.
    fn named(changes: &Self::Changes) -> Vec<(&str, Change<Value>)>;
}

/// A resource whose records can be removed.
pub trait Deletable: Resource {
    /// The name of the call that removes.
    const DELETE: &'static str;
    /// The parameter that names the records: `id`, or the resource's own where clients send that.
    const BY: &'static str = "id";
}

/// A resource that clients in use search by free text.
pub trait Searchable: Resource {}

/// A resource that keeps a key of the caller's own, `id_externe`, by which it can be read.
pub trait ExternallyKeyed: Gettable {}

/// A resource that has a beginning and an end, and filters by them.
pub trait Scheduled: Resource {}

/// The member that holds a record's number, and how well it is known.
///
/// In a query `id` and the resource's own name are the same thing (<https://developers.dendreo.com>), so a read needs
/// neither. It is the answer that is compared, and the body of an update that names its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// A source shows it: an answer without it is not the record that was asked for, and an update names the record by
    /// it.
    Shown(&'static str),
    /// Assumed by the convention `id_` and the French singular. An answer without it is accepted, one with another
    /// number is not; an update names the record by `id`, as one client in use does for every resource.
    Assumed(&'static str),
}

impl Id {
    /// The member's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shown(name) | Self::Assumed(name) => name,
        }
    }

    /// How the body of an update calls it.
    pub(crate) const fn in_body(self) -> &'static str {
        match self {
            Self::Shown(name) => name,
            Self::Assumed(_) => "id",
        }
    }
}
