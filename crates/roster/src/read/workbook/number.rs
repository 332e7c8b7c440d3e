//! A whole number as a sheet shows it: the zeros, signs and words that its number format adds.

/// The longest form that is followed; no format of a phone number is that long.
const LONGEST: usize = 64;

/// A whole number in a number format. None where the format shows something else: a percentage, a fraction, a condition.
pub(super) fn shown(number: &str, format: &str) -> Option<String> {
    let (number, is_negative) = number.strip_prefix('-').map_or((number, false), |number| (number, true));
    let sign = if is_negative { "-" } else { "" };
    let plain = Some(format!("{sign}{number}"));
    let (section, has_own_sign) = section(format, is_negative)?;
    let parts = parts(section)?;
    let digits: Vec<char> = parts.iter().filter_map(|part| part.digit()).collect();
    // `General`, `@`, and what shows no digit of its own.
    if digits.is_empty() || parts.contains(&Part::Plain) {
        return plain;
    }
    let mut left: Vec<char> = number.chars().collect();
    let mut reversed = Vec::new();
    let mut waiting = digits.len();
    for part in parts.iter().rev() {
        match part {
            Part::Digit(kind) => {
                waiting -= 1;
                match (left.pop(), kind) {
                    (Some(digit), _) => reversed.push(digit),
                    (None, '0') => reversed.push('0'),
                    (None, '?') => reversed.push(' '),
                    (None, _) => {}
                }
                // More digits than places stand at the first place.
                while waiting == 0 && !left.is_empty() {
                    reversed.extend(left.pop());
                }
            }
            Part::Sign(sign) => reversed.push(*sign),
            Part::Plain => {}
        }
    }
    let text: String = reversed.into_iter().rev().collect();
    let sign = if has_own_sign { "" } else { sign };
    Some(format!("{sign}{}", text.trim()))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// Something that is shown as it is.
    Sign(char),
    /// The number as it is.
    Plain,
}

impl Part {
    fn digit(self) -> Option<char> {
        if let Self::Digit(kind) = self { Some(kind) } else { None }
    }
}

/// The part of a format for positive or negative numbers, and whether it shows the sign itself.
fn section(format: &str, is_negative: bool) -> Option<(&str, bool)> {
    let (mut at, mut is_quoted, mut is_escaped) = (None, false, false);
    for (place, sign) in format.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => {
                at = Some(place);
                break;
            }
            _ => {}
        }
    }
    let Some(at) = at else { return Some((format, false)) };
    match is_negative {
        false => Some((format.get(..at)?, false)),
        true => Some((format.get(at + 1..)?.split(';').next()?, true)),
    }
}

fn parts(format: &str) -> Option<Vec<Part>> {
    let (mut parts, mut signs) = (Vec::new(), format.chars().peekable());
    if format.is_empty() || format.eq_ignore_ascii_case("general") || format == "@" {
        return Some(vec![Part::Plain]);
    }
    while let Some(sign) = signs.next() {
        if parts.len() > LONGEST {
            return None;
        }
        match sign {
            '0' | '#' | '?' => parts.push(Part::Digit(sign)),
            '"' => {
                while let Some(sign) = signs.next().filter(|sign| *sign != '"') {
                    parts.push(Part::Sign(sign));
                }
            }
            '\\' => parts.push(Part::Sign(signs.next()?)),
            // As wide as another sign, or as wide as the cell.
            '_' | '*' => drop(signs.next()?),
            // A language, a colour; a condition changes what is shown.
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                if inside.contains(['<', '>', '=']) {
                    return None;
                }
            }
            // Between thousands; for the eye alone. Digits behind a point are zeros of a whole number.
            ',' => {}
            '.' => while signs.next_if(|sign| matches!(sign, '0' | '#' | '?')).is_some() {},
            'E' | 'e' => {
                // Shown shortened, and kept whole.
                return Some(vec![Part::Plain]);
            }
            '%' | '/' | '@' => return None,
            sign => parts.push(Part::Sign(sign)),
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_the_sheet_shows_it() {
        for (number, format, text) in [
            ("612345678", "0#' '##' '##' '##' '##", "06 12 34 56 78"),
            ("1099", "'D-'0", "D-1099"),
            ("612345678", "'0'#", "0612345678"),
            ("1099", "'0'0", "01099"),
            ("612345678", "\\0#", "0612345678"),
            ("612345678", "+33 0", "+33 612345678"),
            ("612345678", "'+33 '0", "+33 612345678"),
            ("612345678", "0;-0", "612345678"),
            ("612345678", "'0'###' '##' '##' '##", "0612 34 56 78"),
            ("612345678", "##' '##' '##' '##' '##", "6 12 34 56 78"),
            ("612345678", "[$-40C]0#' '##' '##' '##' '##", "06 12 34 56 78"),
            ("612345678", "0_ ;[Red]-0 ", "612345678"),
            ("612345678", "@", "612345678"),
            ("612345678", "General", "612345678"),
            ("1099", "00000", "01099"),
            ("1234567", "#,##0", "1234567"),
            ("1234", "0.00", "1234"),
            ("4930000007", "0.00E+00", "4930000007"),
            ("-3", "0", "-3"),
            ("-3", "0;-0", "-3"),
        ] {
            let format = format.replace('\'', "\"");
            assert_eq!(shown(number, &format).as_deref(), Some(text), "{format}");
        }
        for format in ["0%", "# ?/?", "[>100]0;00", &"0".repeat(999)] {
            assert_eq!(shown("7", format), None, "{format}");
        }
    }
}
