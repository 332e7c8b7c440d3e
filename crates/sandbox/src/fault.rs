//! Faults: what goes wrong, for which calls and how often. How a plan is written stands in `parse` and
//! `forms`, what a fault does to an answer in `spoil`.

mod forms;
mod ignore;
mod parse;
mod spoil;

pub use parse::PlanError;
pub(crate) use spoil::{answer, over_limit};

use crate::emulator::Call;
use bytes::Bytes;
use http::Method;
use serde_json::Value;
use std::time::Duration;

/// The rules in force, tried in order.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    rules: Vec<Rule>,
}

/// One rule: for which calls, how often, and what goes wrong.
#[derive(Debug)]
struct Rule {
    /// As it was written, to be shown.
    written: Value,
    provider: Option<String>,
    method: Option<Method>,
    path: Option<String>,
    when: When,
    /// The name of the fault, as it stands in the log.
    name: &'static str,
    fault: Fault,
    /// How many calls this rule was tried on and fitted.
    matched: u64,
    /// How many times it applied.
    fired: u64,
}

/// Which of the calls that fit a rule meet its fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Always,
    /// The first so many.
    Times(u64),
    /// The n-th, the 2n-th and so on.
    Every(u64),
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The call is carried out, the connection closed without an answer.
    LoseAnswer,
    /// The connection is closed before anything is done.
    Drop,
    /// The connection is closed without an answer, and the call is carried out so much later.
    Late(Duration),
    /// The call is carried out at once, the answer comes late.
    Delay(Duration),
    /// No answer ever comes; whether the call is carried out.
    Stall { carried_out: bool },
    /// Another answer instead; whether the call is carried out all the same.
    Answer { status: u16, headers: Vec<(String, String)>, body: Bytes, carried_out: bool },
    /// The provider's own answer to a call too many, with this `Retry-After`. Nothing is done.
    RateLimited { retry_after: Option<String> },
    /// The call is carried out, the answer's body ends in the middle.
    CutJson,
    /// The provider's own kind of error with a status of success. Nothing is done.
    ErrorInSuccess,
    /// All sessions end, and the call is answered as one without a valid key. Nothing is done.
    ExpiredToken,
    /// The call is carried out; every record in the answer has one member more.
    UnknownMember,
    /// The call is carried out; one record in the answer is a number, or one text of it is a list.
    InvalidRecord { member: bool },
    /// The call is carried out; a notice as PHP prints it stands after the JSON of the answer.
    TrailingBytes,
    /// The call is carried out; a notice as PHP prints it stands before the JSON of the answer.
    LeadingBytes,
    /// The call is carried out; a byte-order mark stands before the answer.
    ByteOrderMark,
    /// The call is carried out; the texts of every record are escaped for HTML.
    HtmlEntities,
    /// The call is carried out; the answer is compressed, whatever the call accepts.
    Compressed,
    /// The call is carried out; letters that Latin-1 has are one byte each, whatever the header says.
    Latin1,
    /// The call is carried out; every record in the answer has one member more that readers have trouble with.
    UnusualMember(UnusualMember),
    /// The call is carried out, the answer padded with spaces to this size.
    Huge(usize),
    /// The call is carried out and answered as if the members with these names had not been sent.
    Ignore(Vec<String>),
}

/// A member that is JSON by its grammar, and that readers disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnusualMember {
    /// A text with half of a surrogate pair.
    LoneSurrogate,
    /// A number beyond every machine's.
    HugeNumber,
    /// A member that stands twice, with two values.
    Twice,
    /// The first text of the record, a second time with the same value.
    ListedTwice,
}

impl Plan {
    /// The fault for this call, if a rule applies, and its name.
    ///
    /// The first rule that fits and is due applies; the rules after it do not count the call. So two rules of
    /// `times: 1` for the same calls apply one after the other.
    pub(crate) fn choose_fault(&mut self, provider: &str, call: &Call) -> Option<(Fault, &'static str)> {
        let rule = self.rules.iter_mut().filter(|rule| rule.fits(provider, call)).find_map(Rule::count)?;
        Some((rule.fault.clone(), rule.name))
    }

    /// The rules as written, each with how many calls fitted it and how often it applied.
    pub(crate) fn to_json(&self) -> Value {
        let shown = |rule: &Rule| {
            let mut shown = rule.written.clone();
            shown["matched"] = rule.matched.into();
            shown["fired"] = rule.fired.into();
            shown
        };
        self.rules.iter().map(shown).collect()
    }
}

impl Rule {
    fn fits(&self, provider: &str, call: &Call) -> bool {
        self.provider.as_deref().is_none_or(|name| name == provider)
            && self.method.as_ref().is_none_or(|method| *method == call.method)
            && self.path.as_deref().is_none_or(|pattern| ends_like(&call.path, pattern))
    }

    /// Counts a call that fits; returns the rule if it applies to this one.
    fn count(&mut self) -> Option<&Self> {
        self.matched += 1;
        let applies = match self.when {
            When::Always => true,
            When::Times(times) => self.matched <= times,
            When::Every(every) => self.matched.is_multiple_of(every),
        };
        self.fired += u64::from(applies);
        applies.then_some(self)
    }
}

/// Whether `path` is what `pattern` says or ends with it; `*` stands for any text.
fn ends_like(path: &str, pattern: &str) -> bool {
    let mut rest = path;
    let mut parts = pattern.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(start) = rest.find(part) else { return false };
        rest = &rest[start + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Plan, ends_like};
    use crate::emulator::Call;
    use http::Method;
    use serde_json::json;

    fn call(method: Method, path: &str) -> Call {
        Call { method, path: path.into(), query: Vec::new(), headers: Default::default(), body: Default::default() }
    }

    fn fault_of(plan: &mut Plan, provider: &str, method: Method, path: &str) -> Option<&'static str> {
        plan.choose_fault(provider, &call(method, path)).map(|(_, name)| name)
    }

    #[test]
    fn a_path_fits_at_its_end_and_a_star_stands_for_anything() {
        assert!(ends_like("/v1/participants", "/v1/participants"));
        assert!(ends_like("/v1/participants", "participants"));
        assert!(!ends_like("/v1/participants/7", "participants"));
        assert!(ends_like("/v1/participants/7", "/participants/*"));
        assert!(ends_like("/a/1/b/2", "/a/*/b/*"));
        assert!(!ends_like("/a/1/c/2", "/a/*/b/*"));
        assert!(!ends_like("/b", "/a*"));
    }

    #[test]
    fn a_rule_applies_only_to_what_it_names() {
        let rule = json!([{"provider": "azav", "match": {"method": "post", "path": "/p"}, "fault": "drop"}]);
        let mut plan = Plan::parse(&rule).unwrap();
        assert_eq!(fault_of(&mut plan, "azav", Method::POST, "/v1/p"), Some("drop"));
        assert_eq!(fault_of(&mut plan, "dendreo", Method::POST, "/v1/p"), None);
        assert_eq!(fault_of(&mut plan, "azav", Method::PUT, "/v1/p"), None);
        assert_eq!(fault_of(&mut plan, "azav", Method::POST, "/v1/q"), None);
        assert_eq!(plan.to_json()[0]["fired"], 1);
        assert_eq!(plan.to_json()[0]["match"], rule[0]["match"]);
    }

    #[test]
    fn times_and_every_count_the_calls_that_fit() {
        let applies = |rule| {
            let mut plan = Plan::parse(&json!([rule])).unwrap();
            (1..=7).map(|_| fault_of(&mut plan, "azav", Method::GET, "/").is_some()).collect::<Vec<_>>()
        };
        assert_eq!(applies(json!({"fault": "drop"})), [true; 7]);
        assert_eq!(applies(json!({"times": 2, "fault": "drop"})), [true, true, false, false, false, false, false]);
        assert_eq!(applies(json!({"every": 3, "fault": "drop"})), [false, false, true, false, false, true, false]);
    }

    #[test]
    fn rules_of_one_time_apply_one_after_the_other() {
        let rules = json!([{"times": 1, "fault": "drop"}, {"times": 1, "fault": {"status": 503}}]);
        let mut plan = Plan::parse(&rules).unwrap();
        let names: Vec<_> = (0..3).map(|_| fault_of(&mut plan, "azav", Method::GET, "/")).collect();
        assert_eq!(names, [Some("drop"), Some("status"), None]);
    }
}
