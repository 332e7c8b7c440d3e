//! What an administrator has set up and no call changes: access profiles, custom labels, custom fields.

use serde_json::{Value, json};

/// The profile that cannot be given to a new person, and whose holder cannot be removed.
pub(super) const ADMINISTRATOR: i64 = 1;

/// The kind of a company without a stated kind: 0 is a corporation.
pub(super) const CORPORATION: i64 = 0;

/// The access profiles, by id.
pub(super) const PROFILES: &[(i64, &str)] =
    &[(ADMINISTRATOR, "Administrator"), (5, "Project manager"), (8, "Trainee"), (9, "External trainer")];

/// The custom fields of persons, by id: one that all persons have from the start, and one that no person has.
pub(super) const CUSTOM_FIELDS: &[(i64, &str)] = &[(301, "Employee number"), (302, "Cohort")];

/// The custom labels: two of persons and one of projects.
pub(super) fn labels() -> Vec<Value> {
    let label = |id: i64, category: &str, sort: &str, title: &str, options: &[(i64, &str)]| {
        let options: Vec<Value> = options
            .iter()
            .map(|(value, name)| json!({"DBCode": format!("L{id}V{value}"), "Name": name, "Color": "#336699", "Value": value}))
            .collect();
        json!({"LabelId": id, "LabelCategory": category, "TLabelName": sort, "Title": title, "AlwaysVisible": true,
            "Options": options})
    };
    vec![
        label(501, "Person", "010", "Training status", &[(0, "Registered"), (1, "In training"), (2, "Completed")]),
        label(502, "Person", "020", "Preferred location", &[(10, "Leipzig"), (11, "Liège"), (12, "Łódź")]),
        label(601, "Project", "010", "Urgency", &[(1, "Normal"), (2, "High")]),
    ]
}

/// The profiles as records with these two names.
pub(super) fn profiles(id_name: &str, title_name: &str) -> Vec<Value> {
    PROFILES.iter().map(|(id, title)| json!({id_name: id, title_name: title})).collect()
}

/// The custom fields as records.
pub(super) fn custom_fields() -> Vec<Value> {
    CUSTOM_FIELDS.iter().map(|(id, title)| json!({"id": id, "title": title})).collect()
}

/// Whether there is such a profile.
pub(super) fn is_profile(id: i64) -> bool {
    PROFILES.iter().any(|(known, _)| *known == id)
}
