//! What the FrontCore pages leave open, as settings, each with the reason for its default.

use crate::settings::Setting;

pub(super) const TABLE: &[Setting] = &[
    // ---- failures ----
    // The HTTP status of every failure. No page names one; the one thing seen is that clients look for `error` even in
    // a 200, so that is the default. `by_kind` is 401 for the key, 404 for an unknown id or path, 400 for the rest.
    Setting::words("error_status", &["200", "400", "by_kind"]),
    // Both wordings are documented, the first on most pages.
    Setting::words("wrong_key_text", &["Wrong API Key", "Invalid API key"]),
    // What stands between several names in "Field(s) not valid: …". Only the text with the colon is documented.
    Setting::words("field_separator", &[", ", ",", "; "]),
    // The answer to a sixth call in a second: cut off on every page; one client project takes it to be a 429.
    Setting::words("over_limit_status", &["429", "403", "503", "200"]),
    // Which calls count: the pages say "requests", one client says GET requests.
    Setting::words("limit_counts", &["all", "get"]),
    // ---- lists ----
    // No order is documented. `since_id` suggests ascending, the one sample with several rows descends.
    Setting::words("list_order", &["ascending", "descending"]),
    // Lists are bare arrays; `items` wraps them all as `GET /coursedates` does.
    Setting::words("list_envelope", &["bare", "items"]),
    // A `limit` over 250 (or 0): not said. Clamping is what most servers do.
    Setting::words("limit_excess", &["clamped", "refused"]),
    // Whether `_min` and `_max` admit the very moment named. Not said.
    Setting::words("filter_bounds", &["inclusive", "exclusive"]),
    // The zone of the moments in filters, which carry none. Norwegian time is the likely reading.
    Setting::words("filter_zone", &["norwegian", "utc"]),
    // What the participant list leaves out. Nothing is said, so nothing is left out.
    Setting::words("list_hides", &["nothing", "archived", "archived_and_deregistered"]),
    // Whether a user search takes the text as the whole value or as a part of it. Not said. Case never matters.
    Setting::words("search_match", &["exact", "contains"]),
    // ---- reading ----
    // How an empty `custom_properties` reads: `null` is seen; a PHP server may well send `[]`.
    Setting::words("empty_properties", &["null", "array", "object"]),
    // Whether `user.customer` is there: not in the official sample, sometimes with a title in one client's code.
    // `whole` adds the id, which would spare a client the search for it.
    Setting::words("user_customer", &["absent", "title", "whole"]),
    // The code of "not paid": only 1 (paid) is known.
    Setting::words("unpaid_code", &["2", "0"]),
    // `GET /orders/:id` is an array of one in the sample, though the path names one order.
    Setting::words("order_answer", &["array", "object"]),
    // ---- writing ----
    // The answer of the participant update: the whole record on the later page, nothing on the one of 2024.
    Setting::words("put_answer", &["whole", "empty"]),
    // The answer of the employee update is on no page; like the participant's, or small like a course's.
    Setting::words("employee_answer", &["whole", "id", "empty"]),
    // Whether an employee update keeps the optional members it leaves out, as the course page says of courses, or
    // gives them their documented defaults (`gender` null, `nationality` NO) and empties the others.
    Setting::words("employee_update", &["partial", "replace"]),
    // Whether sent custom properties join the stored ones or take their place. Not said.
    Setting::words("custom_properties", &["merge", "replace"]),
    // The text `false` for a boolean: documented as a value, but a PHP server that casts it reads true. The harder
    // reading is the default.
    Setting::words("form_false", &["true", "false"]),
    // Members that no page lists. Not said.
    Setting::words("unknown_fields", &["ignored", "refused"]),
    // Status codes 5, 6 and payment codes that no readable page lists. Refused, so that no guess passes for a fact.
    Setting::words("undocumented_codes", &["refused", "accepted"]),
    // Whether `no_show` can be set: it is not among the members of the update.
    Setting::flag("no_show_writable", false),
    // ---- creating ----
    // The HTTP status of a booking that was made. Not said.
    Setting::words("booking_status", &["200", "201"]),
    // The code of a booking refused for want of seats is not documented; these two are invented.
    Setting::words("no_seats_code", &["no_free_seats", "course_date_full"]),
    // The answer of a new customer is on no page; small like a new course's, or the record.
    Setting::words("customer_created", &["id", "whole"]),
];
