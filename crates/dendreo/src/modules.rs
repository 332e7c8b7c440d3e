//! The calls about modules and products, what is taught or sold: `modules.php`.

use crate::{
    Deletable, Gettable, Id, Module, ModuleChanges, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads modules, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListModules = List<Module>;

/// Reads one module. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetModule = Get<Module>;

/// Reads several modules by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetModules = GetSeveral<Module>;

/// Makes a module. One client's form asks for a title. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateModule = Create<Module>;

/// Changes the named members of a module. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateModule = Update<Module>;

/// Removes modules. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteModules = Delete<Module>;

impl Resource for Module {
    const SCRIPT: &'static str = "modules.php";
    const ID: Id = Id::Assumed("id_module");
    const LIST: &'static str = "modules.list";
}

impl Gettable for Module {
    const GET: &'static str = "modules.get";
    const GET_SEVERAL: &'static str = "modules.get_several";
}

impl Writable for Module {
    type Changes = ModuleChanges;
    const CREATE: &'static str = "modules.create";
    const UPDATE: &'static str = "modules.update";

    fn named(changes: &ModuleChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Module {
    const DELETE: &'static str = "modules.delete";
}

impl Searchable for Module {}
