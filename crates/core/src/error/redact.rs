//! What must not be seen: masks for secrets, and the cleaning of texts that came from an API.

/// What stands in the place of something hidden.
pub(crate) const HIDDEN: &str = "[hidden]";

/// Names of members that hold a secret at any provider, in lower case. So does every name with `password` in it.
const ALWAYS: [&str; 11] = [
    "passwd",
    "pwd",
    "token",
    "access_token",
    "refresh_token",
    "api_key",
    "apikey",
    "secret",
    "client_secret",
    "autologin_url",
    "login_url",
];

/// Whether the member of this name holds a secret: at any provider, or by this provider's list. Letter case does not count.
pub(crate) fn is_secret(name: &str, listed: &[&str]) -> bool {
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    name.to_ascii_lowercase().contains("password") || ALWAYS.iter().any(is) || listed.iter().any(is)
}

/// What an API said, without what could be personal: everything that was `sent`, addresses, links and long runs
/// of digits. Bounded to 300 characters and one line.
pub(crate) fn message(text: &str, sent: &[String]) -> String {
    let mut text = text.to_owned();
    for value in sent.iter().filter(|value| value.chars().count() > 2) {
        text = text.replace(value.as_str(), HIDDEN);
    }
    let words: Vec<_> = text.split_whitespace().map(|word| if is_identifying(word) { HIDDEN } else { word }).collect();
    let line = words.join(" ");
    match line.char_indices().nth(300).and_then(|(end, _)| line.get(..end)) {
        Some(begin) => format!("{begin}…"),
        None => line,
    }
}

/// Whether a word could identify a person or grant access.
fn is_identifying(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_hex_run = word.split(|c: char| !c.is_ascii_hexdigit()).any(|run| run.len() >= 16);
    word.contains('@') || word.contains("://") || digits >= 5 || is_hex_run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_its_words_and_loses_its_values() {
        let sent = ["Camille".to_owned(), "77".to_owned()];
        let said = "Camille <camille@example.org> born 1990-04-12\nis already at company 77";
        assert_eq!(message(said, &sent), "[hidden] [hidden] born [hidden] is already at company 77");
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        let cut = message(&"é".repeat(1000), &[]);
        assert_eq!(cut.chars().count(), 301);
    }
}
