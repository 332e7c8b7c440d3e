//! The attendance of participants at slots ("LCP"): `lcps.php`.
//!
//! Real answers show it inside slots only, by `ListSlots::new().include(["lcps"])`. That the script answers on its own,
//! like every other, is inferred; no source shows a write.

use crate::{
    Attendance, Gettable, Id, Resource,
    calls::{Get, GetSeveral, List},
};

/// Reads attendances, all or filtered. <https://github.com/Competences-et-Metiers/DendreoProgression>
pub type ListAttendances = List<Attendance>;

/// Reads one attendance. <https://developers.dendreo.com>
pub type GetAttendance = Get<Attendance>;

/// Reads several attendances by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetAttendances = GetSeveral<Attendance>;

impl Resource for Attendance {
    const SCRIPT: &'static str = "lcps.php";
    const ID: Id = Id::Shown("id_lcp");
    const LIST: &'static str = "attendance.list";
}

impl Gettable for Attendance {
    const GET: &'static str = "attendance.get";
    const GET_SEVERAL: &'static str = "attendance.get_several";
}
