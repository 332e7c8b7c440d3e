//! The company calls: `entreprises.php`. A private individual has a row of their own here, too.

use crate::{
    Company, CompanyChanges, Deletable, ExternallyKeyed, Gettable, Id, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads companies, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListCompanies = List<Company>;

/// Reads one company. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetCompany = Get<Company>;

/// Reads several companies by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetCompanies = GetSeveral<Company>;

/// Makes a company. A new one needs `raison_sociale`, as documented. <https://developers.dendreo.com>
pub type CreateCompany = Create<Company>;

/// Changes the named members of a company. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateCompany = Update<Company>;

/// Removes companies. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteCompanies = Delete<Company>;

impl Resource for Company {
    const SCRIPT: &'static str = "entreprises.php";
    const ID: Id = Id::Shown("id_entreprise");
    const LIST: &'static str = "companies.list";
}

impl Gettable for Company {
    const GET: &'static str = "companies.get";
    const GET_SEVERAL: &'static str = "companies.get_several";
}

impl Writable for Company {
    type Changes = CompanyChanges;
    const CREATE: &'static str = "companies.create";
    const UPDATE: &'static str = "companies.update";
    const REQUIRED: &'static [&'static [&'static str]] = &[&["raison_sociale"]];

    fn named(changes: &CompanyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Company {
    const DELETE: &'static str = "companies.delete";
}

impl Searchable for Company {}

impl ExternallyKeyed for Company {}
