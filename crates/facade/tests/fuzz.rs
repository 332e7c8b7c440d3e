//! Answers that no provider would send: the emulators' own and the recorded ones, changed at random in body, headers and
//! status. Whatever comes, no call panics, each ends, and a read says that it changed nothing.
//!
//! The cases follow from a seed. `cargo xtask fuzz --seconds N` runs more of them; a case that fails prints its seed,
//! and `PARTICIPANTS_FUZZ_SEED` runs it alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)] // Tests may be blunt.

#[path = "fuzz/mutate.rs"]
mod mutate;

use bytes::Bytes;
use fastrand::Rng;
use mutate::{Recorded, mutated, recorded};
use participants::{
    Client, Configure, Directory, Error, Field, Filter, Key, NewParticipant, Outcome, ParticipantUpdate, Response,
    Transport, TransportError, Unified, Vars,
    transport::{BoxFuture, Chunks, Reason, ResponseBody},
};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{
    env,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// How many cases each provider has where nothing else is asked for.
const CASES: u64 = 150;
/// The longest a call may take by the clock of the test, its waits included, and a walk through a list.
const LONGEST: Duration = Duration::from_secs(600);
/// The longest a case may take in earnest.
const PATIENCE: Duration = Duration::from_secs(30);
/// After so many calls nothing answers any more: a list may have no end.
const MOST_CALLS: usize = 60;

/// The emulator, with answers that were changed on their way.
struct Changing {
    inner: InProcess,
    recorded: Arc<Vec<Recorded>>,
    state: Mutex<(Rng, usize)>,
}

impl Transport for Changing {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let mut rng = {
                let mut state = self.state.lock().unwrap();
                state.1 += 1;
                if state.1 > MOST_CALLS {
                    return Err(TransportError::new(Reason::Connect));
                }
                state.0.fork()
            };
            let (parts, mut pieces) = self.inner.send(request).await?.into_parts();
            let mut body = Vec::new();
            while let Some(piece) = pieces.next().await? {
                body.extend_from_slice(&piece);
            }
            let answer = mutated(http::Response::from_parts(parts, body.into()), &self.recorded, &mut rng);
            Ok(answer.map(|body| if rng.bool() { body.into() } else { ResponseBody::chunks(Pieces { body, rng }) }))
        })
    }
}

/// A body that comes in pieces of any length.
struct Pieces {
    body: Bytes,
    rng: Rng,
}

impl Chunks for Pieces {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let length = self.rng.usize(1..200).min(self.body.len());
        let piece = self.body.split_to(length);
        Box::pin(std::future::ready(Ok(Some(piece).filter(|piece| !piece.is_empty()))))
    }
}

/// Says which seed the case had that is running when the test fails.
struct Case(&'static str, u64);

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("provider {}, PARTICIPANTS_FUZZ_SEED={}", self.0, self.1);
        }
    }
}

/// One case: a world, a client whose answers are changed, and every common operation once.
async fn case<P: Unified + Configure>(recorded: &Arc<Vec<Recorded>>, seed: u64) {
    let _case = Case(P::NAME, seed);
    let began = Instant::now();
    let mut rng = Rng::with_seed(seed);
    let sandbox = Sandbox::only(&[P::NAME], 7, 6).unwrap();
    let inner = InProcess::new(sandbox);
    let known = inner.environment(P::NAME).unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let usual = Client::builder(P::from_vars(&Vars::new(&get)).unwrap()).transport(inner.clone()).build().unwrap();
    let people = Directory::list(&usual, &Filter::all()).await.unwrap().collect().await.unwrap().people;
    let person = &people[rng.usize(..people.len())];

    let client = || {
        let changing = Changing {
            inner: inner.clone(),
            recorded: Arc::clone(recorded),
            state: Mutex::new((Rng::with_seed(seed ^ 0x5eed), 0)),
        };
        Client::builder(P::from_vars(&Vars::new(&get)).unwrap()).transport(changing).build().unwrap()
    };
    let id = &person.id;
    let mut update = ParticipantUpdate::new();
    for field in [Field::FirstName, Field::FullName, Field::Phone, Field::GroupName, Field::Custom("shoe".into())] {
        if rng.bool() {
            drop(update.set_text(&field, "Zoë"));
        }
    }
    let mut new = NewParticipant::new();
    for (field, value) in person.present() {
        drop(new.set_text(&field, &value));
    }
    drop(new.set_text(&Field::Email, "zoe.new@example.org"));

    read(client().get(id).await);
    read(client().find(&Key::Email(person.email.clone().unwrap_or_else(|| "a@example.org".into()))).await);
    read(client().find(&Key::ExternalId("ext-1".into())).await);
    let listing = client();
    if let Some(list) = read(listing.list(&Filter::all()).await) {
        read(list.collect().await);
    }
    read(client().enrolments(id).await);
    drop(client().update(id, &update).await);
    drop(client().create(&new).await);
    drop(client().deactivate(id).await);
    drop(client().delete(id).await);
    drop(client().enrol(id, "5550001").await);
    client().close().await;
    for _ in 0..4 {
        let (parts, body) = mutated(http::Response::new(Bytes::new()), recorded, &mut rng).into_parts();
        let answer = Response::new(parts.status, parts.headers, body);
        drop(format!("{:?}", usual.provider().failure(&answer)));
        if let Ok(people) = P::people_in(&answer) {
            for person in people.into_iter().flatten() {
                drop((person.extra(), person.invalid_fields(), person.custom(), person.document().members()));
                drop(person.document().value());
                drop(participants::serde_json::to_string(&person).unwrap());
            }
        }
    }
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
}

/// The value of a read. One that failed has changed nothing.
fn read<T>(result: Result<T, Error>) -> Option<T> {
    result
        .inspect_err(|error| {
            assert!(!error.may_have_been_applied(), "{error:?}");
            assert!(matches!(error.outcome(), Outcome::NotSent | Outcome::NotApplied), "{error:?}");
            assert!(!error.to_string().contains('\n'), "{error}");
        })
        .ok()
}

fn fuzz<P: Unified + Configure>() {
    let recorded = Arc::new(recorded(P::NAME));
    let number = |name: &str| env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let run = |seed: u64| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let began = tokio::time::Instant::now();
            case::<P>(&recorded, seed).await;
            assert!(began.elapsed() < LONGEST * 12, "{}, seed {seed}: {:?}", P::NAME, began.elapsed());
        });
    };
    if let Some(seed) = number("PARTICIPANTS_FUZZ_SEED") {
        return run(seed);
    }
    let first = number("PARTICIPANTS_FUZZ_FIRST").unwrap_or(1);
    match number("PARTICIPANTS_FUZZ_SECONDS") {
        None => (first..first + CASES).for_each(run),
        Some(seconds) => {
            let until = Instant::now() + Duration::from_secs(seconds);
            let cases = (first..).take_while(|_| Instant::now() < until).inspect(|seed| run(*seed)).count();
            eprintln!("{}: {cases} cases", P::NAME);
        }
    }
}

#[test]
fn azav_survives_any_answer() {
    fuzz::<participants::azav::Azav>();
}

#[test]
fn dendreo_survives_any_answer() {
    fuzz::<participants::dendreo::Dendreo>();
}

#[test]
fn frontcore_survives_any_answer() {
    fuzz::<participants::frontcore::Frontcore>();
}

#[test]
fn groups_survives_any_answer() {
    fuzz::<participants::groups::Groups>();
}

#[test]
fn wordbee_survives_any_answer() {
    fuzz::<participants::wordbee::Wordbee>();
}
