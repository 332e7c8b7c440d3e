//! Names and addresses that are the same to people and not to the letter.

use crate::common::{changed, of_rows, open, people, plan, verbs};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{Configure, Directory, Field, ParticipantUpdate, Unified, text};
use participants_roster::{Index, Planner, Row, Rule, Verb};
use participants_wordbee::Wordbee;

const NAMES: [Field; 2] = [Field::FirstName, Field::LastName];

/// The plan of a file at Dendreo.
async fn planned(name: &str) -> participants_roster::Plan {
    let client = people::<Dendreo>("dendreo").await;
    plan(&client, &open(name, "")).await
}

#[tokio::test(start_paused = true)]
async fn composed_and_decomposed_letters_are_one_name() {
    let plan = planned("11a-nfd-person.csv").await;
    for step in of_rows(&plan) {
        assert_eq!((step.verb, step.matched_by), (Verb::Update, Some(Rule::Person)), "{:?}", step.line);
        assert!(changed(step).iter().all(|field| !NAMES.contains(field)), "no name differs: {:?}", changed(step));
    }
}

#[tokio::test(start_paused = true)]
async fn a_row_found_by_its_address_does_not_change_a_name_to_what_it_is() {
    let plan = planned("11b-nfd-email.csv").await;
    let known = of_rows(&plan).into_iter().find(|step| step.matched_by == Some(Rule::Email)).unwrap();
    assert_eq!((known.verb, changed(known)), (Verb::None, vec![]));
}

#[tokio::test(start_paused = true)]
async fn capitals_sharp_s_and_dotless_i_are_found() {
    let plan = planned("12-case.csv").await;
    let found: Vec<_> = of_rows(&plan).iter().map(|step| step.matched_by).collect();
    assert_eq!(found, [Some(Rule::Person), Some(Rule::Person), None, None], "accents count: {plan:?}");
}

#[tokio::test(start_paused = true)]
async fn apostrophes_and_dashes_of_any_kind_are_found() {
    let plan = planned("12c-apostrophe.csv").await;
    let steps = of_rows(&plan);
    let found: Vec<_> = steps.iter().map(|step| step.matched_by).collect();
    assert!(found.iter().all(|rule| *rule == Some(Rule::Person)), "{found:?}");
    assert!(steps.iter().all(|step| step.verb == Verb::Update), "the new address is a change");
}

#[tokio::test(start_paused = true)]
async fn an_address_in_invisible_characters_makes_no_second_participant() {
    let client = people::<Dendreo>("dendreo").await;
    let roster = open("04-zero-width.csv", "");
    let rows: Vec<_> = roster.rows().unwrap().collect();
    let plan = plan(&client, &roster).await;
    let last = *of_rows(&plan).last().unwrap();
    assert!(last.verb != Verb::Create && last.id.is_some(), "the address is known: {last:?}");
    assert_eq!(rows.len(), plan.steps.iter().filter(|step| step.line.is_some()).count());
}

#[tokio::test(start_paused = true)]
async fn a_cell_of_invisible_characters_is_empty() {
    let plan = planned("24-nbsp-cells.csv").await;
    assert_eq!(verbs(&plan), [Verb::None, Verb::None]);
    let clearing = "[fields.phone]\nempty = \"clear\"";
    let rows: Vec<_> = open("24-nbsp-cells.csv", clearing).rows().unwrap().map(Result::unwrap).collect();
    assert!(rows.iter().all(|row| row.wanted.phone.is_clear()));
}

/// The names and address of each participant in another form of the same text, line by line.
async fn written_otherwise<P: Unified + Configure>(provider: &str, write: impl Fn(&str) -> String) {
    let client = people::<P>(provider).await;
    let known = client.list_all().await.unwrap().people;
    let fields = [Field::Email, Field::FirstName, Field::LastName, Field::FullName, Field::DateOfBirth, Field::Session];
    let writable = |field: &Field| client.capabilities().field(field).is_some_and(|known| known.update.is_supported());
    let (mut rows, mut plain) = (Vec::new(), Vec::new());
    for (line, person) in (2..).zip(&known) {
        let mut as_it_is = ParticipantUpdate::new();
        let mut wanted = ParticipantUpdate::new();
        for field in fields.iter().filter(|field| writable(field) || **field == Field::Session) {
            let Some(value) = person.get(field) else { continue };
            as_it_is.set_text(field, &value).unwrap();
            let value = if matches!(field, Field::DateOfBirth | Field::Session) { value } else { write(&value) };
            wanted.set_text(field, &value).unwrap();
        }
        rows.push(Row::of(line, wanted));
        plain.push(Row::of(line, as_it_is));
    }
    let index = Index::of(&client.list_all().await.unwrap(), fields);
    let plan = |rows: Vec<Row>| Planner::new(client.capabilities()).plan(&index, rows, 0).unwrap();
    let (plan, plain) = (plan(rows), plan(plain));
    // A place that a participant has twice is refused either way.
    assert_eq!(plan.summary.counts, plain.summary.counts, "{provider}");
    assert!(plan.summary.counts.none >= 50 && plan.is_empty(), "{provider}: {plan}");
}

/// The letters and their accents apart.
fn decomposed(value: &str) -> String {
    let apart = [('é', "e\u{301}"), ('É', "E\u{301}"), ('ô', "o\u{302}"), ('ü', "u\u{308}"), ('Ö', "O\u{308}")];
    value.chars().fold(String::new(), |text, letter| {
        let known = apart.iter().find(|(known, _)| *known == letter);
        text + &known.map_or(letter.to_string(), |(_, apart)| (*apart).to_owned())
    })
}

#[tokio::test(start_paused = true)]
async fn every_known_participant_in_decomposed_form_is_found_and_unchanged_everywhere() {
    assert!(decomposed("Éléonore D'Hôtel") != "Éléonore D'Hôtel");
    for write in [decomposed, |value: &str| format!("\u{feff}{value}\u{a0}")] {
        written_otherwise::<Dendreo>("dendreo", write).await;
        written_otherwise::<Frontcore>("frontcore", write).await;
        written_otherwise::<Wordbee>("wordbee", write).await;
        written_otherwise::<Azav>("azav", write).await;
        written_otherwise::<Groups>("groups", write).await;
    }
}

#[test]
fn a_row_is_known_by_its_address_however_it_is_written() {
    let key = |email: &str| {
        let row = Row::of(2, ParticipantUpdate::new().email(email.to_owned()));
        participants_roster::plan::RowKey::of(&row).unwrap()
    };
    assert!(text::is_same_email("Zoe\u{308}@example.org", "zoë@example.org"));
    assert_eq!(key("Zoe\u{308}@Example.org"), key("zoë@example.org"));
    assert_eq!(key("o’brien@example.org"), key("O'BRIEN@example.org"));
    assert_eq!(key("zoë@example.org").text(), "zoë@example.org", "as earlier journals keep it");
}
