//! Which account a client is of, as a mark that says nothing about how one enters it.

use super::Client;
use crate::{Call, Provider, Request, mark::Mark};
use http::{Method, Uri};
use secrecy::ExposeSecret;

impl<P: Provider> Client<P> {
    /// A mark of the account: 32 lower-case hexadecimal digits, the same for the same provider, address, credentials
    /// and salt, and another one where any of them differs.
    ///
    /// It is made from what a call would be authorised with, under `salt` as the key. Whoever does not know the salt
    /// learns nothing of the credentials from it: keep a random one of 16 bytes or more beside what is marked. Against
    /// whoever has the salt it is no secret: they can try out keys they guess.
    #[must_use]
    pub fn account(&self, salt: &[u8]) -> String {
        let provider = self.provider();
        let mut mark = Mark::new(salt);
        mark.add(P::NAME.as_bytes());
        let bare = Request::new(Method::GET, provider.base(), &[]).map(|request| {
            let mut request = request.keeping_secrets();
            // Credentials that HTTP cannot carry are an account nobody can enter: marked all the same.
            drop(provider.authorize(&mut request, None));
            request
        });
        if let Ok(request) = bare {
            add(&mut mark, &request);
        }
        for realm in P::REALMS {
            mark.add(realm.as_bytes());
            let request = provider.sign_in(realm).map(|call: Call<P, _>| call.request(provider));
            if let Some(Ok(request)) = request {
                add(&mut mark, &request);
            }
        }
        mark.finish()
    }
}

/// Adds what a request says about who sends it: everything that is sent, and the secrets without what stands around
/// them, so that a key is the same key in a header and in the query.
fn add(mark: &mut Mark, request: &Request) {
    let (kept, rest) = request.secrets_and_rest();
    mark.add(folded(request.address()).as_bytes());
    kept.iter().for_each(|secret| mark.add(secret.expose_secret().as_bytes()));
    rest.iter().for_each(|text| mark.add(text));
}

/// The address with its host in lower case: names of hosts have no letter case.
fn folded(base: &str) -> String {
    match base.parse::<Uri>().ok().and_then(|uri| uri.authority().map(|host| host.as_str().to_owned())) {
        Some(host) => base.replacen(&host, &host.to_ascii_lowercase(), 1),
        None => base.to_owned(),
    }
}
