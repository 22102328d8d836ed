//! What the shelf served, and what lies there.

use contracts::inventory::{
    DemandedLine, MovedWorth, MovementId, PartStanding, PartsChanged, PartsDemanded, PartsValued, ProductId, ShelfStood, StockMoved,
    ValuedPart,
};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Amount, Quantity};
use serde_json::Value;

use crate::fixture::{kpi, kpis};
use crate::garage::Garage;

fn line(line_id: LineId, wanted: i64, reserved: i64, ordered: i64) -> PartStanding {
    let [wanted, reserved, ordered] = [wanted, reserved, ordered].map(Quantity::whole);
    PartStanding { line_id, wanted, reserved, ordered, expected_on: None, issued: Quantity::ZERO, returned: Quantity::ZERO }
}

#[tokio::test]
async fn lines_that_never_waited_were_served() {
    let garage = Garage::open().await;
    let (order, [oil, filter, belt, gone]) = (WorkOrderId::new(), [LineId::new(), LineId::new(), LineId::new(), LineId::new()]);
    let (site_id, now) = (garage.kit.site, garage.kit.context.clock.now());
    let changed = |lines: Vec<PartStanding>| PartsChanged { work_order_id: order, site_id, lines };
    let first = vec![line(oil, 4, 4, 0), line(filter, 1, 0, 0), line(belt, 1, 0, 1), line(gone, 1, 1, 0)];
    garage.tell("inventory", &changed(first)).await;
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "fill_rate")["now"]["denominator"], 0, "nobody knows the order yet");
    garage.tell("workshop", &garage.stood(order, now)).await;
    garage.tell("inventory", &changed(vec![line(oil, 4, 4, 0), line(filter, 1, 1, 0), line(belt, 1, 1, 0)])).await;
    let cost = |line_id| ValuedPart { line_id, cost: Amount(1000) };
    garage.tell("inventory", &PartsValued { work_order_id: order, site_id, lines: vec![cost(oil), cost(filter), cost(belt)] }).await;
    garage.tell("inventory", &changed(vec![])).await;
    let before = DemandedLine { line_id: LineId::new(), is_here: true };
    let taken_in = PartsDemanded { work_order_id: WorkOrderId::new(), site_id, at: now, lines: vec![before] };
    garage.tell("workshop", &garage.stood(taken_in.work_order_id, now)).await;
    garage.tell("inventory", &taken_in).await;
    garage.kit.settle().await;
    let fill = kpi(&kpis(&garage, "").await, "fill_rate").clone();
    assert_eq!((&fill["now"]["numerator"], &fill["now"]["denominator"]), (&2.into(), &4.into()), "one was wanted no more");
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await);
}

/// A movement of an article at a site, of so much, where so much was before.
fn moved(garage: &Garage, (product_id, day): (ProductId, &str), kind: &str, (value, before): (i64, i64)) -> StockMoved {
    let (value, before) = (Amount(value), Amount(before));
    let at = format!("{day}T09:00:00Z").parse().unwrap();
    let (article, paper) = ("Huile 5W-30".to_owned(), "BL-1".to_owned());
    let worth = MovedWorth { kind: kind.into(), value, before, left: before + value, article, paper, at };
    let (quantity, on_hand) = (Quantity::whole(1), Quantity::whole(1));
    StockMoved { product_id, site_id: garage.kit.site, movement_id: MovementId::new(), quantity, on_hand, worth: Some(worth) }
}

/// What came, what left and what is missing of one article, and another that nobody takes.
async fn stocked(garage: &Garage) {
    let (oil, belt, old) = (ProductId::new(), ProductId::new(), ProductId::new());
    let mut left = 0;
    for (day, kind, value) in [
        ("2025-10-01", "opening", 100_000),
        ("2026-09-10", "receipt", 60_000),
        ("2026-09-20", "consumption", -40_000),
        ("2026-09-20", "return", 10_000),
        ("2026-09-22", "supplier_return", -20_000),
        ("2026-09-23", "scrap", -5_000),
        ("2026-09-30", "count", -15_000),
    ] {
        garage.tell("inventory", &moved(garage, (oil, day), kind, (value, left))).await;
        left += value;
    }
    garage.tell("inventory", &moved(garage, (belt, "2025-09-15"), "receipt", (30_000, 0))).await;
    let at = "2026-09-01T08:00:00Z".parse().unwrap();
    let stood = ShelfStood {
        product_id: old,
        site_id: garage.kit.site,
        article: "Courroie".into(),
        left: Amount(20_000),
        since: "2024-05-01T08:00:00Z".parse().unwrap(),
        at,
    };
    garage.tell("inventory", &stood).await;
    garage.kit.settle().await;
}

async fn figures(garage: &Garage, from: &str, until: &str) -> Value {
    garage.kit.owner().get(&format!("/reports/kpis?from={from}&until={until}")).await.expect(200).json()
}

#[tokio::test]
async fn what_lies_there_turns_lies_dead_and_is_missing() {
    let garage = Garage::open().await;
    stocked(&garage).await;
    let report = figures(&garage, "2026-09-01", "2026-09-30").await;
    let of = |id: &str| {
        let now = &kpi(&report, id)["now"];
        (now["numerator"].as_i64(), now["denominator"].as_i64(), now["value"].as_i64())
    };
    assert_eq!(of("parts_gap"), (Some(15_000), None, Some(15_000)), "what the count did not find");
    // 150,000 to the 9th, 210,000 to the 19th, 180,000, 160,000 on the 22nd, 155,000 to the 29th and 140,000.
    let average = (150_000 * 9 + 210_000 * 10 + 180_000 * 2 + 160_000 + 155_000 * 7 + 140_000) / 30;
    assert_eq!(of("inventory_turns"), (Some(30_000), Some(average), Some((30_000 * 36_500 + average * 15) / (average * 30))));
    assert_eq!(of("stock_days").0, Some(average));
    assert_eq!(
        of("dead_stock"),
        (Some(50_000), Some(140_000), Some(3571)),
        "the belt since the 15th, and what was old before anybody told"
    );
    let before = &kpi(&report, "dead_stock")["before"];
    assert_eq!((&before["numerator"], &before["denominator"]), (&20_000.into(), &130_000.into()));
    let series = garage.kit.owner().get("/reports/series?from=2026-08-01&until=2026-09-30&step=month").await.expect(200).json();
    let points = series["groups"][0]["kpis"].as_array().unwrap().iter().find(|kpi| kpi["id"] == "dead_stock").unwrap();
    assert_eq!(points["values"], serde_json::json!([1538, 3571]));
}

#[tokio::test]
async fn what_moved_stands_behind_it() {
    let garage = Garage::open().await;
    stocked(&garage).await;
    let rows = async |kpi: &str| {
        let path = format!("/reports/kpis/{kpi}/rows?from=2026-09-01&until=2026-09-30");
        garage.kit.owner().get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
    };
    let sum = |rows: &[Value]| rows.iter().map(|row| row["numerator"].as_i64().unwrap()).sum::<i64>();
    let (sold, gap, dead) = (rows("inventory_turns").await, rows("parts_gap").await, rows("dead_stock").await);
    assert_eq!((sum(&sold), sum(&gap), sum(&dead)), (30_000, 15_000, 50_000));
    assert_eq!(
        (&dead[0]["label"], &dead[0]["day"], &dead[0]["document"]),
        (&"Huile 5W-30".into(), &"2026-09-15".into(), &"product".into())
    );
    garage.stays_the_same().await;
}
