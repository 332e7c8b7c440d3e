//! What the calls make of their answers, member by member: groups, the report with its courses and letters, a change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{FINANCE, answer, answered, company, fixture, oda};
use participants_core::{
    Endpoint, ErrorKind, Page, Provider, Record, Response,
    jiff::civil::date,
    secrecy::ExposeSecret,
    serde_json::{Value, json},
};
use participants_groups::{
    CourseLevel, CourseStatus, CreateUser, ExpressStatus, GroupList, Groups, ListGroups, PortalLink, Report,
    ReportDate, ReportItem, UpdateUser, UserChanges,
};

fn base() -> Groups {
    company("https://asap.example.org")
}

fn groups(body: Value) -> Result<GroupList, participants_core::Error> {
    ListGroups.response(&base(), &answer(200, body))
}

fn report(response: &Response) -> Page<Record<ReportItem>> {
    assert!(base().failure(response).is_none());
    Report::new().response(&base(), response).unwrap()
}

/// The first item of a fixture's report.
fn item(name: &str) -> Record<ReportItem> {
    report(&answered(&fixture(name))).items.remove(0).unwrap()
}

fn day(date: &Option<ReportDate>) -> Option<String> {
    date.as_ref()?.date.map(|date| date.to_string())
}

#[test]
fn groups_are_read_one_by_one() {
    let list = groups(json!({"total": 3, "result": [
        {"id": FINANCE, "name": "D'Hôtel & Söhne", "isStarted": true, "size": 4}, 7, {"name": 12}
    ]}));
    let list = list.unwrap();
    let first = list.groups[0].as_ref().unwrap();
    assert_eq!((first.id.as_deref(), first.is_started), (Some(FINANCE), Some(true)));
    assert_eq!(first.name.as_deref(), Some("D'Hôtel & Söhne"));
    assert_eq!(first.extra().into_keys().collect::<Vec<_>>(), ["size"]);
    assert!(list.groups[1].is_err() && list.total == Some(3) && !list.is_whole());
    assert_eq!(list.groups[2].as_ref().unwrap().name.as_deref(), Some("12"));
    assert!(!groups(json!({"total": 2, "result": [{"id": FINANCE, "name": "F"}]})).unwrap().is_whole());
    assert!(groups(json!({"result": []})).unwrap().is_whole());
    for (total, read) in [(json!("2"), Some(2)), (Value::Null, None)] {
        assert_eq!(groups(json!({"total": total, "result": [{"id": FINANCE}]})).unwrap().total, read, "{total}");
    }
    // A total that is no count would say that nothing is missing.
    let uncounted = [json!(-1), json!("many")].map(|total| json!({"total": total, "result": [{"id": FINANCE}]}));
    for invalid in uncounted.into_iter().chain([json!({"total": 0}), json!([]), json!("groups")]) {
        assert_eq!(groups(invalid).unwrap_err().kind(), ErrorKind::Decode);
    }
}

#[test]
fn the_groups_of_a_company_are_read_whole() {
    let list = ListGroups.response(&base(), &answered(&fixture("groups_list"))).unwrap();
    assert!(list.is_whole());
    assert_eq!(list.total, Some(list.groups.len() as u64));
    let first = list.groups[0].as_ref().unwrap();
    assert_eq!(first.id.as_deref(), Some("66aa00000000000000000001"));
    assert_eq!((first.name.as_deref(), first.is_started), (Some("Newcomers"), Some(true)));
    assert!(list.groups.iter().flatten().any(|group| group.is_started == Some(false)));
    assert!(list.groups.iter().flatten().all(|group| group.extra().is_empty()));
}

#[test]
fn an_item_with_every_awkward_thing_in_it_is_read_whole() {
    let item = report(&answer(200, oda())).items.remove(0).unwrap();
    assert_eq!(item.education_time.as_deref(), Some("95"));
    let percent = item.main_education_progress_percent.as_ref().unwrap();
    assert_eq!((percent.raw.as_str(), percent.value), ("37.50", Some(37.5)));
    let percent = item.express_education_progress_percent.as_ref().unwrap();
    assert_eq!((percent.raw.as_str(), percent.value), ("0", Some(0.0)));
    assert_eq!(item.certificates_received, Some(1));
    assert_eq!(day(&item.main_education_end_plan).as_deref(), Some("2027-03-01"));
    assert!(item.real_main_education_end.as_ref().is_some_and(|end| end.date.is_none() && end.is_unset()));
    assert!(item.real_express_education_end.is_none());
    let active = item.date_last_active.as_ref().unwrap();
    assert_eq!((active.date, active.raw.as_str()), (None, "31.10.2026"));
    let [web, passwords] = item.education_main_courses.as_slice() else { panic!("two courses, one invalid item") };
    assert_eq!((&web.level, &web.status), (&Some(CourseLevel::Elementary), &Some(CourseStatus::Certified)));
    assert_eq!(
        web.started_at.as_ref().map(|at| (at.raw.as_str(), at.date)),
        Some(("2026-09-02T08:15:00", Some(date(2026, 9, 2))))
    );
    assert_eq!((&passwords.level, &passwords.status), (&None, &Some(CourseStatus::Other("9".into()))));
    assert!(web.finished_at.is_none() && passwords.started_at.is_none());
    assert!(item.education_express_courses.is_empty());
    let [attack] = item.phishing_attacks.as_slice() else { panic!("one attack") };
    assert_eq!((attack.level.as_deref(), attack.phishing_attack_result.as_deref()), (Some("3"), Some("0")));
    assert_eq!((attack.code.as_deref(), attack.phishing_attack_letter.as_deref()), (None, Some("Parcel")));
    assert!(attack.follow_phishing_link_at.is_none());
    assert_eq!(attack.started_at.as_ref().map(|at| at.raw.as_str()), Some("2026-09-03T10.20.30Z"));
    assert_eq!(day(&attack.started_at).as_deref(), Some("2026-09-03"));
    insta::assert_json_snapshot!("reading_native_extra", item.extra());
}

#[test]
fn a_recorded_item_is_read_whole() {
    let page = report(&answered(&fixture("report_read")));
    assert_eq!((page.items.len(), page.total, page.next), (2, None, Some(2)));
    let item = page.items[1].as_ref().unwrap();
    assert_eq!(item.id.as_deref(), Some("66bb00000000000000000002"));
    assert_eq!(item.email.as_deref(), Some("siobhan.o'brien+training@example.org"));
    assert_eq!((item.short_name.as_deref(), item.full_name.as_deref()), (Some("Siobhán"), Some("Siobhán O'Brien")));
    assert_eq!((item.group.as_deref(), item.education_time.as_deref()), (Some("Finance"), Some("96")));
    assert_eq!(item.main_education_progress.as_deref(), Some("Behind schedule"));
    assert_eq!(item.express_education_progress.as_deref(), Some("Not started"));
    assert_eq!(item.education_status.as_deref(), Some("In progress"));
    let percents = [&item.main_education_progress_percent, &item.express_education_progress_percent];
    assert_eq!(percents.map(|percent| percent.as_ref().unwrap().value), [Some(49.75), Some(0.0)]);
    assert_eq!(day(&item.main_education_end_plan).as_deref(), Some("2027-03-02"));
    assert_eq!(day(&item.date_last_active).as_deref(), Some("2026-10-02"));
    for never in [&item.express_education_end_plan, &item.real_main_education_end, &item.real_express_education_end] {
        assert!(never.as_ref().is_some_and(|end| end.is_unset() && end.date.is_none()));
    }
    assert_eq!((item.certificates_received, item.education_main_courses.len()), (Some(0), 2));
    let [mail] = item.education_express_courses.as_slice() else { panic!("one express course") };
    assert_eq!((mail.code.as_deref(), mail.level), (Some("E-mail"), None));
    assert_eq!((&mail.status, mail.finished_at.is_none()), (&Some(ExpressStatus::NotPassed), true));
    assert_eq!(day(&mail.started_at).as_deref(), Some("2026-09-05"));
    assert!(item.phishing_attacks[0].started_at.as_ref().is_some_and(|at| at.date.is_some()));
    assert!(item.extra().is_empty(), "{:?}", item.extra());
}

#[test]
fn letters_and_express_courses_are_read_in_every_form() {
    use ExpressStatus::{Begun, NotPassed, Passed};
    for (name, code, level, letter, expected) in [
        ("report_read_letters", None, None, Some("E-mail"), [Passed, NotPassed, NotPassed]),
        ("report_read_letters_of_other_forms", Some("Web safety"), Some("2"), None, [Passed, NotPassed, Begun]),
    ] {
        let items: Vec<_> = report(&answered(&fixture(name))).items.into_iter().map(Result::unwrap).collect();
        let [lettered, certified] = items.as_slice() else { panic!("two users") };
        let [campaign, followed] = lettered.phishing_attacks.as_slice() else { panic!("two letters") };
        assert_eq!((campaign.code.as_deref(), campaign.level.as_deref()), (code, level), "{name}");
        assert_eq!(
            (campaign.phishing_attack_letter.as_deref(), campaign.follow_phishing_link_at.is_none()),
            (letter, true)
        );
        assert_eq!((followed.code.as_deref(), followed.level.as_deref()), (Some("Web safety"), Some("2")), "{name}");
        assert_eq!(day(&followed.follow_phishing_link_at).as_deref(), Some("2026-09-12"));
        let courses = &certified.education_express_courses;
        let statuses: Vec<_> = courses.iter().filter_map(|course| course.status.clone()).collect();
        assert_eq!(statuses, expected, "{name}");
        assert_eq!(courses.iter().map(|course| course.level).collect::<Vec<_>>(), [Some(1), None, Some(2)]);
        assert!(courses[1].started_at.is_none() && courses[1].finished_at.is_none(), "an empty text is no date");
        assert_eq!(day(&courses[2].finished_at).as_deref(), Some("2026-09-06"), "finished, and no certificate");
        assert!(items.iter().all(|item| item.extra().is_empty()));
    }
}

#[test]
fn figures_and_dates_are_read_in_the_forms_that_are_known() {
    let numbers = item("report_read_numbers_and_texts");
    let percent = numbers.main_education_progress_percent.as_ref().unwrap();
    assert_eq!((percent.raw.as_str(), percent.value), ("37.5", Some(37.5)));
    assert_eq!(numbers.education_time.as_deref(), Some("95"));
    // Which form goes with which language is not documented: kept, not guessed at.
    let german = item("report_read_german");
    let plan = german.main_education_end_plan.as_ref().unwrap();
    assert_eq!((plan.raw.as_str(), plan.date, plan.is_unset()), ("01.03.2027", None, false));
    assert!(german.real_main_education_end.as_ref().is_some_and(ReportDate::is_unset));
    assert_eq!(german.education_main_courses[0].level, Some(CourseLevel::Beginner));
}

#[test]
fn a_page_says_which_comes_after_it_unless_it_is_empty() {
    let read =
        |report: Report, company: Groups, body: Value| report.response(&company, &answer(200, body)).unwrap().next;
    assert_eq!(read(Report::new().page(7), base(), json!([oda()])), Some(8));
    assert_eq!(read(Report::new(), base(), json!([oda()])), Some(2));
    assert_eq!(read(Report::new(), base().first_page(0), oda()), Some(1));
    assert_eq!(read(Report::new().page(u32::MAX), base(), json!([7])), Some(u32::MAX));
    assert_eq!(read(Report::new().page(7), base(), json!([])), None);
    assert!(report(&answered(&fixture("report_read_past_the_end"))).items.is_empty());
}

#[test]
fn every_documented_code_has_a_name() {
    assert_eq!((CourseLevel::KNOWN, CourseStatus::KNOWN), (&["1", "2", "3", "4"][..], &["0", "1", "2"][..]));
    assert_eq!(ExpressStatus::KNOWN, ["0", "1", "2"]);
    let courses = json!([{"level": 4, "status": "2"}, {"level": "5", "status": null}, {"level": [], "status": 0}]);
    let record = json!({"id": "1", "email": "y@firm.example", "educationMainCourses": courses, "educationExpressCourses": courses});
    let item = report(&answer(200, json!([record]))).items.remove(0).unwrap();
    let levels: Vec<_> = item.education_main_courses.iter().map(|course| course.level.clone()).collect();
    assert_eq!(levels, [Some(CourseLevel::Advanced), Some(CourseLevel::Other("5".into())), None]);
    let levels: Vec<_> = item.education_express_courses.iter().map(|course| course.level).collect();
    assert_eq!(levels, [Some(4), Some(5), None], "of the express course the number alone is known");
    let statuses: Vec<_> = item.education_express_courses.iter().map(|course| course.status.clone()).collect();
    assert_eq!(statuses, [Some(ExpressStatus::Begun), None, Some(ExpressStatus::NotPassed)]);
}

#[test]
fn recorded_writes_and_the_link_are_read() {
    let link = PortalLink::of("y@firm.example").response(&base(), &answered(&fixture("info"))).unwrap();
    assert!(link.expose_secret().starts_with("https://") && !format!("{link:?}").contains("https"));
    let id = CreateUser::new(common::oda_new()).response(&base(), &answered(&fixture("create"))).unwrap();
    assert_eq!(id, "66bb00000000000000000003");
    let id = "66bb00000000000000000001".to_owned();
    let changed = UpdateUser::new(id, UserChanges::new()).response(&base(), &answered(&fixture("update"))).unwrap();
    let names = |group: &Option<participants_groups::GroupReference>| group.as_ref().unwrap().name.clone().unwrap();
    assert_eq!((names(&changed.current_group), names(&changed.previous_group)), ("Finance".into(), "Newcomers".into()));
    assert_eq!(changed.current_full_name.as_deref(), Some("Zoë Ø"));
    assert_eq!(changed.previous_full_name.as_deref(), Some("Éléonore D'Hôtel"));
    assert_eq!(
        (changed.current_short_name.as_deref(), changed.previous_short_name.as_deref()),
        (Some("Ø"), Some("Éléonore"))
    );
    assert_eq!(changed.current_email.as_deref(), Some("zoe.o@example.org"));
    assert_eq!(changed.previous_email.as_deref(), Some("eleonore.d'hotel@x.example"));
    assert!(changed.extra().is_empty());
}
