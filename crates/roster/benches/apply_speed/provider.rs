//! A provider that costs as little as a real one can: four calls, no limits, and answers that are there at once.

use participants_roster::core::{
    AccountName, BaseUrl, Body, Capabilities, Clearing, Client, Completeness, Custom, Effect, Endpoint, Error, Failure,
    Field, FieldCapability, Filter, Key, Listing, Mapping, NewParticipant, Operation, PageStream, Participant,
    ParticipantUpdate, Provider, Record, Request, Response, Support, Unified, Write, WriteResult,
    http::Method,
    secrecy::SecretString,
    serde_json::{Map, Value},
};
use serde::Deserialize;

/// One account of a made-up provider.
pub(crate) struct Quick {
    pub(crate) base: BaseUrl,
}

/// A person as the made-up provider writes them.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Person {
    id: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    city: Option<String>,
}

const MEMBERS: &[(&str, Field)] = &[
    ("id", Field::Id),
    ("firstName", Field::FirstName),
    ("lastName", Field::LastName),
    ("email", Field::Email),
    ("phone", Field::Phone),
    ("city", Field::City),
];

static CAPABILITIES: Capabilities = Capabilities {
    provider: Quick::NAME,
    when: "",
    required: &[],
    operations: &[
        (Operation::Get, Support::Native),
        (Operation::FindByEmail, Support::Native),
        (Operation::Create, Support::Native),
        (Operation::Update, Support::Native),
    ],
    fields: &[
        FieldCapability::read_only(Field::Id, "the provider sets it"),
        writable(Field::FirstName),
        writable(Field::LastName),
        writable(Field::Email),
        writable(Field::Phone),
        writable(Field::City),
    ],
};

const fn writable(field: Field) -> FieldCapability {
    FieldCapability::writable(field, Support::Native, Clearing::EmptyText)
}

impl Provider for Quick {
    const NAME: &'static str = "quick";

    const SECRETS: &'static [&'static str] = &[];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    fn account_name(&self) -> AccountName {
        AccountName::at(&self.base)
    }

    fn authorize(&self, request: &mut Request, _: Option<&SecretString>) -> Result<(), Error> {
        request.add_secret_header("x-api-key", "", &SecretString::from("no secret at all"), "")
    }

    fn failure(&self, response: &Response) -> Option<Failure> {
        Failure::from_status(response.status)
    }
}

impl Unified for Quick {
    const TABLES: &'static [&'static Capabilities] = &[&CAPABILITIES];

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        Ok(answer.records()?.into_iter().map(|document| Record::read(document).map(person)).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        client.send(&Get(id.to_owned())).await
    }

    async fn find(client: &Client<Self>, key: &Key) -> Result<Listing, Error> {
        match key {
            Key::Email(email) => Ok(Listing::new(client.send(&Find(email.clone())).await?, Completeness::Complete)),
            _ => client.in_list(key).await,
        }
    }

    async fn list(_: &Client<Self>, _: &Filter) -> Result<PageStream, Error> {
        Ok(PageStream::whole(Vec::new(), Completeness::Complete))
    }

    async fn create(_: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![Write::new(Create(members(new.fields())), |person| Ok(WriteResult::current(person)))])
    }

    async fn update(
        _: &Client<Self>,
        id: &str,
        _: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![Write::new(Update(id.to_owned(), members(update)), |person| Ok(WriteResult::current(person)))])
    }
}

struct Get(String);
struct Find(String);
struct Create(Value);
struct Update(String, Value);

impl Endpoint for Get {
    type Api = Quick;
    type Output = Participant;
    const NAME: &'static str = "people.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Quick) -> Result<Request, Error> {
        Request::get(&api.base, &["people", &self.0])
    }

    fn response(&self, _: &Quick, response: &Response) -> Result<Participant, Error> {
        Record::read(response.record()?).map(person)
    }
}

impl Endpoint for Find {
    type Api = Quick;
    type Output = Vec<Result<Participant, Error>>;
    const NAME: &'static str = "people.find";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Quick) -> Result<Request, Error> {
        Request::get(&api.base, &["people"]).map(|request| request.query("email", &self.0))
    }

    fn response(&self, _: &Quick, response: &Response) -> Result<Self::Output, Error> {
        Quick::people_in(response)
    }
}

impl Endpoint for Create {
    type Api = Quick;
    type Output = Participant;
    const NAME: &'static str = "people.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Quick) -> Result<Request, Error> {
        Request::new(Method::POST, &api.base, &["people"]).map(|request| request.body(Body::json(&self.0)))
    }

    fn response(&self, _: &Quick, response: &Response) -> Result<Participant, Error> {
        Record::read(response.record()?).map(person)
    }
}

impl Endpoint for Update {
    type Api = Quick;
    type Output = Participant;
    const NAME: &'static str = "people.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Quick) -> Result<Request, Error> {
        Request::new(Method::PUT, &api.base, &["people", &self.0]).map(|request| request.body(Body::json(&self.1)))
    }

    fn response(&self, _: &Quick, response: &Response) -> Result<Participant, Error> {
        Record::read(response.record()?).map(person)
    }
}

fn person(record: Record<Person>) -> Participant {
    let mapping = Mapping { members: MEMBERS, custom: Custom::None, secret: &[] };
    let mut person = Participant::new(record.id.clone(), record.document().clone(), mapping);
    person.first_name.clone_from(&record.first_name);
    person.last_name.clone_from(&record.last_name);
    person.email.clone_from(&record.email);
    person.phone.clone_from(&record.phone);
    person.address.city.clone_from(&record.city);
    person
}

/// The members that the named fields are written as.
fn members(update: &ParticipantUpdate) -> Value {
    let fields = [
        ("firstName", &update.first_name),
        ("lastName", &update.last_name),
        ("email", &update.email),
        ("phone", &update.phone),
        ("city", &update.city),
    ];
    let text = |text: Option<&String>| Value::String(text.cloned().unwrap_or_default());
    let named = fields.into_iter().filter(|(_, change)| !change.is_keep());
    Value::Object(Map::from_iter(named.map(|(name, change)| (name.to_owned(), text(change.value())))))
}
