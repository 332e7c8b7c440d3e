//! The categories of modules and of products: `categories_module.php`, `categories_produit.php`.

use crate::{
    AnyChanges, Deletable, Gettable, Id, ModuleCategory, ProductCategory, Resource, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads categories of modules, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListModuleCategories = List<ModuleCategory>;

/// Reads one category of modules. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetModuleCategory = Get<ModuleCategory>;

/// Reads several categories of modules by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetModuleCategories = GetSeveral<ModuleCategory>;

/// Makes a category of modules. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateModuleCategory = Create<ModuleCategory>;

/// Changes the named members of a category of modules. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateModuleCategory = Update<ModuleCategory>;

/// Removes categories of modules. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteModuleCategories = Delete<ModuleCategory>;

impl Resource for ModuleCategory {
    const SCRIPT: &'static str = "categories_module.php";
    const ID: Id = Id::Assumed("id_categorie_module");
    const LIST: &'static str = "module_categories.list";
}

impl Gettable for ModuleCategory {
    const GET: &'static str = "module_categories.get";
    const GET_SEVERAL: &'static str = "module_categories.get_several";
}

impl Writable for ModuleCategory {
    type Changes = AnyChanges;
    const CREATE: &'static str = "module_categories.create";
    const UPDATE: &'static str = "module_categories.update";

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for ModuleCategory {
    const DELETE: &'static str = "module_categories.delete";
}

/// Reads categories of products, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListProductCategories = List<ProductCategory>;

/// Reads one category of products. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetProductCategory = Get<ProductCategory>;

/// Reads several categories of products by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetProductCategories = GetSeveral<ProductCategory>;

/// Makes a category of products. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateProductCategory = Create<ProductCategory>;

/// Changes the named members of a category of products. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateProductCategory = Update<ProductCategory>;

/// Removes categories of products. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteProductCategories = Delete<ProductCategory>;

impl Resource for ProductCategory {
    const SCRIPT: &'static str = "categories_produit.php";
    const ID: Id = Id::Assumed("id_categorie_produit");
    const LIST: &'static str = "product_categories.list";
}

impl Gettable for ProductCategory {
    const GET: &'static str = "product_categories.get";
    const GET_SEVERAL: &'static str = "product_categories.get_several";
}

impl Writable for ProductCategory {
    type Changes = AnyChanges;
    const CREATE: &'static str = "product_categories.create";
    const UPDATE: &'static str = "product_categories.update";

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for ProductCategory {
    const DELETE: &'static str = "product_categories.delete";
}
