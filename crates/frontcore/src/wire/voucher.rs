//! What lowers the price of a booking: vouchers and campaigns.

use participants_core::{open_enum, read, secrecy::SecretString};
use serde::Deserialize;

/// A voucher (<https://app.frontcore.com/api/docs/v2/vouchers/validate/:code/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Voucher {
    /// The voucher's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Currency of the balance.
    #[serde(deserialize_with = "read::text")] pub currency: Option<String>,
    /// The code, which is as good as money.
    #[serde(deserialize_with = "read::secret")] pub code: Option<SecretString>,
    /// What is left, as it came.
    #[serde(deserialize_with = "read::text")] pub balance: Option<String>,
    /// Whether it is no longer good.
    #[serde(deserialize_with = "read::flag")] pub is_expired: Option<bool>,
    /// Whether it was removed.
    #[serde(deserialize_with = "read::flag")] pub is_deleted: Option<bool>,
    /// Until when it is good.
    #[serde(deserialize_with = "read::text")] pub expires_at: Option<String>,
    /// When it was archived.
    #[serde(deserialize_with = "read::text")] pub archived_at: Option<String>,
    /// When it was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
}

/// A campaign (<https://app.frontcore.com/api/docs/v2/campaigns/>). Its `courses`, `customers` and `tags`, whose shapes
/// no page shows, are in [`Record::extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Campaign {
    /// The campaign's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// What it is; see [`CampaignType`].
    #[serde(rename = "type", deserialize_with = "read::text")] pub kind: Option<String>,
    /// The code that a booking names.
    #[serde(deserialize_with = "read::text")] pub campaign_code: Option<String>,
    /// Whether a booking must name the code.
    #[serde(deserialize_with = "read::flag")] pub uses_code: Option<bool>,
    /// How the price is lowered; see [`DiscountType`].
    #[serde(deserialize_with = "read::text")] pub discount_type: Option<String>,
    /// By how much, as it came.
    #[serde(deserialize_with = "read::text")] pub discount_value: Option<String>,
    /// Currency of a discount by value.
    #[serde(deserialize_with = "read::text")] pub currency: Option<String>,
    /// Whether it is switched on.
    #[serde(deserialize_with = "read::flag")] pub active: Option<bool>,
    /// Whether it is yet to begin.
    #[serde(deserialize_with = "read::flag")] pub waiting: Option<bool>,
    /// Whether it runs now.
    #[serde(deserialize_with = "read::flag")] pub running: Option<bool>,
    /// Whether it is over.
    #[serde(deserialize_with = "read::flag")] pub expired: Option<bool>,
    /// Whether it was archived.
    #[serde(deserialize_with = "read::flag")] pub is_archived: Option<bool>,
}

open_enum! {
    /// What a campaign is.
    pub enum CampaignType {
        /// A campaign.
        Campaign = "Campaign",
        /// An agreement with customers.
        Agreement = "Agreement",
    }
}

open_enum! {
    /// How a campaign lowers the price.
    pub enum DiscountType {
        /// By a part of it.
        Percent = "Percent",
        /// By an amount.
        Value = "Value",
    }
}
