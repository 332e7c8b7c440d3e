//! Forms as `multipart/form-data`: the reference speaks of form data without saying which kind.

use crate::emulator::Call;

/// The fields of a multipart form, in the order sent; `None` if it cannot be read. A file counts as its text.
pub(super) fn fields(call: &Call) -> Option<Vec<(String, String)>> {
    let kind = call.header("content-type")?;
    let boundary = parameter(kind, "boundary")?;
    let body = std::str::from_utf8(&call.body).ok()?;
    let mark = format!("--{boundary}");
    let mut parts = body.split(&mark).skip(1);
    let mut fields = Vec::new();
    loop {
        // Without the closing mark the form was cut off.
        let part = parts.next()?;
        if part.starts_with("--") {
            return Some(fields);
        }
        let (head, value) = part.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
        let is_it = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
        let name = parameter(head.lines().find(is_it)?, "name")?;
        fields.push((name, value.strip_suffix("\r\n")?.to_owned()));
    }
}

/// A parameter of a header: `name=value` or `name="value"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut parameters = header.split(';').skip(1).filter_map(|part| part.trim().split_once('='));
    let (_, value) = parameters.find(|(own, _)| own.eq_ignore_ascii_case(name))?;
    Some(value.trim_matches('"').to_owned())
}
