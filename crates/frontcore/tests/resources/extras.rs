//! Whole bookings deregistered, diplomas, instructors, credentials, vouchers and campaigns.

use super::{account, answer, extra, failure, first, read, read_answer};
use participants_core::{ErrorKind, Provider, secrecy::ExposeSecret, serde_json::json};
use participants_frontcore::{
    CampaignType, CheckUserCredentials, CreateInstructor, DeregisterBooking, DiscountType, EmployeeChanges,
    InstructorChanges, ListCampaigns, ListDiplomas, ListInstructors, UpdateInstructor, ValidateVoucher,
};

#[test]
fn a_deregistered_booking_shows_its_participants() {
    let call = DeregisterBooking::new("820001");
    let answer = read(&call, "booking_deregister");
    assert_eq!(answer.booking_id, "820001");
    let statuses: Vec<_> = answer.participants.into_iter().map(|one| one.unwrap().status.id.clone().unwrap()).collect();
    assert_eq!(statuses, ["4"]);
    for (body, kind) in [
        (json!({"booking_id": "820001", "participants": []}), ErrorKind::Decode),
        (json!({"successful": true, "booking_id": 820_002, "participants": []}), ErrorKind::Mismatch),
        (json!({"successful": true, "booking_id": "820001"}), ErrorKind::Decode),
    ] {
        assert_eq!(read_answer(&call, &body).err().unwrap().kind(), kind, "{body}");
    }
}

#[test]
fn codes_alone_say_that_something_is_not_there_or_not_allowed() {
    for name in ["booking_deregister_unknown", "vouchers_validate_unknown"] {
        let unknown = failure(name);
        assert_eq!(
            (unknown.kind, unknown.code.as_deref()),
            (ErrorKind::NotFound, Some("resource_not_found")),
            "{name}"
        );
    }
    let refused = failure("vouchers_validate_unauthorized");
    assert_eq!((refused.kind, refused.code.as_deref()), (ErrorKind::Permission, Some("unauthorized")));
}

#[test]
fn a_diploma_shows_its_person_and_hides_its_links() {
    for (name, path) in [("diplomas_list", "download_links.pdf"), ("diplomas_list_as_documents", "documents.0.href")] {
        let diploma = read(&ListDiplomas::of_participant("910003"), name).remove(0).unwrap();
        assert_eq!((diploma.id.as_deref(), diploma.participant_id.as_deref()), (Some("440003"), Some("910003")));
        assert_eq!(diploma.user.nationality.as_deref(), Some("DE"));
        assert!(diploma.user.gender.is_some() && diploma.user.national_identification_number.is_none());
        assert_eq!(diploma.coursedate.start_at.as_deref(), Some("2026-03-02 09:00:00"));
        assert_eq!(diploma.course.title.as_deref(), Some("Ledelse \"i praksis\""));
        let links = diploma.links();
        assert_eq!(links.keys().collect::<Vec<_>>(), [path], "{name}");
        assert!(links[path].expose_secret().starts_with("https://dokument.example.org/"));
        let shown = format!("{diploma:?} {links:?} {:?}", diploma.extra());
        assert!(!shown.contains("d1pl0m"), "{shown}");
        let named = EmployeeChanges::stored(&diploma.user);
        let named: Vec<_> = named.named().into_iter().map(|(name, _)| name.to_owned()).collect();
        assert!(named.contains(&"gender".to_owned()) && named.contains(&"nationality".to_owned()), "{named:?}");
    }
}

#[test]
fn a_diploma_of_another_is_not_handed_on() {
    let body = json!({"success": "ok", "items": [{"id": 1, "participant_id": 910_004, "user": {"id": 640_004}}]});
    for call in [ListDiplomas::of_participant("910003"), ListDiplomas::of_user("640003")] {
        let other = read_answer(&call, &body).unwrap().remove(0).err().unwrap();
        assert_eq!(other.kind(), ErrorKind::Mismatch);
    }
    assert!(read_answer(&ListDiplomas::of_user("640004"), &body).unwrap().remove(0).is_ok());
    assert!(read_answer(&ListDiplomas::of_user("640004"), &json!({"success": "ok"})).is_err(), "no list at all");
}

#[test]
fn an_instructor_is_read_whole() {
    let page = read(&ListInstructors::new().limit(2), "instructors_list");
    assert_eq!((page.items.len(), page.next), (2, Some(2)));
    let instructor = first(page.items);
    assert_eq!(
        (instructor.id.as_deref(), instructor.lastname.as_deref()),
        (Some("170001"), Some("Fagerhaug-Eksempel"))
    );
    assert_eq!((instructor.phone_prefix.as_deref(), instructor.phone.as_deref()), (Some("+47"), Some("900 00 300")));
    assert_eq!(instructor.created_at.as_deref(), Some("2025-06-16 10:00:00"), "without an offset");
    assert!(instructor.archived_at.is_none() && instructor.id_user.is_none() && extra(&instructor).is_empty());
    let made = read(&CreateInstructor::new(InstructorChanges::new()), "instructors_create");
    assert_eq!((made.id.as_deref(), made.id_user.as_deref()), (Some("170004"), Some("640001")));
    let update = UpdateInstructor::new("170001", InstructorChanges::new());
    assert_eq!(read(&update, "instructors_update").company.as_deref(), Some("Fjord & Sønner"));
    assert_eq!(read_answer(&update, &json!({"id": 170_002})).err().unwrap().kind(), ErrorKind::Mismatch);
    let create = CreateInstructor::new(InstructorChanges::new());
    assert_eq!(read_answer(&create, &json!({})).err().unwrap().kind(), ErrorKind::Decode);
}

#[test]
fn checked_credentials_are_handed_on_without_the_link() {
    let call = CheckUserCredentials::new("nils", "pw").create_login_url();
    let checked = read(&call, "credentials_check");
    assert_eq!(checked.links().keys().collect::<Vec<_>>(), ["login_url"]);
    assert_eq!(checked.extra().into_keys().collect::<Vec<_>>(), ["successful", "user"]);
    assert!(!format!("{checked:?} {:?}", checked.extra()).contains("l0g1n"));
    let missing = failure("credentials_check_missing");
    assert_eq!(missing.kind, ErrorKind::Validation);
    let names: Vec<_> = missing.fields.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["username", "password"]);
    let wrong = failure("credentials_check_wrong");
    assert_eq!((wrong.kind, wrong.message.as_deref()), (ErrorKind::Refused, Some("Wrong username or password")));
    let refused = account().failure(&answer(200, r#"{"successful": false}"#)).unwrap();
    assert_eq!(refused.kind, ErrorKind::Refused);
}

#[test]
fn a_voucher_hides_its_code() {
    let call = ValidateVoucher::new("welcome");
    let voucher = read(&call, "vouchers_validate");
    assert_eq!((voucher.id.as_deref(), voucher.balance.as_deref()), (Some("53001"), Some("500.00")));
    assert_eq!((voucher.currency.as_deref(), voucher.is_expired), (Some("NOK"), Some(false)));
    assert_eq!((voucher.is_deleted, voucher.archived_at.is_none()), (Some(false), true));
    assert!(voucher.expires_at.is_some() && voucher.created_at.is_some() && extra(&voucher).is_empty());
    assert_eq!(voucher.code.as_ref().unwrap().expose_secret(), "WELCOME");
    assert!(!format!("{:?} {voucher:?} {call:?}", voucher.code).to_lowercase().contains("welcome"));
    for (body, kind) in [
        (json!({"successful": true, "voucher": {"code": "OTHER"}}), ErrorKind::Mismatch),
        (json!({"successful": true, "voucher": null}), ErrorKind::Decode),
    ] {
        assert_eq!(read_answer(&call, &body).err().unwrap().kind(), kind, "{body}");
    }
}

#[test]
fn a_campaign_says_how_it_lowers_the_price() {
    let campaigns: Vec<_> =
        read(&ListCampaigns::new(), "campaigns_list").items.into_iter().map(Result::unwrap).collect();
    let campaign = &campaigns[0];
    assert_eq!((campaign.id.as_deref(), campaign.campaign_code.as_deref()), (Some("54001"), Some("WELCOME")));
    assert_eq!(campaign.kind.as_deref().map(CampaignType::from), Some(CampaignType::Campaign));
    assert_eq!(campaign.discount_type.as_deref().map(DiscountType::from), Some(DiscountType::Percent));
    assert_eq!((campaign.discount_value.as_deref(), campaign.currency.as_deref()), (Some("10"), Some("NOK")));
    assert_eq!((campaign.active, campaign.running, campaign.uses_code), (Some(true), Some(true), Some(true)));
    assert_eq!((campaign.waiting, campaign.expired, campaign.is_archived), (Some(false), Some(false), Some(false)));
    assert_eq!(extra(campaign), ["courses", "customers", "tags"]);
    assert_eq!(campaigns[1].expired, Some(true));
}
