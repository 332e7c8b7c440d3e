//! The enrolments in single modules ("LMP"): `lmps.php`. No source shows a write.

use crate::{
    Gettable, Id, ModuleEnrolment, Resource,
    calls::{Get, GetSeveral, List},
};

/// Reads enrolments in modules, all or filtered. `include` knows `participant`, `module`.
/// <https://github.com/Competences-et-Metiers/DendreoProgression>
pub type ListModuleEnrolments = List<ModuleEnrolment>;

/// Reads one enrolment in a module. <https://developers.dendreo.com>
pub type GetModuleEnrolment = Get<ModuleEnrolment>;

/// Reads several enrolments in modules by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetModuleEnrolments = GetSeveral<ModuleEnrolment>;

impl Resource for ModuleEnrolment {
    const SCRIPT: &'static str = "lmps.php";
    const ID: Id = Id::Shown("id_lmp");
    const LIST: &'static str = "module_enrolments.list";
}

impl Gettable for ModuleEnrolment {
    const GET: &'static str = "module_enrolments.get";
    const GET_SEVERAL: &'static str = "module_enrolments.get_several";
}

impl List<ModuleEnrolment> {
    /// Those of an enrolment, by its number.
    #[must_use]
    pub fn enrolment(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_lap", id))
    }
}
