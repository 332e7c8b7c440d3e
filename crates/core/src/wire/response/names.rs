//! Looks through the names of an object's members, and no further than it must.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// Whether the text begins an object with a member of such a name. What stands after that member need not be JSON.
pub(super) fn any(text: &[u8], is_meant: impl Fn(&str) -> bool) -> bool {
    let mut is_found = false;
    let members = Members { is_meant, is_found: &mut is_found };
    // That reading ends early is no failure here.
    drop(serde_json::Deserializer::from_slice(text).deserialize_map(members));
    is_found
}

struct Members<'f, F> {
    is_meant: F,
    is_found: &'f mut bool,
}

impl<'de, F: Fn(&str) -> bool> Visitor<'de> for Members<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(is_meant) = map.next_key_seed(Name(&self.is_meant))? {
            if is_meant {
                *self.is_found = true;
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

struct Name<'f, F>(&'f F);

impl<'de, F: Fn(&str) -> bool> DeserializeSeed<'de> for Name<'_, F> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<F: Fn(&str) -> bool> Visitor<'_> for Name<'_, F> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    /// A name that is no text is none that is looked for.
    fn visit_bytes<E>(self, name: &[u8]) -> Result<bool, E> {
        Ok(str::from_utf8(name).is_ok_and(self.0))
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok((self.0)(name))
    }
}
