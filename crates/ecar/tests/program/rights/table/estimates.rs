//! Estimates are their order's, and so their site's.

use contracts::identity::SITE_UPDATE;
use contracts::workshop::{WORK_ORDER_AUTHORISE, WORK_ORDER_READ};
use kernel::Permission;
use serde_json::json;

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::text;

pub fn operations() -> Vec<Operation> {
    vec![
        record("list_estimates", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/estimates", scene.shown)) })),
        record("send_estimate", &[WORK_ORDER_AUTHORISE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/estimates", json!({ "by_message": false })) })
        }),
        record("print_estimate", &[WORK_ORDER_READ], |scene| {
            Box::pin(async {
                let (_, version) = scene.sent_estimate().await;
                to(format!("/estimates/{}/pdf", text(&version["id"])))
            })
        }),
        record("get_estimate", &[WORK_ORDER_READ], |scene| {
            Box::pin(async {
                let (_, version) = scene.sent_estimate().await;
                to(format!("/estimates/{}", text(&version["id"])))
            })
        }),
        record("link_estimate", &[WORK_ORDER_AUTHORISE], |scene| {
            Box::pin(async { with(scene.sent_estimate().await.0.path + "/estimate-links", json!({})) })
        }),
        record("revoke_estimate_link", &[WORK_ORDER_AUTHORISE], |scene| {
            Box::pin(async {
                let links = scene.sent_estimate().await.0.path + "/estimate-links";
                let made = scene.owner.done(&links, json!({})).await;
                with(format!("{links}/{}/revoke", text(&made["link"]["id"])), json!({}))
            })
        }),
        record("answer_question", &[WORK_ORDER_AUTHORISE], |scene| {
            Box::pin(async {
                let (order, _) = scene.sent_estimate().await;
                with(order.path.clone() + "/estimate-answers", json!({ "job_id": order.json["jobs"][0]["id"], "text": "It can wait." }))
            })
        }),
        record("get_estimate_settings", &[WORK_ORDER_READ], |scene| {
            Box::pin(async { to(format!("/estimate-settings/{}", text(&scene.home))) })
        }),
        record("set_estimate_settings", &[SITE_UPDATE], |scene| {
            let body = json!({ "valid_days": 21, "signature_required": false, "deposit_words": null });
            Box::pin(async move { with(format!("/estimate-settings/{}", text(&scene.home)), body) })
        }),
        record("get_signature", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.signature().await) })),
    ]
}

fn record(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
