//! A question at a terminal.

use crate::{ROSTER, count, ended, roster, world::World};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::{
    fs::File,
    io::Read,
    process::{Command, Stdio},
};

#[test]
fn the_program_can_be_ended_instead_of_answering_its_question() {
    let world = World::new("asked", 1, 20);
    roster(&world, 2, 3);
    // A terminal, since the program asks only at one.
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let theirs = File::options().read(true).write(true).open(ptsname(&ours, Vec::new()).unwrap().to_str().unwrap());
    let arguments = [&["apply", "--output", "table"][..], &ROSTER].concat();
    let mut asking = world.program(&arguments);
    asking.stdin(theirs.unwrap()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut asking = asking.spawn().unwrap();
    let (mut printed, mut stderr) = (Vec::new(), asking.stderr.take().unwrap());
    while !printed.ends_with(b"will do: ") {
        let mut byte = [0];
        stderr.read_exact(&mut byte).unwrap();
        printed.extend(byte);
    }
    assert!(Command::new("kill").args(["-TERM", &asking.id().to_string()]).status().unwrap().success());
    assert_eq!(asking.wait().unwrap().code(), Some(143));
    stderr.read_to_end(&mut printed).unwrap();
    assert!(String::from_utf8(printed).unwrap().contains("nothing was changed"));
    assert_eq!(count(&world, "writes"), 0);
    ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["no run of this journal is unfinished"]);
}
