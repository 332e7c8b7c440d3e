//! `/vouchers/validate/:code` and `/campaigns`: what lowers the price of a booking. The account has one of each that works
//! and one of each that has expired.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/vouchers/validate/:code/>,
//! <https://app.frontcore.com/api/docs/v2/campaigns/>.

use super::answers::{self, Refusal};
use super::lists::Selection;
use super::{Frontcore, dates};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

/// The one campaign or voucher code that works, and one that no longer does; the emulator's own.
pub(super) const GOOD_CODE: &str = "WELCOME";
pub(super) const EXPIRED_CODE: &str = "EXPIRED";

const CODES: [&str; 2] = [GOOD_CODE, EXPIRED_CODE];

impl Frontcore {
    pub(super) fn validate_voucher(&self, code: &str) -> Result<Reply, Refusal> {
        self.check_access()?;
        let place = CODES.iter().position(|known| known.eq_ignore_ascii_case(code));
        let place = place.ok_or_else(|| Refusal::code("resource_not_found", "Voucher not found"))?;
        let expired = CODES[place] == EXPIRED_CODE;
        let voucher = json!({
            // Text, as the page has it.
            "id": (53_001 + place).to_string(),
            "currency": "NOK",
            "code": CODES[place],
            "balance": if expired { "0.00" } else { "500.00" },
            "is_expired": expired,
            "is_deleted": false,
            "expires_at": dates::plain(dates::PEOPLE_BASE + if expired { 0 } else { 10 * 365 * 86_400 }),
            "archived_at": null,
            "created_at": dates::plain(dates::PEOPLE_BASE - 86_400),
        });
        Ok(answers::json(200, &json!({"successful": true, "voucher": voucher})))
    }

    pub(super) fn list_campaigns(&self, call: &Call) -> Result<Reply, Refusal> {
        let page = Selection::of(call, &self.settings)?.cut(all_campaigns().into_iter());
        Ok(page.reply(&self.settings, |campaign| campaign))
    }
}

/// What the items of `courses`, `customers` and `tags` look like is not shown, so there are none.
pub(super) fn all_campaigns() -> Vec<Value> {
    let campaign = |(place, code): (usize, &&str)| {
        let expired = *code == EXPIRED_CODE;
        json!({
            "id": 54_001 + place,
            "title": if expired { "Høsttilbud" } else { "Velkommen / nye kunder" },
            "type": if expired { "Agreement" } else { "Campaign" },
            "campaign_code": code,
            "uses_code": true,
            "discount_type": if expired { "Value" } else { "Percent" },
            "discount_value": if expired { 200 } else { 10 },
            "currency": "NOK",
            "active": !expired,
            "waiting": false,
            "running": !expired,
            "expired": expired,
            "is_archived": false,
            "courses": [],
            "customers": [],
            "tags": [],
        })
    };
    CODES.iter().enumerate().map(campaign).collect()
}
