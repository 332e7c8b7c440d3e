//! Lists: persons page by page, their columns, and what persons refer to.

use super::{account, common::good, read};
use participants_core::{Endpoint, ErrorKind, Paged, serde_json::json};
use participants_wordbee::{ColumnType, ListLabels, ListPersonColumns, ListPersons, ListProfiles, ListProfilesV2};

#[test]
fn columns_come_with_what_can_be_done_with_them() {
    let columns = read(&ListPersonColumns, "columns");
    let ids: Vec<_> = columns.iter().map(|column| column.as_ref().unwrap().id.clone().unwrap()).collect();
    assert!(ids.starts_with(&["personId".into(), "firstName".into()]), "{ids:?}");
    assert!(columns[0].as_ref().unwrap().extra().contains_key("title"));

    let documented = json!({"cols": [{
        "id": "personid", "type": "Integer", "control": "Standard", "name": "Number", "desc": "The number",
        "fname": null, "nullable": false, "max": null, "isdata": true, "iscol": false, "canquery": true,
        "cansort": "true", "options": {"otype": "none"}
    }, {"id": "photo", "type": "Hologram"}, "text"]});
    let columns = ListPersonColumns.response(&account(), &good(documented)).unwrap();
    let column = columns[0].as_ref().unwrap();
    assert_eq!((column.id.as_deref(), &column.kind), (Some("personid"), &Some(ColumnType::Integer)));
    assert_eq!(
        (column.isdata, column.iscol, column.canquery, column.cansort),
        (Some(true), Some(false), Some(true), Some(true))
    );
    assert_eq!((column.name.as_deref(), column.fname.as_deref(), column.max), (Some("Number"), None, None));
    assert_eq!(column.extra().into_keys().collect::<Vec<_>>(), ["options"]);
    assert_eq!(columns[1].as_ref().unwrap().kind, Some(ColumnType::Other("Hologram".into())));
    assert!(columns[2].is_err());
}

#[test]
fn profiles_are_found_in_both_apis() {
    for (name, read) in [
        ("profiles_list", read(&ListProfiles, "profiles_list")),
        ("profiles_list_short", read(&ListProfiles, "profiles_list_short")),
        ("profiles_list_v2", read(&ListProfilesV2, "profiles_list_v2")),
        ("profiles_list_v2_rows", read(&ListProfilesV2, "profiles_list_v2_rows")),
    ] {
        let trainee = read.iter().find(|profile| profile.id() == Some(8)).expect(name);
        assert_eq!((read.len(), trainee.name().as_deref()), (4, Some("Trainee")), "{name}");
    }
    assert!(ListProfilesV2.response(&account(), &good("")).unwrap().is_empty());
}

#[test]
fn labels_are_read_with_their_options() {
    let labels = read(&ListLabels, "labels_list");
    let label = labels[0].as_ref().unwrap();
    assert_eq!((labels.len(), label.label_id, label.options.is_empty()), (3, Some(501), false));
    assert!(label.extra().is_empty(), "{:?}", label.extra());
}

#[test]
fn a_page_of_persons_leads_to_the_next() {
    let list = ListPersons::new().take(2).skip(1);
    let page = read(&list, "list");
    assert_eq!((page.items.len(), page.total), (2, Some(4)));
    let next = list.following(&page).unwrap();
    assert_eq!(next, ListPersons::new().take(2).skip(3));
    let last = next.response(&account(), &good(json!({"total": 4, "rows": [{"personId": 4004}]}))).unwrap();
    assert_eq!(next.following(&last), None);
    assert_eq!(list.following(&read(&list, "list_empty")), None);
    assert_eq!(read(&list, "list_queried").items[0].as_ref().unwrap().phone.as_deref(), Some("030 23125-070"));
    for invalid in ["{}", "[]", "", "{\"total\":4}"] {
        assert_eq!(list.response(&account(), &good(invalid)).unwrap_err().kind(), ErrorKind::Decode, "{invalid}");
    }
    for blank in [ListPersons::new().fields(["email", " "]), ListPersons::new().sort("", true)] {
        assert!(blank.request(&account()).is_err());
    }
}
