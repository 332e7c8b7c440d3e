//! The other side of a socket of this machine: answers at once, each connection in a thread of its own.

use crate::answers::Answers;
use std::{
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

/// Answers for ever; says first where.
pub(crate) fn serve() -> Result<(), String> {
    let answers = Arc::new(Answers::load()?);
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    println!("{}", listener.local_addr().map_err(|error| error.to_string())?);
    for stream in listener.incoming() {
        let (stream, answers) = (stream.map_err(|error| error.to_string())?, Arc::clone(&answers));
        thread::spawn(move || converse(stream, &answers));
    }
    Ok(())
}

/// Answers on one connection until the other side has gone.
fn converse(stream: TcpStream, answers: &Answers) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    while let Some((first, body)) = message(&mut stream)? {
        let mut words = first.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let body = answers.to(method, target, &body);
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
        stream.get_mut().write_all((head + body).as_bytes())?;
    }
    Ok(())
}

/// One message: its first line and its body; none where the other side has gone.
fn message(from: &mut impl BufRead) -> io::Result<Option<(String, Vec<u8>)>> {
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    if from.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    while from.read_line(&mut line)? > 2 {
        if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = number.trim().parse().unwrap_or_default();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(Some((first, body)))
}
