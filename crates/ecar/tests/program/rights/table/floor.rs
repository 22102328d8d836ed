//! How a site's workshop runs is the site's.

use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE};
use kernel::Permission;
use serde_json::json;

use super::super::scene::{Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        of_site("show_gate", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/gate", scene.shown)) })),
        of_site("get_gate_rules", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.workshop("gate")) })),
        of_site("set_gate_rules", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(scene.workshop("gate"), json!({ "levels": { "parts": "block" } })) })
        }),
    ]
}

impl Scene {
    fn workshop(&self, part: &str) -> String {
        format!("/workshops/{}/{part}", text(&self.home))
    }
}

fn of_site(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
