//! A replica, Redis or PostgreSQL goes while people work, and comes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use testkit::TestDatabase;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::cluster::Cluster;
use super::pooler::Pooler;
use super::postgres::{self, Postgres};
use crate::redis::Redis;
use crate::server::{Garage, Person};

/// People at work: half of them write customers down, half of them read.
const PEOPLE: usize = 12;
/// Answers.
const A_WHILE: usize = 400;
const RECOVERED_WITHIN: Duration = Duration::from_secs(5);

#[derive(Default)]
struct Seen {
    acknowledged: Vec<String>,
    /// What failed, and when; status 0 for a connection that broke.
    failed: Vec<(Method, u16, Instant)>,
}

/// Works until told to stop.
struct Load {
    stop: Arc<AtomicBool>,
    answers: Arc<AtomicUsize>,
    people: JoinSet<Seen>,
}

impl Load {
    fn start(person: &Person) -> Self {
        let (stop, answers) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let mut people = JoinSet::new();
        for place in 0..PEOPLE {
            people.spawn(work(person.clone(), place % 2 == 0, stop.clone(), answers.clone()));
        }
        Self { stop, answers, people }
    }

    fn answers(&self) -> usize {
        self.answers.load(Ordering::Relaxed)
    }

    /// Waits until as much again was answered well.
    async fn goes_on(&self) {
        let (wanted, until) = (self.answers() + A_WHILE, Instant::now() + Duration::from_secs(20));
        while self.answers() < wanted {
            assert!(Instant::now() < until, "work does not go on");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn end(self) -> Seen {
        self.stop.store(true, Ordering::Relaxed);
        self.people.join_all().await.into_iter().fold(Seen::default(), |mut all, seen| {
            all.acknowledged.extend(seen.acknowledged);
            all.failed.extend(seen.failed);
            all
        })
    }
}

async fn work(person: Person, writes: bool, stop: Arc<AtomicBool>, answers: Arc<AtomicUsize>) -> Seen {
    let mut seen = Seen::default();
    while !stop.load(Ordering::Relaxed) {
        let request = if writes {
            let name = format!("Client {}", Uuid::now_v7().simple());
            let body = json!({ "kind": "person", "name": name, "phone": "98 123 456" });
            person.request(Method::POST, "/customers").header("idempotency-key", Uuid::now_v7().to_string()).json(&body)
        } else {
            person.request(Method::GET, "/work-orders?limit=5")
        };
        let method = if writes { Method::POST } else { Method::GET };
        match request.send().await {
            Ok(answer) if answer.status().is_success() => {
                answers.fetch_add(1, Ordering::Relaxed);
                if let (true, Ok(body)) = (writes, answer.json::<Value>().await) {
                    seen.acknowledged.push(body["id"].as_str().unwrap().to_owned());
                }
            }
            Ok(answer) => {
                seen.failed.push((method, answer.status().as_u16(), Instant::now()));
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(_) => seen.failed.push((method, 0, Instant::now())),
        }
    }
    seen
}

/// Nothing that was acknowledged is missing.
async fn nothing_is_lost(person: &Person, seen: &Seen) {
    assert!(seen.acknowledged.len() > 20, "too little was written to tell: {}", seen.acknowledged.len());
    for id in &seen.acknowledged {
        assert_eq!(person.read(&format!("/customers/{id}")).await["id"], json!(id));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_replica_takes_only_what_it_was_at() {
    if !postgres::is_there() {
        return;
    }
    let mut cluster = Cluster::start(&[]).await;
    let nadia = cluster.garage().sign_in("nadia@garage.example").await;
    let load = Load::start(&nadia);
    load.goes_on().await;
    let killed = Instant::now();
    cluster.replicas[1].kill();
    load.goes_on().await;
    cluster.replicas[1].come_back();
    load.goes_on().await;
    let answers = load.answers();
    let seen = load.end().await;
    println!("{answers} answers, {} failed: {:?}", seen.failed.len(), seen.failed);
    assert!(seen.failed.iter().all(|(method, _, _)| method == Method::POST), "a read is asked of another: {:?}", seen.failed);
    assert!(seen.failed.len() <= PEOPLE, "more failed than were under way: {:?}", seen.failed);
    assert!(seen.failed.iter().all(|(_, _, at)| at.duration_since(killed) < Duration::from_secs(1)), "{:?}", seen.failed);
    nothing_is_lost(&nadia, &seen).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_goes_and_comes_and_nobody_sees_it() {
    if !postgres::is_there() {
        return;
    }
    let mut redis = Redis::start();
    let cluster = Cluster::start(&[("ECAR_REDIS_URL", &redis.url())]).await;
    let garage = cluster.garage();
    let nadia = garage.sign_in("nadia@garage.example").await;
    let load = Load::start(&nadia);
    redis.kill();
    all_sign_in(&garage).await;
    redis.come_back();
    all_sign_in(&garage).await;
    let seen = load.end().await;
    assert!(seen.failed.is_empty(), "{:?}", seen.failed);
}

async fn all_sign_in(garage: &Garage) {
    for person in ["hela", "nadia", "faten"] {
        garage.sign_in(&format!("{person}@garage.example")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_restarts_behind_the_pooler_and_work_goes_on() {
    if postgres::is_there() {
        restart(true).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_restarts_without_a_pooler_and_work_goes_on() {
    if postgres::is_there() {
        restart(false).await;
    }
}

async fn restart(with_pooler: bool) {
    let postgres = Postgres::start();
    let database = TestDatabase::create_on(postgres.url.clone()).await;
    let pooler = with_pooler.then(|| Pooler::start(&database.url()));
    let cluster = Cluster::start_on(database, pooler, &[]);
    let nadia = cluster.garage().sign_in("nadia@garage.example").await;
    let load = Load::start(&nadia);
    load.goes_on().await;
    let began = Instant::now();
    postgres.restart();
    let (there, taken) = (Instant::now(), began.elapsed());
    for replica in &cluster.replicas {
        let nadia = Person { base: replica.base.clone(), ..nadia.clone() };
        while nadia.get("/work-orders?limit=1").await.0 != 200 {
            assert!(there.elapsed() < RECOVERED_WITHIN, "it did not recover");
        }
    }
    let recovered = there.elapsed();
    load.goes_on().await;
    let answers = load.answers();
    let seen = load.end().await;
    println!("PostgreSQL was away for {taken:?}, ECAR was back {recovered:?} later; {answers} answers, failed: {:?}", seen.failed);
    let late = seen.failed.iter().filter(|(_, _, at)| *at > there + RECOVERED_WITHIN);
    assert_eq!(late.count(), 0, "{:?}", seen.failed);
    assert!(seen.failed.iter().all(|(_, status, _)| *status == 503), "an error is told as what it is: {:?}", seen.failed);
    nothing_is_lost(&nadia, &seen).await;
    // Relays and workers are back too.
    crate::story::visit_with_consequences(&cluster.garage()).await;
}
