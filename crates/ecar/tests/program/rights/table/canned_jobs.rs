//! Canned jobs are the group's; added to an order they are its site's.

use contracts::workshop::{CANNED_JOB_WRITE, WORK_ORDER_READ, WORK_ORDER_UPDATE};
use kernel::Permission;
use serde_json::{Value, json};

use super::super::scene::{Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        group("list_canned_jobs", &[WORK_ORDER_READ], |_| Box::pin(async { to("/canned-jobs") })),
        group("get_canned_job", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.canned_job().await) })),
        group("create_canned_job", &[CANNED_JOB_WRITE], |_| Box::pin(async { with("/canned-jobs", canned("Freins")) })),
        group("update_canned_job", &[CANNED_JOB_WRITE], |scene| Box::pin(async { with(scene.canned_job().await, canned("Pneus")) })),
        group("archive_canned_job", &[CANNED_JOB_WRITE], |scene| {
            Box::pin(async { with(scene.canned_job().await + "/archive", json!({})) })
        }),
        group("restore_canned_job", &[CANNED_JOB_WRITE], |scene| {
            Box::pin(async { with(scene.canned_job().await + "/restore", json!({})) })
        }),
        operation("add_canned_job", Needs::One(&[WORK_ORDER_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.estimate().await.path + &scene.canned_job().await, json!({})) })
        }),
    ]
}

fn canned(name: &str) -> Value {
    json!({ "names": { "fr": name }, "content": { "labour": [{ "hours": 500 }], "parts": [{ "role": "Filtre", "quantity": 1000 }] } })
}

impl Scene {
    /// The path of a new canned job.
    async fn canned_job(&self) -> String {
        format!("/canned-jobs/{}", text(&self.owner.done("/canned-jobs", canned("Vidange")).await["id"]))
    }
}

fn group(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Group, ask)
}
