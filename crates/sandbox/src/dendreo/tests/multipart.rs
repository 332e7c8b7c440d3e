//! Forms of the other kind.

use super::*;

fn form(body: &str) -> Call {
    let mut form = call(Method::POST, "participants.php", body);
    form.headers.insert("content-type", HeaderValue::from_static("multipart/form-data; boundary=\"=_x\""));
    form
}

const NAMES: &str = "--=_x\r\nContent-Disposition: form-data; name=\"nom\"\r\n\r\nÖ\r\n--=_x\r\nContent-Type: text/plain\r\n\
                     content-disposition: form-data; name=prenom\r\n\r\nY\r\n\r\nZ\r\n--=_x--\r\n";

#[test]
fn its_fields_are_read() {
    let mut dendreo = account();
    let reply = dendreo.handle(&form(NAMES), Duration::ZERO);
    assert_eq!((reply.status, &read(&reply)["nom"], &read(&reply)["prenom"]), (201, &json!("Ö"), &json!("Y\r\n\r\nZ")));
}

#[test]
fn the_key_may_be_in_the_form() {
    let keyed = NAMES.replace("nom\"\r\n\r\nÖ", &format!("key\"\r\n\r\n{KEY}")).replace("=prenom", "=nom");
    let mut form = form(&keyed);
    form.headers.remove("authorization");
    assert_eq!(account().handle(&form, Duration::ZERO).status, 201);
}

#[test]
fn one_that_is_cut_off_or_unwanted_is_refused() {
    let mut dendreo = account();
    for bad in [&NAMES[..NAMES.len() - 4], &NAMES[..30], "nom=X", "--=_x\r\n\r\nX\r\n--=_x--"] {
        assert_eq!(errors(&dendreo.handle(&form(bad), Duration::ZERO)).len(), 1, "{bad:?}");
    }
    set(&mut dendreo, "multipart", "refused");
    assert_eq!(dendreo.handle(&form(NAMES), Duration::ZERO).status, 422);
    assert_eq!(dendreo.people(), 40);
}
