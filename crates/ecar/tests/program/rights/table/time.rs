//! Everybody has their own clocks; what others clocked is their site's.

use std::sync::atomic::{AtomicI64, Ordering};

use contracts::workshop::{PAY_READ, PAY_WRITE, TIME_CLOCK, TIME_CORRECT, TIME_READ, WORK_ORDER_READ};
use kernel::Permission;
use serde_json::{Value, json};

use super::super::scene::{CANARY, Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    let mut operations = clocks();
    operations.extend(records());
    operations.extend(pay());
    operations
}

fn clocks() -> Vec<Operation> {
    vec![
        own("show_my_time", |scene| Box::pin(async { to(format!("/time/{}/mine", text(&scene.home))) })),
        own("begin_shift", |scene| Box::pin(async { with("/time/shift/begin", json!({ "site_id": scene.home })) })),
        own("begin_job_clock", |scene| {
            Box::pin(async { with("/time/job/begin", json!({ "work_order_id": scene.estimate().await.json["id"] })) })
        }),
        mine("end_shift", |_| Box::pin(async { with("/time/shift/end", json!({})) })),
        mine("pause_job_clock", |_| Box::pin(async { with("/time/job/pause", json!({})) })),
    ]
}

fn records() -> Vec<Operation> {
    vec![
        operation("list_clockings", Needs::One(&[TIME_READ]), Reach::Rows, |_| Box::pin(async { to("/clockings") })),
        of_site("add_clocking", &[TIME_CORRECT], |scene| Box::pin(async { with("/clockings", worked(scene)) })),
        of_site("correct_clocking", &[TIME_CORRECT], |scene| {
            Box::pin(async {
                let added = scene.owner.done("/clockings", worked(scene)).await;
                let body = json!({ "started_at": added["started_at"], "ended_at": added["started_at"], "reason": CANARY });
                with(format!("/clockings/{}/correct", text(&added["id"])), body)
            })
        }),
        of_site("show_time_report", &[TIME_READ], |scene| Box::pin(async { to(format!("/time/{}/report", text(&scene.home))) })),
        of_site("export_time_report", &[TIME_READ], |scene| Box::pin(async { to(format!("/time/{}/report/export", text(&scene.home))) })),
        of_site("show_order_time", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/time", scene.shown)) })),
    ]
}

fn pay() -> Vec<Operation> {
    vec![
        operation("list_pay_terms", Needs::One(&[PAY_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                pay_terms(scene).await;
                to("/pay-terms")
            })
        }),
        of_site("save_pay_terms", &[PAY_WRITE], |scene| Box::pin(async { with("/pay-terms", earning(scene)) })),
        of_site("remove_pay_terms", &[PAY_WRITE], |scene| Box::pin(async { to(format!("/pay-terms/{}", pay_terms(scene).await)) })),
        of_site("show_pay_report", &[PAY_READ], |scene| Box::pin(async { to(format!("/pay/{}/report", text(&scene.home))) })),
        of_site("export_pay_report", &[PAY_READ], |scene| Box::pin(async { to(format!("/pay/{}/report/export", text(&scene.home))) })),
    ]
}

fn earning(scene: &Scene) -> Value {
    json!({ "site_id": scene.home, "user_id": scene.technician, "from_on": "2026-01-01", "hourly": 9500 })
}

async fn pay_terms(scene: &Scene) -> String {
    let kept = scene.owner.request(reqwest::Method::PUT, "/pay-terms").json(&earning(scene)).send().await.unwrap();
    assert_eq!(kept.status().as_u16(), 200);
    let kept: Value = kept.json().await.unwrap();
    text(&kept["id"]).to_owned()
}

/// A moment of attendance, each time another one.
fn worked(scene: &Scene) -> Value {
    static TURNS: AtomicI64 = AtomicI64::new(0);
    let second = chrono::DateTime::from_timestamp(1_700_000_000 + TURNS.fetch_add(1, Ordering::Relaxed), 0);
    json!({
        "user_id": scene.technician, "site_id": scene.home, "activity": "attended", "started_at": second, "ended_at": second, "reason": CANARY,
    })
}

fn own(id: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::OneInSession(&[TIME_CLOCK]), Reach::Record, ask)
}

fn mine(id: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::OneInSession(&[TIME_CLOCK]), Reach::Own, ask)
}

fn of_site(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
