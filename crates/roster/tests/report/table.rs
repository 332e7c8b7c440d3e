//! The text for a terminal.

use crate::common::{every_state, hostile, hostile_run, report};
use participants_roster::report::{Format, Report};

#[test]
fn the_table_says_what_came_of_each_step_problems_first() {
    let (mut journal, run) = every_state();
    let table = report(&mut journal, Report::new(&run).undone_by(Some(7)), Format::Table);
    let wanted = "\
Run 1 at dendreo: 4 done, 1 refused, 1 failed, 1 stale, 1 unknown, 1 sending, 1 planned
begun 2026-03-01 14:06:40 UTC, ended not yet
1,204 rows unchanged, 2 rows could not be read
run 7 was begun to take this run back
no participant was deactivated: 2 rows of the roster could not be read

Why
  1 refused  several participants match by e-mail
  1 failed   the server failed (503)
  1 unknown  it was sent and its answer was lost: it may have been carried out
  1 stale    the participant is no longer as the plan says

Problems (4)
  line 6  refuse        refused  2 participants match by e-mail: 2006, 2017
  line 7  update  2007  stale    the participant is no longer as the plan says
      last_name  Y → 李
  line 8  update  2008  failed   the server failed (503); sent 5 times
      last_name  Å → Ö
  line 9  update  2009  unknown  it was sent and its answer was lost: it may have been carried out
      last_name  Bo → Bø

Still to be done (2)
  line 10  update  2010  sending  it is being sent, or was when the run stopped
      last_name  Ng → Nguyễn
  line 11  update  2011  planned  it was not sent yet
      last_name  E → É

Done (4)
  line 2  update      2002  done
      last_name  O'Brien → O'Brien-Ö
  line 3  create      2041  done
      last_name  Þórðardóttir
      email      aesa@example.org
  line 4  move        2003  done  mobile is left alone: it is filled already
      company        77 → 78
      date_of_birth  (unknown) → 1990-04-12
      phone          +353 1 555 0100 → (empty)
          deactivate  2040  done  2040 was found ended by hand; no row of the roster means them
      status  active → archived  (seen, not asked for)
";
    assert_eq!(table, wanted, "{table}");
}

#[test]
fn no_value_steers_the_terminal_or_fills_it() {
    let (mut journal, run) = hostile_run();
    let table = report(&mut journal, Report::new(&run).most(1_000), Format::Table);
    let steers = |letter: char| letter.is_control() && letter != '\n';
    assert!(!table.chars().any(|letter| steers(letter) || ('\u{202a}'..='\u{202e}').contains(&letter)));
    assert!(table.contains("two\\nlines") && table.contains("李小龍") && table.contains("\\u{202e}gro.elpmaxe"));
    let long = "w".repeat(59);
    assert!(table.contains(&format!("{long}…")) && !table.contains(&format!("{long}ww → ")));
    assert!(hostile().iter().any(|text| text.len() == 300));
}
