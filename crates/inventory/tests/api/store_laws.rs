//! Whatever happens to the store, in whatever order and by however many: on hand is the sum of the movements, available is on hand without
//! what is reserved, nothing is negative that nobody allowed, nothing is lost between two sites, and the month explains what the stock is
//! worth.

use contracts::workshop::{LineId, WorkOrderId};
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::{Client, Kit, Reply};

use crate::garage::{assert_sound, cancel, complete, completed, garage, movements, needed, numbered, part, product, receive, tell, wants};

#[derive(Clone, Debug)]
enum Step {
    /// Bought, and so much of it came, at this cost.
    Delivery {
        packs: i64,
        cost: i64,
    },
    /// The newest delivery is billed for this price; what differs is accepted.
    Invoice(i64),
    Return(i64),
    Scrap(i64),
    /// So much leaves for the other site, so much of it comes, and the rest is found or lost.
    Transfer {
        ship: i64,
        come: i64,
        outcome: &'static str,
    },
    Back(i64),
    /// What is counted is so much more or less than the books say.
    Count(i64),
    Approval {
        order: usize,
        quantity: i64,
    },
    Completion {
        order: usize,
        quantity: i64,
    },
    /// So much goes into the van, or out of it.
    Load(i64),
    /// So much of what the order's line wants is taken from the shelf, or from the van.
    Issue {
        order: usize,
        quantity: i64,
        below: bool,
        van: bool,
    },
    TakeBack {
        order: usize,
        quantity: i64,
        van: bool,
    },
    Cancelling(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let outcome = prop_oneof![Just("found_here"), Just("found_there"), Just("lost")];
    prop_oneof![
        (1..9_000_i64, 0..20_000_i64).prop_map(|(packs, cost)| Step::Delivery { packs, cost }),
        (1..9_000_i64, 0..20_000_i64).prop_map(|(packs, cost)| Step::Delivery { packs, cost }),
        (0..20_000_i64).prop_map(Step::Invoice),
        (1..4_000_i64).prop_map(Step::Return),
        (1..2_000_i64).prop_map(Step::Scrap),
        (1..5_000_i64, 0..5_000_i64, outcome).prop_map(|(ship, come, outcome)| Step::Transfer { ship, come, outcome }),
        (1..3_000_i64).prop_map(Step::Back),
        (-2_000..2_000_i64).prop_map(Step::Count),
        (0..2_usize, 0..6_000_i64).prop_map(|(order, quantity)| Step::Approval { order, quantity }),
        (0..2_usize, 0..6_000_i64).prop_map(|(order, quantity)| Step::Completion { order, quantity }),
        (-2_000..4_000_i64).prop_map(Step::Load),
        (0..2_usize, 1..4_000_i64, any::<bool>(), any::<bool>()).prop_map(|(order, quantity, below, van)| Step::Issue {
            order,
            quantity,
            below,
            van
        }),
        (0..2_usize, 1..4_000_i64, any::<bool>()).prop_map(|(order, quantity, van)| Step::TakeBack { order, quantity, van }),
        (0..2_usize).prop_map(Step::Cancelling),
    ]
}

/// Why a part is not issued.
pub const NOT_ISSUED: [&str; 5] = ["not-found", "already-issued", "more-than-wanted", "not-on-the-shelf", "not-there"];
/// Why parts do not leave for good.
const STAYS: [&str; 2] = ["stock-reserved", "lies-elsewhere"];

struct Store<'a> {
    kit: &'a Kit,
    product: String,
    supplier: String,
    van: String,
    orders: [(WorkOrderId, LineId); 2],
    bought: std::cell::RefCell<Option<Value>>,
}

/// Done, or refused by one of these rules.
fn done(reply: &Reply, refusals: &[&str]) -> Option<Value> {
    if reply.status < 300 {
        return Some(reply.json());
    }
    assert!(refusals.contains(&reply.code().as_str()), "{}", reply.text());
    None
}

fn path(kind: &str, paper: &Value, verb: &str) -> String {
    format!("/{kind}/{}/{verb}", paper["id"].as_str().unwrap())
}

impl Store<'_> {
    async fn take(&self, step: &Step) {
        let (kit, owner) = (self.kit, self.kit.owner());
        match step {
            Step::Delivery { packs, cost } => self.deliver(*packs, *cost).await,
            Step::Invoice(cost) => self.bill(*cost).await,
            Step::Return(quantity) => {
                let line = json!({ "product_id": self.product, "quantity": quantity, "reason": "defective" });
                let body = json!({ "site_id": kit.site, "supplier_id": self.supplier, "lines": [line] });
                let back = owner.post("/supplier-returns", body).await.expect(201).json();
                done(&owner.post(&path("supplier-returns", &back, "ship"), json!({})).await, &STAYS);
            }
            Step::Scrap(quantity) => {
                let body = json!({ "site_id": kit.site, "product_id": self.product, "quantity": -quantity, "reason": "Casse" });
                done(&owner.post("/stock/adjustments", body).await, &["stock-negative", "lies-elsewhere"]);
            }
            Step::Transfer { ship, come, outcome } => {
                let (from, to) = ((owner, kit.site), (kit.outsider(), kit.other_site));
                self.send(from, to, (*ship, (*come).min(*ship)), outcome).await;
            }
            Step::Back(quantity) => {
                self.send((kit.outsider(), kit.other_site), (owner, kit.site), (*quantity, *quantity), "lost").await;
            }
            Step::Count(by) => self.count(*by).await,
            Step::Approval { order, quantity } => {
                let (id, line) = self.orders[*order];
                let lines = if *quantity > 0 { vec![needed(line, &self.product, *quantity)] } else { vec![] };
                tell(kit, &wants(id, kit.site, 3, lines)).await;
            }
            Step::Completion { order, quantity } => {
                let (id, line) = self.orders[*order];
                let lines = if *quantity > 0 { vec![part(line, &self.product, *quantity)] } else { vec![] };
                complete(kit, &completed(id, kit.site, lines)).await;
            }
            Step::Load(by) => self.load(*by).await,
            Step::Issue { order, quantity, below, van } => {
                let (id, line) = self.orders[*order];
                let mut body = json!({ "work_order_id": id, "line_id": line, "quantity": quantity, "allow_negative_stock": below });
                body["location_id"] = self.place(*van);
                done(&owner.post("/stock/issues", body).await, &NOT_ISSUED);
            }
            Step::TakeBack { order, quantity, van } => {
                let body = json!({ "line_id": self.orders[*order].1, "quantity": quantity, "location_id": self.place(*van) });
                done(&owner.post("/stock/issues/take-back", body).await, &["not-found", "more-than-issued"]);
            }
            Step::Cancelling(order) => cancel(kit, &completed(self.orders[*order].0, kit.site, vec![])).await,
        }
        kit.settle().await;
    }

    /// The van, or the site's own shelves.
    fn place(&self, van: bool) -> Value {
        if van { json!(self.van) } else { Value::Null }
    }

    async fn load(&self, by: i64) {
        let (from, to) = (self.place(by <= 0), self.place(by > 0));
        let quantity = by.abs().max(1);
        let body = json!({ "site_id": self.kit.site, "product_id": self.product, "from": from, "to": to, "quantity": quantity });
        done(&self.kit.owner().post("/stock/location-moves", body).await, &["lies-elsewhere", "not-there"]);
    }

    async fn deliver(&self, packs: i64, cost: i64) {
        let owner = self.kit.owner();
        let line = json!({ "product_id": self.product, "packs": packs + 1000, "pack_cost": cost });
        let body = json!({ "site_id": self.kit.site, "supplier_id": self.supplier, "lines": [line] });
        let order = owner.post("/purchase-orders", body).await.expect(201).json();
        let _ = owner.post(&path("purchase-orders", &order, "send"), json!({})).await.expect(200);
        let came = json!({ "lines": [{ "line_id": order["lines"][0]["id"], "packs": packs }] });
        let order = owner.post(&path("purchase-orders", &order, "receive"), came).await.expect(200).json();
        *self.bought.borrow_mut() = Some(order);
    }

    async fn bill(&self, cost: i64) {
        let Some(order) = self.bought.borrow().clone() else { return };
        let owner = self.kit.owner();
        let line = json!({ "purchase_line_id": order["lines"][0]["id"], "packs": order["lines"][0]["quantity"], "pack_cost": cost });
        let number = WorkOrderId::new().to_string();
        let body = json!({
            "site_id": self.kit.site, "supplier_id": self.supplier, "number": number, "dated_on": "2026-11-19", "lines": [line]
        });
        let invoice = owner.post("/supplier-invoices", body).await.expect(201).json();
        done(&owner.post(&path("supplier-invoices", &invoice, "approve"), json!({ "reason": "Prix" })).await, &["wrong-state"]);
    }

    async fn send(
        &self,
        (sender, from): (Client, kernel::SiteId),
        (receiver, to): (Client, kernel::SiteId),
        (ship, come): (i64, i64),
        outcome: &str,
    ) {
        let lines = json!([{ "product_id": self.product, "quantity": ship }]);
        let body = json!({ "from_site_id": from, "to_site_id": to, "lines": lines });
        let transfer = sender.post("/transfers", body).await.expect(201).json();
        let Some(transfer) = done(&sender.post(&path("transfers", &transfer, "ship"), json!({})).await, &STAYS) else {
            return;
        };
        let line = &transfer["lines"][0]["id"];
        let arrived = json!({ "lines": [{ "line_id": line, "quantity": come }] });
        let _ = receiver.post(&path("transfers", &transfer, "receive"), arrived).await.expect(200);
        if come < ship {
            let why = json!({ "line_id": line, "quantity": ship - come, "outcome": outcome, "reason": "Recompté" });
            let explained = receiver.post(&path("transfers", &transfer, "explain"), why).await.expect(200).json();
            assert_eq!(explained["state"], "received");
        }
    }

    async fn count(&self, by: i64) {
        let owner = self.kit.owner();
        let take = owner.post("/stock-takes", json!({ "site_id": self.kit.site })).await.expect(201).json();
        let counted = (self.here(&owner).await + by).max(0);
        let at = path("stock-takes", &take, &format!("counts/{}", self.product));
        let _ = owner.put(&at, json!({ "quantity": counted })).await.expect(200);
        let _ = owner.post(&path("stock-takes", &take, "finish"), json!({})).await.expect(200);
        let approved = owner.post(&path("stock-takes", &take, "approve"), json!({ "reason": "Inventaire" })).await;
        let _ = approved.expect(200);
        assert_eq!(self.here(&owner).await, counted);
    }

    /// What lies on the site's own shelves.
    async fn here(&self, client: &Client) -> i64 {
        let product = client.get(&format!("/products/{}", self.product)).await.expect(200).json();
        let figure = |name: &str| product["stock"][0][name].as_i64().unwrap_or_default();
        figure("on_hand") - figure("elsewhere")
    }

    /// What must hold between any two steps.
    async fn check(&self, after: &Step) {
        let product = self.kit.owner().get(&format!("/products/{}", self.product)).await.expect(200).json();
        let level = &product["stock"][0];
        let figure = |name: &str| level[name].as_i64().unwrap_or_default();
        assert_eq!(figure("available"), figure("on_hand") - figure("reserved"), "after {after:?}");
        assert!(figure("reserved") >= 0 && figure("reserved") <= figure("on_hand").max(0), "{level} after {after:?}");
        assert!(figure("average_cost") >= 0, "{level} after {after:?}");
        let moved = movements(&self.kit.owner(), &self.product).await;
        assert_eq!(moved.iter().map(|movement| movement["quantity"].as_i64().unwrap()).sum::<i64>(), figure("on_hand"));
        let by_choice = ["supplier_return", "scrap", "transfer_out", "count", "adjustment"];
        let is_forbidden =
            |movement: &Value| by_choice.contains(&movement["kind"].as_str().unwrap()) && movement["quantity"].as_i64() < Some(0);
        let below = |movement: &&Value| is_forbidden(movement) && movement["on_hand"].as_i64() < Some(0);
        assert!(!moved.iter().any(|movement| below(&movement)), "only work leaves less than nothing");
        assert_sound(self.kit).await;
    }
}

/// Both sites value their stock so.
async fn value_at(kit: &Kit, method: &str) {
    for (owner, site) in [(kit.owner(), kit.site), (kit.outsider(), kit.other_site)] {
        let _ = owner.put(&format!("/stock/valuations/{site}"), json!({ "method": method })).await.expect(200);
    }
}

/// The month's causes explain what the stock is worth, but for what averages were rounded by: less than a unit's worth of it for each movement.
async fn assert_month(kit: &Kit) {
    let month = kit.owner().get(&format!("/stock/month?site={}&month=2026-11", kit.site)).await.expect(200).json();
    let cost = |name: &str| month[name].as_i64().unwrap();
    let causes = month["causes"].as_array().unwrap();
    let explained: i64 = causes.iter().map(|cause| cause["value_cost"].as_i64().unwrap()).sum();
    assert_eq!(cost("closing_cost") - cost("opening_cost"), explained + cost("rounding_cost"));
    let most: i64 = causes.iter().map(|cause| cause["movements"].as_i64().unwrap() * 100).sum();
    assert!(cost("rounding_cost").abs() <= most, "{month}");
}

async fn play(kit: &Kit, place: usize, steps: &[Step]) {
    let order = || (WorkOrderId::new(), LineId::new());
    let product = product(kit, numbered(place)).await;
    let supplier = kit.owner().post("/suppliers", json!({ "name": format!("Supplier {place}") })).await.expect(201).string("id");
    let van = json!({ "site_id": kit.site, "name": format!("Van {place}"), "kind": "van" });
    let van = kit.owner().post("/stock/locations", van).await.expect(201).string("id");
    let store = Store { kit, product, supplier, van, orders: [order(), order()], bought: std::cell::RefCell::default() };
    for step in steps {
        store.take(step).await;
        store.check(step).await;
    }
    assert_sound(kit).await;
}

#[test]
fn nothing_is_lost_or_doubled_whatever_happens_to_the_store() {
    hold_at("moving_average");
}

#[test]
fn nor_where_the_oldest_leave_first() {
    hold_at("fifo");
}

fn hold_at(method: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let kit = runtime.block_on(garage());
    runtime.block_on(value_at(&kit, method));
    let place = std::cell::Cell::new(0);
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() });
    let outcome = runner.run(&prop::collection::vec(step(), 1..14), |steps| {
        place.set(place.get() + 1);
        runtime.block_on(play(&kit, place.get(), &steps));
        Ok(())
    });
    outcome.unwrap();
}

/// PRODUCT.md 3.4 step 13: purchased − sold − stock change − returns − scrap = 0, or a list of causes.
#[tokio::test]
async fn a_month_is_explained_by_its_causes() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    receive(&kit, &id, 10_000, 12_000).await;
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 3000)])).await;
    let body = json!({ "site_id": kit.site, "product_id": id, "quantity": -1000, "reason": "Casse" });
    let _ = kit.owner().post("/stock/adjustments", body).await.expect(201);
    let month = kit.owner().get(&format!("/stock/month?site={}&month=2026-11", kit.site)).await.expect(200).json();
    let value = |kind: &str| {
        let of = month["causes"].as_array().unwrap().iter().find(|cause| cause["kind"] == kind);
        of.map_or(0, |cause| cause["value_cost"].as_i64().unwrap())
    };
    assert_eq!((value("receipt"), value("consumption"), value("adjustment")), (120_000, -36_000, -12_000));
    assert_eq!((&month["opening_cost"], &month["closing_cost"], &month["rounding_cost"]), (&json!(0), &json!(72_000), &json!(0)));
    let next = kit.owner().get(&format!("/stock/month?site={}&month=2026-12", kit.site)).await.expect(200).json();
    assert_eq!((&next["opening_cost"], &next["causes"]), (&json!(72_000), &json!([])));
    assert_eq!(kit.owner().get(&format!("/stock/month?site={}&month=2026-13", kit.site)).await.status, 422);
    assert_eq!(kit.outsider().get(&format!("/stock/month?site={}&month=2026-11", kit.site)).await.status, 404);
    assert_month(&kit).await;
}

/// Several clients at once: deliveries, returns, transfers and counts of one product while work takes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_clients_at_once_leave_the_store_sound() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    receive(&kit, &id, 20_000, 1000).await;
    let supplier = kit.owner().post("/suppliers", json!({ "name": "Stafim" })).await.expect(201).string("id");
    let client = |turn: i64| {
        let (kit, id, supplier) = (&kit, &id, &supplier);
        async move {
            let owner = kit.owner();
            for round in 1..=3_i64 {
                receive(kit, id, round * 700 + turn, 1000 + turn).await;
                let line = json!({ "product_id": id, "quantity": 500, "reason": "defective" });
                let body = json!({ "site_id": kit.site, "supplier_id": supplier, "lines": [line] });
                let back = owner.post("/supplier-returns", body).await.expect(201).json();
                done(&owner.post(&path("supplier-returns", &back, "ship"), json!({})).await, &["stock-reserved"]);
                let lines = json!([{ "product_id": id, "quantity": 900 }]);
                let body = json!({ "from_site_id": kit.site, "to_site_id": kit.other_site, "lines": lines });
                let sent = owner.post("/transfers", body).await.expect(201).json();
                if done(&owner.post(&path("transfers", &sent, "ship"), json!({})).await, &["stock-reserved"]).is_some() {
                    let came = json!({ "lines": [{ "line_id": sent["lines"][0]["id"], "quantity": 900 }] });
                    let _ = kit.outsider().post(&path("transfers", &sent, "receive"), came).await.expect(200);
                }
                let take = owner.post("/stock-takes", json!({ "site_id": kit.site })).await.expect(201).json();
                let at = path("stock-takes", &take, &format!("counts/{id}"));
                let _ = owner.put(&at, json!({ "quantity": 15_000 })).await.expect(200);
                let _ = owner.post(&path("stock-takes", &take, "finish"), json!({})).await.expect(200);
                done(&owner.post(&path("stock-takes", &take, "approve"), json!({ "reason": "Inventaire" })).await, &["stock-negative"]);
            }
        }
    };
    futures::join!(client(1), client(2), client(3), client(4));
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 3000)])).await;
    kit.settle().await;
    let moved = movements(&kit.owner(), &id).await;
    let sum: i64 = moved.iter().map(|movement| movement["quantity"].as_i64().unwrap()).sum();
    assert_eq!(Some(sum), moved[0]["on_hand"].as_i64());
    assert_sound(&kit).await;
    assert_month(&kit).await;
}
