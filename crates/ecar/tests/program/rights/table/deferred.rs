//! What was offered and not done is the site's of the order that left it.

use contracts::workshop::{WORK_ORDER_READ, WORK_ORDER_UPDATE};
use kernel::Permission;
use serde_json::json;

use super::super::scene::{CANARY, Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        operation("list_deferred_jobs", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |_| Box::pin(async { to("/deferred-jobs") })),
        of_site("update_deferred_job", |scene| Box::pin(async { with(scene.deferred().await, json!({ "reason": CANARY })) })),
        of_site("close_deferred_job", |scene| {
            Box::pin(async { with(format!("{}/close", scene.deferred().await), json!({ "because": "obsolete" })) })
        }),
        of_site("reopen_deferred_job", |scene| {
            Box::pin(async {
                let path = scene.deferred().await;
                scene.owner.done(&format!("{path}/close"), json!({ "because": "obsolete" })).await;
                with(format!("{path}/reopen"), json!({}))
            })
        }),
        of_site("offer_deferred_job", |scene| {
            Box::pin(async {
                let entry = scene.deferred().await;
                with(format!("{}{entry}/offer", scene.estimate().await.path), json!({}))
            })
        }),
    ]
}

impl Scene {
    /// The path of what a cancelled order of the home site left undone.
    async fn deferred(&self) -> String {
        let order = self.cancelled().await;
        let list = self.owner.read("/deferred-jobs?state=open&limit=100").await;
        let left = list["items"].as_array().unwrap().iter().find(|entry| entry["work_order_id"] == order.json["id"]).unwrap().clone();
        format!("/deferred-jobs/{}", text(&left["id"]))
    }
}

fn of_site(id: &'static str, ask: super::Ask) -> Operation {
    const NEEDED: &[Permission] = &[WORK_ORDER_UPDATE];
    operation(id, Needs::One(NEEDED), Reach::Record, ask)
}
