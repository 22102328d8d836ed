//! Work orders are their site's.

use contracts::workshop::{
    WORK_ORDER_ASSIGN, WORK_ORDER_AUTHORISE, WORK_ORDER_CANCEL, WORK_ORDER_COMPLETE, WORK_ORDER_HAND_OVER, WORK_ORDER_OPEN,
    WORK_ORDER_READ, WORK_ORDER_REOPEN, WORK_ORDER_UPDATE, WORK_ORDER_WORK,
};
use kernel::Permission;
use serde_json::json;

use super::super::scene::{CANARY, Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    let mut operations = lists();
    operations.extend(editing());
    operations.extend(reductions());
    operations.extend(discount_requests());
    operations.extend(steps());
    operations
}

fn lists() -> Vec<Operation> {
    vec![
        operation("count_work_orders", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |_| Box::pin(async { to("/work-orders/count") })),
        operation("list_work_orders", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |_| Box::pin(async { to("/work-orders") })),
        operation("show_board", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |_| Box::pin(async { to("/work-orders/board") })),
        order("get_work_order", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.shown.clone()) })),
        order("print_work_order", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/pdf", scene.shown)) })),
        order("list_work_order_history", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/history", scene.shown)) })),
    ]
}

fn editing() -> Vec<Operation> {
    vec![
        order("open_work_order", &[WORK_ORDER_OPEN], |scene| Box::pin(async { with("/work-orders", scene.opening(&scene.home)) })),
        order("update_work_order", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path, json!({ "notes": "Later" })) })
        }),
        order("add_job", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let lines = json!([{ "kind": "labour", "quantity": 1000 }]);
                with(scene.estimate().await.path + "/jobs", json!({ "title": "Vidange", "lines": lines }))
            })
        }),
        order("update_job", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.job(), json!({ "title": "Freins arrière" })) })
        }),
        order("remove_job", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { to(scene.estimate().await.job()) })),
        order("restore_job", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { with(scene.estimate().await.job() + "/restore", json!({})) })),
        order("add_line", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.job() + "/lines", json!({ "kind": "labour", "quantity": 500 })) })
        }),
        order("update_line", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.line(), json!({ "quantity": 2000 })) })
        }),
        order("remove_line", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { to(scene.estimate().await.line()) })),
        order("restore_line", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.line() + "/restore", json!({})) })
        }),
    ]
}

fn reductions() -> Vec<Operation> {
    vec![
        order("discount_work_order", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/discount", json!({ "share": 500, "reason": "Regular" })) })
        }),
        order("discount_job", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.job() + "/discount", json!({ "share": 500, "reason": "Regular" })) })
        }),
        order("redeem_coupon", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/coupon", json!({ "code": null })) })
        }),
        order("exempt_work_order", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/exemption", json!({ "exemption_id": null })) })
        }),
        // What the garage bears needs more: workshop's own tests show it.
        order("cover_job", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { with(scene.estimate().await.job() + "/cover", json!({})) })),
    ]
}

fn discount_requests() -> Vec<Operation> {
    vec![
        operation("list_discount_requests", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |_| Box::pin(async { to("/discount-requests") })),
        // Who has no limit needs to ask nobody.
        order("ask_discount", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/discount-requests", json!({ "share": 1200, "reason": CANARY })) })
        })
        .gives(&[409]),
        order("grant_discount", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { to(scene.discount_request().await + "/grant") })),
        order("refuse_discount", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.discount_request().await + "/refuse", json!({})) })
        }),
        order("withdraw_discount", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { to(scene.discount_request().await + "/withdraw") })),
    ]
}

impl Scene {
    /// What an advisor of the home site asks for beyond their role.
    async fn discount_request(&self) -> String {
        let order = self.estimate().await;
        let nadia = self.server.sign_in("nadia@garage.example").await;
        let asked = nadia.done(&format!("{}/discount-requests", order.path), json!({ "share": 1200, "reason": CANARY })).await;
        format!("/discount-requests/{}", text(&asked["id"]))
    }
}

fn steps() -> Vec<Operation> {
    vec![
        order("authorise_work_order", &[WORK_ORDER_AUTHORISE], |scene| {
            Box::pin(async {
                let order = scene.estimate().await;
                with(format!("{}/authorise", order.path), order.approval())
            })
        }),
        order("assign_work_order", &[WORK_ORDER_ASSIGN], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/assign", json!({ "technician_id": scene.technician })) })
        }),
        order("share_job", &[WORK_ORDER_ASSIGN], |scene| {
            Box::pin(async {
                let order = scene.estimate().await;
                let job = text(&order.json["jobs"][0]["id"]).to_owned();
                let shares = json!({ "shares": [{ "user_id": scene.technician, "share": 10_000 }] });
                with(format!("{}/jobs/{job}/shares", order.path), shares)
            })
        }),
        order("start_work_order", &[WORK_ORDER_WORK], |scene| Box::pin(async { with(scene.approved().await.path + "/start", json!({})) })),
        order("suggest_parts", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.estimate().await.job() + "/used-parts") })),
        order("ask_for_deposit", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/deposit-request", json!({ "share": 3000 })) })
        }),
        order("hold_work_order", &[WORK_ORDER_WORK], |scene| {
            Box::pin(async { with(scene.started().await.path + "/hold", json!({ "reason": "parts" })) })
        }),
        order("resume_work_order", &[WORK_ORDER_WORK], |scene| Box::pin(async { with(scene.held().await.path + "/resume", json!({})) })),
        order("complete_work_order", &[WORK_ORDER_COMPLETE], |scene| {
            Box::pin(async { with(scene.started().await.path + "/complete", json!({ "odometer_out": 90_000 })) })
        }),
        order("reopen_work_order", &[WORK_ORDER_REOPEN], |scene| {
            Box::pin(async { with(scene.completed().await.path + "/reopen", json!({ "reason": "Wipers too" })) })
        }),
        order("cancel_work_order", &[WORK_ORDER_CANCEL], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/cancel", json!({ "reason": "Too dear" })) })
        }),
        order("restore_work_order", &[WORK_ORDER_CANCEL], |scene| {
            Box::pin(async { with(scene.cancelled().await.path + "/restore", json!({})) })
        }),
        order("hand_over_work_order", &[WORK_ORDER_HAND_OVER], |scene| {
            Box::pin(async { with(scene.invoiced().await.path + "/hand-over", json!({})) })
        }),
    ]
}

fn order(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
