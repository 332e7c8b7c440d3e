//! Characters that people take for one another, and those that show nothing: as Unicode lists them.

/// Whether a character shows nothing: those that Unicode says may be ignored, and the marks of annotations.
pub(super) fn is_invisible(sign: char) -> bool {
    matches!(sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is a blank of any width, or a line break.
pub(super) fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || sign == '\u{2800}'
}

/// Whether a character is an apostrophe, or is typed as one: quotes, accents and primes that stand alone.
pub(super) fn is_apostrophe(sign: char) -> bool {
    matches!(sign,
        '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2c8}' | '\u{2ca}'..='\u{2cb}' | '\u{55a}' | '\u{5f3}'
        | '\u{1fbd}' | '\u{1fbf}' | '\u{2018}'..='\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{275b}'..='\u{275c}'
        | '\u{a78b}'..='\u{a78c}' | '\u{ff07}' | '\u{ff40}')
}

/// Whether a character is a hyphen, a dash or a minus.
pub(super) fn is_dash(sign: char) -> bool {
    matches!(sign,
        '-' | '\u{2d7}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}'
        | '\u{2e17}' | '\u{2e1a}' | '\u{2e3a}'..='\u{2e3b}' | '\u{2e40}' | '\u{2e5d}' | '\u{301c}' | '\u{3030}' | '\u{30a0}'
        | '\u{fe31}'..='\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{10ead}')
}

/// Whether a character is one of the letters and signs of Western and Central Europe that stay one character when folded:
/// no accent apart, nothing invisible, none that becomes two letters.
pub(super) fn is_latin_plain(sign: char) -> bool {
    matches!(sign,
        '\0'..='\u{ac}' | '\u{ae}'..='\u{b4}' | '\u{b6}'..='\u{de}' | '\u{e0}'..='\u{12f}' | '\u{131}'..='\u{148}'
        | '\u{14a}'..='\u{17e}' | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{2019}')
}
