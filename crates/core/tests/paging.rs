//! Walking through pages: everything once, an end always, and no more completeness than what was seen proves.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{Api, Stage};
use participants_core::{
    Client, Completeness, Effect, Endpoint, Error, List, Page, Paged, Record, Request, Response, UnreadRecord,
};
use serde::Deserialize;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Person {
    id: Option<u32>,
}

#[derive(Clone)]
struct People(u32);

impl People {
    fn page(&self, answer: &Response, count: usize) -> Page<Record<Person>> {
        let total = answer.headers.get("total").map(|total| total.to_str().unwrap().parse().unwrap());
        Page::new(Vec::new()).count(count).next((count == 2).then_some(self.0 + 1)).total(total)
    }
}

impl Endpoint for People {
    type Api = Api;
    type Output = Page<Record<Person>>;

    const NAME: &'static str = "people.list";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Api) -> Result<Request, Error> {
        Ok(Request::get(&api.base, &["people"])?.query("page", self.0.to_string()))
    }

    /// Two to a page, as long as a page is full.
    fn response(&self, _: &Api, response: &Response) -> Result<Self::Output, Error> {
        let items: Vec<_> = response.records()?.into_iter().map(Record::read).collect();
        let mut page = self.page(response, items.len());
        page.items = items;
        Ok(page)
    }
}

impl List for People {
    type Item = Record<Person>;

    fn item(&self, record: UnreadRecord) -> Result<Self::Item, Error> {
        record.read()
    }

    fn end(&self, _: &Api, rest: &Response, count: usize) -> Result<Page<Self::Item>, Error> {
        Ok(self.page(rest, count))
    }
}

impl Paged for People {
    const PROMISE: Completeness = Completeness::Complete;

    fn key(person: &Record<Person>) -> Option<String> {
        person.id.map(|id| id.to_string())
    }

    fn following(&self, page: &Page<Record<Person>>) -> Option<Self> {
        page.next.map(Self)
    }
}

/// What a walk through these pages brings: the ids in order (0 for none, 99 for an item that cannot be read), the
/// completeness, and how many calls it took.
async fn walk(
    pages: &'static [&'static str],
    headers: &'static [(&'static str, &'static str)],
) -> (Vec<u32>, Completeness, usize) {
    let stage = Stage::new(move |number, _| Ok((200, pages[(number - 1).min(pages.len() - 1)], headers)));
    let client = Client::builder(Api::new()).transport(stage.clone()).build().unwrap();
    let mut walk = client.pages(People(1));
    assert_eq!(walk.completeness(), Completeness::Partial("the list was not read to its end"));
    let items = walk.rest().await.unwrap();
    let id = |item: &Result<Record<Person>, Error>| item.as_ref().map_or(99, |person| person.id.unwrap_or_default());
    (items.iter().map(id).collect(), walk.completeness(), stage.seen().len())
}

#[tokio::test(start_paused = true)]
async fn pages_are_read_to_the_short_one() {
    let pages = &[r#"[{"id":1},{"id":2}]"#, r#"[{"id":3},{"id":4}]"#, r#"[{"id":5}]"#];
    assert_eq!(walk(pages, &[]).await, (vec![1, 2, 3, 4, 5], Completeness::Complete, 3));
    assert_eq!(walk(&["[]"], &[]).await, (vec![], Completeness::Complete, 1));
    let whole = &[r#"[{"id":1},{"id":2}]"#, "[]"];
    assert_eq!(walk(whole, &[]).await, (vec![1, 2], Completeness::Complete, 2));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_knows_no_pages_ends_the_walk_in_doubt() {
    let pages = &[r#"[{"id":1},{"id":2}]"#];
    assert_eq!(walk(pages, &[]).await, (vec![1, 2], Completeness::Unknown, 2));
    let turned = &[r#"[{"id":1},{"id":2}]"#, r#"[{"id":2},{"id":1}]"#];
    assert_eq!(walk(turned, &[]).await, (vec![1, 2], Completeness::Unknown, 2));
}

#[tokio::test(start_paused = true)]
async fn an_item_that_moves_between_pages_comes_once_and_leaves_a_doubt() {
    let pages = &[r#"[{"id":1},{"id":2}]"#, r#"[{"id":2},{"id":3}]"#, "[]"];
    assert_eq!(walk(pages, &[]).await, (vec![1, 2, 3], Completeness::Unknown, 3));
}

#[tokio::test(start_paused = true)]
async fn items_without_a_key_are_kept_and_never_go_on_for_ever() {
    let pages = &[r#"[{"id":1},{}]"#, "[{},{}]"];
    assert_eq!(walk(pages, &[]).await, (vec![1, 0, 0, 0], Completeness::Unknown, 2));
}

#[tokio::test(start_paused = true)]
async fn an_invalid_item_costs_only_the_proof() {
    let pages = &[r#"[{"id":1},{"id":{}}]"#, r#"[{"id":3}]"#];
    let partial = Completeness::Partial("some records could not be read");
    assert_eq!(walk(pages, &[]).await, (vec![1, 99, 3], partial, 2));
}

#[tokio::test(start_paused = true)]
async fn the_lists_own_count_is_held_against_it() {
    let pages = &[r#"[{"id":1},{"id":2}]"#, r#"[{"id":3}]"#];
    assert_eq!(walk(pages, &[("total", "3")]).await.1, Completeness::Complete);
    let short = Completeness::Partial("the list ended before it was read in full");
    assert_eq!(walk(pages, &[("total", "4")]).await.1, short);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_fails_can_be_asked_for_again() {
    let stage = Stage::new(|number, _| match number {
        1 => Ok((200, r#"[{"id":1},{"id":2}]"#, &[])),
        2..=5 => Ok((400, "", &[])),
        _ => Ok((200, r#"[{"id":3}]"#, &[])),
    });
    let client = Client::builder(Api::new()).transport(stage).build().unwrap();
    let mut walk = client.pages(People(1));
    assert_eq!(walk.next().await.unwrap().unwrap().len(), 2);
    assert!(walk.next().await.is_err());
    assert!(matches!(walk.completeness(), Completeness::Partial(_)));
    let mut items = walk.rest().await;
    while items.is_err() {
        items = walk.rest().await;
    }
    assert_eq!(items.unwrap().len(), 1);
    assert_eq!(walk.completeness(), Completeness::Complete);
}

#[tokio::test(start_paused = true)]
async fn an_invalid_item_of_a_page_that_comes_twice_comes_once() {
    let pages = &[r#"[{"id":{}},{"id":1}]"#];
    let partial = Completeness::Partial("some records could not be read");
    assert_eq!(walk(pages, &[]).await, (vec![99, 1], partial, 2));
}
