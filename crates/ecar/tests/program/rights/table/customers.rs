//! Customers are the group's.

use contracts::customers::{
    CUSTOMER_ARCHIVE, CUSTOMER_ERASE, CUSTOMER_EXEMPT, CUSTOMER_EXPORT, CUSTOMER_EXPORT_SUBJECT, CUSTOMER_HOLD, CUSTOMER_MERGE,
    CUSTOMER_READ, CUSTOMER_WRITE, TagId,
};
use serde_json::{Value, json};

use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    [records(), parts(), erasures(), tags()].into_iter().flatten().collect()
}

/// Of customers themselves, one or many.
fn records() -> Vec<Operation> {
    vec![
        group("count_customers", Needs::One(&[CUSTOMER_READ]), |_| Box::pin(async { to("/customers/count") })),
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
        group("export_customers", Needs::One(&[CUSTOMER_EXPORT]), |_| Box::pin(async { to("/customers/export?format=xlsx") })),
        group("start_bulk", Needs::One(&[CUSTOMER_ARCHIVE]), |scene| {
            Box::pin(async { with("/customers/bulk", json!({ "action": "archive", "ids": [scene.new_customer().await] })) })
        })
        .also(&[CUSTOMER_READ]),
        group("get_bulk", Needs::One(&[CUSTOMER_READ]), |scene| Box::pin(async { to(scene.bulk().await) })),
        group("list_bulk_rows", Needs::One(&[CUSTOMER_READ]), |scene| Box::pin(async { to(format!("{}/rows", scene.bulk().await)) })),
        group("undo_bulk", Needs::One(&[CUSTOMER_ARCHIVE]), |scene| Box::pin(async { to(format!("{}/undo", scene.bulk().await)) }))
            .also(&[CUSTOMER_READ]),
        group("find_duplicates", Needs::One(&[CUSTOMER_READ]), |_| Box::pin(async { to("/customers/duplicates?name=Sonia+Khelifi") })),
    ]
}

/// Of what belongs to one.
fn parts() -> Vec<Operation> {
    vec![
        group("list_contacts", Needs::One(&[CUSTOMER_READ]), |scene| {
            Box::pin(async { to(format!("/customers/{}/contacts", scene.customer)) })
        }),
        group("add_contact", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            Box::pin(async { with(format!("/customers/{}/contacts", scene.customer), driver()) })
        }),
        group("update_contact", Needs::One(&[CUSTOMER_WRITE]), |scene| Box::pin(async { with(scene.contact().await, driver()) })),
        group("remove_contact", Needs::One(&[CUSTOMER_WRITE]), |scene| Box::pin(async { to(scene.contact().await) })),
        group("list_exemptions", Needs::One(&[CUSTOMER_READ]), |scene| {
            Box::pin(async { to(format!("/customers/{}/exemptions", scene.customer)) })
        }),
        group("add_exemption", Needs::One(&[CUSTOMER_EXEMPT]), |scene| {
            Box::pin(async { with(format!("/customers/{}/exemptions", scene.customer), certificate()) })
        }),
        group("update_exemption", Needs::One(&[CUSTOMER_EXEMPT]), |scene| Box::pin(async { with(scene.exemption().await, certificate()) })),
        group("remove_exemption", Needs::One(&[CUSTOMER_EXEMPT]), |scene| Box::pin(async { to(scene.exemption().await) })),
        group("read_consents", Needs::One(&[CUSTOMER_READ]), |scene| {
            Box::pin(async { to(format!("/customers/{}/consents", scene.customer)) })
        }),
        group("decide_consent", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            let said = json!({ "channel": "sms", "purpose": "marketing", "granted": false, "source": "phone" });
            Box::pin(async { with(format!("/customers/{}/consents", scene.customer), said) })
        }),
        group("read_customer_statistics", Needs::One(&[CUSTOMER_READ]), |scene| {
            Box::pin(async { to(format!("/customers/{}/statistics", scene.customer)) })
        }),
        group("read_timeline", Needs::One(&[CUSTOMER_READ]), |scene| {
            Box::pin(async { to(format!("/customers/{}/timeline", scene.customer)) })
        }),
        group("note_entry", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            Box::pin(async { with(format!("/customers/{}/timeline", scene.customer), json!({ "action": "call", "text": "Asked" })) })
        }),
        group("strike_entry", Needs::One(&[CUSTOMER_WRITE]), |scene| Box::pin(async { to(format!("{}/strike", scene.note().await)) })),
        group("merge_customers", Needs::One(&[CUSTOMER_MERGE]), |scene| {
            Box::pin(async {
                let path = format!("/customers/{}/merge", scene.new_customer().await);
                with(path, json!({ "from": scene.new_customer().await }))
            })
        }),
        group("list_merges", Needs::One(&[CUSTOMER_READ]), |scene| Box::pin(async { to(format!("/customers/{}/merges", scene.customer)) })),
        group("undo_merge", Needs::One(&[CUSTOMER_MERGE]), |scene| Box::pin(async { to(format!("{}/undo", scene.merge().await)) })),
        group("hold_customer", Needs::One(&[CUSTOMER_HOLD]), |scene| {
            Box::pin(async { with(format!("/customers/{}/hold", scene.new_customer().await), json!({ "reason": "Owes us" })) })
        }),
        group("release_customer", Needs::One(&[CUSTOMER_HOLD]), |scene| {
            Box::pin(async { to(format!("/customers/{}/release", scene.held_customer().await)) })
        }),
        group("set_credit_limit", Needs::One(&[CUSTOMER_HOLD]), |scene| {
            let limit = json!({ "limit": { "amount": 900_000_000, "currency": "TND" } });
            Box::pin(async { with(format!("/customers/{}/credit-limit", scene.customer), limit) })
        }),
    ]
}

/// What is kept of a person, and forgetting them.
fn erasures() -> Vec<Operation> {
    vec![
        operation("export_subject", Needs::OneInSession(&[CUSTOMER_EXPORT_SUBJECT]), Reach::Garage, |scene| {
            Box::pin(async { to(format!("/customers/{}/subject-data", scene.customer)) })
        }),
        operation("get_erasure", Needs::OneInSession(&[CUSTOMER_ERASE]), Reach::Garage, |scene| {
            Box::pin(async { to(format!("/customers/{}/erasure", scene.customer)) })
        }),
        operation("erase_customer", Needs::OneInSession(&[CUSTOMER_ERASE]), Reach::Garage, |scene| {
            Box::pin(async { to(format!("/customers/{}/erase", scene.new_customer().await)) })
        }),
        operation("list_erasures", Needs::OneInSession(&[CUSTOMER_ERASE]), Reach::Garage, |_| Box::pin(async { to("/customer-erasures") })),
        operation("get_my_data", Needs::SignedIn, Reach::Own, |_| Box::pin(async { to("/my-data") })),
        operation("export_my_data", Needs::SignedIn, Reach::Own, |_| Box::pin(async { to("/my-data/export") })).gives(&[404]),
        operation("erase_my_data", Needs::SignedIn, Reach::Own, |_| Box::pin(async { to("/my-data/erase") })).gives(&[404]),
    ]
}

/// The garage's own words, and who has which.
fn tags() -> Vec<Operation> {
    vec![
        group("list_customer_tags", Needs::One(&[CUSTOMER_READ]), |_| Box::pin(async { to("/customer-tags") })),
        group("read_customers_statistics", Needs::One(&[CUSTOMER_READ]), |_| Box::pin(async { to("/customer-statistics") })),
        group("create_customer_tag", Needs::One(&[CUSTOMER_WRITE]), |_| {
            Box::pin(async { with("/customer-tags", json!({ "name": format!("Tag {}", TagId::new()), "colour": "teal" })) })
        }),
        group("update_customer_tag", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            Box::pin(async {
                let name = format!("Tag {}", TagId::new());
                with(scene.tag().await, json!({ "name": name, "colour": "red" }))
            })
        }),
        group("delete_customer_tag", Needs::One(&[CUSTOMER_WRITE]), |scene| Box::pin(async { to(scene.tag().await) })),
        group("retire_customer_tag", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            Box::pin(async { to(format!("{}/retire", scene.tag().await)) })
        }),
        group("restore_customer_tag", Needs::One(&[CUSTOMER_WRITE]), |scene| {
            Box::pin(async {
                let tag = scene.tag().await;
                scene.owner.done(&format!("{tag}/retire"), json!({})).await;
                to(format!("{tag}/restore"))
            })
        }),
        group("tag_customer", Needs::One(&[CUSTOMER_WRITE]), |scene| Box::pin(async { to(scene.tag_of_customer().await) })),
        group("untag_customer", Needs::One(&[CUSTOMER_WRITE]), |scene| Box::pin(async { to(scene.tag_of_customer().await) })),
    ]
}

fn certificate() -> Value {
    json!({ "number": "0118/S", "reason": "Art. 11", "valid_from": "2026-01-01", "valid_until": "2026-12-31" })
}

fn driver() -> Value {
    json!({ "name": "Karim", "role": "driver", "phone": "22 345 678" })
}

fn group(id: &'static str, needs: Needs, ask: super::Ask) -> Operation {
    operation(id, needs, Reach::Group, ask)
}
