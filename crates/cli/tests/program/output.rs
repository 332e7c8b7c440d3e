//! What is printed, and what is not: nothing that steers a terminal, no values that were not asked for, and no crash where
//! the output takes nothing.

use super::{program, run, text, words};
use serde_json::Value;
use std::{fs, path::PathBuf, process::Stdio};

/// A folder of its own for one test.
fn folder(test: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("participants-output-{test}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A name that turns the line around, clears the screen and hides a letter.
const NAME: &str = "Zo\u{202e}\u{1b}[2J\u{9b}ë\u{e0041}";

fn is_safe(printed: &str) -> bool {
    !printed.chars().any(|letter| letter != '\n' && participants::is_unsafe_to_print(letter))
}

#[test]
fn no_output_steers_a_terminal_and_json_reads_as_the_same_value() {
    let folder = folder("steers");
    let answer = folder.join("answer.json");
    let record = serde_json::json!({"id": "7", "last_name": NAME, "unknown": NAME});
    fs::write(&answer, record.to_string()).unwrap();
    for command in [
        format!("explain azav {}", answer.display()),
        format!("create azav --sandbox --set last_name={NAME} --set first_name=Y --set email=zo.ng@example.org"),
    ] {
        for format in ["json", "table"] {
            let output = run(&format!("{command} --output {format}"));
            let printed = text(&output.stdout);
            assert!(output.status.success() && is_safe(&printed), "{command}: {printed:?}{}", text(&output.stderr));
            if format == "json" {
                let read: Value = serde_json::from_str(&printed).unwrap();
                let name = read.pointer("/0/fields/last_name").or(read.pointer("/participant/last_name"));
                assert_eq!(name, Some(&NAME.into()), "{printed}");
            }
        }
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_plan_kept_in_a_file_is_not_printed_and_privacy_holds_in_json() {
    let folder = folder("kept");
    let (roster, kept) = (folder.join("roster.csv"), folder.join("plan.json"));
    fs::write(&roster, "E-mail;First name;Last name\nzo.ng@example.org;Zo;Ng\n").unwrap();
    let plan = format!("plan {} --provider azav --sandbox --create", roster.display());

    let output = run(&format!("{plan} -o {}", kept.display()));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&printed["counts"]["create"], output.status.code()), (&1.into(), Some(4)));
    assert!(!printed.to_string().contains("zo.ng") && printed.get("verb").is_none(), "{printed}");
    assert!(fs::read_to_string(&kept).unwrap().contains("zo.ng@example.org"));

    let output = run(&format!("{plan} --privacy --output json"));
    let printed = text(&output.stdout);
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["format"], &lines[1]["verb"]), (&"participants-plan-pseudonyms".into(), &"create".into()));
    assert!(printed.contains("email#1") && !printed.contains("zo.ng"), "{printed}");
    fs::write(&kept, &output.stdout).unwrap();
    let output = run(&format!("apply {} --sandbox --yes", kept.display()));
    assert_eq!(output.status.code(), Some(2), "a plan without values cannot be applied: {}", text(&output.stderr));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn a_log_that_cannot_be_written_stops_nothing() {
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
    let (closed, pipe) = std::io::pipe().unwrap();
    drop(closed);
    for stderr in [full(), pipe.into()] {
        let output = program().args(words("get azav -vv --sandbox")).arg(first_id()).stderr(stderr).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(!output.stdout.is_empty());
    }
}

#[cfg(target_os = "linux")]
fn first_id() -> String {
    super::json("list azav --sandbox")[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let folder = folder("large");
    let answer = folder.join("answer.json");
    // A sparse file: as large as it says, and no disk is used.
    fs::File::create(&answer).unwrap().set_len(1 << 30).unwrap();
    super::refused(&format!("explain azav {}", answer.display()), 2, &["larger than 64 MiB"]);
    for wait in ["9223372036854775000", "1e300", "-1", "inf", "NaN"] {
        let output = run(&format!("resume --settle-after={wait}"));
        assert_eq!(output.status.code(), Some(2), "{wait}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("a number of seconds"), "{}", text(&output.stderr));
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn many_problems_of_a_roster_are_counted_and_the_first_of_them_shown() {
    let folder = folder("problems");
    let roster = folder.join("roster.csv");
    let rows = (0..3000).map(|at| format!("no address {at};Zo\n"));
    fs::write(&roster, format!("E-mail;First name\n{}", rows.collect::<String>())).unwrap();
    let output = run(&format!("roster check {} --output json", roster.display()));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&printed["unusable"], &printed["causes"][0]["rows"]), (&3000.into(), &3000.into()), "{printed}");
    assert_eq!(printed["problems"].as_array().unwrap().len(), 100);
    let table = text(&run(&format!("roster check {} --output table", roster.display())).stdout);
    assert!(table.lines().count() < 150 && table.contains("… and 2900 more"), "{table}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_gives_access_is_never_explained() {
    let folder = folder("secrets");
    let answer = folder.join("answer.json");
    for (provider, record, left_out) in [
        ("wordbee", r#"{"PersonId":7,"Password":"s3cr3t","newPassword":"s3cr3t","fileToken":"s3cr3t"}"#, 3),
        ("wordbee", r#"{"rows":[{"personId":7,"labels":[{"passwordHash":"s3cr3t"}]}],"total":1}"#, 1),
        ("groups", r#"[{"id":"7","email":"y@example.org","link":"s3cr3t"}]"#, 1),
        ("azav", r#"{"data":{"id":"7","first_name":"Y","Initial_Password":"s3cr3t"}}"#, 1),
        ("frontcore", r#"[{"id":7,"user":{"id":8,"first_name":"Y","password":"s3cr3t"}}]"#, 1),
        ("dendreo", r#"[{"id_participant":"7","nom":"Y","extranet_autologin_url":"s3cr3t"}]"#, 1),
    ] {
        fs::write(&answer, record).unwrap();
        let printed = text(&run(&format!("explain {provider} {} --output json", answer.display())).stdout);
        let explained: Value = serde_json::from_str(&printed).unwrap();
        assert!(!printed.contains("s3cr3t"), "{provider}: {printed}");
        assert_eq!(explained[0]["left_out"].as_array().map(Vec::len), Some(left_out), "{provider}: {printed}");
    }
    fs::remove_dir_all(folder).unwrap();
}
