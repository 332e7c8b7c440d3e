//! Looking for one, and reading many.

use super::named;
use crate::{Client, Error, ErrorKind, Field, Filter, Found, Key, Listing, Operation, People, Support, Unified};

impl<P: Unified> Client<P> {
    /// The participants who may be meant by a key, out of the list of all: for providers without a look-up of that
    /// kind. Everybody is read.
    ///
    /// # Errors
    /// As reading the list.
    pub async fn in_list(&self, key: &Key) -> Result<Listing, Error> {
        self.listed(&key.filter()).await?.collect().await
    }

    /// Whom a key means, in this session alone where one is given.
    pub(super) async fn look_up(&self, key: &Key, session: Option<&str>) -> Result<Found, Error> {
        self.can(key.operation())?;
        key.check().map_err(named::<P>)?;
        let key = &key.tidied();
        if let Key::Id(id) = key {
            return match P::get(self, id).await {
                Ok(person) => Ok(Found::One(Box::new(person))),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nobody(crate::Completeness::Complete)),
                Err(error) => Err(named::<P>(error)),
            };
        }
        let listing = P::find(self, key).await.map_err(named::<P>)?;
        // Not every provider matches exactly; the promise is kept here.
        let wanted = key.filter();
        let in_session = session.map(|session| Filter::all().only(Field::Session, session));
        let mut people = listing.people;
        people.retain(|person| {
            wanted.lets_through(person) && in_session.as_ref().is_none_or(|wanted| wanted.lets_through(person))
        });
        Ok(Found::among(people, listing.completeness))
    }

    pub(super) async fn listed(&self, filter: &Filter) -> Result<People, Error> {
        self.can(Operation::List)?;
        let capabilities = self.provider().capabilities();
        capabilities.check_filter(filter)?;
        let is_here = |field: &Field| {
            let how = capabilities.field(field).map(|known| known.filter);
            matches!(how, Some(Support::Simulated(_)) | None)
        };
        let source = P::list(self, &filter.without(is_here)).await.map_err(named::<P>)?;
        let here: Vec<_> = filter.fields().filter(|field| is_here(field)).cloned().collect();
        // What the provider filters by is held against what it shows, too, where it shows it.
        let shown = filter.without(|field| !self.shows(field));
        Ok(People::new(source, shown, here))
    }
}
