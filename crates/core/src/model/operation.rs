//! The one list of what can be asked of a directory: every operation, its name and what it does.

use std::fmt;

macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal,)+) => {
        /// A unified operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Operation {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Operation {
            /// Every operation, in the order they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The operation's name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// One sentence on what it does.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

operations! {
    /// Read one participant by the provider's identifier.
    Get "get",
    /// Find a participant by the caller's own key.
    FindByExternalId "find by external id",
    /// Find a participant by e-mail address.
    FindByEmail "find by e-mail",
    /// Find a participant by first name, last name and date of birth together.
    FindByPerson "find by name and date of birth",
    /// Read all participants.
    List "list",
    /// Make a participant.
    Create "create",
    /// Change named fields of a participant.
    Update "update",
    /// The reversible act that ends a participant's taking part.
    Deactivate "deactivate",
    /// Take back that a participant's taking part was ended.
    Reactivate "reactivate",
    /// Remove a participant for good.
    Delete "delete",
    /// Move a participant to another training group.
    MoveToGroup "move to group",
    /// Move a participant to another company.
    ChangeCompany "change company",
    /// Read the sessions a participant is enrolled in.
    Enrolments "enrolments",
    /// Enrol a participant in a session.
    Enrol "enrol",
    /// Withdraw a participant from a session.
    Withdraw "withdraw",
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
