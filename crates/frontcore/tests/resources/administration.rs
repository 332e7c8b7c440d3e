//! Those who administer the account, and the lists that hardly ever change.

use super::{extra, failure, first, read, read_answer};
use participants_core::{ErrorKind, serde_json::json};
use participants_frontcore::{
    AddAdminUser, AdminProfile, DurationUnit, ListAdminRoles, ListAdminUsers, ListCountries, ListDurations,
    ListLocations,
};

fn add(email: &str) -> AddAdminUser {
    AddAdminUser::new(email, vec!["12".into()], AdminProfile::new())
}

#[test]
fn administrators_have_roles() {
    let page = read(&ListAdminUsers::new().limit(2), "admin_users_list");
    assert_eq!((page.items.len(), page.next), (2, Some(2)));
    let admin = first(page.items);
    assert_eq!((admin.id.as_deref(), admin.firstname.as_deref()), (Some("150001"), Some("Sigrún Æ.")));
    assert_eq!(admin.role_ids, ["11", "12"]);
    assert_eq!((admin.phone_prefix.as_deref(), admin.phone.as_deref()), (Some("+47"), Some("900 00 100")));
    assert_eq!(admin.booking_email.as_deref(), Some("bestilling@example.org"));
    assert_eq!(admin.created_at.as_deref(), Some("2025-06-16 10:00:00"), "without an offset");
    assert!(extra(&admin).is_empty());
    let roles = read(&ListAdminRoles, "admin_roles_list");
    let named: Vec<_> = roles.into_iter().map(Result::unwrap).filter(|role| role.description.is_some()).collect();
    assert_eq!(named.iter().filter_map(|role| role.id.as_deref()).collect::<Vec<_>>(), ["11", "12"]);
}

#[test]
fn an_added_administrator_is_answered_whole() {
    let whole = read(&add("siobhan@example.org"), "admin_users_add");
    assert_eq!(
        (whole.firstname.as_deref(), whole.role_ids.as_slice()),
        (Some("Siobhán"), ["12".into(), "13".into()].as_slice())
    );
    assert_eq!((whole.id.as_deref(), extra(&whole).len()), (Some("150004"), 0));
    let same = json!({"id": 1, "email": "SIOBHAN@example.org"});
    assert_eq!(read_answer(&add(" siobhan@example.org "), &same).unwrap().id.as_deref(), Some("1"));
    let nothing = read_answer(&add("siobhan@example.org"), &json!({"admin_user_id": 1})).err().unwrap();
    assert_eq!(nothing.kind(), ErrorKind::Decode);
    let other = read_answer(&add("siobhan@example.org"), &json!({"id": 1, "email": "liv@example.org"})).err().unwrap();
    assert_eq!(other.kind(), ErrorKind::Mismatch);
    assert!(!format!("{other} {other:?}").contains("@"));
}

#[test]
fn durations_are_known_by_their_codes() {
    let units: Vec<_> = read(&ListDurations, "durations_list").into_iter().map(Result::unwrap).collect();
    let codes: Vec<_> = units.iter().filter_map(|unit| unit.id.as_deref()).map(DurationUnit::from).collect();
    assert_eq!(codes.len(), DurationUnit::KNOWN.len());
    assert!(codes.iter().all(|code| !matches!(code, DurationUnit::Other(_))));
    let day = units.iter().find(|unit| unit.id.as_deref() == Some("1")).unwrap();
    assert_eq!((day.code.as_deref(), day.title_plural.as_deref()), (Some("day"), Some("days")));
}

#[test]
fn venues_and_countries() {
    let page = read(&ListLocations::new().limit(3), "locations_list");
    assert_eq!(page.next, Some(2));
    let venue = page.items.into_iter().map(Result::unwrap).last().unwrap();
    assert_eq!((venue.title.as_deref(), venue.capacity_max), (Some("Ås kulturhus"), Some(12)));
    let country = first(read(&ListCountries::new(), "countries_list").items);
    assert_eq!((country.id.as_deref(), country.code.as_deref()), (Some("159"), Some("NO")));
    assert_eq!(failure("countries_list_unknown").kind, ErrorKind::NotFound, "the path is a conclusion");
}

#[test]
fn the_key_of_the_account_is_refused_in_both_wordings() {
    for name in ["unauthorized", "unauthorized_401"] {
        assert_eq!(failure(name).kind, ErrorKind::Authentication, "{name}");
    }
}
