//! Whatever happens, in whatever order: on hand is the sum of the movements, and the average cost is never negative.

use contracts::workshop::{LineId, WorkOrderId};
use proptest::prelude::*;
use serde_json::json;
use testkit::Kit;

use crate::garage::{assert_sound, complete, completed, garage, movements, numbered, part, product, receive, stock};

#[derive(Clone, Debug)]
enum Step {
    Receipt {
        quantity: i64,
        cost: i64,
    },
    Adjustment(i64),
    /// The order's lines as they stand now; 0 leaves a line out. Told once or twice.
    Completion {
        order: usize,
        lines: [i64; 2],
        twice: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..20_000_i64, 0..50_000_i64).prop_map(|(quantity, cost)| Step::Receipt { quantity, cost }),
        (-9_000..9_000_i64).prop_filter("a difference", |quantity| *quantity != 0).prop_map(Step::Adjustment),
        (0..2_usize, [0..9_000_i64, 0..9_000_i64], any::<bool>()).prop_map(|(order, lines, twice)| Step::Completion {
            order,
            lines,
            twice
        }),
    ]
}

struct Shelf<'a> {
    kit: &'a Kit,
    product: String,
    orders: [(WorkOrderId, [LineId; 2]); 2],
}

impl Shelf<'_> {
    async fn take(&self, step: &Step) {
        match step {
            Step::Receipt { quantity, cost } => receive(self.kit, &self.product, *quantity, *cost).await,
            Step::Adjustment(quantity) => {
                let body = json!({ "site_id": self.kit.site, "product_id": self.product, "quantity": quantity, "reason": "Inventaire" });
                let reply = self.kit.owner().post("/stock/adjustments", body).await;
                assert!(reply.status == 201 || reply.code() == "stock-negative", "{}", reply.text());
            }
            Step::Completion { order, lines, twice } => {
                let (id, line_ids) = self.orders[*order];
                let lines = line_ids.iter().zip(lines).filter(|(_, quantity)| **quantity > 0);
                let lines = lines.map(|(line, quantity)| part(*line, &self.product, *quantity)).collect();
                let event = completed(id, self.kit.site, lines);
                complete(self.kit, &event).await;
                let once = stock(self.kit, &self.product).await;
                if *twice {
                    complete(self.kit, &event).await;
                    assert_eq!(stock(self.kit, &self.product).await, once);
                }
            }
        }
    }
}

async fn play(kit: &Kit, place: usize, steps: &[Step]) {
    let order = || (WorkOrderId::new(), [LineId::new(), LineId::new()]);
    let shelf = Shelf { kit, product: product(kit, numbered(place)).await, orders: [order(), order()] };
    for step in steps {
        shelf.take(step).await;
    }
    let (on_hand, average) = stock(kit, &shelf.product).await;
    let moved = movements(&kit.owner(), &shelf.product).await;
    assert_eq!(moved.iter().filter_map(|movement| movement["quantity"].as_i64()).sum::<i64>(), on_hand);
    assert_eq!(moved.first().map_or(0, |movement| movement["on_hand"].as_i64().unwrap()), on_hand);
    assert!(average >= 0);
    assert_sound(kit).await;
}

#[test]
fn the_ledger_adds_up_whatever_happens() {
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
