//! Many who book, move and cancel at once: no resource is ever taken twice, and whatever was acknowledged is there.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testkit::Client;

use crate::support::{Shop, path};

const TASKS: u64 = 8;
/// Random operations in all; `ECAR_CROWD_OPERATIONS` says another number.
const OPERATIONS: u64 = 10_000;

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn start(&mut self) -> String {
        let (day, slot) = (23 + self.roll(5), self.roll(32));
        let minutes = if slot < 16 { 7 * 60 + slot * 15 } else { 13 * 60 + (slot - 16) * 15 };
        format!("2026-11-{day}T{:02}:{:02}:00Z", minutes / 60, minutes % 60)
    }
}

/// What a task was told of its appointments: where each is, and when it begins; none when it was cancelled.
type Told = BTreeMap<String, Option<String>>;

struct Task {
    client: Client,
    dice: Dice,
    body: Value,
    services: Vec<String>,
    resources: Vec<String>,
    told: Told,
    refused: u64,
}

impl Task {
    async fn run(mut self, operations: u64) -> (Told, u64) {
        for _ in 0..operations {
            let known: Vec<_> = self.told.iter().filter(|(_, start)| start.is_some()).map(|(at, _)| at.clone()).collect();
            let (what, place) = (self.dice.roll(10), self.dice.roll(known.len().max(1) as u64));
            match (what, known.get(usize::try_from(place).unwrap())) {
                (0..5, _) | (_, None) => self.book().await,
                (5..8, Some(at)) => self.reschedule(at).await,
                (_, Some(at)) => self.cancel(at).await,
            }
        }
        (self.told, self.refused)
    }

    fn picked(&mut self) -> Vec<String> {
        if self.dice.roll(3) > 0 {
            return vec![];
        }
        let place = usize::try_from(self.dice.roll(self.resources.len() as u64)).unwrap();
        vec![self.resources[place].clone()]
    }

    async fn book(&mut self) {
        let service = usize::try_from(self.dice.roll(self.services.len() as u64)).unwrap();
        let mut body = self.body.clone();
        body["service_ids"] = json!([self.services[service]]);
        body["start"] = json!(self.dice.start());
        body["resource_ids"] = json!(self.picked());
        let reply = self.client.post("/appointments", body).await;
        match reply.status {
            201 => drop(self.told.insert(path(&reply.json()), reply.json()["start"].as_str().map(str::to_owned))),
            409 => self.refused += 1,
            status => panic!("{status} {}", reply.text()),
        }
    }

    async fn reschedule(&mut self, at: &str) {
        let body = json!({ "start": self.dice.start(), "resource_ids": self.picked() });
        let reply = self.client.post(&format!("{at}/reschedule"), body).await;
        match reply.status {
            200 => drop(self.told.insert(at.to_owned(), reply.json()["start"].as_str().map(str::to_owned))),
            409 => self.refused += 1,
            status => panic!("{status} {}", reply.text()),
        }
    }

    async fn cancel(&mut self, at: &str) {
        let reply = self.client.post(&format!("{at}/cancel"), json!({ "by": "customer" })).await;
        reply.expect(200);
        self.told.insert(at.to_owned(), None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_resource_is_taken_twice_however_many_book_at_once() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let operations = std::env::var("ECAR_CROWD_OPERATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(OPERATIONS);
    let tasks = (0..TASKS).map(|seed| {
        let task = Task {
            client: shop.kit.advisor(),
            dice: Dice(seed + 1),
            body: shop.booking(&[], "08:00"),
            services: vec![it.oil.clone(), it.brakes.clone(), it.alignment.clone()],
            resources: vec![it.bay_1.clone(), it.bay_2.clone(), it.rack.clone(), it.amine.clone(), it.sami.clone()],
            told: Told::new(),
            refused: 0,
        };
        tokio::spawn(task.run(operations / TASKS))
    });
    let (mut told, mut refused) = (Told::new(), 0);
    for task in tasks.collect::<Vec<_>>() {
        let (theirs, clashes) = task.await.unwrap();
        told.extend(theirs);
        refused += clashes;
    }
    assert_eq!(scheduling::doctor(shop.kit.db()).await.unwrap(), Vec::<String>::new());
    let client = shop.kit.advisor();
    let schedule = client.get(&format!("/schedules/{}?from=2026-11-23&until=2026-11-28", shop.kit.site)).await.expect(200).json();
    let mut slices = 0;
    for resource in schedule["resources"].as_array().unwrap() {
        let mut last = String::new();
        for slice in resource["allocations"].as_array().unwrap() {
            let (from, until) = (slice["from"].as_str().unwrap(), slice["until"].as_str().unwrap());
            assert!(last.as_str() <= from, "{} is taken twice: {last} {from}", resource["name"]);
            until.clone_into(&mut last);
            slices += 1;
        }
    }
    let shown: BTreeMap<_, _> =
        schedule["appointments"].as_array().unwrap().iter().map(|one| (path(one), one["start"].as_str().unwrap())).collect();
    for (at, start) in &told {
        assert_eq!(shown.get(at).copied(), start.as_deref(), "{at}");
    }
    assert_eq!(shown.len(), told.values().flatten().count());
    assert!(slices >= 2 * shown.len() && refused > 0 && !shown.is_empty(), "{slices} slices, {} shown, {refused} refused", shown.len());
}
