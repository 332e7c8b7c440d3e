//! How fast a roster is read, and how much memory that takes: `cargo bench --package participants-roster --bench read_speed`.
//!
//! For as many rows as its arguments name, else for 100 000 and for a million, each in a process of its own so that
//! their peaks do not mix. Beside it stands what the `csv` crate alone needs for the same bytes, cells and no more.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // It is a program.

#[path = "gauge/gauge.rs"]
mod gauge;

use participants_roster::{Mapping, Roster, core::serde_json::json};
use std::{
    env, fs,
    fs::File,
    hint::black_box,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

fn main() {
    gauge::each(measure);
}

const HEADINGS: [&str; 8] =
    ["Employee number", "First name", "Last name", "E-mail", "Date of birth", "Phone", "Job title", "City"];

/// A made-up person, by number.
fn person(number: u64) -> [String; 8] {
    let day = number % 28 + 1;
    [
        format!("HR-{number:07}"),
        "Øda".to_owned(),
        format!("Lindström-{number}"),
        format!("oda.lindstrom.{number}@example.org"),
        format!("1990-04-{day:02}"),
        "+47 555 0100".to_owned(),
        "Kranfører".to_owned(),
        "Ålesund".to_owned(),
    ]
}

/// A file that is gone when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn with(name: &str, rows: u64, row: impl Fn(u64) -> Vec<u8>) -> Self {
        let path = env::temp_dir().join(format!("read_speed.{}.{name}", std::process::id()));
        let mut file = BufWriter::new(File::create(&path).unwrap());
        (0..rows).for_each(|number| file.write_all(&row(number)).unwrap());
        file.flush().unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}

fn line(cells: &[impl AsRef<str>], delimiter: &str) -> String {
    let cells: Vec<_> = cells.iter().map(AsRef::as_ref).collect();
    cells.join(delimiter) + "\n"
}

fn measure(rows: u64) {
    println!("{rows} rows");
    let head = |number: u64, delimiter: &str| if number == 0 { line(&HEADINGS, delimiter) } else { String::new() };
    let utf8 = Scratch::with("utf8.csv", rows, |number| (head(number, ",") + &line(&person(number), ",")).into());
    let cells = read_cells(&utf8.0);
    println!("  {:<34} {:>9.0} rows/s", "the csv crate alone", rows as f64 / cells);
    show("CSV, UTF-8", &utf8, rows, cells);
    // What a spreadsheet of western Europe saves: every byte is a character, and the day comes first.
    let local = Scratch::with("local.csv", rows, |number| {
        let mut cells = person(number);
        cells[4] = format!("{:02}.04.1990", number % 28 + 1);
        let text = head(number, ";") + &line(&cells.map(|cell| format!("\"{cell}\"")), ";");
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    });
    show("CSV, Windows-1252, quoted, local", &local, rows, cells);
    let lines = Scratch::with("jsonl", rows, |number| {
        let members = HEADINGS.into_iter().zip(person(number)).map(|(name, cell)| (name.to_owned(), json!(cell)));
        format!("{}\n", json!(members.collect::<participants_roster::core::serde_json::Map<_, _>>())).into()
    });
    show("JSON lines", &lines, rows, cells);
}

/// Seconds for the cells alone.
fn read_cells(path: &Path) -> f64 {
    gauge::least(|| {
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_path(path).unwrap();
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).unwrap() {
            black_box(&record);
        }
    })
}

fn show(what: &str, file: &Scratch, rows: u64, cells: f64) {
    let mapping = Mapping::default();
    let opened = gauge::least(|| drop(black_box(Roster::open(&file.0, &mapping).unwrap())));
    let roster = Roster::open(&file.0, &mapping).unwrap();
    gauge::forget_peak();
    let took = gauge::least(|| {
        let count = roster.rows().unwrap().map(|row| drop(black_box(row.unwrap()))).count();
        assert_eq!(count as u64, rows);
    });
    let per_second = |seconds: f64| rows as f64 / seconds;
    let peak = gauge::peak().unwrap_or_default() >> 10;
    println!(
        "  {what:<34} {:>9.0} rows/s, {:.1} times the cells; understood at {:.0} rows/s; peak {peak} KiB",
        per_second(took),
        took / cells,
        per_second(opened),
    );
}
