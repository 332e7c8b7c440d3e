//! Nobody but the owner may read the journal, and nothing shows a value that is not meant to.

use crate::{ended, on_roster, roster, world::World};
use std::{fs, os::unix::fs::PermissionsExt};

#[test]
fn the_journal_is_its_owners_alone() {
    let world = World::new("owner", 1, 20);
    roster(&world, 5, 7);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 2, &[]);
    ended(&world.run(&["apply", "plan.json", "--yes"]), 0, &[]);
    ended(&world.run(&["report", "-o", "report.html"]), 0, &[]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let journal = world.folder.join(".participants");
    assert_eq!(mode(&journal), 0o700);
    for entry in fs::read_dir(&journal).unwrap().map(Result::unwrap) {
        let expected = if entry.file_type().unwrap().is_dir() { 0o700 } else { 0o600 };
        let name = entry.file_name();
        if name != ".gitignore" {
            assert_eq!(mode(&entry.path()), expected, "{name:?}");
        }
    }
    for file in ["plan.json", "report.html"] {
        assert_eq!(mode(&world.folder.join(file)), 0o600, "{file}");
    }
}
