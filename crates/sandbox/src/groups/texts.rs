//! What of a report depends on its language: words and the form of dates. The words are ours, not the vendor's.

use super::world::State;

/// The codes of the help's table. Two of them (`mx`, `br`) are not languages, as the help has it.
pub(super) const LANGUAGES: [&str; 27] = [
    "en", "bs", "ca", "cs", "da", "de", "el", "es", "mx", "fr", "hr", "it", "kk", "hu", "nl", "pl", "br", "pt", "ro",
    "ru", "sk", "sr", "sv", "tr", "ar", "ja", "zh",
];

/// The words and the date form of one language.
pub(super) struct Texts {
    words: &'static Words,
    form: Form,
}

struct Words {
    /// Not started, in progress, behind schedule, paused, completed, archived, deleted.
    statuses: [&'static str; 7],
    courses: [&'static str; 3],
}

#[derive(Clone, Copy)]
enum Form {
    Iso,
    Dots,
    Slashes,
}

impl Texts {
    /// The texts of a language. Languages without a table of their own get English words.
    pub(super) fn of(language: &str, dates_by_language: bool) -> Self {
        let words = match language {
            "de" => &GERMAN,
            "fr" => &FRENCH,
            "es" | "mx" => &SPANISH,
            "ru" => &RUSSIAN,
            _ => &ENGLISH,
        };
        let form = match language {
            _ if !dates_by_language => Form::Iso,
            "bs" | "cs" | "de" | "hr" | "kk" | "pl" | "ro" | "ru" | "sk" | "sr" | "tr" => Form::Dots,
            "ar" | "br" | "ca" | "el" | "es" | "fr" | "it" | "mx" | "pt" => Form::Slashes,
            _ => Form::Iso,
        };
        Self { words, form }
    }

    /// Year, month and day; none is written as the first day of year 1.
    pub(super) fn date(&self, date: Option<(u32, u32, u32)>) -> String {
        let (year, month, day) = date.unwrap_or((1, 1, 1));
        match self.form {
            Form::Iso => format!("{year:04}-{month:02}-{day:02}"),
            Form::Dots => format!("{day:02}.{month:02}.{year:04}"),
            Form::Slashes => format!("{day:02}/{month:02}/{year:04}"),
        }
    }

    pub(super) fn status(&self, state: State) -> &'static str {
        let [not_started, in_progress, _, paused, completed, archived, deleted] = self.words.statuses;
        match state {
            State::NotAssigned => not_started,
            State::InProgress => in_progress,
            State::Paused => paused,
            State::Completed => completed,
            State::Archived => archived,
            State::Deleted => deleted,
        }
    }

    pub(super) fn progress(&self, state: State, late: bool) -> &'static str {
        if late && state == State::InProgress { self.words.statuses[2] } else { self.status(state) }
    }

    /// The name of a course: `code` on the wire, though it follows the language.
    pub(super) fn course(&self, number: usize) -> &'static str {
        self.words.courses.get(number).copied().unwrap_or_default()
    }
}

const ENGLISH: Words = Words {
    statuses: ["Not started", "In progress", "Behind schedule", "Paused", "Completed", "Archived", "Deleted"],
    courses: ["Web safety", "Passwords and accounts", "E-mail"],
};

const GERMAN: Words = Words {
    statuses: ["Nicht begonnen", "Läuft", "In Verzug", "Angehalten", "Abgeschlossen", "Archiviert", "Gelöscht"],
    courses: ["Sicher im Netz", "Passwörter und Konten", "E-Mail"],
};

const FRENCH: Words = Words {
    statuses: ["Pas commencée", "En cours", "En retard", "Suspendue", "Terminée", "Archivée", "Supprimée"],
    courses: ["Sécurité sur le Web", "Mots de passe et comptes", "Courriel"],
};

const SPANISH: Words = Words {
    statuses: ["Sin comenzar", "En curso", "Con retraso", "En pausa", "Terminada", "Archivada", "Eliminada"],
    courses: ["Seguridad en la web", "Contraseñas y cuentas", "Correo"],
};

const RUSSIAN: Words = Words {
    statuses: ["Не начато", "Идёт", "С отставанием", "Приостановлено", "Завершено", "В архиве", "Удалено"],
    courses: ["Безопасность в сети", "Пароли и учётные записи", "Почта"],
};
