//! What the FrontCore pages leave open, as settings, each with the reason for its default.

use super::booking::provoked;
use crate::settings::Setting;

pub(super) const TABLE: &[Setting] = &[
    // ---- failures ----
    // The HTTP status of every failure. No page names one; the one thing seen is that clients look for `error` even in
    // a 200, so that is the default. `by_kind` is 401 for the key, 404 for an unknown id or path, 400 for the rest.
    Setting::words("error_status", &["200", "400", "by_kind"]),
    // Both wordings are documented, the first on most pages, the second on those about administration.
    Setting::words("wrong_key_text", &["Wrong API Key", "Invalid API key", "by_page"]),
    // What stands between several names in "Field(s) not valid: …". Only the text with the colon is documented.
    Setting::words("field_separator", &[", ", ",", "; "]),
    // Which of the two documented texts comes before the names: a page of the newer edition says the second.
    Setting::words("fields_text", &["Field(s) not valid: ", "Missing field(s): "]),
    // The answer for an unknown record: words of the emulator's own, or the documented code, as a text or as a booking's
    // failures are written.
    Setting::words("unknown_record", &["text", "code", "failures"]),
    // Whether the key may deregister bookings and look at vouchers: the pages name the code `unauthorized`, not when it
    // comes.
    Setting::words("code_access", &["granted", "unauthorized"]),
    // The answer to a user name with a wrong password is on no page.
    Setting::words("wrong_credentials", &["text", "unsuccessful"]),
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
    // Whether courses that are not active are in the course list. Not said, so nothing is left out.
    Setting::words("inactive_courses", &["listed", "hidden"]),
    // Whether exported orders are in the order list while `exported` is not asked for. The page gives the parameter and
    // its default (false), not what it does; asked for, only exported ones are listed.
    Setting::words("exported_orders", &["listed", "on_request"]),
    // Days from the emulator's clock to what `now` means in filters of course dates and to the first of the next dates.
    Setting::number("days_later", 0, 10_000),
    // Whether a user search takes the text as the whole value or as a part of it. Not said. Case never matters.
    Setting::words("search_match", &["exact", "contains"]),
    // ---- reading ----
    // How an empty `custom_properties` reads: `null` is seen; a PHP server may well send `[]`.
    Setting::words("empty_properties", &["null", "array", "object"]),
    // Whether `user.customer` is there: not in the official sample, sometimes with a title in one client's code.
    // `whole` adds the id, so that a client need not search for it.
    Setting::words("user_customer", &["absent", "title", "whole"]),
    // What `include[]=attendance` adds: its shape is shown nowhere. Nothing is in it.
    Setting::words("attendance", &["list", "object", "null"]),
    // The location of a course date in its own calls: null in the official samples, an object at one client.
    Setting::words("date_location", &["object", "null"]),
    // Whether a course date shows its course, place and location unasked. One client asks for all three.
    Setting::words("date_parts", &["always", "on_request"]),
    // The language of the titles of durations and countries: copies of one page show both.
    Setting::words("titles", &["english", "norwegian"]),
    // What `GET /countries` answers: a page of that name exists, what is on it is not known. A list of what customers
    // carry, or no such call.
    Setting::words("countries", &["list", "not_found"]),
    // The members that hold a diploma's download links stand in a part of the page that could not be read.
    Setting::words("diploma_links", &["download_links", "url", "documents"]),
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
    // The same question for the update of a course date; what is not among its members stays in any case.
    Setting::words("date_update", &["partial", "replace"]),
    // The members of that update: those listed, or all that a new date takes (gatherings among them), as the page may
    // go on past what is stored.
    Setting::words("date_update_members", &["listed", "as_created"]),
    // What `place_by_search` does when no place is found: not said. Left out, the place holds its additional
    // information only, which is seen in a sample.
    Setting::words("place_search_miss", &["left_out", "refused"]),
    // Whether the code of a language that the account does not know is taken. Not said; no source shows one refused.
    Setting::words("unknown_languages", &["accepted", "refused"]),
    // Whether courses take custom properties, as course dates do. Not said.
    Setting::flag("course_properties_writable", false),
    // Whether sent custom properties join the stored ones or take their place. Not said.
    Setting::words("custom_properties", &["merge", "replace"]),
    // The text `false` for a boolean: documented as a value, but a PHP server that casts it reads true. The harder
    // reading is the default.
    Setting::words("form_false", &["true", "false"]),
    // Members that no page lists. Not said.
    Setting::words("unknown_fields", &["ignored", "refused"]),
    // Status codes 5, 6 and payment codes that no readable page lists. Refused, as their meaning is not known.
    Setting::words("undocumented_codes", &["refused", "accepted"]),
    // Whether `no_show` can be set: it is not among the members of the update.
    Setting::flag("no_show_writable", false),
    // ---- creating ----
    // The HTTP status of a booking that was made. Not said.
    Setting::words("booking_status", &["200", "201"]),
    // The code of a booking refused for want of seats is not documented; these two are invented.
    Setting::words("no_seats_code", &["no_free_seats", "course_date_full"]),
    // What a booking is refused with although it is right; see the page of this module.
    Setting::words("booking_error", provoked::CODES),
    // What was made by a booking whose error leaves that open: everything, the order without participants, nothing.
    // Not known; everything is the case that a client must not overlook.
    Setting::words("unsure_booking", &["everything", "order", "nothing"]),
    // A booking with payment by card: its answer is on no page. Refused, or answered as one with an invoice.
    Setting::words("card_booking", &["refused", "as_invoice"]),
    // The HTTP status of a new customer, course, course date or admin user. Not said.
    Setting::words("created_status", &["200", "201"]),
    // The status of a new course date that names none (1 is "to be defined"). No default is documented.
    Setting::words("new_date_status", &["1", "2"]),
    // Whether a new course gets a product. Not said; without one it cannot be booked.
    Setting::flag("course_makes_product", true),
    // The answer of a new customer is on no page; small like a new course's, or the record.
    Setting::words("customer_created", &["id", "whole"]),
];
