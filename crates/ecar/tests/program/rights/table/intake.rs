//! Intake sheets are their order's, and so their site's.

use contracts::workshop::{WORK_ORDER_READ, WORK_ORDER_UPDATE};
use kernel::Permission;
use serde_json::json;

use super::{Body, Needs, Operation, Reach, Request, operation, to, with};

/// No picture: who may is told so, after the right was weighed.
const NO_PICTURE: &str = "%PDF-1.7\n";

pub fn operations() -> Vec<Operation> {
    vec![
        record("list_intakes", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/intakes", scene.shown)) })),
        record("begin_intake", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { with(scene.estimate().await.path + "/intakes", json!({})) })),
        record("update_intake", &[WORK_ORDER_UPDATE], |scene| {
            let content =
                json!({ "odometer": 1, "fuel": 3, "key_tag": null, "belongings": null, "note": null, "lamps": [], "damages": [] });
            Box::pin(async move { with(scene.intake().await, content) })
        }),
        record("sign_intake", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.intake().await + "/sign", json!({ "by_name": "Leïla" })) })
        }),
        record("add_intake_photo", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { Request { path: scene.intake().await + "/photos", body: Body::File(NO_PICTURE, String::new()) } })
        })
        .gives(&[422]),
        record("get_intake_photo", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.intake_photo().await) })),
        record("remove_intake_photo", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { to(scene.intake_photo().await) })),
    ]
}

fn record(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
