//! As much of curl as the book needs: the request of a command, and what curl would show of the answer.

use super::pattern;
use super::served::{Answer, Served};
use participants_sandbox::PROVIDERS;

/// A call.
#[derive(Default)]
pub(crate) struct Call {
    method: Option<String>,
    url: String,
    headers: Vec<String>,
    body: Option<String>,
    with_head: bool,
}

/// What curl shows.
pub(crate) struct Output {
    answer: Option<Answer>,
    with_head: bool,
}

impl Call {
    /// The call of these words after `curl`.
    pub(crate) fn parse(words: &[String]) -> Self {
        let mut call = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} needs a value")).clone();
            match word.as_str() {
                "-i" => call.with_head = true,
                "-X" => call.method = Some(value()),
                "-H" => call.headers.push(value()),
                "-d" => call.take(value(), &["content-type: application/x-www-form-urlencoded"]),
                "--json" => call.take(value(), &["content-type: application/json", "accept: application/json"]),
                option if option.starts_with('-') => panic!("{option} is no option of curl that this test knows"),
                url if call.url.is_empty() => call.url = url.to_owned(),
                other => panic!("{other} is a second address"),
            }
        }
        call
    }

    fn take(&mut self, body: String, headers: &[&str]) {
        assert!(self.body.is_none(), "one body is enough");
        self.body = Some(body);
        self.headers.extend(headers.iter().map(|header| (*header).to_owned()));
    }

    /// Who listens at the address.
    pub(crate) fn receiver(&self, served: &Served) -> &'static str {
        let host = self.parts().0;
        let known = PROVIDERS.into_iter().chain(["control"]).find(|name| served.address(name) == host);
        known.unwrap_or_else(|| panic!("no server listens at {}", self.url))
    }

    pub(crate) fn send(&self, served: &Served, to: &str) -> Output {
        let method = self.method.as_deref().unwrap_or(if self.body.is_some() { "POST" } else { "GET" });
        let headers: String = self.headers.iter().map(|header| format!("{header}\r\n")).collect();
        let answer = served.call(to, method, &self.parts().1, &headers, self.body.as_deref().unwrap_or_default());
        Output { answer, with_head: self.with_head }
    }

    /// Host and target.
    fn parts(&self) -> (&str, String) {
        let rest = self.url.strip_prefix("http://").unwrap_or_else(|| panic!("{} is no address", self.url));
        let (host, target) = rest.split_once('/').unwrap_or((rest, ""));
        assert!(target.is_ascii() && !target.contains([' ', '{', '[']), "{} is to be encoded", self.url);
        (host, format!("/{target}"))
    }
}

impl Output {
    /// Fails with the first difference from what the book shows.
    pub(crate) fn compare(&self, shown: &str) -> Result<(), String> {
        let Some(answer) = &self.answer else {
            return differ(pattern::text_difference(shown, "curl: (52) Empty reply from server"));
        };
        let body = if self.with_head {
            let (head, body) = shown.split_once("\n\n").unwrap_or((shown, ""));
            compare_head(head, answer)?;
            body
        } else {
            shown
        };
        let given = String::from_utf8_lossy(&answer.body);
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("application/json")) && body.trim() != "…"
        {
            return match serde_json::from_str(&given) {
                Ok(value) => differ(pattern::difference(&pattern::json(body), &value)),
                Err(_) => differ(pattern::text_difference(body, &given)),
            };
        }
        differ(pattern::text_difference(body, &given))
    }
}

/// The status line, then each header that the book shows.
fn compare_head(shown: &str, answer: &Answer) -> Result<(), String> {
    let mut lines = shown.lines();
    let reason = http::StatusCode::from_u16(answer.status).ok().and_then(|status| status.canonical_reason());
    let status = format!("HTTP/1.1 {} {}", answer.status, reason.unwrap_or_default());
    differ(pattern::text_difference(lines.next().unwrap_or_default(), &status))?;
    let mut open = false;
    let mut count = 0;
    for line in lines {
        let Some((name, value)) = line.split_once(": ") else {
            open = line == "…";
            continue;
        };
        count += 1;
        let given = answer.header(name).ok_or_else(|| format!("there is no header {name}"))?;
        differ(pattern::text_difference(value, given))?;
    }
    let all = open || count == answer.headers.len();
    if all { Ok(()) } else { Err(format!("the book shows {count} of {} headers", answer.headers.len())) }
}

fn differ(problem: Option<String>) -> Result<(), String> {
    problem.map_or(Ok(()), Err)
}

#[test]
fn an_answer_is_compared_whole() {
    let answer = Answer {
        status: 429,
        headers: vec![("content-type".into(), "application/json".into()), ("retry-after".into(), "2".into())],
        body: br#"{"code":"x"}"#.to_vec(),
    };
    let output = Output { answer: Some(answer), with_head: true };
    let head = "HTTP/1.1 429 Too Many Requests\n";
    for right in ["retry-after: 2\n…\n\n{\"code\": \"x\"}\n", "content-type: …\nretry-after: 2\n\n{…}\n", "…\n\n…\n"]
    {
        assert_eq!(output.compare(&format!("{head}{right}")), Ok(()), "{right}");
    }
    for wrong in
        ["retry-after: 3\n…\n\n{…}\n", "retry-after: 2\n\n{…}\n", "etag: 1\n…\n\n{…}\n", "…\n\n{\"code\": \"y\"}\n"]
    {
        assert!(output.compare(&format!("{head}{wrong}")).is_err(), "{wrong}");
    }
    assert!(output.compare("HTTP/1.1 200 OK\n…\n\n{…}\n").is_err());
    let lost = Output { answer: None, with_head: false };
    assert!(lost.compare("curl: (52) Empty reply from server\n").is_ok() && lost.compare("{}").is_err());
}
