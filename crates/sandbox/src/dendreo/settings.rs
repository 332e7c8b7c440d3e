//! What no source says about Dendreo, as settings, each with the reason for its default.

use crate::settings::Setting;

pub(super) const TABLE: &[Setting] = &[
    // ---- answers ----
    // A list asked for by filter with one match: two clients in production met the lone object, another answer on
    // record is a list of one.
    Setting::words("lone_match", &["object", "list"]),
    // The same for enrolments: the one answer on record is a list of one.
    Setting::words("lone_enrolment", &["list", "object"]),
    // A single read by id: all clients decode an object, two accept a list of one as well.
    Setting::words("single_read", &["object", "list"]),
    // A list without a match: an empty list, or no body at all, which an older client works around.
    Setting::words("no_match", &["list", "empty"]),
    // A read of an unknown id. Not documented; that older client meets an empty body.
    Setting::words("unknown_record", &["empty", "404", "422", "list"]),
    // The enrolments of an unknown training action: a 4xx with `errors`, its status not recorded.
    Setting::words("unknown_parent", &["404", "422", "400"]),
    // The status of a create: the reference says 200 or 201.
    Setting::words("created_status", &["201", "200"]),
    // What a create or an update answers: the stored object; clients must also stand an empty body.
    Setting::words("write_answer", &["object", "empty"]),
    // What a delete answers with its 200: not specified.
    Setting::words("delete_answer", &["empty", "object", "list", "text"]),
    // The bodies of 401 and 429: not documented.
    Setting::words("unauthorized_body", &["empty", "message", "failure", "html"]),
    Setting::words("over_limit_body", &["empty", "message", "text"]),
    // The body of the 404 for an entry point that does not exist: seen once, as text or JSON.
    Setting::words("unknown_entry_body", &["text", "message"]),
    // How a refusal names a member, after a sentence: documented is `(raison_sociale est vide)`; `(nom)` alone was
    // inferred. `errors` is a list of texts; real answers have one text, too.
    Setting::words("refusals", &["sentence", "named", "one_text"]),
    // The order of lists: not documented.
    Setting::words("list_order", &["id_ascending", "id_descending"]),
    // The most records a list has; 0: all. No cap is documented or was seen.
    Setting::number("list_cap", 0, 1_000_000),
    // Whether `date_add` and `date_edit` come unasked: the reference is said to hide them, real answers have them.
    Setting::words("dates", &["shown", "hidden"]),
    // A participant without a company: `0` or an empty text, both presumed.
    Setting::words("empty_reference", &["0", "empty"]),
    // Whether an enrolment has its participant by default: a recorded answer has it; the request for it is not known.
    Setting::words("enrolment_participant", &["always", "included"]),
    // `date_debut` and `date_fin` of a training action: a day, or a moment as other dates of business records are.
    Setting::words("action_dates", &["day", "moment"]),
    // Whether there is `taches.php`: documented, but one account had none.
    Setting::words("tasks", &["present", "absent"]),
    // ---- reading ----
    // Which lists of training actions show about the last year only: said of all without a date filter.
    Setting::words("action_window", &["lists", "unfiltered_lists", "none"]),
    // Whether several filters must all match. Not documented.
    Setting::words("filters", &["all", "any"]),
    // Whether `email` is compared as written. Not documented; most databases of this kind ignore case.
    Setting::words("email_match", &["any_case", "exact"]),
    // Whether `created_after` and its like include the day named. Not documented.
    Setting::words("date_bounds", &["inclusive", "exclusive"]),
    // ---- writing ----
    // What a create needs: the last name in all sources, more in some.
    Setting::words("required", &["nom", "nom_prenom", "nom_prenom_email", "nom_prenom_entreprise"]),
    // The same elsewhere: what clients say is required, besides a company's name, which the reference requires.
    Setting::words("required_elsewhere", &["as_said", "nothing"]),
    // Forms as `multipart/form-data`: the reference says form data, no client sends this kind.
    Setting::words("multipart", &["read", "refused"]),
    // Where a write's id is read. Clients send it in either place; the two are believed to be merged.
    Setting::words("id_read_from", &["anywhere", "query", "body"]),
    // A POST whose id is unknown or not read. A second record is inferred; `refuses` answers 422.
    Setting::words("misread_id", &["creates", "refuses"]),
    // Whether an update keeps what it does not name. Believed; one old text said otherwise.
    Setting::words("update", &["partial", "whole"]),
    // What PUT does: the reference lists the verb, the one use seen, on a training action, had its fields in the query.
    Setting::words("put", &["query_and_body", "query", "refused"]),
    // What an empty text and what a JSON null does to a field. Neither is documented.
    Setting::words("empty_text", &["clears", "keeps"]),
    Setting::words("null", &["keeps", "clears", "refused"]),
    // Checks that no source describes.
    Setting::words("email_check", &["at_sign", "none"]),
    Setting::words("duplicate_email", &["accepted", "refused"]),
    Setting::words("bad_date", &["refused", "zeroed"]),
    // A participant's company that does not exist, and any other reference to nothing.
    Setting::words("unknown_company", &["accepted", "refused"]),
    Setting::words("unknown_reference", &["refused", "accepted"]),
    // A contact whose company is given by a name that no company has.
    Setting::words("company_by_name", &["found_or_made", "found_only"]),
    // Enrolling a participant a second time in the same training action.
    Setting::words("duplicate_enrolment", &["accepted", "refused"]),
    // What editing an enrolment needs: the one client in production that does it calls the participant's id mandatory.
    Setting::words("enrolment_edit_needs", &["id_participant", "nothing"]),
    // An unknown name in a write: presumed ignored.
    Setting::words("unknown_field", &["ignored", "refused"]),
    // Deleting one who is enrolled: if it is refused, 422 is presumed.
    Setting::words("delete_enrolled", &["accepted", "refused"]),
    // Deleting any other record that others point at.
    Setting::words("delete_in_use", &["accepted", "refused"]),
    // What a deleted enrolment is: those removed stay listed, with a status other than `1` that no source gives.
    Setting::words("removed_enrolment", &["0", "2", "gone"]),
    // Deleting an unknown id. Not documented.
    Setting::words("unknown_delete", &["422", "404", "200"]),
];
