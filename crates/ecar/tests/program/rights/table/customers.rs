//! Customers are the group's.

use contracts::customers::{CUSTOMER_ARCHIVE, CUSTOMER_READ, CUSTOMER_WRITE};
use serde_json::json;

use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        group("list_customers", Needs::One(&[CUSTOMER_READ]), |_| Box::pin(async { to("/customers") })),
        group("create_customer", Needs::One(&[CUSTOMER_WRITE]), |_| {
            Box::pin(async { with("/customers", json!({ "kind": "person", "name": "Sonia Khelifi" })) })
        }),
        group("get_customer", Needs::One(&[CUSTOMER_READ]), |scene| Box::pin(async { to(format!("/customers/{}", scene.customer)) })),
        group("update_customer", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            Box::pin(async { with(format!("/customers/{}", scene.customer), json!({ "notes": "Likes tea" })) })
        }),
        group("archive_customer", Needs::One(&[CUSTOMER_ARCHIVE]), |scene| {
            Box::pin(async { to(format!("/customers/{}/archive", scene.new_customer().await)) })
        }),
        group("restore_customer", Needs::One(&[CUSTOMER_ARCHIVE]), |scene| {
            Box::pin(async { to(format!("/customers/{}/restore", scene.archived_customer().await)) })
        }),
    ]
}

fn group(id: &'static str, needs: Needs, ask: super::Ask) -> Operation {
    operation(id, needs, Reach::Group, ask)
}
