//! Every call once against the emulator, without a socket: in both encodings, and under other settings of what
//! is unknown.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    Client, Configure, Directory, ErrorKind, Paged, ParticipantUpdate, Record, Vars,
    jiff::civil::{date, time},
    serde_json::{Map, Value, json},
};
use participants_frontcore::{
    AddAdminUser, AdminProfile, BatchCourseDates, BookedParticipant, CourseChanges, CourseDateChanges, CourseDateOrder,
    CourseDateStatusCode, CreateBooking, CreateCourse, CreateCourseDate, CreateCustomer, Day, Direction, DurationUnit,
    EmployeeChanges, Frontcore, GetCourse, GetCourseDate, GetCustomer, GetOrder, GetParticipant, ListAdminRoles,
    ListAdminUsers, ListContacts, ListCountries, ListCourseDates, ListCourses, ListCustomers, ListDatesOfCourse,
    ListDurations, ListLocations, ListOrders, ListParticipants, ListProducts, NewCustomer, NewGathering,
    NextCourseDates, ParticipantChanges, PaymentMethod, Properties, SearchUsers, StatusCode, UpdateCourse,
    UpdateCourseDate, UpdateEmployee, UpdateParticipant,
};
use participants_sandbox::{Sandbox, transport::InProcess};

/// What is unknown, taken in two ways, each with one of the encodings.
const WORLDS: [(&str, &str); 2] = [
    ("json", "{}"),
    (
        "form",
        r#"{
            "list_envelope": "items", "list_order": "descending", "empty_properties": "array", "order_answer": "object",
            "user_customer": "whole", "employee_answer": "empty", "date_location": "null", "titles": "norwegian",
            "customer_created": "whole", "created_status": "201", "booking_status": "201",
            "error_status": "by_kind", "unknown_fields": "refused", "custom_properties": "replace",
            "date_update": "replace"
        }"#,
    ),
];

struct World {
    sandbox: Sandbox,
    client: Client<Frontcore>,
}

fn worlds() -> impl Iterator<Item = World> {
    WORLDS.iter().map(|(encoding, settings)| {
        let sandbox = Sandbox::only(&["frontcore"], 7, 16).unwrap();
        let settings: Value = participants_core::serde_json::from_str(settings).unwrap();
        sandbox.set(&json!({ "frontcore": settings })).unwrap();
        let transport = InProcess::new(sandbox.clone());
        let known = transport.environment("frontcore").unwrap();
        let get = |name: &str| match name {
            "FRONTCORE_ENCODING" => Some((*encoding).to_owned()),
            name => known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()),
        };
        let account = Frontcore::from_vars(&Vars::new(&get)).unwrap();
        World { sandbox, client: Client::builder(account).transport(transport).build().unwrap() }
    })
}

impl World {
    /// Everything a list holds.
    async fn all<T, E: Paged<Api = Frontcore, Item = Record<T>>>(&self, first: E) -> Vec<Record<T>> {
        let mut walk = self.client.pages(first);
        let records = walk.rest().await.unwrap();
        records.into_iter().map(Result::unwrap).collect()
    }

    /// How many records the emulator has made.
    fn creates(&self) -> u64 {
        self.sandbox.stats()["frontcore"]["creates"].as_u64().unwrap()
    }

    /// A part of what the emulator stores.
    fn stored(&self, pointer: &str) -> Value {
        self.sandbox.state()["frontcore"].pointer(pointer).unwrap().clone()
    }
}

fn id(id: &Option<String>) -> &str {
    id.as_deref().unwrap()
}

#[tokio::test(start_paused = true)]
async fn participants_and_the_person_behind_one() {
    for world in worlds() {
        let all = world.all(ListParticipants::new().limit(5)).await;
        assert_eq!(all.len(), 16);
        let user = id(&all[0].user.id);
        let theirs = world.all(ListParticipants::new().user(user)).await;
        assert!(!theirs.is_empty() && theirs.iter().all(|one| one.user.id.as_deref() == Some(user)));
        let of_date = world.all(ListParticipants::new().coursedate("5550001").with_attendance()).await;
        assert!(of_date.iter().all(|one| one.coursedate.id.as_deref() == Some("5550001")));
        let one = world.client.send(&GetParticipant::by_id("910001")).await.unwrap();
        let changes = ParticipantChanges::new().id_status(StatusCode::WaitingList).passed(true);
        let changes = changes.custom_properties(Properties::stored(&one).unwrap().with("rom", "Ø & 2"));
        let after = world.client.send(&UpdateParticipant::new("910001", changes)).await.unwrap().unwrap();
        assert_eq!((after.status.id.as_deref(), after.passed), (Some("3"), Some(true)));
        assert_eq!(
            (after.custom_properties["rom"].as_str(), after.custom_properties["diet"].as_str()),
            ("Ø & 2", "vegan")
        );

        let email = id(&one.user.email).to_owned();
        let found = world.client.send(&SearchUsers::new().email(&email)).await.unwrap();
        let person = found[0].as_ref().unwrap();
        let changes = EmployeeChanges::stored(person).phone("+47 900 00 001");
        let (customer_id, employee_id) = ("310001".to_owned(), id(&person.id).to_owned());
        world.client.send(&UpdateEmployee::new(customer_id, employee_id, changes)).await.unwrap();
        let after = world.client.send(&GetParticipant::by_id("910001")).await.unwrap();
        assert_eq!((after.user.phone.as_deref(), &after.user.email), (Some("+47 900 00 001"), &one.user.email));
    }
}

#[tokio::test(start_paused = true)]
async fn a_booking_is_found_again_through_its_order() {
    for world in worlds() {
        let person = |first: &str| BookedParticipant::new().firstname(first).lastname("Ø").email("o@example.org");
        let booking = CreateBooking::on("5550001", PaymentMethod::Invoice).participant(person("李"));
        let booked = world.client.send(&booking.participant(person("Y"))).await.unwrap();
        let order = GetOrder::by_id(id(&booked.summary.order_id)).with_participants().with_courses();
        let order = world.client.send(&order).await.unwrap();
        let participants = &order.lines[0].database_relations.participants;
        assert_eq!((participants.len(), world.creates()), (2, 1));
        let one = world.client.send(&GetParticipant::by_id(id(&participants[0].id))).await.unwrap();
        assert_eq!((one.user.firstname.as_deref(), &one.id_order), (Some("李"), &booked.summary.order_id));
        let course = id(&order.lines[0].database_relations.course.id).to_owned();
        let orders = world.all(ListOrders::new().course(&course).with_courses().limit(3)).await;
        assert!(orders.iter().any(|listed| listed.id == order.id));
        let products = world.all(ListProducts::new().kind("2").limit(4)).await;
        assert!(products.iter().any(|product| product.id_relation.as_deref() == Some(&*course)));
    }
}

#[tokio::test(start_paused = true)]
async fn customers_and_their_contacts() {
    for world in worlds() {
        let before = world.all(ListCustomers::new().with_employees().limit(3)).await;
        let customer = NewCustomer::new().title("Fjord & Sønner AS").country("NO").web_address("https://example.org/");
        let made = world.client.send(&CreateCustomer::new(customer)).await.unwrap().unwrap();
        let number = made.id.clone().or(made.customer_id.clone()).unwrap();
        let customer = world.client.send(&GetCustomer::by_id(&number).with_employees()).await.unwrap();
        assert_eq!(customer.title.as_deref(), Some("Fjord & Sønner AS"));
        assert_eq!(
            (customer.country.code.as_deref(), customer.webaddress.as_deref()),
            (Some("NO"), Some("https://example.org/"))
        );
        assert_eq!(world.all(ListCustomers::new()).await.len(), before.len() + 1);
        let company = before.iter().find(|customer| customer.kind.as_deref() == Some("Company")).unwrap();
        let contacts = world.all(ListContacts::new().customer(id(&company.id))).await;
        assert!(!contacts.is_empty() && contacts.iter().all(|contact| contact.customer_id == company.id));
    }
}

#[tokio::test(start_paused = true)]
async fn courses_are_made_and_changed() {
    for world in worlds() {
        let course = CourseChanges::new().title("Arbeid på tak & stillas").price_value(1490).active(false);
        let course =
            course.duration_value(2).duration_unit(DurationUnit::Days).other("text_lead", json!("På to dager"));
        let made = world.client.send(&CreateCourse::new(course)).await.unwrap();
        let number = id(&made.course_id);
        let changes = CourseChanges::new().active(true).price_comment("inkl. bok").reference("TAK-1");
        world.client.send(&UpdateCourse::new(number, changes)).await.unwrap();
        let changes = CourseChanges::new().reference(participants_core::Change::Clear);
        world.client.send(&UpdateCourse::new(number, changes)).await.unwrap();
        let call = GetCourse::by_id(number).description_language("no").with_products().with_labels().with_provider();
        let course = world.client.send(&call.include_partners()).await.unwrap();
        assert_eq!((course.is_active, course.reference.as_deref()), (Some(true), None));
        assert_eq!((course.price.value.as_deref(), course.price.comment.as_deref()), (Some("1490"), Some("inkl. bok")));
        let listed = world.all(ListCourses::new().limit(2)).await;
        assert!(listed.iter().any(|listed| listed.id == course.id));
    }
}

#[tokio::test(start_paused = true)]
async fn course_dates_are_made_with_their_gatherings_changed_and_listed() {
    for world in worlds() {
        let (first, last) = (date(2026, 3, 2), date(2026, 3, 3));
        let mut create = CreateCourseDate::of("410001", first, last)
            .gathering(
                NewGathering::between(first.at(9, 0, 0, 0), first.at(15, 30, 0, 0)).theme("Å gå").location(21_001),
            )
            .gathering(NewGathering::on(last, last, time(9, 0, 0, 0), time(12, 0, 0, 0)).description("Prøve"));
        create.date = create
            .date
            .place_by_search("Bodø")
            .deadline_at(date(2026, 2, 20))
            .status_id(CourseDateStatusCode::Postponed)
            .instructors(json!([170_001]))
            .custom_properties(Properties::new().with("rom", "Ø/2"));
        let made = world.client.send(&create).await.unwrap();
        let number = id(&made.coursedate_id);
        let call = GetCourseDate::by_id("410001", number).with_course_products().with_instructors();
        let stored = world.client.send(&call).await.unwrap();
        assert_eq!((stored.place.title.as_deref(), stored.status.id.as_deref()), (Some("Bodø"), Some("4")));
        assert_eq!(stored.custom_properties["rom"], "Ø/2");
        let [first_day, last_day] = stored.gatherings.as_slice() else { panic!("two gatherings") };
        assert_eq!(first_day.gathering_at.as_deref(), Some("2026-03-02 09:00"));
        assert_eq!(last_day.gathering_end_at.as_deref(), Some("2026-03-03 12:00"));
        assert_eq!(first_day.instructors[0].name.as_deref(), Some("Siv Anne Fagerhaug-Eksempel"));
        assert_eq!(stored.instructors[0].id.as_deref(), Some("170001"));
        assert_eq!(first_day.location.title.as_deref(), Some("Kurshuset på Tøyen"));

        let changes = CourseDateChanges::stored(&stored).end_at(date(2026, 3, 4)).reference("VÅR-26");
        let update = UpdateCourseDate::new("410001", number, changes);
        world.client.send(&update).await.unwrap();
        let after = world.client.send(&call).await.unwrap();
        assert_eq!((after.end_at.as_deref(), after.reference.as_deref()), (Some("2026-03-04"), Some("VÅR-26")));
        assert_eq!(after.place.title, stored.place.title, "what was laid over stays");
        assert_eq!((&after.deadline_at, &after.start_at), (&stored.deadline_at, &stored.start_at));

        let has = |dates: &[Record<participants_frontcore::CourseDate>]| {
            dates.iter().any(|date| date.coursedate_id == made.coursedate_id)
        };
        let status = CourseDateStatusCode::Postponed;
        let of_course = ListDatesOfCourse::of("410001").status(status).order(CourseDateOrder::Id, Direction::Ascending);
        assert!(has(&world.all(of_course.limit(1)).await));
        let batch = BatchCourseDates::of(["410001", "410002"]).start_date_at_min(first).end_date_at_max(last);
        assert!(
            !has(&world.all(batch.clone()).await) && has(&world.all(batch.end_date_at_max(date(2026, 3, 4))).await)
        );
        let all = ListCourseDates::new().with_course().with_location().with_place().start_date_at_min(Day::Now);
        assert!(has(&world.all(all.limit(3)).await));
        let next = world.client.send(&NextCourseDates).await.unwrap();
        assert!(has(&next.into_iter().map(Result::unwrap).collect::<Vec<_>>()));
    }
}

#[tokio::test(start_paused = true)]
async fn an_administrator_added_again_has_other_roles_and_is_not_two() {
    for world in worlds() {
        let roles = world.client.send(&ListAdminRoles).await.unwrap();
        assert!(roles.len() >= 3);
        let before = world.all(ListAdminUsers::new().limit(2)).await.len();
        let add = |roles: &[&str], first: &str| {
            AddAdminUser::new(
                "siobhan@example.org",
                roles.iter().map(|id| (*id).to_owned()).collect(),
                AdminProfile::new().firstname(first).lastname("O'Brien").send_invite(false),
            )
        };
        world.client.send(&add(&["12", "13"], "Siobhán")).await.unwrap();
        world.client.send(&add(&["11"], "Another Person")).await.unwrap();
        let after = world.all(ListAdminUsers::new()).await;
        assert_eq!(after.len(), before + 1);
        let admin = after.iter().find(|admin| admin.email.as_deref() == Some("siobhan@example.org")).unwrap();
        assert_eq!(
            (admin.firstname.as_deref(), admin.role_ids.as_slice()),
            (Some("Siobhán"), ["11".to_owned()].as_slice())
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_lists_that_hardly_ever_change() {
    for world in worlds() {
        let units = world.client.send(&ListDurations).await.unwrap();
        assert_eq!(units.len(), DurationUnit::KNOWN.len());
        let venues = world.all(ListLocations::new().limit(2)).await;
        assert_eq!(venues.len(), world.stored("/locations").as_array().unwrap().len());
        let countries = world.all(ListCountries::new()).await;
        assert!(countries.iter().any(|country| country.code.as_deref() == Some("NO")));
    }
}

#[tokio::test(start_paused = true)]
async fn setting_one_property_costs_no_other_whatever_the_answer_holds() {
    for fault in ["lone_surrogate", "huge_number", "duplicate_member", "byte_order_mark", "trailing_bytes"] {
        for world in worlds() {
            let before = properties(&world);
            assert!(before.contains_key("diet"), "{before:?}");
            world.sandbox.set_faults(&json!([{"provider": "frontcore", "fault": fault}])).unwrap();
            let update = ParticipantUpdate::new().custom("shoe_size", "41");
            let result = Directory::update(&world.client, "910001", &update).await;
            let after = properties(&world);
            let others = |all: &Map<String, Value>| {
                let others = all.iter().filter(|(name, value)| *name != "shoe_size" && !value.is_null());
                others.map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
            };
            assert_eq!(others(&after), others(&before), "{fault}: {result:?}");
            match result {
                Ok(_) => assert_eq!(after["shoe_size"], "41", "{fault}"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::Decode, "{fault}: {error:?}"),
            }
        }
    }
}

/// The custom properties of the first participant, as they are stored.
fn properties(world: &World) -> Map<String, Value> {
    let records = world.sandbox.state()["frontcore"]["participants"].clone();
    let records = match records {
        Value::Array(records) => records,
        Value::Object(records) => records.into_iter().map(|(_, record)| record).collect(),
        other => panic!("{other}"),
    };
    let is_first = |record: &&Value| record["id"] == 910_001;
    records.iter().find(is_first).unwrap()["custom_properties"].as_object().unwrap().clone()
}
