//! The native update types of the provider crates: one [`Change`](crate::Change) per member, names given once.

/// Declares a provider's own update type: a struct with one `Change` per member, a builder method per member, and
/// the members it names by their wire names.
#[macro_export]
macro_rules! changes {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[doc = $doc:literal])+ $member:ident: $type:ty = $wire:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $doc])+ pub $member: $crate::Change<$type>,)*
            /// Members this version does not list, by wire name: an account's own, or newer than this crate.
            pub other: ::std::collections::BTreeMap<String, $crate::Change<$crate::serde_json::Value>>,
        }

        impl $name {
            /// Changes that name nothing yet.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            $($(#[doc = $doc])+ #[must_use] pub fn $member(mut self, change: impl Into<$crate::Change<$type>>) -> Self {
                self.$member = change.into();
                self
            })*

            /// Names a member this version does not list, by its wire name.
            #[must_use]
            pub fn other(
                mut self,
                name: impl Into<String>,
                change: impl Into<$crate::Change<$crate::serde_json::Value>>,
            ) -> Self {
                self.other.insert(name.into(), change.into());
                self
            }

            /// The members named, by wire name, each with its new value as JSON, or `Clear`.
            #[must_use]
            pub fn named(&self) -> Vec<(&str, $crate::Change<$crate::serde_json::Value>)> {
                let mut named = Vec::new();
                $(if !self.$member.is_keep() {
                    named.push(($wire, self.$member.as_ref().map($crate::changes::to_json)));
                })*
                let other = self.other.iter().filter(|(_, change)| !change.is_keep());
                named.extend(other.map(|(name, change)| (name.as_str(), change.clone())));
                named
            }
        }
    };
}

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

/// A value that can be written to the wire as JSON.
pub trait WireValue {
    /// The value as JSON.
    fn to_wire(&self) -> Value;
}

/// The value as JSON; used by [`changes!`](macro@crate::changes).
pub fn to_json<T: WireValue>(value: &T) -> Value {
    value.to_wire()
}

impl WireValue for String {
    fn to_wire(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl WireValue for SecretString {
    fn to_wire(&self) -> Value {
        Value::from(self.expose_secret())
    }
}

impl WireValue for jiff::civil::Date {
    fn to_wire(&self) -> Value {
        Value::from(self.to_string())
    }
}

impl WireValue for crate::model::codes::Gender {
    fn to_wire(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl WireValue for crate::model::codes::Lifecycle {
    fn to_wire(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl WireValue for bool {
    fn to_wire(&self) -> Value {
        Value::from(*self)
    }
}

impl WireValue for i64 {
    fn to_wire(&self) -> Value {
        Value::from(*self)
    }
}

impl WireValue for Value {
    fn to_wire(&self) -> Value {
        self.clone()
    }
}
