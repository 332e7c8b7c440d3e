//! The OpenAPI documents, one for each provider, as the crate carries them in its folder `openapi`.

/// By provider, each on a line of its own.
#[rustfmt::skip]
const DOCUMENTS: &[(&str, &str)] = &[
    ("azav", include_str!("../openapi/azav.json")),
    ("dendreo", include_str!("../openapi/dendreo.json")),
    ("frontcore", include_str!("../openapi/frontcore.json")),
    ("groups", include_str!("../openapi/groups.json")),
    ("wordbee", include_str!("../openapi/wordbee.json")),
];

/// The document of a provider.
pub(crate) fn document(provider: &str) -> Option<&'static str> {
    DOCUMENTS.iter().find(|(name, _)| *name == provider).map(|(_, text)| *text)
}

/// Where the control address serves the documents.
pub(crate) fn paths() -> Vec<String> {
    DOCUMENTS.iter().map(|(name, _)| format!("/openapi/{name}.json")).collect()
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENTS, document};
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_is_served_and_is_its_providers() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        let mut served: Vec<_> =
            DOCUMENTS.iter().map(|(name, _)| std::ffi::OsString::from(format!("{name}.json"))).collect();
        served.sort();
        assert_eq!(served, files);
        for (name, text) in DOCUMENTS {
            assert!(crate::PROVIDERS.contains(name), "{name}");
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(json["openapi"], "3.1.0", "{name}");
        }
        assert!(document("unknown").is_none());
    }
}
