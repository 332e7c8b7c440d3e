//! Renaming a copied text: the provider's name in every case, but not inside an address, which would then lead nowhere.

/// From one name to another, both in lower case.
pub(super) struct Names<'a> {
    pub(super) old: &'a str,
    pub(super) new: &'a str,
}

/// What follows a name in the address of a site.
const DOMAINS: [&str; 6] = [".com", ".de", ".no", ".org", ".net", ".eu"];

impl Names<'_> {
    /// The text under the new name.
    pub(super) fn renamed(&self, text: &str) -> String {
        text.split_inclusive(ends_word).map(|word| self.renamed_word(word)).collect()
    }

    fn renamed_word(&self, word: &str) -> String {
        if word.contains("://")
            || DOMAINS.iter().any(|domain| word.to_lowercase().contains(&format!("{}{domain}", self.old)))
        {
            return word.to_owned();
        }
        let (old, new) = (capitalised(self.old), capitalised(self.new));
        word.replace(self.old, self.new).replace(&old, &new).replace(&self.old.to_uppercase(), &self.new.to_uppercase())
    }
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || "\"'()<>|`".contains(letter)
}

fn capitalised(name: &str) -> String {
    crate::tidy::filled("TYPE", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_renamed_and_no_address() {
        let names = Names { old: "dendreo", new: "newcomer" };
        assert_eq!(
            names.renamed("use participants_dendreo::Dendreo; // DENDREO_API_KEY\n"),
            "use participants_newcomer::Newcomer; // NEWCOMER_API_KEY\n"
        );
        for address in ["(https://developers.dendreo.com)", "\"pro.dendreo.com\"", "<http://x/dendreo>"] {
            assert_eq!(names.renamed(address), address);
        }
        assert_eq!(names.renamed("crates/dendreo/src/lib.rs"), "crates/newcomer/src/lib.rs");
    }
}
