//! The live stream tells a site its own events, and a person what concerns them.

use std::time::Duration;

use futures::StreamExt;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::people::{Place, hire_as};
use super::scene::{Scene, text};
use crate::server::Person;

/// A person's open screen.
struct Screen {
    events: UnboundedReceiver<Value>,
    heard: Vec<Value>,
}

impl Screen {
    async fn of(person: &Person) -> Self {
        let response = person.request(Method::GET, "/live").send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        let mut stream = response.bytes_stream();
        let hello = stream.next().await.unwrap().unwrap();
        assert!(hello.starts_with(b":"), "the stream says that it is open");
        let (sender, events) = unbounded_channel();
        tokio::spawn(async move {
            let mut text = String::new();
            while let Some(Ok(bytes)) = stream.next().await {
                text += &String::from_utf8_lossy(&bytes);
                while let Some((event, rest)) = text.split_once("\n\n").map(|(event, rest)| (event.to_owned(), rest.to_owned())) {
                    text = rest;
                    if let Some(data) = event.lines().find_map(|line| line.strip_prefix("data:")) {
                        let _ = sender.send(serde_json::from_str(data.trim()).unwrap());
                    }
                }
            }
        });
        Self { events, heard: vec![] }
    }

    /// Listens until the event comes; fails after ten seconds.
    async fn until(&mut self, kind: &str, id: &str) {
        while !self.heard.iter().any(|event| event["type"] == kind && event["id"] == id) {
            let event = tokio::time::timeout(Duration::from_secs(10), self.events.recv()).await;
            self.heard.push(event.unwrap_or_else(|_| panic!("{kind} {id} never came: {:?}", self.heard)).expect("the stream is open"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_hears_nothing_of_the_site() {
    let scene = Scene::open().await;
    let (mut own, mut strange) = (Screen::of(&scene.owner).await, Screen::of(&scene.stranger).await);
    let paid = scene.invoiced().await;
    let invoice = scene.owner.read(&paid.path).await["invoices"][0]["id"].clone();
    own.until("invoice.paid", text(&invoice)).await;
    // What the owner has heard was told before this: the stranger has it behind them.
    let last = scene.order_at(&scene.other).await;
    strange.until("work_order.opened", text(&last.json["id"])).await;
    let about_home: Vec<_> = own.heard.iter().filter(|event| event["site_id"] == scene.home).collect();
    assert!(about_home.len() > 5, "{about_home:?}");
    for event in &strange.heard {
        assert!(event["site_id"].is_null() || event["site_id"] == scene.other, "{event}");
        assert!(about_home.iter().all(|home| home["id"] != event["id"]), "{event}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_hears_of_their_own_roles_and_reads_them_at_once() {
    let scene = Scene::open().await;
    let place = Place::At(&scene.home);
    let (person, id) = hire_as(&scene.server, &scene.owner, &json!("technician"), place, "Amel").await;
    let site = person.read("/me").await["sites"][0].clone();
    assert_eq!((&site["max_discount"], &site["max_refund"]), (&json!(0), &json!(0)));
    let mut screen = Screen::of(&person).await;
    let change = json!({ "sites": [{ "site_id": scene.home, "role": "manager" }] });
    let changed = scene.owner.request(Method::PATCH, &format!("/users/{}", text(&id))).json(&change).send().await.unwrap();
    assert_eq!(changed.status().as_u16(), 200);
    screen.until("user.changed", text(&id)).await;
    let site = person.read("/me").await["sites"][0].clone();
    assert_eq!((&site["role"], &site["max_discount"]), (&json!("manager"), &json!(null)));
}
