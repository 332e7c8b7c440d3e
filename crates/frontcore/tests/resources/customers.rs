//! Customers, their people and their contacts.

use super::{extra, first, read};
use participants_core::{Endpoint, Paged};
use participants_frontcore::{
    CreateCustomer, EmployeeChanges, GetCustomer, ListContacts, ListCustomers, NewCustomer, SearchUsers, UpdateEmployee,
};

#[test]
fn customers_come_with_their_people_where_these_were_asked_for() {
    let list = ListCustomers::new().with_employees().limit(2);
    let page = read(&list, "customers_list");
    assert_eq!((page.items.len(), page.next), (2, Some(2)));
    let customer = first(page.items);
    assert_eq!((customer.id.as_deref(), customer.title.as_deref()), (Some("310001"), Some("Y")));
    assert_eq!(ListCustomers::key(&customer).as_deref(), Some("310001"));
    let liv = &customer.employees[0];
    assert_eq!((liv.id.as_deref(), liv.lastname.as_deref()), (Some("640001"), Some("D'Hôtel")));
    let alone = read(&GetCustomer::by_id("310001"), "customers_get");
    assert!(alone.employees.is_empty());
}

#[test]
fn a_customer_is_read_whole() {
    let customer = read(&GetCustomer::by_id("310001"), "customers_get");
    assert_eq!((customer.kind.as_deref(), customer.status.as_deref()), (Some("Company"), Some("Active")));
    assert_eq!((customer.id_status.as_deref(), customer.duedate_days), (Some("1"), Some(14)));
    assert_eq!(customer.orgnr.as_deref(), Some("999000001"));
    assert_eq!(customer.email.as_deref(), Some("kurs.1@example.org"));
    assert_eq!(customer.webaddress.as_deref(), Some("https://kunde1.example.org/"));
    assert_eq!((customer.country.code.as_deref(), customer.country.id.as_deref()), (Some("FR"), Some("9292")));
    assert_eq!(customer.invoice_method.as_deref(), Some("electronic"));
    assert_eq!(customer.created_at.as_deref(), Some("2025-06-16T10:00:00+02:00"));
    assert!(customer.fax.is_none() && customer.visit_address.city.is_none() && customer.custom_properties.is_empty());
    assert_eq!(extra(&customer), ["seller"]);
}

#[test]
fn a_new_customer_may_name_its_number_in_either_way_or_not_at_all() {
    let create = CreateCustomer::new(NewCustomer::new().title("Fjord & Sønner AS"));
    let short = read(&create, "customers_create").unwrap();
    assert_eq!((short.customer_id.as_deref(), short.id.as_deref()), (Some("310003"), None));
    let whole = read(&create, "customers_create_whole").unwrap();
    assert_eq!((whole.customer_id.as_deref(), whole.id.as_deref()), (None, Some("310003")));
    assert_eq!(whole.extra()["title"], "Fjord & Sønner AS");
    for silent in ["", "null", "[]", "true"] {
        assert!(create.response(&super::account(), &super::answer(200, silent)).unwrap().is_none(), "{silent}");
    }
}

#[test]
fn contacts_belong_to_a_customer() {
    let contact = first(read(&ListContacts::new().limit(2), "contacts_list").items);
    assert_eq!((contact.id.as_deref(), contact.customer_id.as_deref()), (Some("510001"), Some("310001")));
    assert_eq!((contact.firstname.as_deref(), contact.phone.as_deref()), (Some("Þorgerður"), Some("+47 900 10 000")));
    assert_eq!(contact.position.as_deref(), Some("Opplæringsansvarlig"));
    assert!(contact.updated_at.is_none() && contact.created_at.is_some() && extra(&contact).is_empty());
}

#[test]
fn a_search_finds_persons_or_none() {
    let search = SearchUsers::new().email("x@example.org");
    let person = first(read(&search, "users_search"));
    assert_eq!(person.firstname.as_deref(), Some("Éléonore"));
    assert!(person.legaldepartment.is_none());
    assert_eq!(extra(&person), ["information_gathered_at"]);
    assert!(read(&search, "users_search_none").is_empty());
}

#[test]
fn a_changed_person_may_come_back_or_not() {
    let update = UpdateEmployee::new("310001", "640001", EmployeeChanges::new());
    let whole = read(&update, "employees_update").unwrap();
    assert_eq!(whole.email.as_deref(), Some("ase.odegard@example.org"));
    assert_eq!(EmployeeChanges::stored(&whole).named().len(), 4, "names, address and phone");
    assert!(read(&update, "employees_update_id").is_none());
    assert!(read(&update, "employees_update_empty").is_none());
}
