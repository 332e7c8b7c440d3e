//! The modules planned in training actions ("LAM"): `lams.php`. No source shows a write.

use crate::{
    Gettable, Id, PlannedModule, Resource, Scheduled,
    calls::{Get, GetSeveral, List},
};

/// Reads planned modules, all or filtered. `include` knows `module`, `participants`, `lmps`, `creneaux`, `lieux`.
/// <https://github.com/medere-tech/medere-dendreo-dashboard>
pub type ListPlannedModules = List<PlannedModule>;

/// Reads one planned module. <https://developers.dendreo.com>
pub type GetPlannedModule = Get<PlannedModule>;

/// Reads several planned modules by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetPlannedModules = GetSeveral<PlannedModule>;

impl Resource for PlannedModule {
    const SCRIPT: &'static str = "lams.php";
    const ID: Id = Id::Shown("id_lam");
    const LIST: &'static str = "planned_modules.list";
}

impl Gettable for PlannedModule {
    const GET: &'static str = "planned_modules.get";
    const GET_SEVERAL: &'static str = "planned_modules.get_several";
}

impl Scheduled for PlannedModule {}

impl List<PlannedModule> {
    /// Those of a training action, by its number.
    #[must_use]
    pub fn training_action(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_action_de_formation", id))
    }
}
