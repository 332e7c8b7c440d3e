//! Out of what people are made up. No real person or company is meant.

/// First name, last name, local part of the e-mail address, whether female.
pub(super) const HARD: [(&str, &str, &str, bool); 12] = [
    ("Éléonore", "D'Hôtel", "eleonore.d'hotel", true),
    ("Siobhán", "O'Brien", "siobhan.o'brien+training", true),
    ("Y", "Ö", "y", false),
    ("Иван", "Образцов", "ivan.obraztsov", false),
    ("小雨", "李", "li", true),
    ("محمد", "المثالي", "m.almithali", false),
    ("Αλέξης", "Παραδειγματίδης", "alexis_p", false),
    ("İbrahim", "Işık-Şahin", "ibrahim.isik-sahin", false),
    ("Jürgen", "Großmaß", "juergen.grossmass", false),
    (
        "Anne-Marie Charlotte Élisabeth Joséphine",
        "de la Très-Longue-Maison d'Exemple-Saint-Barthélemy von und zu Musterhausen",
        "amcej.delatreslonguemaison.d-exemple-saint-barthelemy",
        true,
    ),
    ("Łucja", "Żółć", "lucja.zolc", true),
    // The same letters as José Núñez, spelled with combining accents.
    ("Jose\u{301}", "Nu\u{301}n\u{303}ez", "jose.nunez", false),
];

pub(super) const WOMEN: [&str; 14] = [
    "Amélie",
    "Ayşe",
    "Bríd",
    "Clémence",
    "Dagmar",
    "Elif",
    "Fatou",
    "Greta",
    "Héloïse",
    "Ines",
    "Katarzyna",
    "Noémie",
    "Oksana",
    "Zoë",
];

pub(super) const MEN: [&str; 14] = [
    "Aurélien",
    "Björn",
    "Cédric",
    "Dragan",
    "Emre",
    "Ferran",
    "Günther",
    "Håkon",
    "Ilyas",
    "Jérôme",
    "Kofi",
    "Matteo",
    "Oisín",
    "Piotr",
];

pub(super) const LAST: [&str; 20] = [
    "Mustermann",
    "Exemple",
    "Beispiel",
    "Modèle",
    "Probst-Muster",
    "N'Exemple",
    "de Vorbild",
    "Örnek",
    "Przykład",
    "Ejemplo",
    "Esempio",
    "Exempelsson",
    "Voorbeeld",
    "MacSample",
    "O'Sample",
    "Fiktiv",
    "Échantillon",
    "Testovič",
    "Blindtext",
    "Grüßdich",
];

pub(super) const COMPANIES: [&str; 12] = [
    "Atelier Exemple SARL",
    "Muster & Söhne GmbH",
    "L'Échantillon d'Or",
    "Sample Works Ltd",
    "Société Modèle (Ouest)",
    "Örnek A.Ş.",
    "Beispielwerke AG",
    "Y",
    "Пример и Ко",
    "Voorbeeld B.V.",
    "\"Les Fictifs\" SAS",
    "Przykład <Sp. z o.o.>",
];

pub(super) const JOBS: [&str; 9] = [
    "",
    "Cariste",
    "Ingénieure qualité",
    "Bürokauffrau",
    "Head of R&D",
    "Technicien",
    "Übersetzerin",
    "Team lead",
    "Aide-soignant(e)",
];

/// Country, language, city, postal code, street.
pub(super) const PLACES: [(&str, &str, &str, &str, &str); 8] = [
    ("FR", "fr", "Saint-Exemple-sur-Loire", "49000", "rue de l'Échantillon"),
    ("FR", "fr", "Modèleville", "01990", "allée des Platanes"),
    ("DE", "de", "Musterstadt", "01234", "Straße der Beispiele"),
    ("DE", "de", "Beispielhausen", "99998", "Am Übungsplatz"),
    ("GB", "en", "Sampleton-on-Sea", "ZZ9 9ZZ", "Example Row"),
    ("TR", "tr", "Örnekşehir", "34000", "Işıklı Sokak"),
    ("PL", "pl", "Przykładów", "00-999", "ul. Żółta"),
    ("ES", "es", "Villaejemplo", "08099", "carrer de la Mostra"),
];

pub(super) const DOMAINS: [&str; 3] = ["example.org", "example.com", "x.example"];
