//! Debian's Chromium without a window: what it makes of a page, what it complains about, what it asks the network for.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

/// A browser, with a folder for what it needs and writes.
pub(crate) struct Chromium {
    program: PathBuf,
    folder: PathBuf,
}

/// What a visit of a page came to.
pub(crate) struct Visit {
    /// The document as it stood in the end.
    pub(crate) document: String,
    /// What the page's console has.
    pub(crate) console: Vec<String>,
    /// Every address that the page asked something of.
    pub(crate) asked: Vec<String>,
}

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

impl Chromium {
    /// The browser of this machine. Where there is none, the test is left out; where it is required, that is a failure.
    pub(crate) fn find(test: &str) -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        let places = env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
        let Some(program) = places.into_iter().find(|place| place.is_file()) else {
            let is = |name: &str, value: &str| env::var(name).is_ok_and(|text| text == value);
            let is_required = is("PARTICIPANTS_REQUIRE_BROWSER", "1") || is("CI", "true");
            assert!(!is_required, "there is no Chromium, and this test may not be left out: install chromium");
            eprintln!("left out: there is no Chromium on this machine (apt-get install chromium)");
            return None;
        };
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Some(Self { program, folder })
    }

    /// Writes a file into the browser's folder.
    pub(crate) fn file(&self, name: &str, content: &str) -> PathBuf {
        let file = self.folder.join(name);
        fs::write(&file, content).unwrap();
        file
    }

    /// Opens a page in a fresh profile.
    pub(crate) fn visit(&self, page: &Path, arguments: &[&str]) -> Visit {
        let log = self.fresh("net.json");
        let mut all = vec!["--dump-dom".to_owned(), format!("--log-net-log={}", log.display())];
        all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        let (document, log_output) = self.run(page, &all);
        let console = log_output.lines().filter(|line| line.contains(":CONSOLE")).map(str::to_owned).collect();
        Visit { document, console, asked: asked(&fs::read_to_string(log).unwrap()) }
    }

    /// Prints a page into a file.
    pub(crate) fn print(&self, page: &Path) -> Vec<u8> {
        let file = self.fresh("print.pdf");
        self.run(page, &[format!("--print-to-pdf={}", file.display()), "--no-pdf-header-footer".to_owned()]);
        fs::read(file).unwrap()
    }

    fn run(&self, page: &Path, arguments: &[String]) -> (String, String) {
        let mut program = Command::new(&self.program);
        program.args(["--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"]);
        program.args(["--disable-background-networking", "--disable-component-update", "--hide-scrollbars"]);
        program.args(["--enable-logging=stderr", "--virtual-time-budget=10000"]);
        program.args(["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-extensions"]);
        program.arg(format!("--user-data-dir={}", self.fresh("profile").display()));
        // In few containers the browser's own sandbox starts. The page is ours, and no name is resolved.
        program.arg("--no-sandbox");
        let output = program.args(arguments).arg(format!("file://{}", page.display())).output().unwrap();
        let [dom, complaints] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        assert!(output.status.success(), "{}: {complaints}", output.status);
        (dom, complaints)
    }

    fn fresh(&self, name: &str) -> PathBuf {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        self.folder.join(format!("{}-{name}", NEXT.fetch_add(1, Ordering::Relaxed)))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // A folder that is kept, or cannot be removed, fails no test: it lies in the target folder.
        if env::var_os("PARTICIPANTS_KEEP_PAGES").is_none() {
            drop(fs::remove_dir_all(&self.folder));
        }
    }
}

/// What pages asked for, from the browser's own log of its network, which has an event a line. What the browser asks for
/// on its own behalf, such as its updates, comes from no page.
fn asked(log: &str) -> Vec<String> {
    let part = |line: &str, name: &str| {
        let behind = line.split_once(&format!("\"{name}\":\""))?.1;
        Some(behind.split('"').next()?.to_owned())
    };
    let of_pages = |line: &&str| part(line, "initiator").is_some_and(|initiator| initiator != "not an origin");
    log.lines().filter(of_pages).filter_map(|line| part(line, "url")).collect()
}
