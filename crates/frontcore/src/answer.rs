//! How an answer to a call about one record is read: the record that was asked for, and no other.

use crate::wire;
use participants_core::{Document, Error, ErrorKind, Record, Response};
use serde::de::{DeserializeOwned, IgnoredAny};

/// A record with a number of its own.
pub(crate) trait Numbered: DeserializeOwned {
    /// What it is called in an error.
    const WHAT: &'static str;

    /// Its number, where it came with one.
    fn number(&self) -> Option<&str>;
}

/// The one record with this number. It is one object in the samples, except for orders, where it is a list of one; both
/// are read everywhere.
pub(crate) fn one<T: Numbered>(response: &Response, id: &str) -> Result<Record<T>, Error> {
    let mut records = match response.body.trim_ascii().first() {
        Some(b'[') => response.read_records()?,
        _ => vec![response.read_record()],
    };
    let Some(record) = records.pop() else {
        return Err(Error::new(ErrorKind::NotFound, format!("there is no such {}", T::WHAT)));
    };
    if !records.is_empty() {
        return Err(Error::new(ErrorKind::Ambiguous, format!("more than one {} answers to that id", T::WHAT)));
    }
    let record = record?;
    same(id, &record)?;
    Ok(record)
}

/// Refuses an answer that is another record than the one named, or none at all.
pub(crate) fn same<T: Numbered>(id: &str, record: &Record<T>) -> Result<(), Error> {
    let what = T::WHAT;
    match record.number() {
        Some(answered) if answered == id => Ok(()),
        Some(_) => Err(Error::new(ErrorKind::Mismatch, format!("the answer is another {what} than the one named"))),
        None => Err(Error::new(ErrorKind::Decode, format!("the answer is no {what}: it has no id"))),
    }
}

/// The answer to a write where no page shows one: an object, if there is any; anything else that is JSON, or nothing,
/// is success without a word.
pub(crate) fn any(response: &Response) -> Result<Option<Document>, Error> {
    match response.body.trim_ascii().first() {
        None => Ok(None),
        Some(b'{' | b'[') => Ok(response.records()?.pop()),
        Some(_) => response.json::<IgnoredAny>().map(|_| None),
    }
}

macro_rules! numbered {
    ($($record:ident: $what:literal by $member:ident,)+) => {$(
        impl Numbered for wire::$record {
            const WHAT: &'static str = $what;

            fn number(&self) -> Option<&str> {
                self.$member.as_deref()
            }
        }
    )+};
}

numbered! {
    AdminUser: "administrator" by id,
    Campaign: "campaign" by id,
    Contact: "contact" by id,
    Country: "country" by id,
    Course: "course" by id,
    CourseDate: "course date" by coursedate_id,
    Customer: "customer" by id,
    Instructor: "instructor" by id,
    Location: "venue" by id,
    Order: "order" by id,
    Participant: "participant" by id,
    Product: "product" by id,
    WrittenCourse: "course" by course_id,
    WrittenCourseDate: "course date" by coursedate_id,
}
