//! What figures are to be.

use serde_json::{Value, json};

use crate::fixture::{kpi, kpis, play};
use crate::garage::Garage;

fn goal(garage: &Garage, kpi: &str, value: Option<i64>) -> Value {
    json!({ "site_id": garage.kit.site, "month": "2026-11-17", "kpi": kpi, "value": value })
}

#[tokio::test]
async fn a_goal_stands_beside_its_figure() {
    let garage = Garage::open().await;
    play(&garage).await;
    let owner = garage.kit.owner();
    let set = owner.put("/reports/goals", goal(&garage, "net_sales", Some(30_000_000))).await.expect(200).json();
    assert_eq!(set["month"], "2026-11-01");
    owner.put("/reports/goals", goal(&garage, "gp_parts", Some(5000))).await.expect(200);
    let report = kpis(&garage, &format!("&site={}", garage.kit.site)).await;
    assert_eq!(kpi(&report, "net_sales")["goal"], json!({ "value": 1_000_000, "month": 30_000_000 }), "a thirtieth of it");
    assert_eq!(kpi(&report, "gp_parts")["goal"], json!({ "value": 5000, "month": 5000 }));
    assert_eq!(kpi(&report, "aro")["goal"], Value::Null);
    assert_eq!(kpi(&kpis(&garage, "").await, "net_sales")["goal"], json!({ "value": 1_000_000, "month": 30_000_000 }), "her only site");
    owner.put("/reports/goals", goal(&garage, "net_sales", None)).await.expect(200);
    let left = owner.get("/reports/goals?month=2026-11-30").await.expect(200).json();
    assert_eq!(left["items"], json!([{ "site_id": garage.kit.site, "month": "2026-11-01", "kpi": "gp_parts", "value": 5000 }]));
    garage.rebuild().await;
    assert_eq!(owner.get("/reports/goals?month=2026-11-30").await.expect(200).json(), left, "goals are not made anew");
}

#[tokio::test]
async fn goals_are_set_by_who_may_and_of_what_there_is() {
    let garage = Garage::open().await;
    let kit = &garage.kit;
    let of = |kpi: &str, value| goal(&garage, kpi, Some(value));
    kit.outsider().put("/reports/goals", of("net_sales", 1)).await.expect(404);
    kit.technician().put("/reports/goals", of("net_sales", 1)).await.expect(403);
    let refused = kit.owner().put("/reports/goals", of("nothing", 1)).await.expect(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/kpi", "{refused}");
    kit.owner().put("/reports/goals", of("net_sales", -1)).await.expect(422);
    kit.owner().put("/reports/goals", of("net_sales", 1)).await.expect(200);
    let theirs = kit.outsider().get("/reports/goals?month=2026-11-01").await.expect(200).json();
    assert_eq!(theirs["items"], json!([]));
}

#[tokio::test]
async fn what_is_shown_leaves_as_a_file() {
    let garage = Garage::open().await;
    play(&garage).await;
    garage.kit.owner().put("/reports/goals", goal(&garage, "gp_parts", Some(5000))).await.expect(200);
    let today = garage.today();
    let path = format!("/reports/kpis/export?from={today}&until={today}&site={}", garage.kit.site);
    let text = String::from_utf8(garage.kit.owner().get(&path).await.bytes).unwrap();
    assert!(text.contains("Garage du Lac,net_sales,money,1723.100,0.000,,TND"), "{text}");
    assert!(text.contains("Garage du Lac,gp_parts,percent,29.67,,50.00,TND"), "{text}");
    let theirs =
        String::from_utf8(garage.kit.outsider().get(&format!("/reports/kpis/export?from={today}&until={today}")).await.bytes).unwrap();
    assert!(!theirs.contains("1723.100"), "{theirs}");
}
