//! The way between the engine and the sandbox. Each request is on its way by itself: it may arrive after its caller is
//! gone, after others that left later, or never, and so may its response.

use crate::{
    clock,
    fate::{Fate, Reply},
    operation::{OPERATION, Operation},
    others::Others,
    plant::Plant,
    simulation::Simulation,
};
use jiff::SignedDuration;
use participants_roster::{
    apply::CancellationToken,
    core::{
        bytes::Bytes,
        http::{Request, Response},
        transport::{self, Bounds, BoxFuture, Chunks, Reason, ResponseBody, Transport, TransportError},
    },
};
use participants_sandbox::transport::InProcess;
use std::{future::pending, time::Duration};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep, sleep_until},
};

type Exchanged = Result<Response<ResponseBody>, TransportError>;

/// The sandbox responds at once.
const BOUNDS: Bounds = Bounds::new(Duration::from_secs(60), 1 << 24);

#[derive(Clone)]
pub(crate) struct Network {
    pub(crate) simulation: Simulation,
    pub(crate) sandbox: InProcess,
    pub(crate) provider: &'static str,
    pub(crate) others: Others,
    pub(crate) stop: CancellationToken,
    pub(crate) life: u32,
}

impl Transport for Network {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let operation = self.operation();
            if !(operation.is_create && self.simulation.has(Plant::RepeatsCreations)) {
                return self.exchange(request).await;
            }
            match self.exchange(request.clone()).await {
                Err(error) if !error.was_not_sent() => self.exchange(request).await,
                result => result,
            }
        })
    }
}

impl Network {
    /// What the engine is about. The pages of a list are read outside of the call that asked for it.
    fn operation(&self) -> Operation {
        OPERATION.try_get().unwrap_or_else(|_| Operation::page(self.life))
    }

    async fn exchange(&self, request: Request<Bytes>) -> Exchanged {
        let operation = self.operation();
        self.check(&operation, &request);
        if self.simulation.is_end(operation.life, "before a request") {
            return pending().await;
        }
        self.disturb();
        let fate = self.fate(&operation);
        self.simulation.note("request", format_args!("{operation} {} {fate:?}", shown(&request)));
        if fate.response == Reply::Refused {
            return Err(TransportError::new(Reason::Connect));
        }
        let (respond, response) = oneshot::channel();
        let breaks = if let Reply::Broken(after) = fate.response { Some(after) } else { None };
        tokio::spawn(self.clone().serve(request, operation, fate, respond));
        tokio::select! {
            biased;
            response = response => response.unwrap_or_else(|_| Err(TransportError::new(Reason::Interrupted))),
            () = sleep(breaks.unwrap_or_default()), if breaks.is_some() => Err(TransportError::new(Reason::Interrupted)),
        }
    }

    /// The part of an exchange that goes on without its caller.
    async fn serve(
        self,
        request: Request<Bytes>,
        operation: Operation,
        fate: Fate,
        mut respond: oneshot::Sender<Exchanged>,
    ) {
        let mut own = Err(TransportError::new(Reason::Interrupted));
        if let Some(after) = fate.effect {
            self.arrive(Instant::now() + after, &mut respond).await;
            own = self.perform(request, &operation).await;
        }
        sleep(fate.after).await;
        let result = match fate.response {
            Reply::Own => own.map(|response| response.map(Into::into)),
            Reply::Cut => own.map(|response| response.map(|body| half(&body).into())),
            Reply::Torn => own.map(|response| response.map(|body| ResponseBody::chunks(Torn(Some(half(&body)))))),
            Reply::Status(status, wait) => Ok(failure(status, wait)),
            Reply::Refused | Reply::Broken(_) | Reply::Silence => return respond.closed().await,
        };
        if !self.simulation.is_end(operation.life, "before a response") {
            drop(respond.send(result));
        }
    }

    /// Waits until a request arrives. Once its caller is gone it arrives soon, or never.
    async fn arrive(&self, due: Instant, respond: &mut oneshot::Sender<Exchanged>) {
        tokio::select! {
            biased;
            () = sleep_until(due) => {}
            () = respond.closed() => {
                sleep_until(due.min(Instant::now() + self.simulation.roughness.latest_effect())).await;
            }
        }
    }

    async fn perform(&self, request: Request<Bytes>, operation: &Operation) -> Result<Response<Bytes>, TransportError> {
        self.others.disturb(&self.simulation);
        let (writes, creates) = self.counts();
        let result = transport::exchange(&self.sandbox, request, BOUNDS).await;
        let (written, created) = self.counts();
        if written > writes {
            self.took_effect(operation, created - creates);
        }
        self.others.disturb(&self.simulation);
        result
    }

    fn took_effect(&self, operation: &Operation, created: u64) {
        let target = &operation.target;
        let at = self.simulation.note("effect", format_args!("{operation} created {created}"));
        let mut state = self.simulation.state();
        state.facts.effects.entry(target.clone()).or_default().push(at);
        let times = state.facts.created.entry(target.clone()).or_default();
        *times += created;
        let times = *times;
        drop(state);
        if created > 0 && !operation.is_create {
            self.simulation.broken(format!("{operation} created a participant"));
        } else if times > 1 {
            self.simulation.broken(format!("{target} is created {times} times"));
        }
        if !operation.is_write {
            self.simulation.broken(format!("{operation} changed the provider, and is a read"));
        }
    }

    /// What must be true whenever a request leaves.
    fn check(&self, operation: &Operation, request: &Request<Bytes>) {
        let state = self.simulation.state();
        if !operation.is_write || state.is_dead || operation.life != state.life {
            return;
        }
        let is_intended = state.facts.intended.contains(&operation.target);
        let has_failed = state.has_journal_failed;
        drop(state);
        if !is_intended {
            self.simulation.broken(format!("{operation}: {} is sent without its intent", shown(request)));
        }
        if has_failed {
            self.simulation.broken(format!("{operation}: {} is sent after the journal failed", shown(request)));
        }
    }

    fn fate(&self, operation: &Operation) -> Fate {
        let roughness = self.simulation.roughness;
        let percent = if operation.is_write { roughness.writes } else { roughness.reads };
        let goes_wrong = self.simulation.chance(percent);
        let rng = &mut self.simulation.state().rng;
        let mut fate = match (goes_wrong, operation.is_write) {
            (false, _) => Fate::smooth(rng),
            (true, false) => Fate::of_read(rng),
            (true, true) => Fate::of_write(rng, roughness.latest_effect()),
        };
        if fate.response == Reply::Cut && rng.u32(..100) >= roughness.cuts {
            fate.response = Reply::Torn;
        }
        fate
    }

    /// The machine's clock jumps, or a person asks for the end.
    fn disturb(&self) {
        if self.simulation.chance(self.simulation.roughness.jumps) {
            let by = [-86_400, -3_600, -20, 20, 3_600, 86_400][self.simulation.state().rng.usize(..6)];
            clock::jump(SignedDuration::from_secs(by));
            self.simulation.note("jump", format_args!("of the clock by {by} s"));
        }
        if self.simulation.chance(self.simulation.roughness.stops) {
            self.simulation.note("stop", "is asked for");
            self.stop.cancel();
        }
    }

    /// How many writes were carried out, and how many of them created a participant.
    fn counts(&self) -> (u64, u64) {
        let stats = &self.sandbox.sandbox().stats()[self.provider];
        (stats["writes"].as_u64().unwrap(), stats["creates"].as_u64().unwrap())
    }
}

fn shown(request: &Request<Bytes>) -> String {
    format!("{} {}", request.method(), request.uri().path())
}

fn half(body: &Bytes) -> Bytes {
    body.slice(..body.len() / 2)
}

/// A body whose connection breaks after its first piece.
struct Torn(Option<Bytes>);

impl Chunks for Torn {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let piece = self.0.take().ok_or_else(|| TransportError::new(Reason::Interrupted));
        Box::pin(async move { piece.map(Some) })
    }
}

fn failure(status: u16, wait: Option<u64>) -> Response<ResponseBody> {
    let response = Response::builder().status(status).header("content-type", "text/html");
    let response = match wait {
        Some(seconds) => response.header("retry-after", seconds),
        None => response,
    };
    response.body(Bytes::from_static(b"<html>no</html>").into()).unwrap()
}
