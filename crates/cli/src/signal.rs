//! Being asked to end, by Ctrl-C or by the system.

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// The person at the terminal: Ctrl-C.
    Interrupt,
    /// The system: SIGTERM.
    Terminate,
}

/// Ends when the program is asked to end.
pub(crate) async fn asked_to_end() -> Signal {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            // Without a handler the program simply ends by the signal.
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = terminated => Signal::Terminate,
        () = interrupted => Signal::Interrupt,
    }
}
