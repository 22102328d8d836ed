//! What happened, and who of others is told of it.

use contracts::webhooks::{EVENT_READ, WEBHOOK_MANAGE};
use serde_json::json;

use super::{Needs, Operation, Reach, operation, to, with};

const MANAGE: Needs = Needs::One(&[WEBHOOK_MANAGE]);

pub fn operations() -> Vec<Operation> {
    vec![
        operation("list_events", Needs::One(&[EVENT_READ]), Reach::Rows, |_| Box::pin(async { to("/events") })),
        operation("list_webhooks", MANAGE, Reach::Rows, |_| Box::pin(async { to("/webhooks") })),
        operation("create_webhook", MANAGE, Reach::Record, |scene| {
            let body = json!({ "name": "Accounts", "url": "https://accounts.invalid/ecar", "sites": [scene.home] });
            Box::pin(async { with("/webhooks", body) })
        }),
        operation("get_webhook", MANAGE, Reach::Record, |scene| Box::pin(async { to(format!("/webhooks/{}", scene.webhook().await)) })),
        operation("update_webhook", MANAGE, Reach::Record, |scene| {
            Box::pin(async { with(format!("/webhooks/{}", scene.webhook().await), json!({ "enabled": false })) })
        }),
        operation("remove_webhook", MANAGE, Reach::Record, |scene| Box::pin(async { to(format!("/webhooks/{}", scene.webhook().await)) })),
        operation("rotate_webhook_secret", MANAGE, Reach::Record, |scene| {
            Box::pin(async { to(format!("/webhooks/{}/secret", scene.webhook().await)) })
        }),
        operation("replay_webhook", MANAGE, Reach::Record, |scene| {
            let body = json!({ "since": "2099-01-01T00:00:00Z" });
            Box::pin(async { with(format!("/webhooks/{}/replay", scene.webhook().await), body) })
        }),
        operation("try_webhook", MANAGE, Reach::Record, |scene| {
            Box::pin(async { with(format!("/webhooks/{}/trial", scene.webhook().await), json!({})) })
        }),
        operation("list_webhook_deliveries", MANAGE, Reach::Record, |scene| {
            Box::pin(async { to(format!("/webhooks/{}/deliveries", scene.webhook().await)) })
        }),
    ]
}
