//! Participants, contacts, trainers and administrators. The names of the first two are those of real objects; of a
//! trainer the sources show that there are an external key and a search, its other names are taken from its neighbours.

use crate::dendreo::resource::{Filter, Include, Kind, Reference, Resource};

pub(super) const PARTICIPANTS: Resource = Resource {
    made: &[
        "extranet_autologin_url",
        "extranet_code",
        "extranet_url",
        "ical_url",
        "id_contact",
        "pays",
        "pays_naissance",
    ],
    custom: &["c_badge", "c_niveau_anglais"],
    ..Resource::new(Kind::Participant, "participants", "participants.php", "id_participant", 2001)
        .fields(&[
            "nom",
            "prenom",
            "email",
            "portable",
            "date_de_naissance",
            "id_entreprise",
            "particulier",
            "civilite",
            "fonction",
            "id_externe",
            "adresse",
            "code_postal",
            "ville",
            "pays_alpha2",
            "commentaires",
            "nom_naissance",
            "ville_naissance",
            "departement_naissance",
            "pays_naissance_alpha2",
            "langue_principale",
            "formateur_lie_id",
            "responsable_type",
            "responsable_id",
            "id_centre_de_formation",
            "global_visible",
            "newsletter_optin",
            "statut_bpf",
            "niveau_diplome",
            "numero_compte_client",
            "numero_compte_client_auxiliaire",
            "num_forprev",
            "infos_adf",
            "post_it_commercial",
            "message_extranet",
            "lmsuniversel_user_id",
            "riseup_user_id",
            "moodle_user_id",
            "thinkific_user_id",
            "dokeos_user_id",
            "tslearning_user_id",
            "id_add",
        ])
        .references(&[
            Reference::to("id_entreprise", Kind::Company),
            Reference::to("id_contact", Kind::Contact),
            Reference::to("formateur_lie_id", Kind::Trainer),
            Reference::to("id_centre_de_formation", Kind::Centre),
        ])
        .filters(&[Filter::own("email"), Filter::own("id_entreprise"), Filter::own("date_de_naissance")])
        .includes(&[Include::Many { name: "participations", of: Kind::Enrolment, back: "id_participant" }])
        .search(&[&["prenom", "nom", "prenom"], &["email"], &["commentaires"]])
        .writable(&[])
        .dated()
};

pub(super) const CONTACTS: Resource = Resource {
    made: &["id_opca", "pays"],
    switches: &["entreprise_raison_sociale", "entreprise_id_externe"],
    ..Resource::new(Kind::Contact, "contacts", "contacts.php", "id_contact", 4001)
        .fields(&[
            "nom",
            "prenom",
            "civilite",
            "fonction",
            "telephone_direct",
            "portable",
            "email",
            "id_externe",
            "id_entreprise",
            "particulier",
            "date_de_naissance",
            "nom_naissance",
            "langue_principale",
            "langues_secondaires",
            "adresse",
            "code_postal",
            "ville",
            "pays_alpha2",
            "facturation_pays_alpha2",
        ])
        .references(&[
            Reference::to("id_entreprise", Kind::Company),
            Reference::to("id_participant", Kind::Participant),
        ])
        .filters(&[Filter::own("id_entreprise"), Filter::own("nom"), Filter::own("email")])
        .includes(&[Include::Shaped { name: "photo", of: Kind::Contact, back: "" }])
        .search(&[&["prenom", "nom", "prenom"], &["email"]])
        .writable(&["nom"])
        .dated()
};

pub(super) const TRAINERS: Resource = Resource::new(Kind::Trainer, "trainers", "formateurs.php", "id_formateur", 601)
    .fields(&["nom", "prenom", "email_pro", "email_perso", "telephone_pro", "photo_url", "id_externe"])
    .search(&[&["prenom", "nom", "prenom"], &["email_pro"]])
    .writable(&[])
    .dated();

pub(super) const ADMINISTRATORS: Resource =
    Resource::new(Kind::Administrator, "administrators", "administrateurs.php", "id_administrateur", 5);
