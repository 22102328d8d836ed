//! A module is replaced while people work: the new process starts beside the old one, on the same database, and takes over.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use uuid::Uuid;

use super::services::{Apart, MODULES};
use super::visits::{Garage, insist};

/// Where the others find a module, whichever process is behind it: what a service's address is in a cluster.
struct Door {
    base: String,
    behind: watch::Sender<String>,
}

impl Door {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (base, (behind, target)) = (format!("http://{}", listener.local_addr().unwrap()), watch::channel(String::new()));
        tokio::spawn(async move {
            while let Ok((mut caller, _)) = listener.accept().await {
                let target = target.borrow().clone();
                tokio::spawn(async move {
                    if let Ok(mut module) = TcpStream::connect(target).await {
                        let _ = copy_bidirectional(&mut caller, &mut module).await;
                    }
                });
            }
        });
        Self { base, behind }
    }

    /// New connections go there.
    fn lead_to(&self, address: &str) {
        self.behind.send_replace(address.to_owned());
    }
}

/// On SQLite too: two processes share the file while one takes over from the other.
#[tokio::test(flavor = "multi_thread")]
async fn each_module_is_replaced_while_visits_go_on_and_nothing_is_lost_or_done_twice() {
    let mut doors = BTreeMap::new();
    for module in MODULES {
        doors.insert(module, Door::open().await);
    }
    let apart = Apart::prepare(|module| doors.get(module).map(|door| door.base.clone())).await;
    for service in apart.services.values() {
        doors[service.name].lead_to(service.listens_at());
    }
    let mut apart = apart.opened();
    let garage = Arc::new(Garage::of(&apart).await);
    let replaced = Arc::<AtomicBool>::default();
    let visitor = tokio::spawn(visits(garage.clone(), replaced.clone()));
    for module in MODULES {
        let new = apart.service(module).beside();
        doors[module].lead_to(new.listens_at());
        let mut old = std::mem::replace(apart.service(module), new);
        assert_eq!(old.terminate(), Some(0), "{module} lets go of its work");
    }
    replaced.store(true, Ordering::Relaxed);
    let orders = visitor.await.unwrap();
    let visits = i64::try_from(orders.len()).unwrap();
    for order in orders {
        garage.assert_once(&order, visits).await;
    }
    apart.assert_sound();
}

/// Until all are replaced, and one more.
async fn visits(garage: Arc<Garage>, replaced: Arc<AtomicBool>) -> Vec<String> {
    let mut orders = vec![];
    loop {
        let is_last = replaced.load(Ordering::Relaxed);
        let order = garage.begin().await;
        insist(&garage.nadia, &format!("/work-orders/{order}/complete"), Uuid::now_v7(), json!({ "odometer_out": 90_000 })).await;
        let issue = format!("{}/issue", garage.drafted(&order).await);
        let issued = insist(&garage.nadia, &issue, Uuid::now_v7(), json!({})).await;
        garage.end(&order, &issued).await;
        orders.push(order);
        if is_last {
            return orders;
        }
    }
}
