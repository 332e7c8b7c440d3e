//! Links by e-mail address: one leads to a participant only while they have the address, or the row's names and birthday.

use crate::common::{EXAMPLE, World, index, row};
use participants_roster::core::Field;
use participants_roster::{Links, MatchResult, Planner, Row, Rule};
use proptest::prelude::*;

/// Every row is linked with this participant.
struct LinkTo(String, bool);

impl Links for LinkTo {
    fn linked(&self, _: &Row) -> Option<String> {
        Some(self.0.clone())
    }

    fn is_by_hand(&self, _: &Row) -> bool {
        self.1
    }
}

const FIELDS: [Field; 4] = [Field::Email, Field::FirstName, Field::LastName, Field::DateOfBirth];

fn values(at: (u8, u8, u8, u8)) -> [(Field, String); 4] {
    let texts = [
        format!("a{}@example.org", at.0),
        ["Ana", "Ben"][usize::from(at.1)].to_owned(),
        ["Alpha", "Omega"][usize::from(at.2)].to_owned(),
        ["1990-04-12", "2000-02-29"][usize::from(at.3)].to_owned(),
    ];
    let mut texts = texts.into_iter();
    FIELDS.map(|field| (field, texts.next().unwrap()))
}

fn someone() -> impl Strategy<Value = (u8, u8, u8, u8)> {
    (0..3_u8, 0..2_u8, 0..2_u8, 0..2_u8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_link_by_address_leads_only_to_the_same_address_or_name_and_birthday(
        people in proptest::collection::vec(someone(), 1..5), wanted in someone(), by_hand in any::<bool>(),
    ) {
        let world: World =
            people.iter().enumerate().map(|(at, one)| (at.to_string(), values(*one).into_iter().collect())).collect();
        let list = values(wanted);
        let list: Vec<_> = list.iter().map(|(field, text)| (field.clone(), text.as_str())).collect();
        let links = LinkTo("0".into(), by_hand);
        let result = Planner::new(&EXAMPLE).links(&links).match_row(&index(&world), &row(2, &list));
        let (address, name) = (people[0].0 == wanted.0, (people[0].1, people[0].2, people[0].3) == (wanted.1, wanted.2, wanted.3));
        let counts = match &result {
            MatchResult::Matched { by: Rule::Link, id } => {
                prop_assert_eq!(id, "0");
                true
            }
            MatchResult::Contradiction { found } => found.iter().any(|(by, _)| *by == Rule::Link),
            _ => false,
        };
        prop_assert_eq!(counts, by_hand || address || name, "{:?}", result);
    }
}
