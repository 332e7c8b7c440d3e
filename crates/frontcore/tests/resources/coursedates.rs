//! Course dates, in both of their shapes.

use super::{extra, failure, first, read, read_answer, recorded};
use participants_core::{ErrorKind, jiff::civil::date, secrecy::ExposeSecret, serde_json::json};
use participants_frontcore::{
    BatchCourseDates, CourseDateChanges, CourseDateStatusCode, CreateCourseDate, GetCourseDate, GetParticipant,
    ListCourseDates, ListDatesOfCourse, NextCourseDates, UpdateCourseDate,
};

fn update() -> UpdateCourseDate {
    UpdateCourseDate::new("410001", "5550001", CourseDateChanges::new())
}

#[test]
fn a_course_date_is_read_whole() {
    let call = GetCourseDate::by_id("410001", "5550001").with_course_products().with_instructors();
    let date = read(&call, "coursedates_get");
    assert_eq!((date.start_at.as_deref(), date.start_time_at.as_deref()), (Some("2026-02-02"), Some("09:00:00")));
    assert_eq!((date.end_at.as_deref(), date.end_time_at.as_deref()), (Some("2026-02-03"), Some("15:30:00")));
    assert_eq!((date.deadline_at.as_deref(), date.timezone.as_deref()), (Some("2026-01-26"), Some("Europe/Oslo")));
    assert_eq!((date.place.id.as_deref(), date.place.title.as_deref()), (Some("301"), Some("Oslo")));
    assert!(date.place.parent_id.is_none() && date.event_url.is_none() && date.parent_id.is_none());
    assert_eq!((date.is_virtual, date.is_visible), (Some(false), Some(true)));
    assert_eq!((date.teaching_language.id.as_deref(), date.visible_when_passed_deadline), (Some("no"), Some(false)));
    let status = date.status.id.as_deref().map(CourseDateStatusCode::from);
    assert_eq!((status, date.status.id_type.as_deref()), (Some(CourseDateStatusCode::WillRun), Some("1")));
    assert_eq!((date.seats.allocated_capacity.num, date.seats.free.num), (Some(0), Some(0)), "any number fits");
    assert_eq!(date.seats.booking_status.num, Some(1));
    assert_eq!(date.seats.booking_status.num_confirmed, Some(1), "text of digits");
    assert_eq!((date.seats_status.as_deref(), date.course.id.as_deref()), (Some("available"), Some("410001")));
    assert_eq!((date.location.id.as_deref(), date.location.id_country.as_deref()), (Some("21001"), Some("159")));
    assert_eq!((date.location.lat.as_deref(), date.location.is_notification_enabled), (Some("59.9148"), Some(false)));
    assert!(date.location.id_place.is_none() && date.location.capacity_max.is_none() && date.deleted_at.is_none());
    assert_eq!((date.course.price.value.as_deref(), date.course.level.id.as_deref()), (Some("1490"), Some("6")));
    assert_eq!(date.instructors[0].fullname.as_deref(), Some("Siv Anne Fagerhaug-Eksempel"));
    assert_eq!(extra(&date), ["contacts"]);
    assert!(read(&GetCourseDate::by_id("410001", "5550001"), "coursedates_get_nowhere").location.id.is_none());
}

#[test]
fn inside_a_participant_it_has_another_shape() {
    let participant = read(&GetParticipant::by_id("910001"), "get");
    let date = &participant.coursedate;
    assert_eq!((date.id.as_deref(), date.id_course.as_deref()), (Some("5550001"), Some("410001")));
    assert_eq!((date.time_start.as_deref(), date.time_end.as_deref()), (Some("09:00"), Some("15:30")));
    assert_eq!((date.week, date.place.as_deref()), (Some(6), Some("Oslo")));
    assert_eq!((date.id_location.as_deref(), date.location.id.as_deref()), (Some("21001"), Some("21001")));
    assert_eq!(date.id_teaching_language.as_deref(), Some("no"));
    assert_eq!((date.teaching_language.as_deref(), date.is_deleted), (Some("Norsk"), Some(false)));
    assert!(date.event_url.is_none() && date.internal_note.is_none());
    assert_eq!(participant.course.updated_at.as_deref(), Some("2025-06-16T10:00:00+02:00"));
}

#[test]
fn every_list_of_them_is_read() {
    let of_course = read(&ListDatesOfCourse::of("410001").limit(2), "coursedates_of_course");
    assert_eq!((of_course.items.len(), of_course.next), (2, Some(2)));
    assert_eq!(first(of_course.items).course.id.as_deref(), Some("410001"));
    let batch = read(&BatchCourseDates::of(["410001", "410002"]).limit(2), "coursedates_batch");
    assert_eq!((batch.items.len(), batch.next), (2, Some(2)));
    let all = read(&ListCourseDates::new().limit(2), "coursedates_list");
    assert_eq!((all.items.len(), all.next), (2, Some(2)), "the envelope says which page is next");
    let next = read(&NextCourseDates, "coursedates_next");
    assert!(next.len() > 2 && next.into_iter().all(|date| date.unwrap().coursedate_id.is_some()));
}

#[test]
fn a_gathering_is_read_whole() {
    let date = read(&GetCourseDate::by_id("410001", "5550001"), "coursedates_get");
    let [gathering] = date.gatherings.as_slice() else { panic!("one gathering") };
    assert_eq!((gathering.id.as_deref(), gathering.id_instance.as_deref()), (Some("7700001"), Some("5550001")));
    let moments = (gathering.gathering_at.as_deref(), gathering.gathering_end_at.as_deref());
    assert_eq!(moments, (Some("2026-02-02 09:00"), Some("2026-02-02 15:30")));
    assert_eq!(
        (gathering.theme.as_deref(), gathering.description.as_deref()),
        (Some("Teori"), Some("Ta med vernesko / hjelm"))
    );
    assert_eq!((gathering.is_future, gathering.event_url.is_none()), (Some(true), true));
    assert_eq!((gathering.id_location.as_deref(), gathering.location.id.as_deref()), (Some("21001"), Some("21001")));
    assert!(gathering.created_at.is_some() && gathering.updated_at.is_some());
    let [instructor] = gathering.instructors.as_slice() else { panic!("one instructor") };
    let names = [&instructor.title, &instructor.name, &instructor.fullname];
    assert!(names.iter().all(|name| name.as_deref() == Some("Siv Anne Fagerhaug-Eksempel")));
    assert_eq!((instructor.id.as_deref(), instructor.is_archived), (Some("170001"), Some(false)));
    assert_eq!(
        (instructor.phone.as_deref(), instructor.email.as_deref()),
        (Some("900 00 300"), Some("instruktor1@example.org"))
    );
    assert_eq!(instructor.company.as_deref(), Some("Oppdiktet Opplæring AS"));
    assert_eq!(instructor.position.as_deref(), Some("Sveiser / fagleder"));
}

/// What a public calendar shows of the dates that come next.
#[test]
fn a_calendar_of_the_next_dates_can_be_shown() {
    let dates: Vec<_> = read(&NextCourseDates, "coursedates_next").into_iter().map(Result::unwrap).collect();
    let date = dates.iter().find(|date| date.is_virtual == Some(false)).unwrap();
    let times = (date.start_time_at.as_deref(), date.end_time_at.as_deref());
    assert_eq!((times, date.is_virtual), ((Some("09:00:00"), Some("15:30:00")), Some(false)));
    assert_eq!(date.gatherings[0].instructors[0].name.as_deref(), Some("Øyvind Påfunn"));
    assert_eq!(
        (date.course.price.value.as_deref(), date.course.price.currency.as_deref()),
        (Some("2200"), Some("NOK"))
    );
    let online = dates.iter().find(|date| date.is_virtual == Some(true)).unwrap();
    let links = [&online.event_url, &online.gatherings[0].event_url];
    assert!(links.iter().all(|link| link.as_ref().unwrap().expose_secret().starts_with("https://")));
}

#[test]
fn the_end_of_an_envelope_is_read_whatever_its_length() {
    let body = |next| json!({"items": [{"coursedate_id": 1}], "pagination": {"current_page": 1, "next_page": next}});
    let list = ListCourseDates::new().limit(1);
    assert_eq!(read_answer(&list, &body(json!(null))).unwrap().next, None);
    assert_eq!(read_answer(&list, &body(json!("2"))).unwrap().next, Some(2));
    let bare = json!({"items": [{"coursedate_id": 1}]});
    assert_eq!(read_answer(&list, &bare).unwrap().next, Some(2), "without a word the length decides");
}

#[test]
fn a_link_to_enter_by_is_a_secret_and_a_place_may_be_a_remark_alone() {
    let body = json!({
        "coursedate_id": 5_550_001, "event_url": "https://meet.example.org/let-me-in", "location": null,
        "place": {"title_additional_info": "Kai 3"}, "seats": {"free": {"num": "4"}}, "custom_properties": {"rom": "Ø"},
        "gatherings": [{"id": 1, "event_url": "https://meet.example.org/let-me-in"}, null],
        "contacts": [{"event_url": "https://meet.example.org/let-me-in"}]
    });
    let date = read_answer(&GetCourseDate::by_id("410001", "5550001"), &body).unwrap();
    assert_eq!(date.event_url.as_ref().unwrap().expose_secret(), "https://meet.example.org/let-me-in");
    assert_eq!(date.gatherings[0].event_url.as_ref().unwrap().expose_secret(), "https://meet.example.org/let-me-in");
    let shown = format!("{:?} {:?} {date:?} {:?}", date.event_url, date.gatherings[0].event_url, date.extra());
    assert!(!shown.contains("let-me-in"), "{shown}");
    assert_eq!((date.place.title_additional_info.as_deref(), date.place.id.as_deref()), (Some("Kai 3"), None));
    assert_eq!((date.seats.free.num, date.custom_properties["rom"].as_str()), (Some(4), "Ø"));
}

#[test]
fn a_change_is_laid_over_what_is_stored() {
    let call = GetCourseDate::by_id("410001", "5550001");
    let mut changes = CourseDateChanges::stored(&read(&call, "coursedates_get"));
    let names: Vec<_> = changes.named().into_iter().map(|(name, _)| name.to_owned()).collect();
    let expected =
        ["start_at", "end_at", "deadline_at", "visible_when_passed_deadline", "teaching_language", "place_id"];
    assert_eq!(names, expected);
    assert_eq!(changes.start_at.value(), Some(&date(2026, 2, 2)));
    changes = changes.start_at(date(2026, 2, 1));
    assert_eq!(changes.start_at.value(), Some(&date(2026, 2, 1)));
}

#[test]
fn a_written_course_date_is_named_and_no_other() {
    let day = date(2026, 3, 2);
    let create = CreateCourseDate::of("410001", day, day);
    let made = read(&create, "coursedates_create");
    assert_eq!((made.coursedate_id.as_deref(), made.course_id.as_deref()), (Some("5550013"), Some("410001")));
    assert_eq!(read(&update(), "coursedates_update").coursedate_id.as_deref(), Some("5550001"));
    for (body, kind) in [
        (json!({"coursedate_id": 5_550_013, "course_id": 410_002}), ErrorKind::Mismatch),
        (json!({"course_id": 410_001}), ErrorKind::Decode),
        (json!([]), ErrorKind::Decode),
    ] {
        assert_eq!(read_answer(&create, &body).err().unwrap().kind(), kind, "{body}");
        assert_eq!(read_answer(&update(), &body).err().unwrap().kind(), kind, "{body}");
    }
    let other = read_answer(&update(), &json!({"coursedate_id": 5_550_002})).err().unwrap();
    assert_eq!(other.kind(), ErrorKind::Mismatch);
}

#[test]
fn the_days_a_change_lacks_are_named_whatever_the_status() {
    let names = |name: &str| failure(name).fields.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        (recorded("coursedates_update_refused").status.as_u16(), recorded("invalid").status.as_u16()),
        (400, 200)
    );
    assert_eq!(names("coursedates_update_refused"), ["start_at", "end_at"]);
    assert_eq!(names("invalid"), ["completed", "enrolment_status"]);
}
