//! What goes over the wire: the request of every call, shown whole, each in a snapshot named after the call.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "requests/refused.rs"]
mod refused;

use participants_core::{
    Change, Endpoint, Provider,
    jiff::civil::{date, datetime, time},
    serde_json::json,
};
use participants_frontcore::{
    AddAdminUser, AdminProfile, BatchCourseDates, BookedParticipant, BookingConfig, BookingDetails,
    CheckUserCredentials, Clock, CourseChanges, CourseDateChanges, CourseDateOrder, CourseDateStatusCode, CourseLevel,
    CreateBooking, CreateCourse, CreateCourseDate, CreateCustomer, CreateInstructor, CustomerType, Day,
    DeregisterBooking, DeregisterConfig, Direction, DurationUnit, EmployeeChanges, Encoding, FormOfTeaching, Frontcore,
    Gender, GetCourse, GetCourseDate, GetCustomer, GetOrder, GetParticipant, InstructorChanges, ListAdminRoles,
    ListAdminUsers, ListCampaigns, ListContacts, ListCountries, ListCourseDates, ListCourses, ListCustomers,
    ListDatesOfCourse, ListDiplomas, ListDurations, ListInstructors, ListLocations, ListOrders, ListParticipants,
    ListProducts, NewCourseDate, NewCustomer, NewGathering, NextCourseDates, PaidCode, ParticipantChanges,
    PaymentMethod, Properties, SearchUsers, StatusCode, UpdateCourse, UpdateCourseDate, UpdateEmployee,
    UpdateInstructor, UpdateParticipant, ValidateVoucher,
};

fn json() -> Frontcore {
    Frontcore::new("k3y-0f-the-account").unwrap()
}

fn form() -> Frontcore {
    json().encoding(Encoding::Form)
}

/// The authorised request, as it is shown to a user; in a snapshot named after the call and the variant.
fn snapshot<E: Endpoint<Api = Frontcore>>(api: &Frontcore, endpoint: &E, variant: &str) {
    let mut request = endpoint.request(api).unwrap();
    api.authorize(&mut request, None).unwrap();
    let name = if variant.is_empty() { E::NAME.to_owned() } else { format!("{}-{variant}", E::NAME) };
    insta::assert_snapshot!(name, request.preview());
}

#[test]
fn participants() {
    snapshot(&json(), &ListParticipants::new(), "");
    let some = ListParticipants::new()
        .course("44")
        .coursedate("5550001")
        .customer("7001")
        .user("640003")
        .user("640004")
        .since("910000")
        .created_at_min(date(2026, 1, 1))
        .created_at_max(datetime(2026, 2, 1, 13, 45, 0, 0))
        .updated_at_min(date(2026, 3, 1))
        .updated_at_max(date(2026, 4, 1))
        .limit(20)
        .page(3)
        .with_attendance();
    snapshot(&json(), &some, "filtered");
    snapshot(&json(), &GetParticipant::by_id("910001"), "");
    snapshot(&json(), &GetParticipant::by_id("910001").with_attendance(), "with_attendance");
    let update = UpdateParticipant::new(
        "910001",
        ParticipantChanges::new()
            .id_status(StatusCode::Deregistered)
            .id_paid(PaidCode::from("2"))
            .completed(false)
            .passed(true)
            .custom_properties(Properties::new().with("shoe_size", "41 ½ & mer").with("diet", Change::Clear)),
    );
    snapshot(&json(), &update, "");
    snapshot(&form(), &update, "as_form");
}

#[test]
fn booking() {
    let person = |first: &str| BookedParticipant::new().firstname(first).lastname("Ø").email("o@example.org");
    let booking = CreateBooking::on("5550001", PaymentMethod::Invoice)
        .participant(person("李").status_id(StatusCode::WaitingList))
        .participant(person("X Æ"))
        .details(BookingDetails::new().booker_name("Y. D'Été").currency("nok"))
        .config(BookingConfig::new().seats_availability_check(true).send_receipt_email_to_participant(false));
    snapshot(&json(), &booking, "");
    snapshot(&form(), &booking, "as_form");
    let details = BookingDetails::new()
        .campaign_code("spring")
        .voucher_code("v0ucher-w0rth-money")
        .booker_email("y@example.org")
        .booker_phone("+47 900 00 001")
        .company("Fjord & Sønner")
        .company_number("999000001")
        .gln_number("7080000000001")
        .invoice_reference("PO 7")
        .invoice_address_1("Storgata 4 B")
        .invoice_email("faktura@example.org")
        .payment_complete_url("https://example.org/thanks");
    let booking = CreateBooking::on("1", PaymentMethod::CardSwedbank).details(details).participant(person("Y"));
    snapshot(&json(), &booking, "by_card");
    snapshot(&form(), &booking, "by_card_as_form");
}

#[test]
fn persons() {
    let search = SearchUsers::new().email("o'brien+x@example.org").firstname("Åse").lastname("D'Été").username("åse");
    snapshot(&json(), &search, "");
    let person = EmployeeChanges::new()
        .firstname("Åse")
        .lastname("O'Brien")
        .email("ase.o@example.org")
        .gender(Gender::Female)
        .phone(Change::Clear)
        .date_of_birth(date(1990, 4, 12))
        .nationality("SE");
    let update = |changes| UpdateEmployee::new("7001", "640004", changes);
    snapshot(&json(), &update(person.clone()), "");
    snapshot(&form(), &update(person.clone()), "as_form");
    let emptied = person.date_of_birth(Change::Clear).gender(Change::Clear);
    snapshot(&json(), &update(emptied.clone()), "emptied");
    assert!(update(emptied).request(&form()).is_err(), "a form cannot carry null");
}

#[test]
fn customers() {
    snapshot(&json(), &ListCustomers::new().with_employees().with_employees().limit(100).page(2), "");
    snapshot(&json(), &ListCustomers::new().updated_at_min(date(2026, 1, 1)).since("7000"), "filtered");
    snapshot(&json(), &GetCustomer::by_id("7001"), "");
    snapshot(&json(), &GetCustomer::by_id("7001").with_employees(), "with_employees");
    let customer = NewCustomer::new()
        .title("Fjord & Sønner AS")
        .department("Opplæring")
        .kind(CustomerType::Company)
        .orgnr("999000001")
        .email("kurs@example.org")
        .phone("+47 900 00 001")
        .fax("+47 900 00 002")
        .web_address("https://example.org/")
        .customer_reference_id("K-7")
        .country("NO");
    snapshot(&json(), &CreateCustomer::new(customer.clone()), "");
    snapshot(&form(), &CreateCustomer::new(customer), "as_form");
    snapshot(&json(), &ListContacts::new().customer("7001").created_at_max(date(2026, 1, 1)), "");
}

#[test]
fn orders() {
    snapshot(&json(), &ListOrders::new(), "");
    let some = ListOrders::new()
        .course("44")
        .exported(false)
        .exported_at_min(date(2026, 1, 1))
        .exported_at_max(datetime(2026, 2, 1, 13, 45, 0, 0))
        .with_user_data()
        .with_courses()
        .with_participants()
        .with_campaign();
    snapshot(&json(), &some, "filtered");
    snapshot(&json(), &GetOrder::by_id("73003"), "");
    snapshot(&json(), &GetOrder::by_id("73003").with_courses().with_participants(), "with_lines");
    snapshot(&json(), &ListProducts::new().kind("2").since("1"), "");
}

#[test]
fn courses() {
    snapshot(&json(), &ListCourses::new(), "");
    snapshot(&json(), &GetCourse::by_id("44"), "");
    let whole = GetCourse::by_id("44")
        .description_language("no")
        .with_products()
        .with_labels()
        .with_provider()
        .include_partners()
        .partner("9");
    snapshot(&json(), &whole, "with_everything");
    let course = CourseChanges::new()
        .title("Førstehjelp \"grunnkurs\"")
        .active(false)
        .reference("FH-1")
        .level(CourseLevel::Courses)
        .form_of_teaching(FormOfTeaching::Classroom)
        .teaching_language("no")
        .time_of_day("1")
        .duration_value(2)
        .duration_unit(DurationUnit::Days)
        .price_value(1490)
        .price_currency("NOK")
        .price_comment("inkl. bok")
        .email_booking("kurs@example.org")
        .email_more_info("info@example.org");
    snapshot(&json(), &CreateCourse::new(course.clone()), "");
    snapshot(&form(), &CreateCourse::new(course), "as_form");
    let changes = CourseChanges::new()
        .active(true)
        .price_comment(Change::Clear)
        .external_booking_url("https://example.org/book")
        .external_more_info_url(Change::Clear);
    let update = UpdateCourse::new("44", changes);
    snapshot(&json(), &update, "");
    snapshot(&form(), &update, "as_form");
}

#[test]
fn course_dates() {
    snapshot(&json(), &ListDatesOfCourse::of("44"), "");
    let some = ListDatesOfCourse::of("44")
        .start_date_at_min(Day::Now)
        .start_date_at_max(date(2026, 12, 31))
        .end_date_at_min(date(2026, 1, 1))
        .end_date_at_max(Day::Now)
        .status(CourseDateStatusCode::WillRun)
        .order(CourseDateOrder::StartDate, Direction::Descending)
        .include("course.products");
    snapshot(&json(), &some, "filtered");
    snapshot(&json(), &BatchCourseDates::of(["44", "45"]).include("location").updated_at_min(date(2026, 1, 1)), "");
    let all = ListCourseDates::new().coursedate("5550001").with_course().with_location().with_place();
    snapshot(&json(), &all.order(CourseDateOrder::Id, Direction::Ascending), "");
    snapshot(&json(), &NextCourseDates, "");
    snapshot(&json(), &GetCourseDate::by_id("44", "5550001"), "");
    let whole = GetCourseDate::by_id("44", "5550001").with_course_products().with_instructors();
    snapshot(&json(), &whole, "with_everything");
}

#[test]
fn course_dates_written() {
    let (first, last) = (date(2026, 3, 2), date(2026, 3, 4));
    snapshot(&json(), &CreateCourseDate::of("44", first, last), "");
    let date = NewCourseDate::new()
        .start_at(first)
        .end_at(last)
        .start_time_at(Clock::from(time(9, 5, 0, 0)))
        .end_time_at(Clock::from(time(15, 30, 0, 0)))
        .timezone("Europe/Oslo")
        .deadline_at(first)
        .visible_when_passed_deadline(false)
        .teaching_language("no")
        .place_by_search("Tromsø")
        .place_additional_info("Kai 3")
        .location_id(21_001)
        .status_id(CourseDateStatusCode::ToBeDefined)
        .reference("VÅR-26")
        .instructors(json!([{"id": 1}]))
        .custom_properties(Properties::new().with("rom", "Ø/2"));
    let whole = CreateCourseDate::new("44", date)
        .gathering(
            NewGathering::between(first.at(9, 0, 0, 0), first.at(15, 30, 0, 0)).theme("Sikkerhet").location(21_001),
        )
        .gathering(NewGathering::on(last, last, time(9, 0, 0, 0), time(12, 0, 0, 0)).description("Prøve & slutt"));
    snapshot(&json(), &whole, "with_gatherings");
    snapshot(&form(), &whole, "with_gatherings_as_form");
    let changes = CourseDateChanges::new()
        .start_at(first)
        .end_at(last)
        .deadline_at(Change::Clear)
        .visible_when_passed_deadline(true)
        .teaching_language("en")
        .place_id(301)
        .place_additional_info(Change::Clear)
        .reference("VÅR-26");
    let update = |changes| UpdateCourseDate::new("44", "5550001", changes);
    snapshot(&json(), &update(changes.clone()), "");
    assert!(update(changes.clone()).request(&form()).is_err(), "a form cannot carry null");
    snapshot(&form(), &update(changes.deadline_at(Change::Keep)), "as_form");
}

#[test]
fn a_whole_booking_deregistered() {
    let call = DeregisterBooking::new("820001");
    snapshot(&json(), &call, "");
    let config = DeregisterConfig::new().with_fee(true).send_receipt_email_to_participant(false);
    snapshot(&json(), &call.clone().config(config.clone()), "with_fee");
    snapshot(&form(), &call.config(config), "with_fee_as_form");
}

#[test]
fn diplomas_and_instructors() {
    snapshot(&json(), &ListDiplomas::of_user("640003"), "");
    snapshot(&json(), &ListDiplomas::of_participant("910003").ttl(60), "of_participant");
    snapshot(&json(), &ListInstructors::new().limit(20).page(2), "");
    let instructor = InstructorChanges::new()
        .firstname("Åse")
        .lastname("O'Brien")
        .phone_prefix("+47")
        .phone("900 00 001")
        .email("ase.o@example.org")
        .position("Fagleder")
        .company("Fjord & Sønner")
        .description("Sveising")
        .id_user(640_003);
    snapshot(&json(), &CreateInstructor::new(instructor.clone()), "");
    snapshot(&form(), &CreateInstructor::new(instructor), "as_form");
    let changes = InstructorChanges::new().company("Fjord & Sønner").position(Change::Clear).id_user(Change::Clear);
    snapshot(&json(), &UpdateInstructor::new("170001", changes.clone()), "");
    snapshot(&form(), &UpdateInstructor::new("170001", changes), "as_form");
}

#[test]
fn credentials_vouchers_and_campaigns() {
    let check = CheckUserCredentials::new("åse@example.org", "pa55-w0rd");
    snapshot(&json(), &check, "");
    snapshot(&form(), &check.create_login_url(), "with_link_as_form");
    snapshot(&json(), &ValidateVoucher::new("v0ucher-w0rth-money"), "");
    snapshot(&json(), &ListCampaigns::new(), "");
}

#[test]
fn administrators_and_reference_lists() {
    snapshot(&json(), &ListAdminUsers::new(), "");
    snapshot(&json(), &ListAdminRoles, "");
    snapshot(&json(), &ListDurations, "");
    snapshot(&json(), &ListLocations::new().limit(20).page(2), "");
    snapshot(&json(), &ListCountries::new(), "");
    let add = AddAdminUser::new(
        "siobhan@example.org",
        vec!["2".into(), "5".into()],
        AdminProfile::new()
            .firstname("Siobhán")
            .lastname("O'Brien")
            .position("Kursleder")
            .phone_prefix("+47")
            .phone("900 00 001")
            .booking_email("kurs@example.org")
            .send_invite(false),
    );
    snapshot(&json(), &add, "");
    snapshot(&form(), &add, "as_form");
}
