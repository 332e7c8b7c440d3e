//! Looking for one, and reading many.

use super::named;
use crate::{
    client::Client,
    directory::{
        listing::Listing,
        people::{ListItem, People},
        presence::{Holders, Presence},
        unified::Unified,
    },
    error::{Error, kind::ErrorKind},
    model::{
        capability::Support,
        completeness::Completeness,
        field::{Field, NewParticipant},
        filter::Filter,
        key::{Found, Key},
        operation::Operation,
        participant::Participant,
    },
};

impl<P: Unified> Client<P> {
    /// The participants who may be meant by a key, out of the list of all: for providers without a look-up of that
    /// kind. All participants are read.
    ///
    /// # Errors
    /// As reading the list.
    pub async fn in_list(&self, key: &Key) -> Result<Listing, Error> {
        self.listed(&key.filter()).await?.collect().await
    }

    /// Whether a new participant is there: looked up by every key that the provider can look up, in the session alone
    /// where one is given. `None` where there is no such key.
    ///
    /// Each key that the provider searches by costs a look-up; for all the others together the list is read once.
    pub(super) async fn presence(&self, new: &NewParticipant) -> Result<Option<Presence<Participant>>, Error> {
        let mut keys: Vec<_> = Key::of(new).iter().map(Key::tidied).collect();
        keys.retain(|key| self.can(key.operation()).is_ok());
        if keys.is_empty() {
            return Ok(None);
        }
        Key::of(new)
            .iter()
            .filter(|key| self.can(key.operation()).is_ok())
            .try_for_each(Key::check)
            .map_err(named::<P>)?;
        let session = new.fields().session.value().filter(|_| self.shows(&Field::Session));
        let in_session = session.map(|session| Filter::all().only(Field::Session, session));
        let counts = |key: &Key, person: &Participant| {
            let in_session = in_session.as_ref().is_none_or(|wanted| wanted.lets_through(person));
            in_session && key.filter().lets_through(person)
        };
        let (searched, listed): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| self.provider().searches(key));
        let mut all = Vec::new();
        for key in searched {
            let Listing { mut people, completeness, .. } = P::find(self, &key).await.map_err(named::<P>)?;
            people.retain(|person| counts(&key, person));
            all.push(Holders { key, people, is_proven: is_proven(completeness) });
        }
        if !listed.is_empty() {
            let mut holders: Vec<_> =
                listed.into_iter().map(|key| Holders { key, people: Vec::new(), is_proven: false }).collect();
            let mut people = self.listed(&Filter::all()).await?;
            while let Some(listed) = people.next().await? {
                let ListItem::Person(person) = listed else { continue };
                for holders in holders.iter_mut().filter(|holders| counts(&holders.key, &person)) {
                    holders.people.push((*person).clone());
                }
            }
            holders.iter_mut().for_each(|holders| holders.is_proven = is_proven(people.completeness()));
            all.append(&mut holders);
        }
        Ok(Some(Presence::of(new, all)))
    }

    /// The participants that a key identifies.
    pub(super) async fn look_up(&self, key: &Key) -> Result<Found, Error> {
        self.can(key.operation())?;
        key.check().map_err(named::<P>)?;
        let key = &key.tidied();
        if let Key::Id(id) = key {
            return match P::get(self, id).await {
                Ok(person) => Ok(Found::One(Box::new(person))),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    Ok(Found::None(crate::model::completeness::Completeness::Complete))
                }
                Err(error) => Err(named::<P>(error)),
            };
        }
        let listing = P::find(self, key).await.map_err(named::<P>)?;
        // Not every provider matches exactly; the promise is kept here.
        let wanted = key.filter();
        let mut people = listing.people;
        people.retain(|person| wanted.lets_through(person));
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
        // What the provider filters by is also compared with what it shows, where it shows it.
        let shown = filter.without(|field| !self.shows(field));
        Ok(People::new(source, shown, here))
    }
}

fn is_proven(completeness: Completeness) -> bool {
    matches!(completeness, Completeness::Complete | Completeness::Assumed(_))
}
