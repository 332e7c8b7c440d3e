//! The documented pattern of names. It is never enforced: it would refuse lawful names.

/// Whether a first or last name meets the documented pattern, `[a-zA-Z][a-zA-Z0-9_]+`, as the JSON Schema rules read
/// it: somewhere an ASCII letter is followed by an ASCII letter, digit or underscore.
///
/// Only for a warning to a user who types a name. Names are always sent exactly as given; whether the
/// server enforces the pattern is not documented, and the pattern itself comes unchanged from the tutorial of a
/// library (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>).
///
/// ```
/// use participants_azav::matches_documented_pattern;
///
/// assert!(matches_documented_pattern("O'Brien"));
/// assert!(!matches_documented_pattern("Đỗ"));
/// ```
#[must_use]
pub fn matches_documented_pattern(name: &str) -> bool {
    let is_next = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_';
    name.as_bytes().iter().zip(name.as_bytes().iter().skip(1)).any(|(c, next)| c.is_ascii_alphabetic() && is_next(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_is_read_without_anchors() {
        let pass = [
            "Müller",
            "Jörg",
            "Weiß",
            "Özgür",
            "Çelik",
            "O'Brien",
            "D'Angelo",
            "Anna-Lena",
            "von der Heide",
            "Anna Maria",
            "Noé",
            "Åsa",
            "Nguyễn",
            "Łukasz",
            "Wu",
            "Ng",
            "Ay",
            "B2",
            "1_a1",
        ];
        let fail = [
            "Ján",
            "Jón",
            "Þór",
            "Lê",
            "Võ",
            "Bø",
            "Đỗ",
            "Aß",
            "Y",
            "Ö",
            "ß",
            "A.",
            "Иван",
            "Αλέξης",
            "李",
            "محمد",
            "",
            "1a",
            "_a",
        ];
        pass.iter().for_each(|name| assert!(matches_documented_pattern(name), "{name}"));
        fail.iter().for_each(|name| assert!(!matches_documented_pattern(name), "{name}"));
    }
}
