//! The records as a careful engineer writes them down who needs one provider: the members that the provider's crate
//! reads, with the types the samples have.

#![allow(dead_code)] // They are read, and that is what is measured.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(crate) struct FrontcoreCourse {
    created_at: Option<String>,
    id: Option<i64>,
    reference: Option<String>,
    title: Option<String>,
    updated_at: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreCoursedateLocation {
    address: Option<String>,
    address2: Option<String>,
    address3: Option<String>,
    city: Option<String>,
    country: Option<String>,
    country_code: Option<String>,
    county: Option<String>,
    custom_title: Option<String>,
    id: Option<i64>,
    #[serde(rename = "idCountry")]
    id_country: Option<i64>,
    #[serde(rename = "idPlace")]
    id_place: Option<i64>,
    is_archived: Option<String>,
    is_default: Option<bool>,
    is_virtual: Option<bool>,
    lat: Option<f64>,
    lng: Option<f64>,
    long_text: Option<String>,
    short_text: Option<String>,
    short_text_2: Option<String>,
    state: Option<String>,
    timezone: Option<String>,
    title: Option<String>,
    zipcode: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreCoursedate {
    deadline_at: Option<String>,
    end_at: Option<String>,
    event_url: Option<String>,
    id: Option<i64>,
    #[serde(rename = "idCourse")]
    id_course: Option<i64>,
    #[serde(rename = "idLocation")]
    id_location: Option<String>,
    #[serde(rename = "idStatus")]
    id_status: Option<i64>,
    #[serde(rename = "idTeachingLanguage")]
    id_teaching_language: Option<String>,
    internal_note: Option<String>,
    is_deleted: Option<bool>,
    is_virtual: Option<bool>,
    location: Option<FrontcoreCoursedateLocation>,
    place: Option<String>,
    start_at: Option<String>,
    teaching_language: Option<String>,
    time_end: Option<String>,
    time_start: Option<String>,
    timezone: Option<String>,
    week: Option<i64>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcorePaid {
    id: Option<i64>,
    title: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreStatus {
    id: Option<i64>,
    status_code: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreUserHomeAddress {
    address: Option<String>,
    address_2: Option<String>,
    address_3: Option<String>,
    city: Option<String>,
    zipcode: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreUserInvoiceAddress {
    address: Option<String>,
    address_2: Option<String>,
    address_3: Option<String>,
    city: Option<String>,
    invoice_phone: Option<String>,
    zipcode: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreUserWorkAddress {
    address: Option<String>,
    address_2: Option<String>,
    address_3: Option<String>,
    city: Option<String>,
    zipcode: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FrontcoreUser {
    company: Option<String>,
    company_employee_number: Option<String>,
    created_at: Option<String>,
    custom_properties: Option<BTreeMap<String, Option<String>>>,
    date_of_birth: Option<String>,
    department: Option<String>,
    email: Option<String>,
    external_id: Option<String>,
    firstname: Option<String>,
    home_address: Option<FrontcoreUserHomeAddress>,
    id: Option<i64>,
    invoice_address: Option<FrontcoreUserInvoiceAddress>,
    lastname: Option<String>,
    legaldepartment: Option<String>,
    orgnr: Option<String>,
    phone: Option<String>,
    position: Option<String>,
    updated_at: Option<String>,
    username: Option<String>,
    work_address: Option<FrontcoreUserWorkAddress>,
}

#[derive(Deserialize)]
pub(crate) struct Frontcore {
    archived_at: Option<String>,
    booker_email: Option<String>,
    booker_name: Option<String>,
    booker_phone: Option<String>,
    certificate_issued_at: Option<String>,
    completed: Option<bool>,
    course: Option<FrontcoreCourse>,
    coursedate: Option<FrontcoreCoursedate>,
    created_at: Option<String>,
    custom_properties: BTreeMap<String, Option<String>>,
    entry_source: Option<String>,
    id: Option<i64>,
    #[serde(rename = "idBooking")]
    id_booking: Option<i64>,
    #[serde(rename = "idOrder")]
    id_order: Option<i64>,
    #[serde(rename = "idPaid")]
    id_paid: Option<i64>,
    no_show: Option<bool>,
    paid: Option<FrontcorePaid>,
    passed: Option<bool>,
    status: Option<FrontcoreStatus>,
    status_updated_at: Option<String>,
    updated_at: Option<String>,
    user: Option<FrontcoreUser>,
}

#[derive(Deserialize)]
pub(crate) struct Dendreo {
    adresse: Option<String>,
    civilite: Option<String>,
    code_postal: Option<String>,
    commentaires: Option<String>,
    date_add: Option<String>,
    date_de_naissance: Option<String>,
    date_edit: Option<String>,
    departement_naissance: Option<String>,
    dokeos_user_id: Option<String>,
    email: Option<String>,
    extranet_autologin_url: Option<String>,
    extranet_code: Option<String>,
    extranet_url: Option<String>,
    fonction: Option<String>,
    formateur_lie_id: Option<String>,
    global_visible: Option<String>,
    ical_url: Option<String>,
    id_add: Option<String>,
    id_centre_de_formation: Option<String>,
    id_contact: Option<String>,
    id_edit: Option<String>,
    id_entreprise: Option<String>,
    id_externe: Option<String>,
    id_participant: Option<String>,
    infos_adf: Option<String>,
    langue_principale: Option<String>,
    lmsuniversel_user_id: Option<String>,
    message_extranet: Option<String>,
    moodle_user_id: Option<String>,
    newsletter_optin: Option<String>,
    niveau_diplome: Option<String>,
    nom: Option<String>,
    nom_naissance: Option<String>,
    num_forprev: Option<String>,
    numero_compte_client: Option<String>,
    numero_compte_client_auxiliaire: Option<String>,
    particulier: Option<String>,
    pays: Option<String>,
    pays_alpha2: Option<String>,
    pays_naissance: Option<String>,
    pays_naissance_alpha2: Option<String>,
    portable: Option<String>,
    post_it_commercial: Option<String>,
    prenom: Option<String>,
    responsable_id: Option<String>,
    responsable_type: Option<String>,
    riseup_user_id: Option<String>,
    statut_bpf: Option<String>,
    thinkific_user_id: Option<String>,
    tslearning_user_id: Option<String>,
    ville: Option<String>,
    ville_naissance: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AzavAddress {
    city: Option<String>,
    country: Option<String>,
    house_number: Option<String>,
    street: Option<String>,
    zip_code: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AzavContactInformation {
    r#type: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Azav {
    address: Option<AzavAddress>,
    contact_information: Vec<AzavContactInformation>,
    customer_number: Option<String>,
    email: Option<String>,
    first_name: Option<String>,
    gender: Option<String>,
    id: Option<String>,
    inserted_at: Option<String>,
    last_name: Option<String>,
    salutation: Option<String>,
    status: Option<String>,
    updated_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsReportEducationMainCourses {
    code: Option<String>,
    finished_at: Option<String>,
    level: Option<i64>,
    started_at: Option<String>,
    status: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsReport {
    certificates_received: Option<i64>,
    date_last_active: Option<String>,
    education_main_courses: Vec<GroupsReportEducationMainCourses>,
    education_status: Option<String>,
    education_time: Option<i64>,
    email: Option<String>,
    express_education_end_plan: Option<String>,
    express_education_progress: Option<String>,
    express_education_progress_percent: Option<String>,
    full_name: Option<String>,
    group: Option<String>,
    id: Option<String>,
    main_education_end_plan: Option<String>,
    main_education_progress: Option<String>,
    main_education_progress_percent: Option<String>,
    real_express_education_end: Option<String>,
    real_main_education_end: Option<String>,
    short_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsUpdatedCurrentGroup {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsUpdatedPreviousGroup {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsUpdated {
    current_email: Option<String>,
    current_full_name: Option<String>,
    current_group: Option<GroupsUpdatedCurrentGroup>,
    current_short_name: Option<String>,
    previous_email: Option<String>,
    previous_full_name: Option<String>,
    previous_group: Option<GroupsUpdatedPreviousGroup>,
    previous_short_name: Option<String>,
    user_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wordbee {
    comments: Option<String>,
    company_id: Option<i64>,
    email: Option<String>,
    first_name: Option<String>,
    is_active: Option<bool>,
    last_name: Option<String>,
    login: Option<String>,
    online_url: Option<String>,
    person_code: Option<String>,
    person_id: Option<i64>,
    phone: Option<String>,
    phone_mobile: Option<String>,
    role: Option<String>,
    title: Option<String>,
    user_profile_id: Option<i64>,
}
