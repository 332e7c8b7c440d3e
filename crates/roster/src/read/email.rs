//! Whether a text is an e-mail address that mail can reach.

/// Whether a text is one address: a name, an `@`, and a domain of at least two parts.
pub(super) fn is_sound(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    if name.len() > 64 || domain.len() > 253 {
        return false;
    }
    let is_name =
        name.split('.').all(|part| !part.is_empty() && part.chars().all(is_in_name) && is_of_one_script(part));
    let mut labels = 0;
    let is_domain = domain.split('.').all(|label| {
        labels += 1;
        is_label(label)
    });
    let last = domain.rsplit('.').next().unwrap_or_default();
    is_name && is_domain && labels > 1 && last.chars().count() > 1 && !last.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_in_name(sign: char) -> bool {
    match sign.is_ascii() {
        true => sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(sign),
        false => is_letter(sign),
    }
}

fn is_label(label: &str) -> bool {
    let is_inside =
        |sign: char| if sign.is_ascii() { sign.is_ascii_alphanumeric() || sign == '-' } else { is_letter(sign) };
    let has_ends = !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    has_ends && label.len() <= 63 && label.chars().all(is_inside) && is_of_one_script(label)
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
