//! What the shelf served.

use contracts::inventory::{DemandedLine, PartStanding, PartsChanged, PartsDemanded, PartsValued, ValuedPart};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Amount, Quantity};

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
