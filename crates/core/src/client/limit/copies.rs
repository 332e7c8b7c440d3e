//! The file behind a shared budget: two copies of the state, written in turns, so that a process killed while it writes
//! leaves one that is whole.

use super::{UnixNanos, state::LimiterState};
use crate::client::mark::checksum;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

/// Where the second copy begins, and the most one may be long. What lies between them is a hole.
const COPY: u64 = 1 << 20;
/// What a copy begins with: the form of the file and its version.
const MAGIC: &str = "participants-limits 1";
/// Magic, sequence, length and sum, with blanks and a line end between them.
const HEADER: u64 = MAGIC.len() as u64 + 1 + 20 + 1 + 10 + 1 + 16 + 1;

/// A state as it was read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) state: LimiterState,
    /// Whether it differs from what was written last, and has to be written again before it is relied on.
    pub(super) is_mended: bool,
    /// The copy it was read from, 0 or 1, and what that begins with.
    copy: u64,
    header: Header,
}

/// Opens the file, its owner's alone; where there is none, makes one that holds an empty state from its first moment.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let existing = || OpenOptions::new().read(true).write(true).open(path);
    match existing() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        other => return other,
    }
    let fresh = path.with_extension(format!("{:016x}", fastrand::u64(..)));
    let made = make(&fresh).and_then(|()| match fs::hard_link(&fresh, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => existing(),
    });
    drop(fs::remove_file(&fresh));
    made
}

/// Reads the state. What cannot be read counts against the account, never for it: a copy that was not written to its end
/// as one call more, a file that makes no sense as full windows. What this process has read or written itself, and
/// no other process has changed since, is not read again.
pub(super) fn read(file: &mut File, now: UnixNanos, known: Option<Reading>) -> io::Result<Reading> {
    let mut headers = Vec::new();
    for copy in [0, 1] {
        headers.extend(header(file, copy)?.map(|header| (copy, header)));
    }
    headers.sort_by_key(|(_, header): &(u64, Header)| std::cmp::Reverse(header.sequence));
    let are_both_there = match headers.as_slice() {
        // A new file has one copy, until it is written for the first time.
        [(_, header)] => header.sequence == 0 && file.metadata()?.len() < COPY,
        headers => headers.len() == 2,
    };
    let is_known = |known: &Reading| are_both_there && headers.first() == Some(&(known.copy, known.header));
    if let Some(known) = known.filter(is_known) {
        return Ok(known.at(now));
    }
    for (place, (copy, header)) in headers.into_iter().enumerate() {
        let Some(mut state) = body(file, copy, header)? else { continue };
        let is_newest = place == 0 && are_both_there;
        if !is_newest {
            state.count_one_more(now);
        }
        return Ok(Reading { state, is_mended: !is_newest, copy, header }.at(now));
    }
    let header = Header { sequence: 0, length: 0, sum: 0 };
    Ok(Reading { state: LimiterState::lost(now), is_mended: true, copy: 0, header })
}

/// Writes the state over the older copy.
pub(super) fn write(file: &mut File, reading: &mut Reading) -> io::Result<()> {
    let copy = 1 - reading.copy;
    reading.header = put(file, copy, reading.header.sequence.wrapping_add(1), &reading.state)?;
    (reading.copy, reading.is_mended) = (copy, false);
    Ok(())
}

impl Reading {
    /// The same state, looked at now.
    fn at(mut self, now: UnixNanos) -> Self {
        self.is_mended |= self.state.forget_the_future(now);
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Header {
    sequence: u64,
    length: u64,
    sum: u64,
}

fn header(file: &mut File, copy: u64) -> io::Result<Option<Header>> {
    let bytes = part(file, copy * COPY, HEADER)?;
    let text = str::from_utf8(&bytes).ok().filter(|text| text.len() as u64 == HEADER);
    let parse = |text: &str| {
        let mut words = text.strip_prefix(MAGIC)?.strip_suffix('\n')?.split_ascii_whitespace();
        let sequence = words.next()?.parse().ok()?;
        let length = words.next()?.parse().ok().filter(|length| *length <= COPY - HEADER)?;
        let sum = u64::from_str_radix(words.next()?, 16).ok()?;
        Some(Header { sequence, length, sum })
    };
    Ok(text.and_then(parse))
}

/// The state of a copy; `None` where it is not what its header says.
fn body(file: &mut File, copy: u64, header: Header) -> io::Result<Option<LimiterState>> {
    let text = part(file, copy * COPY + HEADER, header.length)?;
    let is_whole = text.len() as u64 == header.length && checksum(header.sequence, &text) == header.sum;
    Ok(is_whole.then(|| serde_json::from_slice(&text).ok()).flatten())
}

fn part(file: &mut File, from: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.seek(SeekFrom::Start(from))?;
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn put(file: &mut File, copy: u64, sequence: u64, state: &LimiterState) -> io::Result<Header> {
    let text = serde_json::to_vec(state)?;
    let (length, sum) = (text.len() as u64, checksum(sequence, &text));
    if length > COPY - HEADER {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "these limits have too many windows to be shared"));
    }
    let mut bytes = format!("{MAGIC} {sequence:020} {length:010} {sum:016x}\n").into_bytes();
    bytes.extend(text);
    file.seek(SeekFrom::Start(copy * COPY))?;
    file.write_all(&bytes)?;
    Ok(Header { sequence, length, sum })
}

fn make(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    put(&mut options.open(path)?, 0, 0, &LimiterState::default()).map(drop)
}
