//! The mark by which an account is distinguished from others.

use super::{Suite, Variant};
use crate::{Sandbox, transport::InProcess};
use participants_core::{Client, ClientBuilder, Configure, Directory, Unified, Vars};

const SALT: &[u8] = b"sixteen bytes or more of salt";

/// The mark of an account is the same for the same address and identifiers, whatever else is set, and another one where
/// the salt, the address or an identifier differs. It shows nothing of the credentials. It stays the same when they are
/// replaced; where only the key distinguishes accounts, this holds once the account has a name.
pub async fn accounts_are_distinguished<P: Unified + Configure>(suite: &Suite) {
    let known = InProcess::new(Sandbox::only(&[P::NAME], 7, 1).unwrap()).environment(P::NAME).unwrap();
    let usual = compute_mark::<P>(&known, &suite.variants[0], SALT);
    assert!(usual.len() == 32 && usual.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')), "{usual}");
    assert_ne!(usual, compute_mark::<P>(&known, &suite.variants[0], b"another salt"));
    for variant in suite.variants {
        let mark = compute_mark::<P>(&known, variant, SALT);
        let is_another = variant.variables.iter().any(|(name, _)| is_identifier(name));
        assert_eq!(mark == usual, !is_another, "{}", variant.name);
        let follows_key = client::<P>(&known, variant).build().unwrap().account_name().follows_key();
        for (number, (name, value)) in known.iter().enumerate() {
            assert!(value.len() < 5 || !mark.contains(value.as_str()), "the mark shows {name}");
            if variant.variables.iter().any(|(own, _)| own == name) {
                continue;
            }
            let mut other = known.clone();
            other[number].1.push('7');
            let is_another = is_identifier(name) || (is_secret(name) && follows_key);
            let again = compute_mark::<P>(&other, variant, SALT);
            assert_eq!(mark != again, is_another, "another {name}, {}", variant.name);
        }
        if follows_key {
            check_name_replaces_key::<P>(&known, variant);
        }
    }
    check_given_account::<P>(&known, &suite.variants[0]);
}

fn check_name_replaces_key<P: Unified + Configure>(known: &[(&'static str, String)], variant: &Variant) {
    let name = P::VARIABLES.iter().find(|known| known.name.ends_with("_ACCOUNT"));
    let name = name.expect("an account that follows its key can be given a name").name;
    let named = |text: &str, more: &str| {
        let mut known = known.to_vec();
        known.iter_mut().filter(|(name, _)| is_secret(name)).for_each(|(_, value)| value.push_str(more));
        known.push((name, text.to_owned()));
        compute_mark::<P>(&known, variant, SALT)
    };
    assert_eq!(named("nord", ""), named("nord", "7"));
    assert_ne!(named("nord", ""), named("sør", ""));
    assert_ne!(named("nord", ""), compute_mark::<P>(known, variant, SALT));
}

fn check_given_account<P: Unified + Configure>(known: &[(&'static str, String)], variant: &Variant) {
    let mut elsewhere = known.to_vec();
    elsewhere.iter_mut().for_each(|(_, value)| value.push('7'));
    let given =
        |known: &[(&str, String)], name: &str| client::<P>(known, variant).account(name).build().unwrap().account(SALT);
    assert_eq!(given(known, "mine"), given(&elsewhere, "mine"), "the address and the key do not matter");
    assert_ne!(given(known, "mine"), given(known, "another"));
    assert_ne!(given(known, "mine"), compute_mark::<P>(known, variant, SALT));
}

/// Whether a variable of this name distinguishes an account from others. Wordbee's v2 serves the same platform.
fn is_identifier(variable: &str) -> bool {
    let ends = ["_BASE_URL", "_INSTANCE", "_ACCOUNT", "_COMPANY_ID"];
    !variable.contains("_V2_") && ends.iter().any(|end| variable.ends_with(end))
}

fn is_secret(variable: &str) -> bool {
    ["KEY", "TOKEN", "PASSWORD"].iter().any(|end| variable.ends_with(end))
}

fn client<P: Unified + Configure>(known: &[(&str, String)], variant: &Variant) -> ClientBuilder<P> {
    let get = |name: &str| {
        let own = variant.variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        own.or_else(|| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
    };
    let provider = P::from_vars(&Vars::new(&get)).unwrap();
    Client::builder(provider).transport(InProcess::new(Sandbox::only(&[P::NAME], 7, 1).unwrap()))
}

fn compute_mark<P: Unified + Configure>(known: &[(&str, String)], variant: &Variant, salt: &[u8]) -> String {
    let client = client::<P>(known, variant).build().unwrap();
    let directory: &dyn Directory = &client;
    assert_eq!(directory.limits(), participants_core::Provider::limits(client.provider()));
    assert_eq!(directory.waiting(), None);
    directory.account(salt)
}
