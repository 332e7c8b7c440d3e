//! What the pages about Kaspersky ASAP's Open API leave open, as settings, each with the reason for its default.

use crate::settings::Setting;

pub(super) const TABLE: &[Setting] = &[
    // ---- failures ----
    // Where the label of a failure stands in the body: shown nowhere. Labels that look like machine words suggest a
    // member `code`. `message` has the status beside it, `text` is the bare label, `empty` leaves the status alone.
    Setting::words("error_body", &["code", "message", "error", "nested", "text", "empty"]),
    // The labels of PATCH look like titles; whether they are sent so is not known.
    Setting::words("patch_labels", &["printed", "slugs"]),
    // A taken address on PATCH: 400 on the one complete page, 409 like on POST elsewhere.
    Setting::words("patch_email_taken", &["400", "409"]),
    // The method that the token has no right to; rights are ticked one by one when a token is made.
    Setting::words("forbidden", &["none", "users_info", "groups", "users", "report", "user"]),
    // The method that answers 500 `internal-server-error`. Documented for `groups` and `user`; what causes it is not.
    Setting::words("server_error", &["none", "users_info", "groups", "users", "report", "user"]),
    // Ten calls in a second for each method: the figure of the newer edition. The edition of 2024 has none.
    Setting::words("rate_limit", &["ten_per_method", "none"]),
    // ---- input ----
    // Where capitals in an address are refused: documented for the three POSTs by the edition of 2024 only, nothing
    // is said of PATCH. Refused everywhere, as lower case is always right. Otherwise the address is lowered.
    Setting::words("capitals_refused", &["everywhere", "posts", "nowhere"]),
    // Which members a creation needs. Not said; all stand in the sample and none is called optional.
    Setting::words("create_needs", &["everything", "no_short_name"]),
    // What `null` does in a PATCH. Not said; neither a name nor an address can be missing, so it is refused. `clears`
    // makes a name empty, and is refused still for address and group.
    Setting::words("patch_nulls", &["refused", "ignored", "clears"]),
    // ---- portal link ----
    // Whether archived and deleted users have a link. Not said; a missing user is documented as a 404.
    Setting::words("link_of_gone", &["user_not_found", "link"]),
    // ---- moves ----
    // How many calls about a user are answered "plan is being calculated" after a move to another group, and after
    // the creation in a group whose training has started. None: no page says how long it takes.
    Setting::number("busy_after_move", 0, 1000),
    Setting::number("busy_after_create", 0, 1000),
    // The answer of PATCH: the text promises an array, the sample is one object.
    Setting::words("patch_answer", &["object", "array"]),
    // A PATCH without `groupId`: whether it is allowed, and then answers the group as well. Not said.
    Setting::words("patch_without_group", &["with_groups", "without_groups", "refused"]),
    // A move into the user's own group. Not said.
    Setting::words("same_group", &["accepted", "refused"]),
    // Which states forbid a change: 409 is documented, the states are not.
    Setting::words("blocked_states", &["gone", "gone_or_completed", "gone_completed_or_paused"]),
    // Which groups cannot be joined: 409 `cannot-join-group` is documented, its reason is not.
    Setting::words("closed_groups", &["none", "not_started"]),
    // ---- company ----
    // Licence slots. They are used by users whose training is in progress; so many that a shortage must be asked for.
    Setting::number("licences", 1_000_000, 10_000_000),
    // Whether the licence is active: documented as the reason for a 402 on PATCH.
    Setting::flag("licence_active", true),
    // Whether the company has groups. Without any, listing them is documented as a 404.
    Setting::words("groups", &["some", "none"]),
    // ---- report ----
    // The status of success where none is stated: the report and the portal link, which are read by POST.
    Setting::words("read_status", &["200", "201"]),
    // A language outside the table, which has 27 of the 33 that are offered now: answered in English, or refused.
    Setting::words("report_other_language", &["english", "refused"]),
    // The status of an express course: the newest page has 1 where its test is passed or a skill is noted, else 0; its
    // sub-page has 2 for one that was begun.
    Setting::words("report_express_status", &["passed_or_not", "three_states"]),
    // A filter without any address: all users, as without a filter, none, or an invalid request. Not said.
    Setting::words("report_no_address", &["everyone", "none", "refused"]),
    // An address that no user has: left out, or a 404. Not said, as the failures of this method could not be read.
    Setting::words("report_unknown_address", &["left_out", "user_not_found"]),
    // How many addresses a filter may have; 0 means any number. Not said.
    Setting::number("report_most_addresses", 0, 100_000),
    // The answer: the text says an array, the sample is one object (`lone_object`: for a single user), and a wrapper
    // like that of the groups cannot be excluded.
    Setting::words("report_answer", &["array", "lone_object", "wrapped"]),
    // Users on a page. Not said.
    Setting::number("report_page_size", 100, 100_000),
    // Whether `page` is honoured. Only the newer edition of the help knows it.
    Setting::words("report_page", &["honoured", "ignored"]),
    // The number of the first page. The sample sends 1, which need not be the first.
    Setting::words("report_first_page", &["1", "0"]),
    // A call without `page`: everything, as in the edition that does not know it.
    Setting::words("report_without_page", &["everything", "first_page"]),
    // What a page past the end answers. Not said.
    Setting::words("report_past_end", &["empty", "repeats_last"]),
    // The users that the report leaves out. Nothing is said, so none.
    Setting::words("report_hides", &["none", "deleted", "archived_and_deleted"]),
    // Whether the form of dates follows `lng`. The pages of the newer edition say so.
    Setting::words("report_dates", &["by_language", "iso"]),
    // Percentages are text in the sample, education time is a number; one list of fields says text.
    Setting::words("report_percent", &["text", "number"]),
    Setting::words("report_education_time", &["number", "text"]),
    // Which member is empty for a letter of a campaign. That some member is, is said; which could not be read.
    Setting::words("report_campaign", &["course_and_level", "letter", "none"]),
    // The level of a course in an attack: a number in the sample, text in the sketch of the format.
    Setting::words("report_attack_level", &["number", "text"]),
];
