//! The languages a report can be written in.

use participants_core::{Error, open_enum};

open_enum! {
    /// The language of a report's texts and the form of its dates (`lng`).
    ///
    /// The platform has codes of its own: `mx` and `br` are countries. The list is that of 2024
    /// (<https://support.kaspersky.com/de/kasap/1.0/242754>): 27 of the 33 that are offered now. The code of another
    /// one is `Other`.
    pub enum Language {
        /// English.
        English = "en",
        /// Bosnian.
        Bosnian = "bs",
        /// Catalan.
        Catalan = "ca",
        /// Czech.
        Czech = "cs",
        /// Danish.
        Danish = "da",
        /// German.
        German = "de",
        /// Greek.
        Greek = "el",
        /// Spanish as in Spain.
        Spanish = "es",
        /// Spanish as in Mexico.
        MexicanSpanish = "mx",
        /// French.
        French = "fr",
        /// Croatian.
        Croatian = "hr",
        /// Italian.
        Italian = "it",
        /// Kazakh.
        Kazakh = "kk",
        /// Hungarian.
        Hungarian = "hu",
        /// Dutch.
        Dutch = "nl",
        /// Polish.
        Polish = "pl",
        /// Portuguese as in Brazil.
        BrazilianPortuguese = "br",
        /// Portuguese as in Portugal.
        Portuguese = "pt",
        /// Romanian.
        Romanian = "ro",
        /// Russian.
        Russian = "ru",
        /// Slovak.
        Slovak = "sk",
        /// Serbian.
        Serbian = "sr",
        /// Swedish.
        Swedish = "sv",
        /// Turkish.
        Turkish = "tr",
        /// Arabic.
        Arabic = "ar",
        /// Japanese.
        Japanese = "ja",
        /// Chinese.
        Chinese = "zh",
    }
}

impl Language {
    /// The code, if it is of the documented form.
    pub(crate) fn checked(&self) -> Result<&str, Error> {
        let code = self.as_str();
        let is_code =
            !code.is_empty() && code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
        is_code.then_some(code).ok_or_else(|| Error::invalid("a report's language is a lower-case code such as en"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_27_and_each_can_be_sent() {
        assert_eq!(Language::KNOWN.len(), 27);
        for code in Language::KNOWN {
            let language = Language::from(*code);
            assert!(!matches!(language, Language::Other(_)));
            assert_eq!(language.checked().unwrap(), *code);
        }
        for invalid in ["", "EN", "en us"] {
            assert!(Language::from(invalid).checked().is_err(), "{invalid}");
        }
    }
}
