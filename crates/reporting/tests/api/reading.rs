//! Who reads what.

use contracts::workshop::LineKind::Labour;
use contracts::workshop::WorkOrderId;
use testkit::Kit;

use crate::fixture::{kpi, kpis, play};
use crate::garage::Garage;

#[tokio::test]
async fn the_rows_of_a_figure_add_up_to_it() {
    let garage = Garage::open().await;
    play(&garage).await;
    let (report, today) = (kpis(&garage, "").await, garage.today());
    for figure in report["groups"][0]["kpis"].as_array().unwrap() {
        let id = figure["id"].as_str().unwrap();
        let (mut above, mut below, mut rows, mut after) = (0, 0, 0, String::new());
        loop {
            let path = format!("/reports/kpis/{id}/rows?from={today}&until={today}&limit=2&after={after}");
            let page = garage.kit.owner().get(&path).await.expect(200).json();
            for row in page["items"].as_array().unwrap() {
                above += row["numerator"].as_i64().unwrap();
                below += row["denominator"].as_i64().unwrap_or_default();
                rows += 1;
            }
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        let now = &figure["now"];
        // Each row's labour is turned into hours by itself.
        let is_near = |sum: i64, figure: i64| (sum - figure).abs() <= if id == "labour_recovery" { rows } else { 0 };
        assert!(is_near(above, now["numerator"].as_i64().unwrap()), "{id}: {above}");
        assert!(is_near(below, now["denominator"].as_i64().unwrap_or_default()), "{id}: {below}");
    }
    let rows = garage.kit.owner().get(&format!("/reports/kpis/car_count/rows?from={today}&until={today}")).await.expect(200).json();
    assert_eq!(rows["items"].as_array().unwrap().len(), 3, "the comeback is no car");
}

#[tokio::test]
async fn points_of_a_chart_are_the_figures_of_their_days() {
    let garage = Garage::open().await;
    play(&garage).await;
    let series = garage.kit.owner().get("/reports/series?from=2026-11-01&until=2026-11-30&step=week").await.expect(200).json();
    assert_eq!(series["starts"], serde_json::json!(["2026-11-01", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]));
    let of = |id: &str| series["groups"][0]["kpis"].as_array().unwrap().iter().find(|kpi| kpi["id"] == id).unwrap()["values"].clone();
    assert_eq!(of("net_sales"), serde_json::json!([0, 0, 0, 1_723_100, 0, 0]));
    assert_eq!(of("aro"), serde_json::json!([null, null, null, 574_367, null, null]));
}

#[tokio::test]
async fn each_sees_the_figures_of_their_sites() {
    let garage = Garage::open().await;
    play(&garage).await;
    let elsewhere = garage.sold_at(garage.kit.other_site, "SFX1", WorkOrderId::new(), &[(Labour, 1000, 60_000, 0, None)]);
    garage.tell("billing", &elsewhere.sale).await;
    garage.kit.settle().await;
    let (today, kit): (_, &Kit) = (garage.today(), &garage.kit);
    let path = format!("/reports/kpis?from={today}&until={today}");
    let theirs = kit.outsider().get(&path).await.expect(200).json();
    assert_eq!(kpi(&theirs, "net_sales")["now"]["value"], 60_000);
    assert_eq!(theirs["groups"][0]["sites"][0]["name"], "Garage de Sfax");
    kit.outsider().get(&format!("{path}&site={}", kit.site)).await.expect(404);
    kit.technician().get(&path).await.expect(403);
    kit.technician().get(&format!("/reports/kpis/aro/rows?from={today}&until={today}")).await.expect(403);
    kit.owner().get(&format!("/reports/kpis/nothing/rows?from={today}&until={today}")).await.expect(404);
    kit.owner().get("/reports/kpis?from=2026-11-20&until=2026-11-19").await.expect(422);
    kit.owner().get("/reports/kpis?from=2020-11-20&until=2026-11-19").await.expect(422);
}

#[tokio::test]
async fn amounts_of_two_currencies_are_not_added_up() {
    let garage = Garage::open().await;
    play(&garage).await;
    garage.opens(garage.kit.site, "Garage du Lac", "EUR").await;
    let report = kpis(&garage, "").await;
    assert_eq!(report["groups"].as_array().unwrap().len(), 1);
    assert_eq!((&report["groups"][0]["currency"], &report["groups"][0]["sites"][0]["name"]), (&"EUR".into(), &"Garage du Lac".into()));
}

#[tokio::test]
async fn rows_leave_as_a_file() {
    let garage = Garage::open().await;
    play(&garage).await;
    let today = garage.today();
    let path = format!("/reports/kpis/effective_labour_rate/rows/export?from={today}&until={today}");
    let reply = garage.kit.owner().get(&path).await;
    let text = String::from_utf8(reply.bytes).unwrap();
    assert!(text.contains("INV2,Leïla Trabelsi,200.000,4.000,TND"), "{text}");
}
