//! Courses, read and written.

use super::{extra, failure, first, read, read_answer};
use participants_core::{ErrorKind, serde_json::json};
use participants_frontcore::{CourseChanges, CreateCourse, GetCourse, ListCourses, UpdateCourse};

fn update(id: &str) -> UpdateCourse {
    UpdateCourse::new(id, CourseChanges::new().active(true))
}

#[test]
fn a_course_is_read_whole() {
    let course = read(&GetCourse::by_id("410001").with_products(), "courses_get");
    assert_eq!(course.title.as_deref(), Some("Førstehjelp: grunnkurs"));
    assert_eq!((course.reference.as_deref(), course.kind.as_deref()), (Some("FH-1"), Some("public")));
    assert_eq!((course.is_active, course.is_full_time, course.is_part_time), (Some(true), Some(false), Some(true)));
    assert_eq!((course.level.id.as_deref(), course.form_of_teaching.id.as_deref()), (Some("6"), Some("1")));
    assert_eq!(course.teaching_language.id.as_deref(), Some("no"));
    assert_eq!((course.price.value.as_deref(), course.price.currency.as_deref()), (Some("1490"), Some("NOK")));
    assert!(course.price.comment.is_none() && course.lessons_hours.is_none() && course.custom_properties.is_empty());
    assert!(course.kursguiden_url.is_some());
    let names = ["categories", "created_at", "duration", "products", "tags", "time_of_day", "updated_at"];
    assert_eq!(extra(&course), names);
    assert_eq!(course.extra()["products"][0]["id"], 620_001);
}

#[test]
fn courses_come_in_pages() {
    let page = read(&ListCourses::new().limit(2), "courses_list");
    assert_eq!((page.items.len(), page.next), (2, Some(2)));
    assert_eq!(first(page.items).id.as_deref(), Some("410001"));
    assert!(read_answer(&ListCourses::new(), &json!([])).unwrap().items.is_empty(), "the official sample");
}

#[test]
fn a_written_course_is_named_and_no_other() {
    let create = CreateCourse::new(CourseChanges::new().title("Arbeid på tak & stillas"));
    assert_eq!(read(&create, "courses_create").course_id.as_deref(), Some("410005"));
    assert_eq!(read(&update("410001"), "courses_update").course_id.as_deref(), Some("410001"));
    let other = read_answer(&update("410001"), &json!({"course_id": "410002"})).err().unwrap();
    assert_eq!(other.kind(), ErrorKind::Mismatch);
    for nameless in [json!({}), json!({"course_id": 0}), json!([]), json!("ok")] {
        assert_eq!(read_answer(&create, &nameless).err().unwrap().kind(), ErrorKind::Decode, "{nameless}");
        assert_eq!(read_answer(&update("1"), &nameless).err().unwrap().kind(), ErrorKind::Decode, "{nameless}");
    }
}

#[test]
fn a_second_course_of_one_title_is_refused_in_words() {
    let refused = failure("courses_create_refused");
    assert_eq!(refused.kind, ErrorKind::Refused);
    assert!(refused.message.unwrap().contains("title"));
}
