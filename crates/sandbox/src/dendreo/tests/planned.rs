//! Planned modules, and the places on them.

use super::*;

#[test]
fn a_planned_module_brings_what_is_around_it() {
    let mut dendreo = account();
    let include = "module,participants,lmps,creneaux,lieux";
    let planned = get(&mut dendreo, &format!("lams.php?id_action_de_formation=501&include={include}"));
    assert_eq!((&planned["id_lam"], &planned["module"]["id_module"]), (&json!("1101"), &json!("301")));
    assert_eq!(ids(&planned["creneaux"], "id_creneau"), ["13001", "13002"]);
    assert_eq!(ids(&planned["lieux"], "id_salle_de_formation"), ["21"]);
    let places = ids(&planned["lmps"], "id_participant");
    assert_eq!(ids(&planned["participants"], "id_participant"), places);
    assert!(places.contains(&"2001".to_owned()));
}

#[test]
fn planned_modules_are_bound_by_dates_and_by_their_action() {
    let mut dendreo = account();
    assert_eq!(ids(&get(&mut dendreo, "lams.php?started_after=2026-03-01"), "id_lam"), ["1103", "1104"]);
    assert_eq!(ids(&get(&mut dendreo, "lams.php?ended_before=2024-12-31"), "id_lam"), ["1105"]);
    let reply = send(&mut dendreo, Method::GET, "lams.php?id_action_de_formation=1", "");
    assert_eq!((reply.status, errors(&reply).len()), (404, 1));
}

#[test]
fn places_are_those_of_an_enrolment() {
    let mut dendreo = account();
    let place = get(&mut dendreo, "lmps.php?id_lap=9001&include=participant,module");
    assert_eq!((&place["id_lap"], &place["participant"]["id_participant"]), (&json!("9001"), &json!("2001")));
    assert_eq!(place["module"]["intitule"], "Prévention des troubles musculo-squelettiques");
    set(&mut dendreo, "unknown_parent", "422");
    assert_eq!(send(&mut dendreo, Method::GET, "lmps.php?id_lap=1", "").status, 422);
}
