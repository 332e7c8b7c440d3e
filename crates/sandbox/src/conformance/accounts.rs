//! By which mark an account is told from another.

use super::{Suite, Variant};
use crate::{Sandbox, transport::InProcess};
use participants_core::{Client, Configure, Directory, Unified, Vars};

const SALT: &[u8] = b"sixteen bytes or more of salt";

/// The mark of an account is the same for the same address and credentials, whatever else is set, and another one
/// where the salt, the address or any of the credentials differs. It shows nothing of them.
pub async fn accounts_are_told_apart<P: Unified + Configure>(suite: &Suite) {
    let known = InProcess::new(Sandbox::only(&[P::NAME], 7, 1).unwrap()).environment(P::NAME).unwrap();
    let usual = marked::<P>(&known, &suite.variants[0], SALT);
    assert!(usual.len() == 32 && usual.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')), "{usual}");
    assert_ne!(usual, marked::<P>(&known, &suite.variants[0], b"another salt"));
    for variant in suite.variants {
        let mark = marked::<P>(&known, variant, SALT);
        let enters_otherwise = variant.variables.iter().any(|(name, _)| tells(name));
        assert_eq!(mark == usual, !enters_otherwise, "{}", variant.name);
        for (number, (name, value)) in known.iter().enumerate() {
            assert!(value.len() < 5 || !mark.contains(value.as_str()), "the mark shows {name}");
            let is_read = variant.variables.iter().all(|(own, _)| own != name);
            if tells(name) && is_read {
                let mut other = known.clone();
                other[number].1.push('x');
                assert_ne!(mark, marked::<P>(&other, variant, SALT), "another {name}, {}", variant.name);
            }
        }
    }
}

/// Whether a variable of this name is part of who one is for the provider, and not of what is done.
fn tells(variable: &str) -> bool {
    ["KEY", "TOKEN", "PASSWORD", "ACCOUNT", "BASE_URL"].iter().any(|end| variable.ends_with(end))
}

fn marked<P: Unified + Configure>(known: &[(&str, String)], variant: &Variant, salt: &[u8]) -> String {
    let get = |name: &str| {
        let own = variant.variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        own.or_else(|| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
    };
    let provider = P::from_vars(&Vars::new(&get)).unwrap();
    let transport = InProcess::new(Sandbox::only(&[P::NAME], 7, 1).unwrap());
    let client = Client::builder(provider).transport(transport).build().unwrap();
    let directory: &dyn Directory = &client;
    assert_eq!(directory.limits(), participants_core::Provider::limits(client.provider()));
    assert_eq!(directory.waiting(), None);
    directory.account(salt)
}
