//! No identifier can change which endpoint is called: for all texts, the path is the template's, or there is none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{BaseUrl, ErrorKind, Request, secrecy::SecretString};
use proptest::prelude::*;

fn path(id: &str) -> Option<String> {
    let base = BaseUrl::new("https://api.example.org/v1").unwrap();
    let request = Request::get(&base, &["people", id, "mail"]).ok()?;
    Some(request.to_http().unwrap().uri().path_and_query().unwrap().to_string())
}

#[test]
fn known_tricks_are_refused_or_harmless() {
    for id in ["", ".", "..", "a/b", "a\\b", "../admin", "a\r\nb", "a\0b", "/"] {
        assert_eq!(path(id), None, "{id:?}");
    }
    assert_eq!(path("%2e%2e").unwrap(), "/v1/people/%252e%252e/mail");
    assert_eq!(path("1?x=1#y").unwrap(), "/v1/people/1%3Fx%3D1%23y/mail");
    assert_eq!(path("Ö ;@:").unwrap(), "/v1/people/%C3%96%20%3B%40%3A/mail");
    assert_eq!(path(&"9".repeat(10_000)).unwrap().len(), 10_000 + "/v1/people//mail".len());
}

proptest! {
    #[test]
    fn every_accepted_identifier_is_one_segment(id in "\\PC{0,40}|[./%\\\\?#a-c]{0,8}") {
        if let Some(path) = path(&id) {
            let segments: Vec<_> = path.split('/').collect();
            prop_assert_eq!(segments.len(), 5);
            prop_assert!(!path.contains('?'));
            let decoded = percent_encoding::percent_decode_str(segments[3]).decode_utf8().unwrap();
            prop_assert_eq!(decoded, id);
        }
    }
}

#[test]
fn a_key_that_no_header_can_carry_is_refused_without_showing_it() {
    let base = BaseUrl::new("https://api.example.org").unwrap();
    for key in ["s3cret\n", "s3cret\r\nx-evil: 1", "s3cr\0et"] {
        let mut request = Request::get(&base, &["people"]).unwrap();
        let error = request.add_secret_header("x-api-key", "", &SecretString::from(key), "").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("s3cr"), "{error:?}");
    }
}
