//! Answers that are not as they should be, for every call that reads one record or a list.

use super::{Frontcore, account, answer};
use participants_core::{Endpoint, Error, ErrorKind, Outcome, Page, Record};
use participants_frontcore::{
    BatchCourseDates, GetCourse, GetCourseDate, GetCustomer, GetOrder, GetParticipant, ListAdminUsers, ListContacts,
    ListCountries, ListCourseDates, ListCourses, ListCustomers, ListDatesOfCourse, ListLocations, ListOrders,
    ListParticipants, ListProducts,
};

/// What a call makes of a body: the kind of the error, or nothing.
type Reading = fn(&str) -> Option<ErrorKind>;

fn one<E: Endpoint<Api = Frontcore, Output = Record<T>>, T>(call: &E, body: &str) -> Option<ErrorKind> {
    call.response(&account(), &answer(200, body)).err().map(|error| error.kind())
}

const ONE: [Reading; 5] = [
    |body| one(&GetParticipant::by_id("1"), body),
    |body| one(&GetCustomer::by_id("1"), body),
    |body| one(&GetOrder::by_id("1"), body),
    |body| one(&GetCourse::by_id("1"), body),
    |body| one(&GetCourseDate::by_id("7", "1"), &body.replace("\"id\"", "\"coursedate_id\"")),
];

#[test]
fn one_record_is_that_record_and_one() {
    for (body, kind) in [
        (r#"{"id":1}"#, None),
        (r#"[{"id":"1"}]"#, None),
        ("[]", Some(ErrorKind::NotFound)),
        (r#"[{"id":1},{"id":1}]"#, Some(ErrorKind::Ambiguous)),
        (r#"{"id":2}"#, Some(ErrorKind::Mismatch)),
        ("{}", Some(ErrorKind::Decode)),
        ("", Some(ErrorKind::Decode)),
        ("null", Some(ErrorKind::Decode)),
        ("<html></html>", Some(ErrorKind::Decode)),
        (r#"{"id":1"#, Some(ErrorKind::Decode)),
    ] {
        for (at, read) in ONE.iter().enumerate() {
            assert_eq!(read(body), kind, "{at} {body}");
        }
    }
}

/// How many records a call reads, how many of them are invalid, and the next page; or the error.
type Listing = fn(&str) -> Result<(usize, usize, Option<u32>), Error>;

fn list<E, T>(call: &E, body: &str) -> Result<(usize, usize, Option<u32>), Error>
where
    E: Endpoint<Api = Frontcore, Output = Page<Record<T>>>,
{
    let page = call.response(&account(), &answer(200, body))?;
    Ok((page.items.len(), page.items.iter().filter(|item| item.is_err()).count(), page.next))
}

const LISTS: [Listing; 12] = [
    |body| list(&ListParticipants::new().limit(3), body),
    |body| list(&ListCustomers::new().limit(3), body),
    |body| list(&ListContacts::new().limit(3), body),
    |body| list(&ListOrders::new().limit(3), body),
    |body| list(&ListProducts::new().limit(3), body),
    |body| list(&ListCourses::new().limit(3), body),
    |body| list(&ListDatesOfCourse::of("1").limit(3), body),
    |body| list(&BatchCourseDates::of(["1"]).limit(3), body),
    |body| list(&ListCourseDates::new().limit(3), body),
    |body| list(&ListAdminUsers::new().limit(3), body),
    |body| list(&ListLocations::new().limit(3), body),
    |body| list(&ListCountries::new().limit(3), body),
];

#[test]
fn a_list_is_a_list_and_an_invalid_record_affects_no_other() {
    for (at, read) in LISTS.iter().enumerate() {
        assert_eq!(read(r#"[{"id":1},7,{"id":[]}]"#).unwrap(), (3, 1, Some(2)), "{at}");
        assert_eq!(read(r#"[{"id":1},{"id":2}]"#).unwrap(), (2, 0, None), "{at}");
        let lone = r#"{"items":{"id":1},"pagination":{"current_page":3,"next_page":4}}"#;
        assert_eq!(read(lone).unwrap(), (1, 0, Some(4)), "{at}");
        assert_eq!(read("[]").unwrap(), (0, 0, None), "{at}");
        for body in ["", "null", "{}", r#"{"id":1}"#, "7", "<html></html>", r#"[{"id":1}"#] {
            let error = read(body).unwrap_err();
            assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::NotApplied), "{at} {body}");
        }
    }
}
