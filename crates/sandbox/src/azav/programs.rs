//! The programs: what a new server holds, and how they are listed. No call writes them.
//!
//! Page: <https://developer.azav-pilot.de/operation/operation-azavweb-rest-programcontroller-index>.

use super::{ids, wire};
use crate::settings::Settings;
use serde_json::{Map, Value, json};

/// All programs, spelt as their own schema has it, whatever the participants' spelling.
pub(super) fn list(settings: &Settings) -> Value {
    let programs = match settings.word("programs") {
        "none" => Vec::new(),
        "every_value" => three().into_iter().chain(others()).collect(),
        _ => three(),
    };
    (1..).zip(programs).map(|(number, program)| shown(settings, number, program)).collect()
}

fn shown(settings: &Settings, number: u64, program: Value) -> Value {
    let mut members: Map<String, Value> = program.as_object().cloned().unwrap_or_default();
    members.insert("id".into(), ids::id(settings, number));
    for name in ["insertedAt", "updatedAt"] {
        members.insert(name.into(), wire::timestamp(settings, 0));
    }
    members.into()
}

/// The sample has a member that begins with `certi` and is not in the schema; what it is called in full and what it
/// holds is made up here.
fn three() -> Vec<Value> {
    let program = |id: u64, title: &str, slug: &str, kind: &str, branch: &str, style: &str, lessons: u64| {
        json!({
            "title": title, "slug": slug, "program_type": kind, "audience": "group", "degree": "internal",
            "teaching_style": style, "industry_branch": branch, "subject_area": 1.1, "lessons": lessons,
            "practical_lessons": lessons / 4, "certificate_number": format!("Z-{id:03}"),
            "admission_criteria": [{"criterion": "Deutsch B1", "type": "language"}],
        })
    };
    vec![
        program(1, "Kaufmännische Grundlagen", "kaufmaennische-grundlagen", "program", "kmb", "full_time", 640),
        program(2, "Schweißen für Einsteiger:innen", "schweissen", "program", "gtb", "part_time", 320),
        program(3, "Deutsch für den Beruf", "deutsch-beruf", "module_program", "psd", "next_to_work", 120),
    ]
}

/// What the three leave out: the other audience, branch and degrees, a whole number and a long fraction where the
/// classification stands, several and no criteria, and a program that has only its required title.
fn others() -> Vec<Value> {
    let degree = |degree: &str, title: &str| json!({"title": title, "degree": degree, "audience": "single"});
    vec![
        json!({
            "title": "Einzelcoaching „Neustart“", "slug": "einzelcoaching-neustart", "program_type": "program",
            "audience": "single", "degree": "none", "teaching_style": "part_time", "industry_branch": "ubd",
            "subject_area": 12, "lessons": 40, "practical_lessons": 0, "certificate_number": null,
            "admission_criteria": [
                {"criterion": "Aktivierungs- und Vermittlungsgutschein", "type": "funding"},
                {"criterion": "Mindestalter 18", "type": "age"},
            ],
        }),
        degree("trade", "Meisterkurs Friseurhandwerk"),
        degree("federal", "Umschulung Fachkraft für Lagerlogistik"),
        degree("other", "Gabelstaplerschein"),
        json!({"title": "Ätzende Stoffe: § 5 ChemVerbotsV", "subject_area": 43.412, "admission_criteria": []}),
        json!({"title": "Probemodul"}),
    ]
}
