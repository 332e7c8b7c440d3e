//! The columns of v2's list of persons.

use crate::{Column, Wordbee, sessions::V2, v2};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Members, Record, Request, Response, http::Method};

/// Reads which columns the list of persons has: `POST persons/list/fields`
/// (<https://help.wordbee.com/api2/list-fields>; an older copy of the page has it as a `GET`). Which they are is on no
/// page: only the platform itself shows them.
///
/// That vendor page alone shows the answer, an object with the columns under `cols`; a bare list is read, too. Nothing else
/// in this crate relies on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListPersonColumns;

impl Endpoint for ListPersonColumns {
    type Api = Wordbee;
    type Output = Vec<Result<Record<Column>, Error>>;

    const NAME: &'static str = "persons.columns";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let base = &api.needs_v2()?.base;
        Ok(Request::new(Method::POST, base, &["persons", "list", "fields"])?.realm(V2))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Self::Output, Error> {
        let members = response.record().map_or_else(|_| Ok(Members::new()), |record| record.read())?;
        let columns = match v2::records_under(&members, &["cols"], response) {
            Some(columns) => columns?,
            None => v2::rows_or_records(response)?,
        };
        Ok(columns.into_iter().map(Record::read).collect())
    }
}
