//! What the AZAV PILOT pages leave open, as settings, each with the reason for its default.

use crate::settings::Setting;

pub(super) const TABLE: &[Setting] = &[
    // Which spelling is read and written. The default branch's schema is camelCase; `development` differs in
    // `date_of_birth` and has neither address nor contacts; every sample is snake_case.
    Setting::words("spelling", &["camel", "development", "snake"]),
    // Whether a PUT keeps what its body leaves out. Not said; the framework's convention merges.
    Setting::words("writes", &["merge", "replace"]),
    // Whether a replacing PUT also clears members that no page lists. On, as the harder case for a client.
    Setting::flag("replace_unlisted", true),
    // Whether a PUT needs the envelope. Its page shows no body at all; the framework's convention is that of the create.
    // `optional` also takes a bare record.
    Setting::words("update_envelope", &["required", "optional"]),
    // Whether a sent address is the whole new address. Not said; `replace` as the harder case.
    Setting::words("address_writes", &["replace", "merge"]),
    // Whether the contact entries sent are all there are afterwards. Not said; `append` adds those that are new.
    Setting::words("contact_writes", &["replace", "append"]),
    // What `null` does: clears, is refused everywhere (the schema as first published), or clears only the members
    // that the newer pages no longer show as plain strings.
    Setting::words("nulls", &["clears", "refused", "newer_pages"]),
    // Whether a sent `""` is stored or clears. Not said; what was sent is what is stored.
    Setting::words("empty_text", &["stored", "clears"]),
    // How an empty member is answered. No page shows a `null`, so it is left out.
    Setting::words("unset", &["absent", "null"]),
    // The body of a 422 for invalid members: the specification library's, the changeset's, or the error view's.
    // The pages are made by that library, hence A.
    Setting::words("failure_shape", &["A", "B", "C"]),
    // The member of shape A that holds the text; `message` is the library's older renderer.
    Setting::words("failure_text", &["detail", "message"]),
    // A body without `participant`: 400 where no validator runs, 422 where one does.
    Setting::words("missing_envelope", &["400", "422"]),
    // A well-formed id that no participant has.
    Setting::words("unknown_id", &["404", "400"]),
    // An id that is not of the documented form (a failed cast in the framework).
    Setting::words("malformed_id", &["400", "404"]),
    // The id of a deleted participant. Not said; 404 as for one that never was.
    Setting::words("deleted_id", &["404", "410"]),
    // A missing or wrong token. Written by the application, so even the body is not known.
    Setting::words("unauthorized", &["401", "403"]),
    Setting::words("unauthorized_body", &["C", "text", "empty"]),
    // The schema says integer, the samples and the path parameter UUID v4: believed is the latter.
    Setting::words("ids", &["uuid", "integer"]),
    // How much a create, update or delete answers: all members, or the id and two names of the samples.
    Setting::words("echo", &["full", "thin"]),
    // How much a list or show answers: all members, or again the id and two names of the samples.
    Setting::words("reads", &["full", "thin"]),
    // What stands beside `data`. No page shows anything there; a client must ignore it.
    Setting::words("beside_data", &["nothing", "meta"]),
    // Which programs there are: three, more of them so that every documented value and the least a program can hold
    // occur, or none.
    Setting::words("programs", &["three", "every_value", "none"]),
    // The success of a delete: the page gives 200 and a participant but calls it "no content".
    Setting::words("delete", &["200_body", "200_empty", "204"]),
    // Whether a delete removes the record or sets its status to `archived`. Not said.
    Setting::words("delete_effect", &["erases", "archives"]),
    // The order of the list. Not said; `shuffled` differs from call to call.
    Setting::words("list_order", &["oldest_first", "newest_first", "shuffled"]),
    // Timestamps: with `Z`, without an offset (as Elixir often writes them), or with a fraction.
    Setting::words("timestamps", &["zulu", "naive", "fraction"]),
    // What is checked in a request: its values as the schema has them, or only their JSON types. Whether the server
    // validates at all is not said.
    Setting::words("validation", &["schema", "types"]),
    // Whether the documented name pattern is enforced. Off: seeded people have names it refuses, and a client that
    // reads a record and writes it back whole could not change them at all.
    Setting::flag("name_pattern", false),
    // Whether a record must have an e-mail address: documented in both branches, absent from every sample.
    Setting::flag("email_required", true),
    // Whether two people may share an e-mail address. Nothing says that it is unique.
    Setting::words("duplicate_email", &["accepted", "refused"]),
    // Whether two people may share a customer number, or an internal one. Not said.
    Setting::words("duplicate_customer_number", &["accepted", "refused"]),
    // Who gives a new participant its customer number. Not said; by default who creates it.
    Setting::words("customer_number", &["client", "server"]),
    // The status of a participant created without one. Not said, so none.
    Setting::words("new_status", &["none", "lead", "active"]),
    // Whether a create names its record in a `Location` header, and whether every answer has an `x-request-id`. On no
    // page.
    Setting::flag("location", false),
    Setting::flag("request_id", false),
    // The largest body taken, in bytes; a larger one is a 413. No limit is on any page: 0 means none.
    Setting::number("largest_body", 0, 1_000_000_000),
    // Whether PATCH answers like PUT. Not documented, though the framework's resource routes do.
    Setting::flag("patch", false),
];
