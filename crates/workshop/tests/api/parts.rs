//! What an order's jobs want from the shelf is told when it changes, and how it stands is shown.

use contracts::inventory::{PartStanding, PartsChanged};
use contracts::workshop::{LineId, WorkOrderParts};
use kernel::Quantity;
use serde_json::json;

use crate::support::{Garage, Order};

async fn wanted(garage: &Garage) -> Vec<WorkOrderParts> {
    garage.told().await.iter().filter_map(|event| event.open().unwrap()).collect()
}

pub fn line(order: &Order, job: usize, line: usize) -> LineId {
    order.json["jobs"][job]["lines"][line]["id"].as_str().unwrap().parse().unwrap()
}

pub fn standing(line_id: LineId, wanted: i64, reserved: i64, ordered: i64) -> PartStanding {
    PartStanding {
        line_id,
        wanted: Quantity(wanted),
        reserved: Quantity(reserved),
        ordered: Quantity(ordered),
        expected_on: None,
        issued: Quantity::ZERO,
        returned: Quantity::ZERO,
    }
}

pub async fn stand(garage: &Garage, order: &mut Order, lines: Vec<PartStanding>) {
    let changed = PartsChanged { work_order_id: order.id(), site_id: garage.kit.site, lines };
    garage.tell("inventory", &changed).await;
    order.read(&garage.advisor()).await;
}

#[tokio::test]
async fn approved_parts_are_wanted_and_declined_ones_are_not() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    let told = wanted(&garage).await;
    assert_eq!(told.len(), 1);
    let lines: Vec<_> = told[0].lines.iter().map(|part| (part.product_id, part.quantity.0, part.is_approved)).collect();
    assert_eq!(lines, [(garage.filter, 1000, true), (garage.oil, 4500, true), (garage.pads, 1000, true), (garage.discs, 2000, true)]);

    order
        .act(&garage.advisor(), "authorise", json!({ "decisions": [order.decision(1, "decline")], "method": "phone", "by_name": "L" }))
        .await;
    assert_eq!(wanted(&garage).await.last().unwrap().lines.len(), 2);
    order.act(&garage.advisor(), "cancel", json!({ "reason": "Sold" })).await;
    assert_eq!(wanted(&garage).await.len(), 2, "cancelling says it by itself");
    order.act(&garage.advisor(), "restore", json!({})).await;
    assert_eq!(wanted(&garage).await.last().unwrap().lines.len(), 2);
}

#[tokio::test]
async fn the_light_of_a_job_is_the_worst_of_its_parts() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    assert_eq!(order.json["jobs"][0]["parts"], json!(null));
    let (filter, pads, discs) = (line(&order, 0, 1), line(&order, 1, 1), line(&order, 1, 2));
    let here = standing(filter, 1000, 1000, 0);
    stand(&garage, &mut order, vec![here.clone(), standing(pads, 1000, 0, 1000), standing(discs, 2000, 1000, 0)]).await;
    let lights = |order: &Order| [0, 1, 2].map(|job| order.json["jobs"][job]["parts"].clone());
    assert_eq!(lights(&order), [json!("on_premises"), json!("short"), json!(null)]);
    assert_eq!(order.json["jobs"][1]["lines"][1]["part"]["light"], "on_the_way");
    let board = garage.advisor().get("/work-orders/board").await.expect(200).json();
    assert_eq!(board["items"][0]["parts"], "short");

    stand(&garage, &mut order, vec![here, standing(pads, 1000, 1000, 0), standing(discs, 2000, 2000, 0)]).await;
    assert_eq!(lights(&order)[1], "on_premises");
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let arrived: Vec<_> = history["items"].as_array().unwrap().iter().filter(|entry| entry["event"] == "parts_arrived").collect();
    assert_eq!(arrived.len(), 2);
    assert_eq!(arrived[0]["detail"]["text"], "Front brakes");
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_people_read_before_parts_came_they_may_still_save() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    let (version, filter) = (order.json["version"].clone(), line(&order, 0, 1));
    stand(&garage, &mut order, vec![standing(filter, 1000, 1000, 0)]).await;
    assert_eq!(order.json["version"], version);
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    assert_eq!(order.json["jobs"][0]["parts"], "on_premises");
    garage.is_healthy().await;
}
