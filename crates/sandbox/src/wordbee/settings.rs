//! What the Wordbee pages leave open, as settings, each with the reason for its default.

use crate::settings::Setting;

pub(super) const TABLE: &[Setting] = &[
    // ---- v1: session ----
    // Whether connect works, and if not, for which of the documented reasons (all answer 401).
    Setting::words("v1_gate", &["open", "ip_refused", "not_activated"]),
    // The token with `json=true`: a JSON string (inferred from a client), or the bare text of the page's sample.
    Setting::words("v1_token_form", &["quoted", "bare"]),
    // Connect without `json`. The default format is not said, so a client must always send the flag.
    Setting::words("v1_without_json", &["refused", "json"]),
    // After how many seconds a token expires; 0: only on a control call. No lifetime is published, so none is invented.
    Setting::number("v1_lifetime_seconds", 0, 86_400),
    // Whether that time counts from the last use or from connect. Not said.
    Setting::words("v1_lifetime_from", &["last_use", "connect"]),
    // How many tokens are valid at once, the oldest expiring first; 0: any number. Not said.
    Setting::number("v1_sessions", 0, 1000),
    // The form of error texts. The pages say a text message; a proxy may make a JSON string or XML of it.
    Setting::words("v1_error_text", &["plain", "quoted", "xml"]),
    // ---- v1: input and answers ----
    // Where `data` is read. The query is believed; a form body is the switch clients are asked to have.
    Setting::words("data_in", &["query_or_form", "query", "form"]),
    // What a filter may say. The pages show comparisons, `StartsWith` and `AND`; `wide` adds `OR`, `Contains` and
    // parentheses, which only the other API shows.
    Setting::words("v1_filter", &["documented", "wide"]),
    // What a create answers. Every copy of the page stops before it; an empty body is normal for writes.
    Setting::words("create_result", &["empty", "number", "quoted", "object"]),
    // A person or company that does not exist, or a person of another company ("404 presumably").
    Setting::words("unknown_object", &["404", "400"]),
    // No free licence, duplicate login, weak password, work still assigned, the Administrator: the status is not said.
    Setting::words("refusal", &["400", "409", "500"]),
    // Members that no page lists. Not said; most servers of this kind ignore them.
    Setting::words("unknown_members", &["ignored", "refused"]),
    // `null` in an ordinary member. Not said; refused, as the pages say not to send it.
    Setting::words("null_text", &["refused", "keeps", "clears"]),
    // `""` in an ordinary text. On projects it clears; for persons nothing is said.
    Setting::words("empty_text", &["clears", "keeps", "refused"]),
    // An empty or `null` label list. Not said.
    Setting::words("empty_labels", &["keeps", "clears", "refused"]),
    // `IsActive` left out of an update. The page says to send just what changes; its field note copies the default
    // of create.
    Setting::words("active_absent", &["keeps", "clears"]),
    // `Login` alone for someone who has one. Not said whether it renames.
    Setting::words("login_alone", &["renames", "refused"]),
    // Whether two people may share a login. Not said; refused, as logins identify people.
    Setting::words("duplicate_login", &["refused", "accepted"]),
    // The Administrator profile in an update. Its refusal is documented for new persons only.
    Setting::words("administrator_on_update", &["refused", "accepted"]),
    // The platform's password policy, an administrator's setting: eight characters with both cases and a digit, or none.
    Setting::words("password_policy", &["strict", "none"]),
    // Licences for enabled logins, beyond those in use at the start. How many a platform has is its contract's matter.
    Setting::number("spare_licences", 100, 10_000_000),
    // `UserProfileId` of a person without a login, in the read record. Not said.
    Setting::words("no_profile", &["null", "zero"]),
    // The names in a profile record: `UserProfileId` and `Name`, or `Id` and `Title`. On no page.
    Setting::words("profile_record", &["long", "short"]),
    // Under which names a company's debtor and creditor number are read. They have two spellings for writing (`…No` to
    // create, `…Number` to update) and stand in no read record.
    Setting::words("company_numbers", &["absent", "no", "number"]),
    // ---- v2: session and lists ----
    // The status for an expired token: 400 is the documented default of all errors; a client in use meets a 401.
    Setting::words("v2_dead_token", &["400", "401", "403"]),
    // Whether that answer has the documented body. The client that meets a 401 reads none.
    Setting::words("v2_dead_token_body", &["documented", "empty"]),
    // The names in a profile record: `id` and `name`, or `userProfileId` and `title`. On no page.
    Setting::words("v2_profile_record", &["short", "long"]),
    // The profiles as a bare array, or as `rows` with a `total` like the lists of persons. Not said.
    Setting::words("v2_profile_list", &["array", "rows"]),
    // Calls per hour; the documented message names 1000.
    Setting::number("v2_calls_per_hour", 1000, 1_000_000),
    // Which columns a plain list has. Four are known from a client; the rest are this emulator's guess.
    // `minimal`: four in the list, all in the full list. `full`: all in both. `four_only`: four in both.
    Setting::words("columns", &["minimal", "full", "four_only"]),
    // The member with the rows; a client also accepts `items`.
    Setting::words("list_member", &["rows", "items"]),
    // What `list/fields` answers: columns as objects with `id` and `title`, or their bare names. On no page.
    Setting::words("fields_record", &["object", "name"]),
    // The case of column names; a client's reader ignores it.
    Setting::words("column_case", &["camel", "pascal", "lower"]),
    // The order without `sort`. Not said.
    Setting::words("list_order", &["by_id", "by_name", "newest_first"]),
    // Whether text comparison ignores case. Not said.
    Setting::words("text_match", &["ignores_case", "exact"]),
    // A `take` over the documented maximum of 500.
    Setting::words("take_over_maximum", &["refused", "clamped"]),
    // ---- v2: bulk writes, as a whole ----
    // How many polls find a bulk write still running; 0: finished at once.
    Setting::number("bulk_polls", 1, 100),
    // The least seconds between polls of one operation: the page asks for 5 and warns; the 429 is this emulator's.
    Setting::number("poll_seconds", 5, 3600),
    // `requestid` at the end. The prose says 0; the sample of a failure still has the number, which `as_shown` keeps.
    Setting::words("bulk_requestid", &["as_shown", "zero", "kept"]),
    // The member with the outcome of a bulk write; the page says `results` "and/or" `custom`, a client reads the third.
    Setting::words("bulk_results", &["results", "custom", "both", "result_items"]),
    // What a row of the outcome has. Only `data` is documented; ids, states and messages are this emulator's guess.
    Setting::words("bulk_row", &["full", "id_and_data", "data_only"]),
    // Whether a bad row fails alone or the whole write, of which then nothing is carried out. Not said.
    Setting::words("bulk_failure", &["row", "write"]),
    // ---- v2: bulk writes, row by row ----
    // `null` in a text, which the types allow without saying what it does.
    Setting::words("v2_null", &["keeps", "clears"]),
    // `Skip` as an action: in the early draft alone.
    Setting::words("skip_action", &["accepted", "refused"]),
    // Several people under the login, address or custom field that is to name one. Not said.
    Setting::words("ambiguous_person", &["failed", "first"]),
    // A person of another company than `cid`: refused, or not seen (so that `ChangeOrCreate` creates). Not said.
    Setting::words("other_company", &["failed", "not_found"]),
    // Deleting a person with assigned work. The switch of v1 has no counterpart here.
    Setting::words("bulk_delete_assigned", &["done", "failed"]),
    // The key of a custom field's title: `t` by the page of the update request; the general record spells it `title`.
    Setting::words("custom_field_title", &["t", "either"]),
    // The custom field named by `cfid`: looked at before id, login and address, or alone. Not said.
    Setting::words("cfid_match", &["first", "alone"]),
];
