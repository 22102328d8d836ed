//! Approved work reserves what is there, the earliest promise first; whatever happens, nothing is promised that is not there.

use contracts::inventory::{PartsChanged, PartsLight};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::outbox;
use kernel::{Actor, Quantity};
use proptest::prelude::*;
use serde_json::json;
use testkit::Kit;

use crate::garage::{
    assert_sound, cancel, complete, completed, filter, garage, movements, needed, numbered, part, product, receive, reserved, shelf, stock,
    tell, wants,
};
use crate::store_laws::NOT_ISSUED;

/// The last that orders were told of their parts.
async fn told(kit: &Kit, order: WorkOrderId) -> PartsChanged {
    kit.settle().await;
    let feed = outbox::read(kit.db(), inventory::MODULE, 0, 1000).await.unwrap();
    let mut changes = feed.iter().filter_map(|event| event.open::<PartsChanged>().unwrap());
    changes.rfind(|change| change.work_order_id == order).unwrap()
}

#[tokio::test]
async fn approved_work_reserves_what_is_there_and_the_rest_is_short() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 3000, 10_000).await;
    let (early, late) = (WorkOrderId::new(), WorkOrderId::new());
    tell(&kit, &wants(late, kit.site, 9, vec![needed(LineId::new(), &id, 2000)])).await;
    tell(&kit, &wants(early, kit.site, 2, vec![needed(LineId::new(), &id, 2000)])).await;
    assert_eq!(shelf(&kit, &id).await, (3000, 3000, 0));
    assert_eq!(reserved(&kit, &id).await, [(2000, 1000), (2000, 2000)], "who has it keeps it");
    let standing = told(&kit, early).await;
    assert_eq!((standing.lines[0].light(), standing.lines[0].reserved), (PartsLight::Short, Quantity(1000)));
    assert_eq!(told(&kit, late).await.lines[0].light(), PartsLight::OnPremises);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_receipt_reserves_for_who_waits_and_tells_it() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let (early, late) = (WorkOrderId::new(), WorkOrderId::new());
    tell(&kit, &wants(late, kit.site, 9, vec![needed(LineId::new(), &id, 2000)])).await;
    tell(&kit, &wants(early, kit.site, 2, vec![needed(LineId::new(), &id, 2000)])).await;
    receive(&kit, &id, 3000, 10_000).await;
    assert_eq!(reserved(&kit, &id).await, [(2000, 2000), (2000, 1000)], "the earliest promise first");
    assert_eq!(told(&kit, early).await.lines[0].light(), PartsLight::OnPremises);
    assert_eq!(told(&kit, late).await.lines[0].light(), PartsLight::Short);
    let short = kit.owner().get(&format!("/reservations?site={}&state=short", kit.site)).await.expect(200).json();
    let row = &short["items"][0];
    assert_eq!((short["items"].as_array().unwrap().len(), &row["missing"], &row["sku"]), (1, &json!(1000), &json!("BP-1234")));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_is_declined_or_cancelled_goes_to_who_waits() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 2000, 10_000).await;
    let (first, second) = (completed(WorkOrderId::new(), kit.site, vec![]), WorkOrderId::new());
    let line = LineId::new();
    tell(&kit, &wants(first.id, kit.site, 1, vec![needed(line, &id, 2000)])).await;
    tell(&kit, &wants(second, kit.site, 5, vec![needed(LineId::new(), &id, 2000)])).await;
    tell(&kit, &wants(first.id, kit.site, 1, vec![needed(line, &id, 500)])).await;
    assert_eq!(reserved(&kit, &id).await, [(500, 500), (2000, 1500)]);
    cancel(&kit, &first).await;
    assert_eq!(reserved(&kit, &id).await, [(2000, 2000)]);
    assert!(told(&kit, first.id).await.lines.is_empty());
    tell(&kit, &wants(second, kit.site, 5, vec![])).await;
    assert_eq!(shelf(&kit, &id).await, (2000, 0, 2000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn completed_work_takes_its_reservation_with_its_parts() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let (order, line, other) = (WorkOrderId::new(), LineId::new(), WorkOrderId::new());
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 2000)])).await;
    tell(&kit, &wants(other, kit.site, 2, vec![needed(LineId::new(), &id, 1000)])).await;
    complete(&kit, &completed(order, kit.site, vec![part(line, &id, 2000)])).await;
    assert_eq!(shelf(&kit, &id).await, (2000, 1000, 1000));
    // Taken up again: what it consumed is not wanted once more, what was added is.
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 2500)])).await;
    assert_eq!(shelf(&kit, &id).await, (2000, 1500, 500));
    complete(&kit, &completed(order, kit.site, vec![part(line, &id, 2500)])).await;
    assert_eq!(shelf(&kit, &id).await, (1500, 1000, 500));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_shelf_with_less_than_is_reserved_takes_from_the_latest_promise() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 3000, 10_000).await;
    for hours in [1, 5] {
        tell(&kit, &wants(WorkOrderId::new(), kit.site, hours, vec![needed(LineId::new(), &id, 1500)])).await;
    }
    let body = json!({ "site_id": kit.site, "product_id": id, "quantity": -1000, "reason": "Inventaire" });
    let _ = kit.owner().post("/stock/adjustments", body).await.expect(201);
    assert_eq!(reserved(&kit, &id).await, [(1500, 1500), (1500, 500)]);
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 3000)])).await;
    assert_eq!(shelf(&kit, &id).await, (-1000, 0, -1000));
    receive(&kit, &id, 2000, 10_000).await;
    assert_eq!(reserved(&kit, &id).await, [(1500, 1000), (1500, 0)]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_job_that_must_be_approved_again_keeps_what_it_has_and_gets_no_more() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 9000, 10_000).await;
    let (order, line) = (WorkOrderId::new(), LineId::new());
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 2000)])).await;
    let mut more = needed(line, &id, 5000);
    more.is_approved = false;
    let mut added = needed(LineId::new(), &id, 1000);
    added.is_approved = false;
    tell(&kit, &wants(order, kit.site, 1, vec![more.clone(), added])).await;
    assert_eq!(reserved(&kit, &id).await, [(2000, 2000)]);
    more.is_approved = true;
    tell(&kit, &wants(order, kit.site, 1, vec![more])).await;
    assert_eq!(reserved(&kit, &id).await, [(5000, 5000)]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn other_sites_are_not_told_who_waits() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &id, 2000)])).await;
    let page = kit.outsider().get("/reservations").await.expect(200).json();
    assert_eq!(page["items"], json!([]));
    assert_eq!(reserved(&kit, &id).await, [(2000, 0)]);
}

#[derive(Clone, Debug)]
enum Step {
    Receipt(i64),
    Adjustment(i64),
    /// An order's two lines as they are approved now; 0 leaves a line out.
    Approval {
        order: usize,
        lines: [i64; 2],
        hours: i64,
    },
    Completion {
        order: usize,
        lines: [i64; 2],
    },
    /// So much of what an order's line wants is taken from the shelf.
    Issue {
        order: usize,
        line: usize,
        quantity: i64,
    },
    TakeBack {
        order: usize,
        line: usize,
        quantity: i64,
    },
    Cancelling(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let lines = || [0..6_000_i64, 0..6_000_i64];
    prop_oneof![
        (1..9_000_i64).prop_map(Step::Receipt),
        (-6_000..6_000_i64).prop_filter("a difference", |quantity| *quantity != 0).prop_map(Step::Adjustment),
        (0..3_usize, lines(), 0..9_i64).prop_map(|(order, lines, hours)| Step::Approval { order, lines, hours }),
        (0..3_usize, lines(), 0..9_i64).prop_map(|(order, lines, hours)| Step::Approval { order, lines, hours }),
        (0..3_usize, lines()).prop_map(|(order, lines)| Step::Completion { order, lines }),
        (0..3_usize, 0..2_usize, 1..6_000_i64).prop_map(|(order, line, quantity)| Step::Issue { order, line, quantity }),
        (0..3_usize, 0..2_usize, 1..6_000_i64).prop_map(|(order, line, quantity)| Step::TakeBack { order, line, quantity }),
        (0..3_usize).prop_map(Step::Cancelling),
    ]
}

struct Shelf<'a> {
    kit: &'a Kit,
    product: String,
    orders: [(WorkOrderId, [LineId; 2]); 3],
}

impl Shelf<'_> {
    async fn take(&self, step: &Step) {
        match step {
            Step::Receipt(quantity) => receive(self.kit, &self.product, *quantity, 1000).await,
            Step::Adjustment(quantity) => {
                let body = json!({ "site_id": self.kit.site, "product_id": self.product, "quantity": quantity, "reason": "Inventaire" });
                let reply = self.kit.owner().post("/stock/adjustments", body).await;
                assert!(reply.status == 201 || reply.code() == "stock-negative", "{}", reply.text());
                self.kit.settle().await;
            }
            Step::Approval { order, lines, hours } => {
                let (id, line_ids) = self.orders[*order];
                let lines = line_ids.iter().zip(lines).filter(|(_, quantity)| **quantity > 0);
                let lines = lines.map(|(line, quantity)| needed(*line, &self.product, *quantity)).collect();
                tell(self.kit, &wants(id, self.kit.site, *hours, lines)).await;
            }
            Step::Completion { order, lines } => {
                let (id, line_ids) = self.orders[*order];
                let lines = line_ids.iter().zip(lines).filter(|(_, quantity)| **quantity > 0);
                let lines = lines.map(|(line, quantity)| part(*line, &self.product, *quantity)).collect();
                complete(self.kit, &completed(id, self.kit.site, lines)).await;
            }
            Step::Issue { order, line, quantity } => {
                let (id, lines) = self.orders[*order];
                let body = json!({ "work_order_id": id, "line_id": lines[*line], "quantity": quantity });
                let reply = self.kit.owner().post("/stock/issues", body).await;
                assert!(reply.status == 201 || NOT_ISSUED.contains(&reply.code().as_str()), "{}", reply.text());
                self.kit.settle().await;
            }
            Step::TakeBack { order, line, quantity } => {
                let body = json!({ "line_id": self.orders[*order].1[*line], "quantity": quantity });
                let reply = self.kit.owner().post("/stock/issues/take-back", body).await;
                assert!(reply.status == 201 || ["not-found", "more-than-issued"].contains(&reply.code().as_str()), "{}", reply.text());
                self.kit.settle().await;
            }
            Step::Cancelling(order) => cancel(self.kit, &completed(self.orders[*order].0, self.kit.site, vec![])).await,
        }
    }

    /// What must hold between any two steps.
    async fn check(&self, after: &Step) {
        let (on_hand, held, available) = shelf(self.kit, &self.product).await;
        let waiting = reserved(self.kit, &self.product).await;
        assert_eq!(available, on_hand - held);
        assert!(held >= 0 && held <= on_hand.max(0), "{held} of {on_hand} after {after:?}");
        assert_eq!(waiting.iter().map(|(_, reserved)| reserved).sum::<i64>(), held, "after {after:?}");
        assert!(waiting.iter().all(|(wanted, reserved)| *wanted > 0 && reserved <= wanted), "{waiting:?} after {after:?}");
        let anybody_waits = waiting.iter().any(|(wanted, reserved)| reserved < wanted);
        assert!(!anybody_waits || available <= 0, "{available} lie there and {waiting:?} wait after {after:?}");
        if let Step::Completion { order, .. } | Step::Cancelling(order) = after {
            let of = format!("/reservations?work_order={}", self.orders[*order].0);
            assert_eq!(self.kit.owner().get(&of).await.expect(200).json()["items"], json!([]), "closed lines have nothing");
        }
        assert_sound(self.kit).await;
    }
}

async fn play(kit: &Kit, place: usize, steps: &[Step]) {
    let order = || (WorkOrderId::new(), [LineId::new(), LineId::new()]);
    let shelf = Shelf { kit, product: product(kit, numbered(place)).await, orders: [order(), order(), order()] };
    for step in steps {
        shelf.take(step).await;
        shelf.check(step).await;
    }
    let moved = movements(&kit.owner(), &shelf.product).await;
    let sum = moved.iter().filter_map(|movement| movement["quantity"].as_i64()).sum::<i64>();
    assert_eq!(sum, stock(kit, &shelf.product).await.0);
    assert_sound(kit).await;
}

#[test]
fn nothing_is_promised_that_is_not_there_whatever_happens() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let kit = runtime.block_on(garage());
    let place = std::cell::Cell::new(0);
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() });
    let outcome = runner.run(&prop::collection::vec(step(), 1..14), |steps| {
        place.set(place.get() + 1);
        runtime.block_on(play(&kit, place.get(), &steps));
        Ok(())
    });
    outcome.unwrap();
}

/// Several clients at once: receipts and adjustments over HTTP while work is approved, changed and completed.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_clients_at_once_leave_the_shelf_sound() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let orders: Vec<_> = (0..4).map(|_| (WorkOrderId::new(), LineId::new())).collect();
    for (place, (order, line)) in orders.iter().enumerate() {
        let wanted = needed(*line, &id, 3000);
        let mut tx = kit.db().begin().await.unwrap();
        let event = wants(*order, kit.site, i64::try_from(place).unwrap(), vec![wanted]);
        outbox::append(&mut tx, "workshop", &event, &Actor::system(), kit.context.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let client = |turn: i64| {
        let (kit, id) = (&kit, &id);
        async move {
            for round in 1..=4_i64 {
                receive(kit, id, round * 700 + turn, 1000).await;
                let body = json!({ "site_id": kit.site, "product_id": id, "quantity": -(round * 300), "reason": "Inventaire" });
                let reply = kit.owner().post("/stock/adjustments", body).await;
                assert!(reply.status == 201 || reply.code() == "stock-negative", "{}", reply.text());
            }
        }
    };
    futures::join!(client(1), client(2), client(3), client(4), kit.settle());
    complete(&kit, &completed(orders[0].0, kit.site, vec![part(orders[0].1, &id, 3000)])).await;
    kit.settle().await;
    let (on_hand, held, available) = shelf(&kit, &id).await;
    assert_eq!((held <= on_hand.max(0), available), (true, on_hand - held));
    assert_sound(&kit).await;
}

/// Clients that issue one line at once while its work is completed: nothing leaves twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_clients_who_issue_a_line_that_is_completed_take_it_once() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 90_000, 1000).await;
    for round in 0..4_i64 {
        let (order, line) = (WorkOrderId::new(), LineId::new());
        tell(&kit, &wants(order, kit.site, round, vec![needed(line, &id, 8000)])).await;
        let mut tx = kit.db().begin().await.unwrap();
        let done = completed(order, kit.site, vec![part(line, &id, 8000)]);
        outbox::append(&mut tx, "workshop", &done, &Actor::system(), kit.context.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        let take = || async {
            for _ in 0..3 {
                let body = json!({ "work_order_id": order, "line_id": line, "quantity": 1000 });
                let reply = kit.owner().post("/stock/issues", body).await;
                assert!(reply.status == 201 || NOT_ISSUED.contains(&reply.code().as_str()), "{}", reply.text());
            }
        };
        futures::join!(take(), take(), take(), kit.settle());
        kit.settle().await;
        assert_eq!(stock(&kit, &id).await.0, 90_000 - (round + 1) * 8000);
        assert_sound(&kit).await;
    }
}
