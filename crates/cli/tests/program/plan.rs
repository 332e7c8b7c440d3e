//! What would change, before anything does: the exit codes, the kept plan, and one without names.

use super::{json, run, text};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// A folder of its own for one test, with a roster in it.
fn roster(test: &str, content: &str) -> (PathBuf, String) {
    let folder = std::env::temp_dir().join(format!("participants-plan-{test}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("roster.csv");
    fs::write(&file, content).unwrap();
    let file = file.to_str().unwrap().to_owned();
    (folder, file)
}

fn known_participant() -> (String, String) {
    let people = json("list dendreo --sandbox");
    let part = |name: &str| people[2][name].as_str().unwrap().to_owned();
    (part("email"), part("first_name"))
}

#[test]
fn the_exit_code_says_whether_there_is_something_to_do() {
    let (email, first) = known_participant();
    for (test, name, code) in [("same", first.as_str(), 0), ("other", "Zoë-Ève", 4)] {
        let (folder, file) = roster(test, &format!("E-mail;First name\n{email};{name}\n"));
        let output = run(&format!("plan {file} --provider dendreo --sandbox --output table"));
        assert_eq!(output.status.code(), Some(code), "{}{}", text(&output.stdout), text(&output.stderr));
        let printed = text(&output.stdout);
        assert_eq!(printed.contains("first_name  ") && printed.contains("Zoë-Ève"), code == 4, "{printed}");
        fs::remove_dir_all(folder).unwrap();
    }
    let (folder, file) = roster("unknown", "E-mail;First name;Last name\nunknown.person@example.org;X;Ng\n");
    let refused = run(&format!("plan {file} --provider dendreo --sandbox"));
    assert_eq!(refused.status.code(), Some(1));
    let made = run(&format!("plan {file} --provider dendreo --sandbox --create"));
    assert_eq!(made.status.code(), Some(4), "{}{}", text(&made.stdout), text(&made.stderr));
    for wrong in [format!("plan {file}x --provider dendreo"), format!("plan {file} --provider nosuch")] {
        let output = run(&format!("{wrong} --sandbox"));
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        assert!(!output.stderr.is_empty(), "{wrong}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_columns_that_are_not_read_are_named_in_one_line() {
    let (folder, file) = roster("unread", "E-mail;First name;Cost centre;Room\nana@example.org;Ana;77;4\n");
    let output = run(&format!("plan {file} --provider dendreo --sandbox"));
    let said = text(&output.stderr);
    let lines: Vec<_> = said.lines().filter(|line| line.contains("not read")).collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(lines[0].contains(r#""Cost centre", "Room""#), "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_plan_is_kept_for_its_owner_and_can_be_shown_without_names() {
    let (email, _) = known_participant();
    let (folder, file) = roster("kept", &format!("E-mail;First name\n{email};Zoë-Ève\nbroken\n"));
    let kept = folder.join("plan.json");
    let output =
        run(&format!("plan {file} --provider dendreo --sandbox --privacy --output table -o {}", kept.display()));
    assert_eq!(output.status.code(), Some(1), "a row that cannot be read is a problem");
    let printed = [output.stdout, output.stderr].map(|part| text(&part)).concat();
    assert!(printed.contains("first_name#") && printed.contains("line 3"), "{printed}");
    assert!(!printed.contains("Zoë") && !printed.contains(&email), "{printed}");
    let plan = fs::read_to_string(&kept).unwrap();
    let lines: Vec<Value> = plan.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (header, end) = (lines.first().unwrap(), lines.last().unwrap());
    assert_eq!((&header["format"], &header["provider"]), (&"participants-plan".into(), &"dendreo".into()));
    assert_eq!((lines.len(), &end["counts"]["update"]), (4, &1.into()));
    // What is printed is the same document.
    let printed = run(&format!("plan {file} --provider dendreo --sandbox --output json"));
    assert_eq!(text(&printed.stdout), plan);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    }
    fs::remove_dir_all(folder).unwrap();
}
