use chrono::TimeDelta;
use contracts::workshop::CompletedLine;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Garage, the_visit};

impl Garage {
    async fn drawer(&self) -> Value {
        self.kit.advisor().get(&format!("/drawers/{}", self.kit.site)).await.expect(200).json()
    }

    fn count(&self, expected: i64, cash: i64, kept: i64, reason: Option<&str>) -> Value {
        json!({ "site_id": self.kit.site, "expected_cash": expected, "cash": cash, "kept": kept, "reason": reason })
    }

    async fn close(&self, key: &str, body: Value) -> testkit::Reply {
        self.kit.owner().with("Idempotency-Key", key).post("/day-closes", body).await
    }

    /// The visit of PRODUCT 3.1: 200.000 in cash ahead, 259.189 by card and 200.000 in cash after.
    pub async fn a_day(&self) -> String {
        self.a_day_of(the_visit()).await
    }

    pub async fn a_day_of(&self, lines: Vec<CompletedLine>) -> String {
        let order = self.order(&lines);
        self.announce(&order, true);
        let ahead = json!({ "work_order_id": order.id, "tender": "cash", "amount": 200_000 });
        self.till("ahead").post("/deposits", ahead).await.expect(201);
        let id = self.drafted(&order).await;
        self.issue(&id).await;
        let path = format!("/invoices/{id}/payments");
        self.till("card").post(&path, json!({ "tender": "card", "amount": 259_189 })).await.expect(200);
        self.till("cash").post(&path, json!({ "tender": "cash", "amount": 200_000 })).await.expect(200);
        id
    }
}

/// PRODUCT.md 3.3 step 11: a difference of 1.500 is explained, and the drawer is closed.
#[tokio::test]
async fn the_day_is_counted_and_its_difference_said() {
    let garage = Garage::open().await;
    let invoice = garage.a_day().await;
    let drawer = garage.drawer().await;
    let expected: Vec<_> = drawer["tenders"].as_array().unwrap().iter().map(|sum| sum["expected"].as_i64().unwrap()).collect();
    assert_eq!(expected, [400_000, 259_189, 0, 0, 0], "what a deposit pays of an invoice moves no money");
    assert_eq!((drawer["movements"].as_array().unwrap().len(), &drawer["actions"]), (3, &json!(["close"])));

    let refused = garage.close("a", garage.count(400_000, 398_500, 50_000, None)).await.expect(422);
    assert_eq!((refused.pointers(), refused.json()["errors"][0]["code"].clone()), (vec!["/reason".to_owned()], json!("reason-missing")));
    let refused = garage.close("b", garage.count(400_000, 400_000, 400_001, None)).await.expect(422);
    assert_eq!(refused.pointers(), ["/kept"]);
    assert_eq!(garage.close("c", garage.count(399_000, 399_000, 0, None)).await.expect(409).code(), "money-moved");
    let technician =
        garage.kit.technician().with("Idempotency-Key", "d").post("/day-closes", garage.count(400_000, 400_000, 0, None)).await;
    assert_eq!(technician.status, 403);

    let counted = garage.count(400_000, 398_500, 50_000, Some("Rendu de monnaie erroné"));
    let close = garage.close("e", counted.clone()).await.expect(201).json();
    assert_eq!((&close["number"], &close["difference"], &close["kept"]), (&json!(1), &json!(-1_500), &json!(50_000)));
    assert_eq!((&close["taken_out"], &close["tenders"][1]["counted"]), (&json!(348_500), &Value::Null));
    assert_eq!(garage.close("e", counted).await.expect(201).json(), close, "once");

    // What comes after is the next close's, and it begins with what was kept.
    garage.kit.clock.advance(TimeDelta::hours(1));
    let back = json!({ "tender": "cash", "amount": 10_000, "reason": "Geste" });
    let refund = garage.kit.owner().with("Idempotency-Key", "back").post(&format!("/invoices/{invoice}/refunds"), back).await;
    refund.expect(200);
    let next = garage.drawer().await;
    assert_eq!((&next["begun_with"], &next["tenders"][0]["expected"]), (&json!(50_000), &json!(40_000)));
    assert_eq!(next["movements"].as_array().unwrap().len(), 1);
    let second = garage.close("f", garage.count(40_000, 40_000, 40_000, None)).await.expect(201).json();
    assert_eq!((&second["number"], &second["difference"], &second["begun_with"]), (&json!(2), &json!(0), &json!(50_000)));
    let list = garage.kit.advisor().get("/day-closes").await.expect(200).json();
    assert_eq!(list["items"], json!([second, close]));
    garage.is_healthy().await;
}

#[tokio::test]
async fn two_who_close_at_once_count_nothing_twice() {
    let garage = Garage::open().await;
    garage.a_day().await;
    let counts = (0..4).map(|place| garage.close(["a", "b", "c", "d"][place], garage.count(400_000, 400_000, 0, None)));
    let replies = join_all(counts).await;
    let closed = replies.iter().filter(|reply| reply.status == 201).count();
    let moved = replies.iter().filter(|reply| reply.status == 409).count();
    assert_eq!((closed, moved), (1, 3));
    assert_eq!(garage.drawer().await["tenders"][0]["expected"], 0);
    garage.is_healthy().await;
}

/// What was written down before a close, but came to be seen only after it, is in the next one.
#[tokio::test]
async fn money_of_an_earlier_moment_is_in_the_next_close() {
    let garage = Garage::open().await;
    garage.kit.clock.advance(TimeDelta::hours(2));
    garage.close("a", garage.count(0, 0, 0, None)).await.expect(201);
    garage.kit.clock.advance(TimeDelta::minutes(-5));
    garage.a_day().await;
    assert_eq!(garage.drawer().await["tenders"][0]["expected"], 400_000);
    garage.close("b", garage.count(400_000, 400_000, 0, None)).await.expect(201);
    garage.kit.clock.advance(TimeDelta::days(3));
    assert_eq!(garage.drawer().await["movements"], json!([]));
    garage.is_healthy().await;
}
