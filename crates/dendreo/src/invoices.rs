//! The invoice calls: `factures.php`.

use crate::{
    AnyChanges, Deletable, Gettable, Id, Invoice, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads invoices, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListInvoices = List<Invoice>;

/// Reads one invoice. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetInvoice = Get<Invoice>;

/// Reads several invoices by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetInvoices = GetSeveral<Invoice>;

/// Makes an invoice. No source shows a member: one client has the call in its form and stops before sending it.
/// <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateInvoice = Create<Invoice>;

/// Changes the named members of an invoice. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateInvoice = Update<Invoice>;

/// Removes invoices. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteInvoices = Delete<Invoice>;

impl Resource for Invoice {
    const SCRIPT: &'static str = "factures.php";
    const ID: Id = Id::Assumed("id_facture");
    const LIST: &'static str = "invoices.list";
}

impl Gettable for Invoice {
    const GET: &'static str = "invoices.get";
    const GET_SEVERAL: &'static str = "invoices.get_several";
}

impl Writable for Invoice {
    type Changes = AnyChanges;
    const CREATE: &'static str = "invoices.create";
    const UPDATE: &'static str = "invoices.update";

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Invoice {
    const DELETE: &'static str = "invoices.delete";
}

impl Searchable for Invoice {}
