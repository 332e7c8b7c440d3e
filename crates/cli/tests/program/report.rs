//! The report of a run, from a journal in a folder: which run, in which format, and who may read it.

use super::{refused, run, text};
use participants_roster::{
    core::serde_json,
    journal::{Folder, Loading, State, StepUpdate},
    plan::Step,
};
use std::{fs, path::PathBuf};

/// A folder of its own for one test, with a journal of two runs: the second takes the first one back.
fn journal(test: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("participants-report-{test}-{}", std::process::id()));
    let mut journal = Folder::open(&folder).unwrap().journal().unwrap();
    for (undoes, before, after) in [(None, "Zoë", "=Zoë"), (Some(1), "=Zoë", "Zoë")] {
        let step = format!(
            r#"{{"line":2,"verb":"update","id":"7","changes":
                [{{"field":"first_name","before":{{"value":"{before}"}},"after":{{"value":"{after}"}}}}]}}"#
        );
        let step: Step = serde_json::from_str(&step).unwrap();
        let begun = "2026-03-01T14:00:00Z".parse().unwrap();
        let load = async {
            let mut loading = Loading::begin(&mut journal, "azav", "account", undoes, begun).await.unwrap();
            loading.add(&step).await.unwrap();
            loading.finish("{}").await.unwrap()
        };
        let run = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(load);
        let entries = journal.entries(run.id, State::ALL, None, 10).unwrap();
        let time = "2026-03-01T14:00:01Z".parse().unwrap();
        journal.record(run.id, &[StepUpdate::new(&entries[0], State::Done, time)]).unwrap();
    }
    folder
}

#[test]
fn a_report_is_of_the_latest_run_or_the_one_that_is_named() {
    let folder = journal("which");
    let at = folder.display();
    let report = |arguments: &str| {
        let output = run(format!("report --journal {at} {arguments}").trim_end());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let latest = report("");
    assert!(latest.starts_with("Run 2 at azav: 1 done") && latest.contains("takes back run 1"), "{latest}");
    assert!(latest.contains("=Zoë → Zoë"), "{latest}");
    let first = report("1");
    assert!(first.starts_with("Run 1 at azav") && first.contains("run 2 was begun to take this run back"), "{first}");
    assert!(report("1 --format csv").contains(",'=Zoë,"));
    assert!(report("1 --output json").starts_with("{\"format\":\"participants-report\""));
    assert!(!report("--privacy").contains("Zoë"));
    refused(&format!("report 9 --journal {at}"), 2, &["no run 9"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_report_in_a_file_is_as_its_name_says_and_for_its_owner() {
    let folder = journal("file");
    let at = folder.display();
    for (name, begins) in
        [("r.html", "<!doctype html>"), ("r.csv", "\u{feff}line"), ("r.jsonl", "{"), ("r.txt", "Run 2")]
    {
        let file = folder.join(name);
        let output = run(&format!("report --journal {at} -o {}", file.display()));
        assert!(output.status.success() && output.stdout.is_empty(), "{}", text(&output.stderr));
        assert!(fs::read_to_string(&file).unwrap().starts_with(begins), "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    refused(&format!("report --journal {at} -o {at}/no/such/r.html"), 2, &["cannot be written"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn without_a_journal_nothing_is_made() {
    let folder = std::env::temp_dir().join(format!("participants-report-none-{}", std::process::id()));
    refused(&format!("report --journal {}", folder.display()), 2, &["no journal", "--journal"]);
    assert!(!folder.exists());
}
