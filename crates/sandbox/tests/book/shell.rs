//! As much of a shell as the book needs: quotes and variables.

use std::collections::HashMap;

/// The variables by name.
pub(crate) type Variables = HashMap<String, String>;

/// The words of a command, its variables replaced. An unknown variable is a mistake in the book.
pub(crate) fn words(command: &str, variables: &Variables) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut rest = command.chars().peekable();
    while let Some(letter) = rest.next() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (Some('\''), letter) => word.get_or_insert_default().push(letter),
            (_, '$') => {
                let braces = rest.next_if_eq(&'{').is_some();
                let mut name = String::new();
                while let Some(letter) = rest.next_if(|letter| letter.is_ascii_alphanumeric() || *letter == '_') {
                    name.push(letter);
                }
                assert_eq!(braces, braces && rest.next() == Some('}'), "{command}: a brace is open");
                let value = variables.get(&name).unwrap_or_else(|| panic!("{command}: there is no ${name}"));
                word.get_or_insert_default().push_str(value);
            }
            (_, '\\') => word.get_or_insert_default().extend(rest.next()),
            (None, letter) if letter.is_whitespace() => words.extend(word.take()),
            (None, '|' | '>' | '<' | ';' | '&' | '`' | '(' | '*') => {
                panic!("{command}: {letter} means something to a shell")
            }
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "{command}: a quote is open");
    words.extend(word);
    words
}

/// The assignments after `export`.
pub(crate) fn assignments(words: &[String]) -> impl Iterator<Item = (String, String)> {
    let split = |word: &String| word.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    words.iter().map(move |word| split(word).unwrap_or_else(|| panic!("{word} assigns nothing")))
}

#[test]
fn words_are_those_of_a_shell() {
    let variables = Variables::from([("A".to_owned(), "x y".to_owned())]);
    let read = |command: &str| words(command, &variables);
    assert_eq!(
        read(r#"curl  -H "k: $A" '$A {"b":"c"}' $A/d "${A}e" '' e\"f "\"""#),
        ["curl", "-H", "k: x y", "$A {\"b\":\"c\"}", "x y/d", "x ye", "", "e\"f", "\""]
    );
    assert_eq!(
        assignments(&read("A=1 B='2=3'")).collect::<Vec<_>>(),
        [("A".to_owned(), "1".to_owned()), ("B".to_owned(), "2=3".to_owned())]
    );
}
