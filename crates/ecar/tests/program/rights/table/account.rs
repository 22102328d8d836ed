//! The caller's own account. The password is changed last: everything before is proven by it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::people::PASSWORD;

pub fn operations() -> Vec<Operation> {
    let mut all = push();
    all.extend(account());
    all
}

/// Browsers that are told one's news.
fn push() -> Vec<Operation> {
    vec![
        own("get_push_key", |_| Box::pin(async { to("/push/key") })),
        own("list_push_devices", |_| Box::pin(async { to("/push/devices") })),
        own("subscribe_push", |_| Box::pin(async { with("/push/devices", push_device()) })),
        own("forget_push_device", |_| Box::pin(async { to(format!("/push/devices/{}", Uuid::now_v7())) })),
        own("try_push", |_| Box::pin(async { to("/push/trial") })),
    ]
}

/// What a browser gives (RFC 8291, appendix A).
pub fn push_device() -> Value {
    let (key, secret) = ("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg");
    json!({ "endpoint": "https://push.example/1", "p256dh": key, "auth": secret })
}

fn account() -> Vec<Operation> {
    vec![
        operation("get_me", Needs::Session, Reach::Own, |_| Box::pin(async { to("/me") })),
        operation("search", Needs::SignedIn, Reach::Rows, |_| Box::pin(async { to("/search?q=freins") })),
        operation("list_news", Needs::SignedIn, Reach::Own, |_| Box::pin(async { to("/news") })),
        operation("count_news", Needs::SignedIn, Reach::Own, |_| Box::pin(async { to("/news/unseen") })),
        operation("see_news", Needs::SignedIn, Reach::Own, |_| Box::pin(async { with("/news/seen", json!({ "until": Uuid::now_v7() })) })),
        operation("get_my_fleet", Needs::SignedIn, Reach::Own, |_| Box::pin(async { to("/my-fleet") })),
        operation("watch_live", Needs::SignedIn, Reach::Rows, |_| Box::pin(async { to("/live") })),
        operation("update_me", Needs::Session, Reach::Own, |_| Box::pin(async { with("/me", json!({ "language": "en" })) })),
        own("list_my_sessions", |_| Box::pin(async { to("/me/sessions") })),
        own("list_my_sign_ins", |_| Box::pin(async { to("/me/sign-ins") })),
        own("end_session", |_| Box::pin(async { to(format!("/me/sessions/{}", Uuid::now_v7())) })).gives(&[404]),
        own("end_sessions", |_| Box::pin(async { with("/me/sessions/end", json!({})) })),
        own("get_oidc_link", |_| Box::pin(async { to("/me/oidc") })).gives(&[404]),
        own("start_oidc_link", |_| Box::pin(async { with("/me/oidc/start", json!({ "password": PASSWORD })) })).gives(&[404]),
        own("unlink_oidc", |_| Box::pin(async { with("/me/oidc/unlink", json!({ "password": PASSWORD })) })).gives(&[204, 404]),
        own("list_my_passkeys", |_| Box::pin(async { to("/me/passkeys") })),
        own("start_passkey", |_| Box::pin(async { with("/me/passkeys/start", json!({ "password": PASSWORD })) })).gives(&[200, 404]),
        own("finish_passkey", |_| {
            Box::pin(async { with("/me/passkeys/finish", json!({ "ceremony_id": Uuid::now_v7(), "name": "Key", "credential": {} })) })
        })
        .gives(&[404, 409, 422]),
        own("rename_passkey", |_| Box::pin(async { with(format!("/me/passkeys/{}", Uuid::now_v7()), json!({ "name": "Key" })) }))
            .gives(&[404]),
        own("remove_passkey", |_| {
            Box::pin(async { with(format!("/me/passkeys/{}/remove", Uuid::now_v7()), json!({ "password": PASSWORD })) })
        })
        .gives(&[404]),
        own("set_pin", |_| Box::pin(async { with("/me/pin", json!({ "pin": "482193", "password": PASSWORD })) })),
        own("remove_pin", |_| Box::pin(async { to("/me/pin") })),
        own("get_second_factor", |_| Box::pin(async { to("/me/second-factor") })),
        own("begin_second_factor", |_| Box::pin(async { with("/me/second-factor", json!({ "password": PASSWORD })) })),
        own("confirm_second_factor", |_| Box::pin(async { with("/me/second-factor/confirm", json!({ "code": "000000" })) })).gives(&[422]),
        own("make_recovery_codes", |_| Box::pin(async { with("/me/second-factor/recovery-codes", json!({ "password": PASSWORD })) }))
            .gives(&[409]),
        own("remove_second_factor", |_| {
            Box::pin(async { with("/me/second-factor/remove", json!({ "password": PASSWORD, "code": "000000" })) })
        })
        .gives(&[204, 409, 422]),
        own("change_password", |_| {
            Box::pin(async { with("/me/password", json!({ "current_password": PASSWORD, "password": "neuf camions jaunes" })) })
        }),
    ]
}

fn own(id: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::Session, Reach::Own, ask)
}
