//! A booking: what is sent, what comes back, and the codes of what can go wrong.
//!
//! The official page is stored in part; what is known from a public client alone
//! (<https://github.com/monscorps/kkurs.no>) is marked "client".

use super::{StatusCode, object};
use participants_core::{Field, changes, open_enum, read, secrecy::SecretString};
use serde::Deserialize;

/// The answer to a booking that was made (client).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Booking {
    /// Whether it was made.
    #[serde(deserialize_with = "read::flag")] pub successful: Option<bool>,
    /// What was made.
    #[serde(deserialize_with = "object")] pub summary: BookingSummary,
}

/// What a booking made. It names no participant.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct BookingSummary {
    /// The new order's number, a participant's `idOrder`.
    #[serde(deserialize_with = "read::reference")] pub order_id: Option<String>,
    /// The new booking's number, a participant's `idBooking`.
    #[serde(deserialize_with = "read::reference")] pub booking_id: Option<String>,
    /// The course date's number.
    #[serde(deserialize_with = "read::reference")] pub coursedate_id: Option<String>,
    /// Currency, in lower case.
    #[serde(deserialize_with = "read::text")] pub currency: Option<String>,
    /// The price without tax, as it came.
    #[serde(deserialize_with = "read::text")] pub total_excl_vat: Option<String>,
    /// The price with tax, as it came.
    #[serde(deserialize_with = "read::text")] pub total_incl_vat: Option<String>,
    /// The tax, as it came.
    #[serde(deserialize_with = "read::text")] pub total_vat: Option<String>,
    /// How many people were booked.
    #[serde(deserialize_with = "read::integer")] pub number_of_participants: Option<i64>,
}

open_enum! {
    /// How a booking is paid for (<https://app.frontcore.com/api/docs/v2/booking-post/>).
    pub enum PaymentMethod {
        /// By invoice.
        Invoice = "invoice",
        /// By card, through Swedbank (client). It needs addresses to return to and answers in a form no page shows.
        CardSwedbank = "card_swedbank",
    }
}

changes! {
    /// One person to be booked. First name, last name and e-mail are required (client: by the error codes).
    ///
    /// A new user is made where none has this combination of e-mail and name.
    pub struct BookedParticipant {
        /// First name.
        firstname: String = "firstname",
        /// Last name.
        lastname: String = "lastname",
        /// E-mail address.
        email: String = "email",
        /// Enrolment status (client: confirmed and waiting list are used).
        status_id: StatusCode = "status_id",
    }
}

changes! {
    /// What is said about a booking as a whole; all optional.
    pub struct BookingDetails {
        /// Currency, ISO 4217 in lower case; the account's own unless said, and the account must have an exchange rate
        /// for any other. Documented in 2024: aed all aud brl byr cad chf cny czk dkk eur gbp huf idr ils inr isk jpy ltl
        /// mxn nok pln ron rsd rub sar sek sgd usd.
        currency: String = "currency",
        /// Code of a campaign.
        campaign_code: String = "campaign_code",
        /// Code of a voucher, which is as good as money.
        voucher_code: SecretString = "voucher_code",
        /// Name of who books.
        booker_name: String = "booker_name",
        /// E-mail address of who books.
        booker_email: String = "booker_email",
        /// Phone number of who books.
        booker_phone: String = "booker_phone",
        /// The company to be invoiced, by name.
        company: String = "company",
        /// Its organisation number.
        company_number: String = "company_number",
        /// Its GLN number.
        gln_number: String = "gln_number",
        /// Reference on the invoice.
        invoice_reference: String = "invoice_reference",
        /// First line of the address for the invoice.
        invoice_address_1: String = "invoice_address_1",
        /// E-mail address for the invoice (client).
        invoice_email: String = "invoice_email",
        /// Where to send the booker once a card payment is made. There is an address for a payment that is called off,
        /// too; its name is in the part of the page that could not be read.
        payment_complete_url: String = "payment_complete_url",
    }
}

changes! {
    /// Switches of a booking (client). What is not switched is left to the service; its defaults stand on no page.
    pub struct BookingConfig {
        /// Whether a cancelled course date is refused.
        reject_cancelled_course_date: bool = "reject_cancelled_course_date",
        /// Whether a free seat is required.
        seats_availability_check: bool = "seats_availability_check",
        /// Whether each participant gets a receipt by e-mail.
        send_receipt_email_to_participant: bool = "send_receipt_email_to_participant",
        /// Whether a new user gets an e-mail about the new account.
        send_account_created_email_to_user: bool = "send_account_created_email_to_user",
    }
}

changes! {
    /// Switches of a deregistration (<https://app.frontcore.com/api/docs/v2/booking/:id/deregister-put/>). What is not
    /// switched is left to the service.
    pub struct DeregisterConfig {
        /// Whether a fee is due.
        with_fee: bool = "with_fee",
        /// Whether each participant gets a receipt by e-mail.
        send_receipt_email_to_participant: bool = "send_receipt_email_to_participant",
    }
}

open_enum! {
    /// Why a booking was refused (client, taken there from the official page). The code of "no free seats" is not
    /// known.
    pub enum BookingErrorCode {
        /// There is no such course.
        CourseIdentifierInvalid = "course_identifier_invalid",
        /// There is no such course date.
        CourseDateIdentifierInvalid = "course_date_identifier_invalid",
        /// The course date is cancelled.
        CourseDateCancelled = "course_date_cancelled",
        /// A participant has no name.
        ParticipantNameInvalidEmpty = "participant_name_invalid_empty",
        /// A participant has no e-mail address.
        ParticipantEmailInvalidEmpty = "participant_email_invalid_empty",
        /// Too few or too many participants.
        ParticipantCountInvalid = "participant_count_invalid",
        /// There is no such campaign.
        CampaignCodeInvalid = "campaign_code_invalid",
        /// The campaign is over.
        CampaignCodeExpired = "campaign_code_expired",
        /// There is no such voucher.
        VoucherCodeInvalid = "voucher_code_invalid",
        /// The voucher is no longer good.
        VoucherCodeExpired = "voucher_code_expired",
        /// The course has no product of its own.
        DefaultCourseProductMissing = "default_course_product_missing",
        /// A participant's products are empty.
        ParticipantProductsEmpty = "participant_products_empty",
        /// A participant's products are wrong.
        ParticipantProductsInvalid = "participant_products_invalid",
        /// A participant has no course among the products.
        ParticipantDoesNotHaveACourseProduct = "participant_does_not_have_a_course_product",
        /// A participant has several courses among the products.
        ParticipantHaveMultipleCourseProducts = "participant_have_multiple_course_products",
        /// A product's price is wrong.
        ParticipantProductPriceInvalid = "participant_product_price_invalid",
        /// There is no currency.
        CurrencyMissing = "currency_missing",
        /// The account has no exchange rate for the currency.
        ExchangeRateDoesNotExist = "exchange_rate_does_not_exist",
        /// The account itself is not fit for bookings.
        SchoolAccountInvalid = "school_account_invalid",
        /// The order cannot be found again; it may be half made.
        InternalCourseOrderNotResolvable = "internal_course_order_not_resolvable",
        /// A line of the order cannot be found again; it may be half made.
        InternalCourseOrderlineNotResolvable = "internal_course_orderline_not_resolvable",
        /// The booking could not be made; it may be half made.
        BookingCouldNotBeCreated = "booking_could_not_be_created",
        /// The order could not be made; it may be half made.
        OrderCouldNotBeCreated = "order_could_not_be_created",
    }
}

impl BookingErrorCode {
    /// Whether part of the booking may have been made nevertheless.
    #[must_use]
    pub fn is_outcome_unsure(&self) -> bool {
        matches!(
            self,
            Self::InternalCourseOrderNotResolvable
                | Self::InternalCourseOrderlineNotResolvable
                | Self::BookingCouldNotBeCreated
                | Self::OrderCouldNotBeCreated
        )
    }

    /// The common field the code is about, where it is about one.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::CourseDateIdentifierInvalid | Self::CourseDateCancelled => Some(Field::Session),
            // A name is first and last name here; the first stands for both.
            Self::ParticipantNameInvalidEmpty => Some(Field::FirstName),
            Self::ParticipantEmailInvalidEmpty => Some(Field::Email),
            _ => None,
        }
    }
}
