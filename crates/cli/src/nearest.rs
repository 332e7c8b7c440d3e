//! The name that was meant by a wrong one.

/// From here on two names are alike, between 0 and 1: the program's own options are compared by the same measure.
const ALIKE: f64 = 0.7;

/// The question whether another name was meant, in brackets; empty where none is like it.
pub(crate) fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let wrong = wrong.to_lowercase();
    let likeness = |name: &str| strsim::jaro(&wrong, &name.to_lowercase());
    let alike = known.into_iter().map(|name| (likeness(name), name)).filter(|(likeness, _)| *likeness > ALIKE);
    let nearest = alike.max_by(|(one, _), (other, _)| one.total_cmp(other));
    nearest.map(|(_, name)| format!(" (did you mean {name}?)")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_and_another_word_finds_none() {
        let names = ["email", "phone", "company", "city"];
        for (wrong, meant) in [("mail", "email"), ("Phon", "phone"), ("compny", "company")] {
            assert_eq!(did_you_mean(wrong, names), format!(" (did you mean {meant}?)"));
        }
        assert_eq!(did_you_mean("xyz", names), "");
    }
}
