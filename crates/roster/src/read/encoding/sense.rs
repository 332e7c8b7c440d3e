//! Whether text that was decoded makes sense: letters and signs stand where letters and signs can. Bytes of one encoding
//! read in another show as signs inside words and as capitals behind small letters: `Prénom` becomes `PrŽnom`.

/// The place, in bytes, of the first character that can hardly stand where it does in a text of western Europe.
pub(super) fn first_doubt(text: &str) -> Option<usize> {
    let mut before = ['\n'; 2];
    let mut signs = text.char_indices().peekable();
    let mut seen = Seen::default();
    while let Some((at, sign)) = signs.next() {
        let after = signs.peek().map_or('\n', |(_, after)| *after);
        if !sign.is_ascii() {
            if is_doubtful(before, sign, after) {
                return Some(at);
            }
            seen.add(at, sign);
        }
        before = [before[1], sign];
    }
    seen.doubt()
}

/// Whether a text in any encoding makes sense: no sign inside a word, no capital behind a small letter.
pub(super) fn is_sensible(text: &str) -> bool {
    let mut before = '\n';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied().unwrap_or('\n');
        let in_word = before.is_alphabetic() || after.is_alphabetic();
        let is_senseless = !sign.is_ascii()
            && (sign.is_control()
                || (in_word && !sign.is_alphabetic() && !matches!(sign, '’' | '\u{a0}' | '–' | '°' | '€'))
                || (sign.is_uppercase() && before.is_lowercase()));
        if is_senseless {
            return false;
        }
        before = sign;
    }
    true
}

fn is_doubtful(before: [char; 2], sign: char, after: char) -> bool {
    let behind_letter = before[1].is_alphabetic();
    let is_consonant = |sign: char| sign.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(sign);
    match sign {
        '\u{80}'..='\u{9f}' => true,
        // A capital that stands for a small letter.
        'Š' | 'Ž' | 'Œ' | 'Ÿ' => before[1].is_lowercase() || (behind_letter && after.is_lowercase()),
        'š' | 'ž' => is_consonant(before[1]) && is_consonant(after),
        '‘' | 'ˆ' | '‰' | '•' | '‡' | '†' | 'ƒ' | '„' | '‚' | '¤' | '¿' | '¾' | '¼' | '½' | '¦' | '¨' | '¸' | '¬'
        | '¢' | '¥' | '¡' | '¯'
            if behind_letter =>
        {
            true
        }
        '¦' | '¼' | '½' | '¾' | 'ƒ' | '¬' | '‡' | '†' | '£' | '¯' => after.is_alphabetic(),
        '¹' | '³' => after.is_alphabetic() || (behind_letter && before[0].is_alphabetic()),
        '™' | '…' | '”' | '“' | '›' | '‹' | '§' | '®' | '–' | '—' => {
            before[1].is_lowercase() && after.is_lowercase()
        }
        _ => false,
    }
}

/// Letters that another encoding of Europe has in each other's place.
#[derive(Default)]
struct Seen {
    /// Of Iceland, where Turkish has its own.
    icelandic: Option<usize>,
    /// With an acute accent, as Icelandic has and Turkish has not.
    has_acute: bool,
    /// `š` and `ž`, which central and western encodings share.
    has_caron: bool,
    /// Of the west, where Czech has its own.
    grave: Option<usize>,
    /// Of Portuguese and French, where Hungarian has its own.
    tilde: Option<usize>,
    has_umlaut: bool,
    has_nordic: bool,
}

impl Seen {
    fn add(&mut self, at: usize, sign: char) {
        match sign {
            'ý' | 'þ' | 'ð' | 'Ý' | 'Þ' | 'Ð' => {
                self.icelandic.get_or_insert(at);
            }
            'á' | 'í' | 'ó' | 'ú' | 'Á' | 'Í' | 'Ó' | 'Ú' => self.has_acute = true,
            'š' | 'ž' | 'Š' | 'Ž' => self.has_caron = true,
            'è' | 'ø' | 'ì' | 'ù' | 'ò' | 'È' | 'Ø' => {
                self.grave.get_or_insert(at);
            }
            'õ' | 'û' | 'Õ' | 'Û' => {
                self.tilde.get_or_insert(at);
            }
            'ö' | 'ü' | 'Ö' | 'Ü' => self.has_umlaut = true,
            'ä' | 'å' | 'Ä' | 'Å' | 'ß' | 'ç' | 'ê' => self.has_nordic = true,
            _ => {}
        }
    }

    /// The first letter that may be another one.
    fn doubt(&self) -> Option<usize> {
        let turkish = self.icelandic.filter(|_| !self.has_acute);
        let czech = self.grave.filter(|_| self.has_caron && self.has_acute);
        let hungarian = self.tilde.filter(|_| self.has_umlaut && self.has_acute && !self.has_nordic);
        turkish.or(czech).or(hungarian)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_western_europe_make_sense() {
        for text in [
            "Prénom;Nom\nZoë;D’Hôtel\nJosé;Muñoz Peña\nÅse;Müller-Lüdenscheidt\nŠárka;Dušek\nŒdipe;Bœuf\nSão;Conceição",
            "Þórdís;Guðrún;Ísafjörður",
            "Firma „Bär“;Straße 5 m²;20 °C;½ Stelle;Acme™;10 €",
            "O´Brien;D’Été;Saint–Étienne;Ñandú;¿Qué?",
            "Krištof;Tomáš;Dušan;Žižek",
        ] {
            assert_eq!(first_doubt(text), None, "{text}");
            assert!(text.contains(['½', '²', '´', '¿', '„']) || is_sensible(text), "{text}");
        }
    }

    #[test]
    fn another_encoding_shows_itself() {
        for text in [
            "PrŽnom",
            "MŸller",
            "Zo‘",
            "Kšnig",
            "Pr‚nom",
            "M„rz",
            "B½uf",
            "¦imek",
            "Pawe³",
            "£ukasz",
            "I\u{9d}",
            "Iþýk;Ayþe;Muðla",
            "Dvoøák;Tomáš",
            "Erdõs;Gergõ;László;Körmöci",
        ] {
            assert!(first_doubt(text).is_some(), "{text}");
        }
    }
}
