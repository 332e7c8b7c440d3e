//! Providers by name: which ones this build has, what they need, and a directory of the one that is wanted.

use participants_core::{
    Capabilities, Client, ClientBuilder, Configure, Directory, Error, Outcome, Participant, Response, Unified,
    Variable, Vars,
};
use std::fmt;

/// The providers this build has, one per feature, by name.
pub static PROVIDERS: &[Entry] = &[
    #[cfg(feature = "azav")]
    Entry::of::<crate::azav::Azav>(),
    #[cfg(feature = "dendreo")]
    Entry::of::<crate::dendreo::Dendreo>(),
    #[cfg(feature = "frontcore")]
    Entry::of::<crate::frontcore::Frontcore>(),
    #[cfg(feature = "groups")]
    Entry::of::<crate::groups::Groups>(),
    #[cfg(feature = "wordbee")]
    Entry::of::<crate::wordbee::Wordbee>(),
];

/// A directory of the provider with this name, set up from the environment.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where this build has no such provider, a variable is
/// missing or wrong, or there is no transport.
pub fn connect(name: &str) -> Result<Box<dyn Directory>, Error> {
    Entry::named(name)?.connect(&Vars::new(&|name| std::env::var(name).ok()))
}

/// What is read of people: each record a participant, or why it is none.
pub type Readings = Vec<Result<Participant, Error>>;

/// Makes a directory of a provider, of an account with this name where one is given.
type Connect = fn(&Vars<'_>, Option<&str>) -> Result<Box<dyn Directory>, Error>;

/// One provider of this build.
pub struct Entry {
    /// The provider's name.
    pub name: &'static str,
    /// The variables it is set up from.
    pub variables: &'static [Variable],
    /// Every table of what the provider can do, one for each way its settings may be; the usual one first.
    pub tables: &'static [&'static Capabilities],
    connect: Connect,
    capabilities: fn(&Vars<'_>) -> Result<&'static Capabilities, Error>,
    people_in: fn(&Response) -> Result<Readings, Error>,
}

impl Entry {
    #[allow(dead_code)] // Unused in a build without any provider.
    const fn of<P: Unified + Configure>() -> Self {
        Self {
            name: P::NAME,
            variables: P::VARIABLES,
            tables: P::TABLES,
            connect: |vars, account| {
                let builder: ClientBuilder<P> = builder(vars)?;
                let client = account.into_iter().fold(builder, ClientBuilder::account).build()?;
                Ok(Box::new(client))
            },
            capabilities: |vars| provider::<P>(vars).map(|provider| provider.capabilities()),
            people_in: |answer| P::people_in(&answer.clone().hiding(P::SECRETS)),
        }
    }

    /// The entry with this name.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) naming the providers this build has.
    pub fn named(name: &str) -> Result<&'static Self, Error> {
        PROVIDERS.iter().find(|entry| entry.name == name).ok_or_else(|| {
            let names: Vec<_> = PROVIDERS.iter().map(|entry| entry.name).collect();
            Error::configuration(format!("there is no such provider; this build has: {}", names.join(", ")))
        })
    }

    /// A directory of this provider, set up from `vars`.
    ///
    /// # Errors
    /// As [`connect`](crate::connect()).
    pub fn connect(&self, vars: &Vars<'_>) -> Result<Box<dyn Directory>, Error> {
        (self.connect)(vars, None)
    }

    /// The same with a name for the account, in place of what distinguishes it by default; see
    /// [`ClientBuilder::account`].
    ///
    /// # Errors
    /// As [`connect`](crate::connect()).
    pub fn connect_as(&self, vars: &Vars<'_>, account: &str) -> Result<Box<dyn Directory>, Error> {
        (self.connect)(vars, Some(account))
    }

    /// What the provider can do with the settings in `vars`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where a variable is missing or wrong.
    pub fn capabilities(&self, vars: &Vars<'_>) -> Result<&'static Capabilities, Error> {
        (self.capabilities)(vars)
    }

    /// Reads the people out of a saved answer of this provider; see
    /// [`Unified::people_in`](crate::Unified::people_in).
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) where the answer as a whole cannot be read.
    pub fn people_in(&self, answer: &Response) -> Result<Readings, Error> {
        // Nothing is sent here, so no failure can leave anything open.
        let read = |error: Error| error.with_outcome(Outcome::NotApplied).with_context(self.name, "");
        let people = (self.people_in)(answer).map_err(read)?;
        Ok(people.into_iter().map(|person| person.map_err(read)).collect())
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({})", self.name)
    }
}

fn provider<P: Configure>(vars: &Vars<'_>) -> Result<P, Error> {
    P::from_vars(vars).map_err(|error| error.with_context(P::NAME, ""))
}

fn builder<P: Configure>(vars: &Vars<'_>) -> Result<ClientBuilder<P>, Error> {
    provider(vars).map(Client::builder)
}
