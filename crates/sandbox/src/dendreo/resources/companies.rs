//! Companies and what is billed to them. Members of invoices, payments, funders and fundings are those that clients read.

use crate::dendreo::resource::{Filter, Kind, Reference, Resource};

pub(super) const COMPANIES: Resource = Resource {
    required: &["raison_sociale"],
    ..Resource::new(Kind::Company, "companies", "entreprises.php", "id_entreprise", 71)
        .fields(&[
            "raison_sociale",
            "appellation",
            "nom",
            "prenom",
            "siret",
            "num_tva_intra",
            "statut_juridique",
            "sigle",
            "ape_code",
            "adresse",
            "code_postal",
            "ville",
            "pays",
            "telephone",
            "email_standard",
            "site_internet",
            "financeur_type",
            "id_externe",
        ])
        .search(&[
            &["raison_sociale"],
            &["appellation"],
            &["prenom", "nom", "prenom"],
            &["siret"],
            &["ville"],
            &["email_standard"],
        ])
        .writable(&[])
        .dated()
};

pub(super) const INVOICES: Resource = Resource {
    made: &[
        "numero",
        "numero_complet",
        "raison_sociale",
        "montant_total_ht",
        "montant_total_tva",
        "montant_total_ttc",
        "montant_paiements",
        "date_emission",
        "date_echeance",
        "date_envoi",
        "date_paiement",
        "remise",
        "remarque",
        "id_avoir",
        "id_parent",
    ],
    ..Resource::new(Kind::Invoice, "invoices", "factures.php", "id_facture", 801)
        .fields(&["id_entreprise", "id_opca", "id_action_de_formation"])
        .references(&[
            Reference::to("id_entreprise", Kind::Company),
            Reference::to("id_action_de_formation", Kind::Action),
        ])
        .filters(&[Filter::own("id_action_de_formation")])
        .search(&[&["numero_complet"], &["raison_sociale"]])
        .writable(&[])
        .dated()
};

pub(super) const PAYMENTS: Resource = Resource::new(Kind::Payment, "payments", "reglements.php", "id_reglement", 851)
    .fields(&["facture_id", "amount", "method", "date", "reference", "emetteur_type"])
    .references(&[Reference::part_of("facture_id", Kind::Invoice)]);

/// One client reads the number as `id_opca`, another as `id_financeur`: both are there.
pub(super) const FUNDERS: Resource = Resource::new(Kind::Funder, "funders", "financeurs.php", "id_financeur", 861)
    .fields(&["raison_sociale", "id_opca"]);

pub(super) const FUNDINGS: Resource =
    Resource::new(Kind::Funding, "fundings", "financements.php", "id_financement", 871)
        .fields(&[
            "id_action_de_formation",
            "id_finance",
            "id_financeur",
            "type",
            "montant_finance",
            "montant_total_finance",
            "montant_total_facture",
            "numero_dossier",
        ])
        .references(&[
            Reference::part_of("id_action_de_formation", Kind::Action),
            Reference::to("id_finance", Kind::Company),
            Reference::to("id_financeur", Kind::Funder),
        ])
        .filters(&[Filter::own("id_action_de_formation")]);
