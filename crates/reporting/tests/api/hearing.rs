//! What is heard twice, late, or otherwise than before.

use chrono::TimeDelta;
use contracts::billing::{InvoicePaid, InvoiceState};
use contracts::identity::UserId;
use contracts::scheduling::{
    AppointmentArrived, AppointmentConfirmed, AppointmentId, AppointmentNoShow, AppointmentNotice, AppointmentState,
};
use contracts::workshop::LineKind::{Fee, Labour, Part};
use contracts::workshop::{DeferredJobId, DeferredStood, JobId, LineCost, OfferedJob, WorkOrderId, WorkOrderStood};
use kernel::Amount;

use crate::fixture::{kpi, kpis, play};
use crate::garage::Garage;

#[tokio::test]
async fn what_is_heard_twice_counts_once() {
    let garage = Garage::open().await;
    play(&garage).await;
    let once = garage.kept().await;
    garage.hears_again().await;
    assert_eq!(once, garage.kept().await);
}

#[tokio::test]
async fn an_order_counts_as_it_stands() {
    let garage = Garage::open().await;
    let (id, now) = (WorkOrderId::new(), garage.kit.context.clock.now());
    let promised = WorkOrderStood { promised_at: Some(now + TimeDelta::hours(4)), ..garage.stood(id, now) };
    let later = WorkOrderStood { promised_at: Some(now + TimeDelta::hours(8)), ..promised.clone() };
    let ready = WorkOrderStood { completed_at: Some(now + TimeDelta::hours(5)), ..later.clone() };
    for told in [&promised, &later, &ready] {
        garage.tell("workshop", told).await;
    }
    garage.kit.settle().await;
    let report = kpis(&garage, "").await;
    let value = |id: &str| kpi(&report, id)["now"]["value"].as_i64();
    assert_eq!((value("on_time"), value("on_time_last")), (Some(0), Some(10_000)), "it was put off, and kept then");
    assert_eq!(value("cycle_time"), Some(5 * 3600));
    garage.tell("workshop", &WorkOrderStood { completed_at: None, ..ready.clone() }).await;
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "on_time")["now"]["denominator"], 0, "it is worked on again");
    garage.tell("workshop", &WorkOrderStood { is_cancelled: true, ..ready }).await;
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "inspection_rate")["now"]["denominator"], 0, "it was given up");
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await);
}

#[tokio::test]
async fn what_the_shelf_does_not_know_costs_what_the_order_says() {
    let garage = Garage::open().await;
    let order = WorkOrderId::new();
    let sold =
        garage.sold("INV1", order, &[(Part, 1000, 100_000, 0, None), (Part, 1000, 50_000, 0, None), (Labour, 1000, 60_000, 0, None)]);
    let cost = |place: usize, cost, is_sublet| LineCost { line_id: sold.sale.lines[place].line_id, cost: Amount(cost), is_sublet };
    let stood = WorkOrderStood {
        costs: vec![cost(0, 70_000, false), cost(1, 20_000, false)],
        ..garage.stood(order, garage.kit.context.clock.now())
    };
    garage.tell("workshop", &stood).await;
    garage.valued(&sold, &[65_000]).await;
    garage.tell("billing", &sold.sale).await;
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "gp_parts")["now"]["numerator"], 150_000 - 65_000 - 20_000);
}

#[tokio::test]
async fn jobs_are_closed_in_the_cohort_of_when_they_were_shown() {
    let garage = Garage::open().await;
    let (order, now) = (WorkOrderId::new(), garage.kit.context.clock.now());
    let shown = |net| OfferedJob { id: JobId::new(), net: Amount(net), is_approved: None, decided_at: None };
    let jobs = [shown(100_000), shown(50_000), shown(30_000), shown(20_000)];
    let told = |jobs: &[OfferedJob]| WorkOrderStood { offers: jobs.to_vec(), ..garage.stood(order, now) };
    garage.tell("workshop", &told(&jobs)).await;
    let decided = |place: usize, is_approved, days| OfferedJob {
        is_approved: Some(is_approved),
        decided_at: Some(now + TimeDelta::days(days)),
        ..jobs[place].clone()
    };
    garage.tell("workshop", &told(&[decided(0, true, 3), decided(1, false, 3), decided(2, true, 91), jobs[3].clone()])).await;
    garage.kit.settle().await;
    let report = kpis(&garage, "").await;
    let now = |id: &str| kpi(&report, id)["now"]["value"].as_i64();
    assert_eq!((now("close_rate"), now("close_rate_value"), now("undecided")), (Some(2500), Some(5000), Some(2500)));
}

#[tokio::test]
async fn what_was_put_off_and_sold_within_a_year_is_recovered() {
    let garage = Garage::open().await;
    let at = garage.kit.context.clock.now().timestamp();
    let deferred = |gross, days: Option<i64>, is_gone| DeferredStood {
        id: DeferredJobId::new(),
        site_id: garage.kit.site,
        order_id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        title: "Plaquettes".into(),
        gross: Amount(gross),
        deferred_at: at,
        sold_at: days.map(|days| at + days * 86_400),
        is_gone,
    };
    for told in
        [deferred(30_000, Some(200), false), deferred(60_000, Some(400), false), deferred(10_000, None, false), deferred(5000, None, true)]
    {
        garage.tell("workshop", &told).await;
    }
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "deferred_recovery")["now"]["value"], 3000);
}

pub fn notice(garage: &Garage, state: AppointmentState) -> AppointmentNotice {
    let start = garage.kit.context.clock.now();
    AppointmentNotice {
        id: AppointmentId::new(),
        number: "RV-1".into(),
        site_id: garage.kit.site,
        state,
        customer_id: None,
        name: "Leïla".into(),
        phone: None,
        email: None,
        vehicle_id: None,
        plate: None,
        start,
        end: start + TimeDelta::hours(1),
        promised_at: None,
        services: vec![],
        is_waiter: false,
        source: "desk".into(),
        technician_id: None::<UserId>,
        old_start: None,
        cancelled_by: None,
        is_late: false,
        language: None,
        deposit_due: None,
        reminder: None,
    }
}

#[tokio::test]
async fn who_does_not_come_counts_against_who_does() {
    let garage = Garage::open().await;
    for _ in 0..3 {
        let came = notice(&garage, AppointmentState::Arrived);
        garage.tell("scheduling", &AppointmentConfirmed(AppointmentNotice { state: AppointmentState::Confirmed, ..came.clone() })).await;
        garage.tell("scheduling", &AppointmentArrived(came)).await;
    }
    garage.tell("scheduling", &AppointmentNoShow(notice(&garage, AppointmentState::NoShow))).await;
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "no_show_rate")["now"]["value"], 2500);
}

#[tokio::test]
async fn what_is_open_is_told_by_how_late_it_is() {
    let garage = Garage::open().await;
    for (number, days, due) in [("INV1", 10, 100_000), ("INV2", -1, 20_000), ("INV3", -45, 30_000), ("INV4", -200, 4000)] {
        let mut sold = garage.sold(number, WorkOrderId::new(), &[(Labour, 1000, due, 0, None)]);
        sold.sale.due_on = Some(garage.today() + TimeDelta::days(days));
        garage.tell("billing", &sold.sale).await;
    }
    let paid = garage.sold("INV5", WorkOrderId::new(), &[(Labour, 1000, 80_000, 0, None)]).sale;
    garage.tell("billing", &paid).await;
    let state = InvoiceState {
        id: paid.invoice_id,
        number: Some(paid.number.clone()),
        site_id: paid.site_id,
        work_order_id: paid.orders[0].id,
        customer_id: paid.customer_id,
        state: "paid".into(),
        total: paid.total,
        due: Amount(0),
        currency: paid.currency.clone(),
        due_on: paid.due_on,
        line_ids: vec![],
        is_payers: false,
        together: vec![],
        net: None,
        credited: Amount(0),
    };
    garage.tell("billing", &InvoicePaid(state)).await;
    garage.kit.settle().await;
    let report = garage.kit.owner().get("/reports/receivables").await.expect(200).json();
    let group = &report["groups"][0];
    let open: Vec<_> = group["buckets"].as_array().unwrap().iter().map(|bucket| bucket["open"].as_i64().unwrap()).collect();
    assert_eq!((open, group["total"].as_i64()), (vec![100_000, 20_000, 30_000, 0, 4000], Some(154_000)));
    // Of 180.000 that was sold on credit within ninety days.
    assert_eq!((group["credit_sales"].as_i64(), group["days"].as_i64()), (Some(180_000), Some(77)));
    let rows = garage.kit.owner().get("/reports/kpis/receivables/rows?from=2026-01-01&until=2026-12-31").await.expect(200).json();
    let numbers: Vec<_> = rows["items"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["INV1", "INV2", "INV3", "INV4"], "the last to fall due first");
}

#[tokio::test]
async fn a_deposit_on_an_old_part_is_no_sale_when_it_is_charged_and_none_when_it_goes_back() {
    let garage = Garage::open().await;
    let order = WorkOrderId::new();
    let sold = garage.sold("INV1", order, &[(Part, 1000, 100_000, 0, None), (Fee, 1000, 80_000, 0, None), (Fee, 1000, 5_000, 0, None)]);
    let deposits = vec![sold.sale.lines[1].line_id];
    garage.tell("billing", &sold.sale).await;
    garage.kit.settle().await;
    garage.tell("workshop", &WorkOrderStood { deposits, ..garage.stood(order, garage.kit.context.clock.now()) }).await;
    garage.kit.settle().await;
    let report = kpis(&garage, "").await;
    assert_eq!(kpi(&report, "net_sales")["now"]["value"], 105_000, "another fee is one");
    assert_eq!(kpi(&report, "aro")["now"]["value"], 105_000);
    let mut back = sold.sale.clone();
    back.lines = vec![contracts::billing::SoldLine { net: Amount(-80_000), ..back.lines[1] }];
    (back.id, back.number, back.is_credit, back.total) = (uuid::Uuid::now_v7(), "CN1".into(), true, Amount(-80_000));
    garage.tell("billing", &back).await;
    garage.kit.settle().await;
    assert_eq!(kpi(&kpis(&garage, "").await, "net_sales")["now"]["value"], 105_000);
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await);
}
