//! Vouchers, which pay for bookings: `/vouchers/validate/:code`.

use crate::{Frontcore, Voucher};
use participants_core::{
    Document, Effect, Endpoint, Error, ErrorKind, Provider, Record, Request, Response,
    secrecy::{ExposeSecret, SecretString},
};

/// Reads the voucher with a code (<https://app.frontcore.com/api/docs/v2/vouchers/validate/:code/>).
///
/// An expired or deleted voucher is answered as well: look at its members. A code that no voucher has is
/// [`ErrorKind::NotFound`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ValidateVoucher {
    /// The code, which is as good as money.
    pub code: SecretString,
}

impl ValidateVoucher {
    /// The call that looks for this code.
    #[must_use]
    pub fn new(code: impl Into<SecretString>) -> Self {
        Self { code: code.into() }
    }
}

impl Endpoint for ValidateVoucher {
    type Api = Frontcore;
    type Output = Record<Voucher>;

    const NAME: &'static str = "vouchers.validate";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        Request::get(&api.base, &["vouchers", "validate"])?.secret_segment(&self.code)
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let members = response.record()?.members();
        let Some(voucher) = members.get("voucher").filter(|voucher| voucher.get() != "null") else {
            return Err(Error::new(ErrorKind::Decode, "the answer has no voucher"));
        };
        let record = Record::<Voucher>::read(Document::inside(voucher).hiding(Frontcore::SECRETS))?;
        let code = record.code.as_ref().map(ExposeSecret::expose_secret);
        match code.is_some_and(|code| code.eq_ignore_ascii_case(self.code.expose_secret().trim())) {
            true => Ok(record),
            false => Err(Error::new(ErrorKind::Mismatch, "the answer is another voucher than the one asked for")),
        }
    }
}
