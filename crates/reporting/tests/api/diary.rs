//! What the diary fills.

use chrono::{NaiveDate, TimeDelta};
use contracts::scheduling::CapacityStood;
use serde_json::Value;

use crate::fixture::{kpi, kpis};
use crate::garage::Garage;

const HOUR: i64 = 3600;

fn stood(garage: &Garage, on: NaiveDate, taken: i64) -> CapacityStood {
    let (bays_open, bays_blocked, able) = (20 * HOUR, 2 * HOUR, 16 * HOUR);
    CapacityStood { site_id: garage.kit.site, on, bays_open, bays_blocked, bays_taken: taken * HOUR, able, booked: taken * HOUR }
}

#[tokio::test]
async fn a_day_fills_as_it_stood_last_and_the_next_five_are_looked_at_ahead() {
    let garage = Garage::open().await;
    let today = garage.today();
    for (day, taken) in [(0, 1), (0, 5), (1, 8), (5, 4), (6, 16)] {
        garage.tell("scheduling", &stood(&garage, today + TimeDelta::days(day), taken)).await;
    }
    garage.kit.settle().await;
    let report = kpis(&garage, "").await;
    let of = |id: &str| {
        let now = &kpi(&report, id)["now"];
        (now["numerator"].as_i64().unwrap(), now["denominator"].as_i64().unwrap(), now["value"].as_i64())
    };
    assert_eq!(of("bay_utilisation"), (5 * HOUR, 20 * HOUR, Some(2500)));
    assert_eq!(of("bay_blocked"), (2 * HOUR, 20 * HOUR, Some(1000)));
    assert_eq!(of("capacity_sold"), (12 * HOUR, 32 * HOUR, Some(3750)), "tomorrow until the fifth day, without the sixth and today");
    let path = format!("/reports/kpis/capacity_sold/rows?from={today}&until={today}");
    let rows: Value = garage.kit.owner().get(&path).await.expect(200).json();
    let sum: i64 = rows["items"].as_array().unwrap().iter().map(|row| row["numerator"].as_i64().unwrap()).sum();
    assert_eq!((sum, rows["items"].as_array().unwrap().len()), (12 * HOUR, 2));
    let series: Value = garage.kit.owner().get(&format!("/reports/series?from={today}&until={today}")).await.expect(200).json();
    let points = series["groups"][0]["kpis"].as_array().unwrap().iter().find(|kpi| kpi["id"] == "capacity_sold").unwrap();
    assert_eq!(points["values"], serde_json::json!([3750]));
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await);
}
