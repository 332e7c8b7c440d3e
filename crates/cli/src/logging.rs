//! What `--verbose` logs, on stderr.

use tracing_subscriber::{EnvFilter, fmt::format::FmtSpan};

/// Starts the log: nothing, each call (`-v`), or each call and the HTTP library's own steps (`-vv`).
pub(crate) fn start(verbose: u8) {
    let filter = match verbose {
        0 => return,
        1 => "participants=debug",
        _ => "participants=debug,hyper_util=debug,reqwest=debug",
    };
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_span_events(FmtSpan::NONE)
        .with_writer(std::io::stderr)
        // Where stderr is closed or its disk is full, there is no place for a complaint.
        .log_internal_errors(false)
        .without_time()
        .with_target(false)
        .init();
}
