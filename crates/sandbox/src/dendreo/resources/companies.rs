//! Companies and what is billed to them. Of invoices, payments, funders and fundings the sources show the script alone.

use crate::dendreo::resource::{Kind, Reference, Resource};

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

pub(super) const INVOICES: Resource = Resource::new(Kind::Invoice, "invoices", "factures.php", "id_facture", 801)
    .fields(&["id_entreprise"])
    .references(&[Reference::to("id_entreprise", Kind::Company)])
    .writable(&[])
    .dated();

pub(super) const PAYMENTS: Resource = Resource::new(Kind::Payment, "payments", "reglements.php", "id_reglement", 851);

pub(super) const FUNDERS: Resource = Resource::new(Kind::Funder, "funders", "financeurs.php", "id_financeur", 861);

pub(super) const FUNDINGS: Resource =
    Resource::new(Kind::Funding, "fundings", "financements.php", "id_financement", 871);
