//! The OpenAPI documents held against what the emulators answer and the clients send, by an independent validator.
//!
//! Three things could drift apart: the document, the emulator, the client. The emulator's side is its recorded answers
//! (the fixtures, which `cargo xtask fixtures --check` holds to it) and whatever its own tests send; the client's side is
//! its snapshots of requests. Both are read here as files, so that nothing but a document says what is right.

mod document;
mod evidence;
mod exchange;
mod files;
mod forms;

use crate::emulator::{Call, Reply};
use document::Document;
use exchange::Exchange;

/// Fails where a call that was carried out, or an answer to any call, is not as the provider's document says.
///
/// For the tests of the emulators. A call that was refused may be as wrong as it likes.
pub(crate) fn check(provider: &str, call: &Call, reply: &Reply) {
    let Some(document) = Document::of(provider) else { return };
    let exchange = Exchange::of(call, reply);
    let problems = document.problems(&exchange);
    assert!(problems.is_empty(), "{} {}: {problems:#?}", call.method, call.path);
}

/// The documents there are, by provider.
fn documents() -> impl Iterator<Item = (&'static str, &'static Document)> {
    crate::PROVIDERS.iter().filter_map(|name| Some((*name, Document::of(name)?)))
}

#[test]
fn every_provider_has_a_document() {
    let names: Vec<_> = documents().map(|(name, _)| name).collect();
    assert_eq!(names, crate::PROVIDERS);
}

#[test]
fn every_fact_says_how_it_is_known() {
    for (provider, document) in documents() {
        let problems = evidence::problems(document.json());
        assert!(problems.is_empty(), "{provider}: {problems:#?}");
    }
}

#[test]
fn every_form_says_where_it_comes_from_here_and_on_the_page() {
    for (provider, document) in documents() {
        let problems = forms::problems(document);
        assert!(problems.is_empty(), "{provider}: {problems:#?}");
        let rows = forms::rows(document.json());
        assert!(forms::page(provider).contains(&rows), "docs/providers/{provider}.md lacks these rows:\n{rows}");
    }
}

#[test]
fn the_recorded_answers_are_as_the_documents_say() {
    for (provider, document) in documents() {
        let mut used = Vec::new();
        for (name, exchange) in files::fixtures(provider) {
            let problems = document.problems(&exchange);
            assert!(problems.is_empty(), "{provider}, fixture {name}: {problems:#?}");
            used.extend(document.operation_of(&exchange).filter(|_| exchange.is_success()).map(|found| found.id));
        }
        let unused: Vec<_> = document.operations().filter(|id| !used.contains(id)).collect();
        assert!(unused.is_empty(), "{provider}: no fixture of a success shows {unused:?}");
    }
}

#[test]
fn the_clients_ask_as_the_documents_say() {
    for (provider, document) in documents() {
        let mut used = Vec::new();
        for (name, exchange) in files::requests(provider) {
            let problems = document.problems_of_call(&exchange);
            assert!(problems.is_empty(), "{provider}, snapshot {name}: {problems:#?}");
            used.extend(document.operation_of(&exchange).map(|found| found.id));
        }
        let unused: Vec<_> = document.operations().filter(|id| !used.contains(id)).collect();
        assert!(unused.is_empty(), "{provider}: no request of the client shows {unused:?}");
    }
}
