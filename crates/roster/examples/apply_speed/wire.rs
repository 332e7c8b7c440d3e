//! The same answers over a socket of this machine: the leanest client that still pays for a network, and its server.

use crate::transport::Answers;
use participants_roster::core::{
    Transport, TransportError,
    bytes::Bytes,
    http::{Request, Response},
    transport::{Bounds, BoxFuture, Reason},
};
use std::{
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::Mutex,
};

/// One connection that is kept; whoever sends waits for the answer.
pub(crate) struct Wire(Mutex<BufReader<TcpStream>>);

impl Wire {
    pub(crate) fn to(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self(Mutex::new(BufReader::new(stream))))
    }

    fn exchange(&self, request: &Request<Bytes>) -> io::Result<Response<Bytes>> {
        let mut stream = self.0.lock().map_err(|_| io::ErrorKind::Other)?;
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let mut text = format!("{} {path} HTTP/1.1\r\nhost: localhost\r\n", request.method()).into_bytes();
        for (name, value) in request.headers() {
            text.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        text.extend(format!("content-length: {}\r\n\r\n", request.body().len()).bytes());
        text.extend(request.body());
        stream.get_mut().write_all(&text)?;
        let (_, body) = message(&mut *stream)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(Response::new(body.into()))
    }
}

impl Transport for Wire {
    fn send(&self, request: Request<Bytes>, _: Bounds) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let answer = self.exchange(&request).map_err(|_| TransportError::new(Reason::Interrupted));
        Box::pin(std::future::ready(answer))
    }
}

/// Answers on one connection after the other, for ever; says first where.
pub(crate) fn serve() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        stream.set_nodelay(true)?;
        let (answers, mut stream) = (Answers::default(), BufReader::new(stream));
        while let Some((first, _)) = message(&mut stream)? {
            let mut words = first.split(' ');
            let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let body = answers.to(method, path.split('?').next().unwrap_or_default());
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.get_mut().write_all((head + &body).as_bytes())?;
        }
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
        if let Some(number) = line.strip_prefix("content-length:") {
            length = number.trim().parse().unwrap_or_default();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(Some((first, body)))
}
