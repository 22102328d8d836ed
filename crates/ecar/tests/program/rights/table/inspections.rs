//! Inspections are their site's, templates the group's.

use contracts::workshop::{INSPECTION_CONFIGURE, INSPECTION_FILL, INSPECTION_SEND, WORK_ORDER_READ, WORK_ORDER_UPDATE};
use kernel::Permission;
use serde_json::{Value, json};

use super::{Body, Needs, Operation, Reach, Request, operation, to, with};
use crate::rights::scene::text;

/// No picture: who may is told so, after the right was weighed.
const NO_PICTURE: &str = "%PDF-1.7\n";

pub fn operations() -> Vec<Operation> {
    [templates(), filling(), photos(), reports()].into_iter().flatten().collect()
}

fn templates() -> Vec<Operation> {
    vec![
        group("list_inspection_templates", &[WORK_ORDER_READ], |_| Box::pin(async { to("/inspection-templates") })),
        group("get_inspection_template", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.template().await) })),
        group("create_inspection_template", &[INSPECTION_CONFIGURE], |_| {
            Box::pin(async { with("/inspection-templates", template("Freins")) })
        }),
        group("update_inspection_template", &[INSPECTION_CONFIGURE], |scene| {
            Box::pin(async { with(scene.template().await, template("Pneus")) })
        }),
        group("archive_inspection_template", &[INSPECTION_CONFIGURE], |scene| {
            Box::pin(async { with(scene.template().await + "/archive", json!({})) })
        }),
        group("restore_inspection_template", &[INSPECTION_CONFIGURE], |scene| {
            Box::pin(async { with(scene.template().await + "/restore", json!({})) })
        }),
    ]
}

pub fn template(name: &str) -> Value {
    let item = json!({ "names": { "fr": "Plaquettes" }, "measured": null, "required": false, "photo_if_urgent": false, "job_title": null });
    json!({ "names": { "fr": name }, "sections": [{ "names": { "fr": name }, "items": [item] }] })
}

fn filling() -> Vec<Operation> {
    vec![
        record("list_order_inspections", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/inspections", scene.shown)) })),
        record("begin_inspection", &[INSPECTION_FILL], |scene| {
            Box::pin(async {
                let template = scene.template().await;
                let body = json!({ "template_id": template.rsplit('/').next() });
                with(scene.estimate().await.path + "/inspections", body)
            })
        }),
        record("get_inspection", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.inspection().await.0) })),
        record("answer_inspection_item", &[INSPECTION_FILL], |scene| {
            Box::pin(async {
                let (path, json) = scene.inspection().await;
                with(format!("{path}/items/{}", text(&json["items"][0]["id"])), json!({ "verdict": "ok" }))
            })
        }),
        record("complete_inspection", &[INSPECTION_FILL], |scene| {
            Box::pin(async { with(scene.inspection().await.0 + "/complete", json!({})) })
        }),
        record("reopen_inspection", &[INSPECTION_FILL], |scene| {
            Box::pin(async { with(scene.signed_inspection().await + "/reopen", json!({ "reason": "More" })) })
        }),
        record("propose_inspection_jobs", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.inspection().await.0 + "/jobs", json!({})) })
        }),
    ]
}

fn photos() -> Vec<Operation> {
    vec![
        record("add_inspection_photo", &[INSPECTION_FILL], |scene| {
            Box::pin(async {
                let (path, json) = scene.inspection().await;
                let path = format!("{path}/items/{}/photos", text(&json["items"][0]["id"]));
                Request { path, body: Body::File(NO_PICTURE, String::new()) }
            })
        })
        .gives(&[422]),
        record("get_inspection_photo", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.photo().await) })),
        record("mark_inspection_photo", &[INSPECTION_FILL], |scene| {
            Box::pin(async { with(scene.photo().await + "/marks", json!({ "marks": [] })) })
        }),
        record("remove_inspection_photo", &[INSPECTION_FILL], |scene| Box::pin(async { to(scene.photo().await) })),
    ]
}

fn reports() -> Vec<Operation> {
    vec![
        operation("list_vehicle_inspections", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/inspections?vehicle={}", scene.vehicle)) })
        }),
        record("link_inspection", &[INSPECTION_SEND], |scene| {
            Box::pin(async { with(scene.signed_inspection().await + "/links", json!({})) })
        }),
        record("revoke_inspection_link", &[INSPECTION_SEND], |scene| {
            Box::pin(async {
                let links = scene.signed_inspection().await + "/links";
                let made = scene.owner.done(&links, json!({})).await;
                with(format!("{links}/{}/revoke", text(&made["link"]["id"])), json!({}))
            })
        }),
        record("send_inspection", &[INSPECTION_SEND], |scene| {
            Box::pin(async { with(scene.signed_inspection().await + "/send", json!({})) })
        }),
        operation("report_inspections", Needs::One(&[INSPECTION_CONFIGURE]), Reach::Rows, |_| Box::pin(async { to("/inspection-report") })),
    ]
}

fn record(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}

fn group(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Group, ask)
}
