//! The promises of the common view, kept against the emulator.

use participants_core::{Change, Directory, ErrorKind, Field, Operation, ParticipantUpdate, serde_json::json};
use participants_sandbox::{
    conformance,
    conformance::{Ignored, Suite, Variant, Wire, World},
};
use participants_wordbee::Wordbee;

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "the other readings",
            settings: r#"{
                "v1_token_form": "bare", "v1_error_text": "xml", "data_in": "form", "create_result": "object",
                "unknown_object": "400", "profile_record": "short", "v2_dead_token": "401", "columns": "full",
                "list_member": "items", "column_case": "pascal", "list_order": "newest_first", "text_match": "exact"
            }"#,
            variables: &[("WORDBEE_DATA_IN", "form")],
        },
        Variant {
            name: "v2 filters by e-mail address and ignores letter case",
            settings: r#"{"create_result": "quoted", "v1_error_text": "quoted", "column_case": "lower"}"#,
            variables: &[("WORDBEE_V2_FIND", "query")],
        },
        Variant {
            name: "without v2",
            settings: r#"{"create_result": "object"}"#,
            variables: &[("WORDBEE_V2_BASE_URL", ""), ("WORDBEE_V2_KEY", "")],
        },
        Variant {
            name: "no default company",
            settings: r#"{"create_result": "object"}"#,
            variables: &[("WORDBEE_COMPANY_ID", "")],
        },
        Variant {
            name: "without v2, no default company",
            settings: "{}",
            variables: &[("WORDBEE_V2_BASE_URL", ""), ("WORDBEE_V2_KEY", ""), ("WORDBEE_COMPANY_ID", "")],
        },
    ],
    create: Wire { method: "PUT", path: "/persons" },
    update: Wire { method: "POST", path: "/companies/*/persons" },
    read: Wire { method: "POST", path: "/persons/list/full" },
    update_field: Field::Phone,
    enrol: None,
    sign_in: &["/api/connect", "/api/auth/token"],
    derived: &[],
    // A login has three parts that go together, and only who has one can be active; labels are named by number.
    entangled: &[Field::Login, Field::Password, Field::Profile, Field::Active, Field::Custom(String::new())],
    // The master company.
    unknown_ids: &["999999"],
    ignored: Some(Ignored { field: Field::Phone, members: &["Phone"], beside: Some(Field::JobTitle) }),
    references: &[(Field::Company, "77")],
};

conformance!(Wordbee, SUITE);

/// The fields the suite leaves out because they go together.
#[tokio::test(start_paused = true)]
async fn a_login_comes_and_goes() {
    for (name, world) in World::<Wordbee>::all(&SUITE).filter(|(_, world)| world.can(Operation::List)) {
        let people = world.people().await;
        let inactive = people.iter().find(|person| person.login.is_none() && person.active != Some(true)).expect(name);
        let (client, id) = (&world.client, inactive.id.as_str());

        let active = ParticipantUpdate::new().active(true);
        let refused = client.update(id, &active).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Validation, "{name}: who has no login cannot be active");
        world.check(&refused);

        let login = ParticipantUpdate::new().login("zoe.nunez").password("Correct-Horse-7").profile("8").active(true);
        let person = client.update(id, &login).await.unwrap().after.unwrap();
        assert_eq!((person.login.as_deref(), person.active), (Some("zoe.nunez"), Some(true)), "{name}");
        let person = client.deactivate(id).await.unwrap().after.unwrap();
        assert_eq!((person.login.as_deref(), person.active), (Some("zoe.nunez"), Some(false)), "{name}");
        let updated = client.update(id, &active).await.unwrap();
        assert!(updated.warnings.is_empty() && updated.after.unwrap().active == Some(true), "{name}");
        let person = client.update(id, &ParticipantUpdate::new().login(Change::Clear)).await.unwrap().after.unwrap();
        assert!(person.login.is_none() && person.active != Some(true), "{name}");

        let label = ParticipantUpdate::new().custom("501", "2").custom("502", Change::Clear);
        let person = client.update(id, &label).await.unwrap().after.unwrap();
        let extra = person.extra();
        let (_, labels) = extra.iter().find(|(member, _)| member.eq_ignore_ascii_case("labels")).expect(name);
        assert_eq!(labels, &json!([{"id": 501, "value": 2}]), "{name}");
        world.end();
    }
}

/// No page says with which status an expired token of v2 comes, nor that it always has the documented body.
#[tokio::test(start_paused = true)]
async fn an_expired_token_is_survived_in_every_form() {
    for settings in [
        r#"{"v2_dead_token": "400"}"#,
        r#"{"v2_dead_token": "401"}"#,
        r#"{"v2_dead_token": "403"}"#,
        r#"{"v2_dead_token": "401", "v2_dead_token_body": "empty"}"#,
        r#"{"v2_dead_token": "403", "v2_dead_token_body": "empty"}"#,
    ] {
        let world = World::<Wordbee>::new(&Variant { name: settings, settings, variables: &[] });
        assert_eq!(world.people().await.len(), 16, "{settings}");
        let rule = json!([{"provider": "wordbee", "match": {"path": "/persons/list/full"}, "times": 1,
            "fault": "expired_token"}]);
        world.sandbox.set_faults(&rule).unwrap();
        assert_eq!(world.people().await.len(), 16, "{settings}");
        world.end();
    }
}
