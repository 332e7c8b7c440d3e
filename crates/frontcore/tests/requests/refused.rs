//! What is refused before anything is sent: arguments that would hit something else, or nothing.

use super::{date, form, json};
use participants_core::{Change, Endpoint, ErrorKind, serde_json::json as value};
use participants_frontcore::{
    AddAdminUser, AdminProfile, BatchCourseDates, BookedParticipant, CourseChanges, CourseDateChanges, CourseLevel,
    CreateBooking, CreateCourse, CreateCourseDate, CreateCustomer, CustomerType, EmployeeChanges, Frontcore, GetCourse,
    GetCourseDate, GetCustomer, GetOrder, GetParticipant, ListContacts, ListCourseDates, ListDatesOfCourse, ListOrders,
    ListParticipants, ListProducts, NewCourseDate, NewCustomer, NewGathering, PaidCode, ParticipantChanges,
    PaymentMethod, Properties, SearchUsers, StatusCode, UpdateCourse, UpdateCourseDate, UpdateEmployee,
    UpdateParticipant,
};

fn refused<E: Endpoint<Api = Frontcore>>(call: &E) -> bool {
    call.request(&json()).is_err_and(|error| error.kind() == ErrorKind::Invalid)
}

#[test]
fn an_id_that_is_none() {
    let liv = BookedParticipant::new().firstname("A").lastname("B").email("c@example.org");
    for id in ["", " ", "0", "-1", "+1", "007", "1,2", "1 OR 1", "..", "1/2", "910001\n", "٩١", "99999999999999999999"]
    {
        let (day, changes) = (date(2026, 1, 1), CourseDateChanges::new().start_at(date(2026, 1, 1)));
        let changes = changes.end_at(day);
        let changes_of_course = CourseChanges::new().active(true);
        let completed = ParticipantChanges::new().completed(true);
        let person = EmployeeChanges::new().firstname("A").lastname("B").email("c@example.org");
        let admin = |id: &str| AddAdminUser::new("c@example.org", vec!["1".into(), id.into()], AdminProfile::new());
        for (what, is_refused) in [
            ("participant", refused(&GetParticipant::by_id(id))),
            ("participant", refused(&UpdateParticipant::new(id, completed))),
            ("filter", refused(&ListParticipants::new().user(id))),
            ("filter", refused(&ListParticipants::new().since(id))),
            ("filter", refused(&ListContacts::new().customer(id))),
            ("filter", refused(&ListOrders::new().course(id))),
            ("filter", refused(&ListProducts::new().kind(id))),
            ("filter", refused(&ListCourseDates::new().coursedate(id))),
            ("customer", refused(&GetCustomer::by_id(id).with_employees())),
            ("order", refused(&GetOrder::by_id(id))),
            ("course", refused(&GetCourse::by_id(id))),
            ("partner", refused(&GetCourse::by_id("1").partner(id))),
            ("course", refused(&UpdateCourse::new(id, changes_of_course))),
            ("course", refused(&ListDatesOfCourse::of(id))),
            ("courses", refused(&BatchCourseDates::of(["1", id]))),
            ("course", refused(&GetCourseDate::by_id(id, "1"))),
            ("course date", refused(&GetCourseDate::by_id("1", id))),
            ("course", refused(&CreateCourseDate::of(id, day, day))),
            ("course date", refused(&UpdateCourseDate::new("1", id, changes.clone()))),
            ("course", refused(&UpdateCourseDate::new(id, "1", changes))),
            ("course date", refused(&CreateBooking::on(id, PaymentMethod::Invoice).participant(liv.clone()))),
            ("customer", refused(&UpdateEmployee::new(id, "1", person.clone()))),
            ("person", refused(&UpdateEmployee::new("1", id, person))),
            ("role", refused(&admin(id))),
        ] {
            assert!(is_refused, "{what} {id:?}");
        }
    }
}

#[test]
fn a_page_or_a_path_that_is_none() {
    assert!(refused(&ListParticipants::new().limit(0)) && refused(&ListOrders::new().limit(251)));
    assert!(refused(&ListCourseDates::new().page(0)) && refused(&BatchCourseDates::of(Vec::<String>::new())));
    for path in ["", "a b", "a&b", "[]", "ø"] {
        assert!(refused(&ListDatesOfCourse::of("1").include(path)), "{path:?}");
    }
    assert!(refused(&GetCourse::by_id("1").description_language(" ")));
}

#[test]
fn a_search_for_nothing() {
    for search in [SearchUsers::new(), SearchUsers::new().email(" "), SearchUsers::new().firstname("A").lastname("")] {
        assert!(refused(&search));
    }
}

#[test]
fn an_enrolment_that_names_nothing_or_nonsense() {
    for changes in [
        ParticipantChanges::new(),
        ParticipantChanges::new().id_status(StatusCode::from("no code")),
        ParticipantChanges::new().id_paid(PaidCode::from("-1")),
        ParticipantChanges::new().id_status(Change::Clear),
        ParticipantChanges::new().completed(Change::Clear),
        ParticipantChanges::new().custom_properties(Change::Clear),
        ParticipantChanges::new().custom_properties(Properties::new()),
    ] {
        assert!(refused(&UpdateParticipant::new("1", changes.clone())), "{changes:?}");
    }
    let brackets = ParticipantChanges::new().custom_properties(Properties::new().with("a][b", "c"));
    let brackets = UpdateParticipant::new("1", brackets);
    assert!(brackets.request(&json()).is_ok() && brackets.request(&form()).is_err());
}

#[test]
fn a_new_person_without_what_is_required() {
    let booked = BookedParticipant::new().firstname("A").lastname("B").email("c@example.org");
    let booking = || CreateBooking::on("1", PaymentMethod::Invoice);
    assert!(refused(&booking()), "no participant is booked");
    for lacking in
        [booked.clone().email(""), booked.clone().firstname(Change::Keep), booked.clone().lastname(Change::Clear)]
    {
        assert!(refused(&booking().participant(lacking)));
    }
    assert!(refused(&booking().participant(booked.status_id(StatusCode::from("no code")))));
    for customer in [
        NewCustomer::new().department("A"),
        NewCustomer::new().title(" "),
        NewCustomer::new().title("A").phone(Change::Clear),
        NewCustomer::new().title("A").kind(CustomerType::from("Private")),
    ] {
        assert!(refused(&CreateCustomer::new(customer.clone())), "{customer:?}");
    }
    let admin = |email: &str, roles: &[&str]| {
        AddAdminUser::new(email, roles.iter().map(|id| (*id).to_owned()).collect(), AdminProfile::new())
    };
    assert!(!refused(&admin("a@example.org", &["1"])));
    assert!(refused(&admin(" ", &["1"])) && refused(&admin("a@example.org", &[])));
    let profile = AdminProfile::new().phone(Change::Clear);
    assert!(refused(&AddAdminUser::new("a@example.org", vec!["1".into()], profile)));
}

#[test]
fn a_course_that_names_nothing_or_nonsense() {
    let titled = || CourseChanges::new().title("A");
    for course in [
        CourseChanges::new(),
        titled().title(""),
        titled().reference(Change::Clear),
        titled().level(CourseLevel::from("Courses")),
        titled().external_booking_url("https://example.org/"),
    ] {
        assert!(refused(&CreateCourse::new(course.clone())), "{course:?}");
    }
    for changes in [
        CourseChanges::new(),
        CourseChanges::new().title(" "),
        CourseChanges::new().title(Change::Clear),
        CourseChanges::new().active(Change::Clear),
        CourseChanges::new().price_value(Change::Clear),
        CourseChanges::new().level(CourseLevel::from("-6")),
    ] {
        assert!(refused(&UpdateCourse::new("1", changes.clone())), "{changes:?}");
    }
}

#[test]
fn a_course_date_that_lacks_a_day_or_says_too_much() {
    let day = date(2026, 1, 1);
    let dated = |change: fn(NewCourseDate) -> NewCourseDate| {
        let mut create = CreateCourseDate::of("1", day, day);
        create.date = change(create.date);
        refused(&create)
    };
    assert!(!dated(|date| date));
    assert!(dated(|date| date.start_at(Change::Keep)) && dated(|date| date.end_at(Change::Clear)));
    assert!(dated(|date| date.place_id(1).place_by_search("Oslo")));
    assert!(dated(|date| date.location_id(-1)) && dated(|date| date.instructors(value!({"id": 1}))));
    let properties = |name: usize, text: usize| Properties::new().with("é".repeat(name), "é".repeat(text));
    for (name, text, is_refused) in [(40, 255, false), (41, 1, true), (1, 256, true), (0, 1, true)] {
        let mut create = CreateCourseDate::of("1", day, day);
        create.date = create.date.custom_properties(properties(name, text));
        assert_eq!(refused(&create), is_refused, "{name} {text}");
    }
    let both = CourseDateChanges::new().start_at(day).end_at(day);
    for changes in [
        CourseDateChanges::new().start_at(day),
        CourseDateChanges::new().end_at(day).reference("A"),
        both.clone().start_at(Change::Clear),
        both.clone().place_id(Change::Clear),
        both.clone().place_id(1).place_by_search("Oslo"),
        both.visible_when_passed_deadline(Change::Clear),
    ] {
        let update = UpdateCourseDate::new("1", "1", changes.clone());
        assert!(refused(&update), "{changes:?}");
    }
}

#[test]
fn debug_shows_names_and_no_value() {
    let shown = [
        format!("{:?}", SearchUsers::new().email("liv@example.org")),
        format!("{:?}", Properties::new().with("diet", "vegan")),
        format!("{:?}", NewGathering::between(date(2026, 1, 1).into(), date(2026, 1, 1).into()).theme("vegan")),
        format!("{:?}", CreateCustomer::new(NewCustomer::new().title("vegan"))),
        format!("{:?}", AddAdminUser::new("liv@example.org", vec!["2".into()], AdminProfile::new().firstname("vegan"))),
    ];
    assert_eq!(shown[0], r#"["email"]"#);
    assert_eq!(shown[2], r#"{"gathering_at", "gathering_end_at", "theme"}"#);
    for shown in shown {
        assert!(!shown.contains("example.org") && !shown.contains("vegan"), "{shown}");
    }
}
