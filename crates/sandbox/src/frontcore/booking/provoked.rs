//! The codes of a refused booking that nothing in the emulated account can cause, and the ones after which it is not
//! known what was made: a setting or a special value causes them.
//!
//! The codes are those that a public client took from the documentation: <https://github.com/monscorps/kkurs.no>.

use crate::settings::Settings;
use serde_json::{Map, Value};

/// What `invoice_reference` must begin with to name a code.
const SPECIAL: &str = "sandbox:";

/// After these the booking may be half made.
const UNSURE: [&str; 4] = [
    "internal_course_order_not_resolvable",
    "internal_course_orderline_not_resolvable",
    "booking_could_not_be_created",
    "order_could_not_be_created",
];

/// All codes, as the words of the setting; no code is the default.
pub(in crate::frontcore) const CODES: &[&str] = &[
    "none",
    "course_identifier_invalid",
    "course_date_identifier_invalid",
    "course_date_cancelled",
    "participant_name_invalid_empty",
    "participant_email_invalid_empty",
    "participant_count_invalid",
    "campaign_code_invalid",
    "campaign_code_expired",
    "voucher_code_invalid",
    "voucher_code_expired",
    "default_course_product_missing",
    "participant_products_empty",
    "participant_products_invalid",
    "participant_does_not_have_a_course_product",
    "participant_have_multiple_course_products",
    "participant_product_price_invalid",
    "currency_missing",
    "exchange_rate_does_not_exist",
    "school_account_invalid",
    UNSURE[0],
    UNSURE[1],
    UNSURE[2],
    UNSURE[3],
];

/// The code that a booking without any fault is refused with all the same: by its `invoice_reference`, else by the
/// setting.
pub(super) fn code(settings: &Settings, members: &Map<String, Value>) -> Option<&'static str> {
    let special = members.get("invoice_reference").and_then(Value::as_str).and_then(|text| text.strip_prefix(SPECIAL));
    let wanted = special.unwrap_or_else(|| settings.word("booking_error"));
    CODES.iter().skip(1).find(|code| **code == wanted).copied()
}

/// Whether a code leaves open what was made.
pub(super) fn is_unsure(code: &str) -> bool {
    UNSURE.contains(&code)
}
