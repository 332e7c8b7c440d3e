//! E-mail addresses: taken out of what programs write around them, and checked as mail systems do.

use email_address::{EmailAddress, Options};

/// The address in a text such as `Lena <lena@example.org>` or `mailto:lena@example.org`; any other text as it is.
pub(super) fn bare(text: &str) -> &str {
    if let Some(address) =
        text.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:")).and_then(|_| text.get(7..))
    {
        return address;
    }
    let named = text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
    let is_name = |name: &str| name.contains(char::is_alphabetic) && !name.contains(['@', '<', '>', ',', ';']);
    named.filter(|(name, _)| is_name(name)).map_or(text, |(_, address)| address)
}

/// Whether a text is one address: a name, an `@`, and a domain of at least two parts.
pub(super) fn is_sound(text: &str) -> bool {
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    // Quoted names are allowed by the standard, and by hardly any system that keeps participants.
    if text.contains('"') || EmailAddress::parse_with_options(text, options).is_err() {
        return false;
    }
    let Some((name, domain)) = text.split_once('@') else { return false };
    let last = domain.rsplit('.').next().unwrap_or_default();
    let is_last = last.chars().count() > 1 && !last.bytes().all(|byte| byte.is_ascii_digit());
    let is_ascii_or_letter = |sign: char| sign.is_ascii() || is_letter(sign);
    let is_label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    is_last
        && domain.split('.').all(is_label)
        && domain.chars().all(|sign| {
            if sign.is_ascii() { sign.is_ascii_alphanumeric() || "-.".contains(sign) } else { is_letter(sign) }
        })
        && text.chars().all(is_ascii_or_letter)
        && name.split('.').chain(domain.split('.')).all(is_of_one_script)
}

/// Whether a character beyond ASCII is a letter, a digit or the accent of one.
fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\u{300}'..='\u{36f}')
}

/// Whether no letter of another alphabet stands among Latin ones, which looks like them and leads elsewhere.
fn is_of_one_script(part: &str) -> bool {
    let is_other = |sign: char| matches!(sign, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}');
    !(part.chars().any(|sign| sign.is_ascii_alphabetic()) && part.chars().any(is_other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_mail_can_reach_is_sound() {
        for sound in [
            "lena@example.org",
            "o'brien+training@example.co.uk",
            "a_b-c.d@sub.example.org",
            "zoë+x@bücher.example",
            "zoe\u{308}@example.org",
            "иван@пример.рф",
            "x@xn--bcher-kva.example",
            "1@2.example",
        ] {
            assert!(is_sound(sound), "{sound}");
        }
    }

    #[test]
    fn an_address_is_taken_out_of_what_stands_around_it() {
        for text in [
            "Lena <lena@example.org>",
            "mailto:lena@example.org",
            "MAILTO:lena@example.org",
            "\"Lena O\" <lena@example.org>",
        ] {
            assert_eq!(bare(text), "lena@example.org", "{text}");
        }
        for text in ["<lena@example.org>", "a@b.example <lena@example.org>", "lena@example.org", "é"] {
            assert_eq!(bare(text), text);
        }
    }

    #[test]
    fn what_mail_cannot_reach_is_not() {
        for wrong in [
            "lena",
            "@example.org",
            "lena@",
            "lena@example",
            "lena@exam",
            "lena@example..org",
            "lena@example,org",
            "<lena@example.org>",
            "mailto:lena@example.org",
            "lena@example.org;",
            "lena@example.org,",
            "'lena@example.org'",
            "lena@example.org.",
            "lena@.example.org",
            "lena.@example.org",
            ".lena@example.org",
            "(lena@example.org)",
            "a@b@c.example",
            "lena@example.org;bo@example.org",
            "Lena <lena@example.org>",
            "lena[at]example.org",
            "lena@exаmple.org",
            "\"lena\"@example.org",
            "lena@-example.org",
            "le na@example.org",
            "lena@example.o",
            "lena@192.168.0.1",
            "o’brien@example.org",
        ] {
            assert!(!is_sound(wrong), "{wrong}");
        }
    }
}
