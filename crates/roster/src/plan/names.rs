//! Fields in the plan's document: by the name they print and read.

use participants_core::Field;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub(super) fn serialize<S: Serializer>(field: &Field, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(field)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// Several fields, as a list.
pub(super) mod several {
    use participants_core::Field;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::plan) fn serialize<S: Serializer>(fields: &[Field], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(fields.iter().map(ToString::to_string))
    }

    pub(in crate::plan) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Field>, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        names.iter().map(|name| name.parse().map_err(D::Error::custom)).collect()
    }
}

/// The way in which a participant was ended.
pub(super) mod inactive {
    use participants_core::Inactive;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::plan) fn serialize<S: Serializer>(how: &Inactive, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(how.name())
    }

    pub(in crate::plan) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Inactive, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = Inactive::ALL.iter().find(|how| how.name() == name);
        known.copied().ok_or_else(|| D::Error::custom("no such way of being ended"))
    }
}
