//! Every call against the emulator, which another author wrote from the same pages, as either edition of them has it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use participants_core::{
    Client, Completeness, Configure, ErrorKind, Vars,
    secrecy::ExposeSecret,
    serde_json::{Value, json},
};
use participants_groups::{
    CreateUser, Groups, Language, ListGroups, PortalLink, Report, ReportDate, UpdateUser, UserChanges,
};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::collections::BTreeSet;

const PEOPLE: usize = 25;
const ZOE: &str = "zoë.d'été@firm.example";

fn client(settings: &Value) -> Client<Groups> {
    let sandbox = Sandbox::only(&["groups"], 7, PEOPLE).unwrap();
    sandbox.set(&json!({ "groups": settings })).unwrap();
    let transport = InProcess::new(sandbox);
    let known = transport.environment("groups").unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let company = Groups::from_vars(&Vars::new(&get)).unwrap();
    Client::builder(company).transport(transport).build().unwrap()
}

/// The two editions of the help, and what else is unknown, as settings.
fn editions() -> [Value; 3] {
    [
        json!({}),
        json!({"rate_limit": "none", "report_page": "ignored", "report_education_time": "text", "report_dates": "iso",
            "report_percent": "number", "capitals_refused": "posts", "read_status": "201"}),
        json!({"report_answer": "wrapped", "patch_answer": "array", "patch_without_group": "without_groups",
            "error_body": "nested", "capitals_refused": "nowhere"}),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_user_is_made_changed_moved_and_reported_on() {
    for settings in editions() {
        let client = client(&settings);
        let groups = client.send(&ListGroups).await.unwrap();
        assert!(groups.is_whole());
        let ids: Vec<_> = groups.groups.iter().flatten().filter(|group| group.is_started == Some(true)).collect();
        let (first, second) = (ids[0].id.clone().unwrap(), ids[1].id.clone().unwrap());

        let fields = UserChanges::new().full_name("Zoë D'Été").short_name("Ø").email(ZOE).group_id(&*first);
        let id = client.send(&CreateUser::new(fields.clone())).await.unwrap();
        let taken = client.send(&CreateUser::new(fields)).await.unwrap_err();
        assert_eq!((taken.kind(), taken.code()), (ErrorKind::Conflict, Some("user-email-already-exists-in-company")));

        let changes = UserChanges::new().full_name("Zoë Ø").group_id(&*second);
        let changed = client.send(&UpdateUser::new(id.clone(), changes)).await.unwrap();
        let (now, before) = (changed.current_group.as_ref().unwrap(), changed.previous_group.as_ref().unwrap());
        assert_eq!((now.id.as_deref(), before.id.as_deref()), (Some(&*second), Some(&*first)));
        assert_eq!(changed.previous_full_name.as_deref(), Some("Zoë D'Été"));
        let renamed = UpdateUser::new(id.clone(), UserChanges::new().short_name("李"));
        let renamed = client.send(&renamed).await.unwrap();
        assert_eq!(
            (renamed.current_short_name.as_deref(), renamed.previous_short_name.as_deref()),
            (Some("李"), Some("Ø"))
        );

        let mut items = client.send(&Report::new().email("ZOË.d'été@firm.example")).await.unwrap().items;
        let item = items.pop().unwrap().unwrap();
        assert_eq!((item.id.as_deref(), items.len()), (Some(&*id), 0));
        assert_eq!((item.full_name.as_deref(), item.short_name.as_deref()), (Some("Zoë Ø"), Some("李")));
        assert_eq!(item.group, now.name);
        assert!(item.main_education_progress_percent.as_ref().is_some_and(|percent| percent.value.is_some()));
        assert!(item.real_main_education_end.as_ref().is_some_and(ReportDate::is_unset));

        let link = client.send(&PortalLink::of(ZOE)).await.unwrap();
        assert!(link.expose_secret().starts_with("http"));
        let missing = client.send(&PortalLink::of("missing@firm.example")).await.unwrap_err();
        assert_eq!((missing.kind(), missing.code()), (ErrorKind::NotFound, Some("user-not-found")));
    }
}

#[tokio::test(start_paused = true)]
async fn a_report_is_read_page_by_page_each_user_once() {
    for settings in [
        json!({"report_page_size": 7}),
        json!({"report_page_size": 5, "report_past_end": "repeats_last"}),
        json!({"report_page_size": 1000}),
        json!({"report_page": "ignored"}),
        json!({"report_page_size": 7, "report_answer": "wrapped", "report_without_page": "first_page"}),
    ] {
        let client = client(&settings);
        let mut pages = Report::new().pages(&client);
        let items = pages.rest().await.unwrap();
        let ids: BTreeSet<_> = items.iter().map(|item| item.as_ref().unwrap().id.clone().unwrap()).collect();
        assert_eq!((items.len(), ids.len()), (PEOPLE, PEOPLE), "{settings}");
        assert!(matches!(pages.completeness(), Completeness::Assumed(_)), "{settings}: {:?}", pages.completeness());
    }
}

#[tokio::test(start_paused = true)]
async fn whether_a_language_outside_the_table_is_taken_is_a_setting() {
    let client = |settings| client(&json!({ "report_other_language": settings }));
    let (lenient, strict) = (client("english"), client("refused"));
    for code in Language::KNOWN {
        let items = strict.send(&Report::new().language(*code)).await.unwrap().items;
        assert_eq!(items.iter().flatten().count(), PEOPLE, "{code}");
    }
    assert!(lenient.send(&Report::new().language("uk")).await.is_ok());
    let other = strict.send(&Report::new().language("uk")).await.unwrap_err();
    assert_eq!(other.kind(), ErrorKind::Validation);
}

#[tokio::test(start_paused = true)]
async fn a_plan_being_made_is_busy_for_a_while() {
    let client = client(&json!({"busy_after_move": 1}));
    let groups = client.send(&ListGroups).await.unwrap();
    let group = groups.groups[1].as_ref().unwrap().id.clone().unwrap();
    let first = client.send(&Report::new()).await.unwrap().items.remove(0).unwrap();
    let update = UpdateUser::new(first.id.clone().unwrap(), UserChanges::new().group_id(group));
    client.send(&update).await.unwrap();
    let link = PortalLink::of(first.email.as_deref().unwrap());
    let busy = client.send(&link).await.unwrap_err();
    assert_eq!((busy.kind(), busy.code()), (ErrorKind::Busy, Some("processing-education")));
    assert!(client.send(&link).await.is_ok());
}
