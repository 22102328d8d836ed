//! Operations without a caller. Each says why.

use serde_json::json;
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};

const PROVES: &str = "what is sent proves it: a password, a token, a cookie";
const BEFORE: &str = "the page of signing in asks before anybody is known";

pub fn operations() -> Vec<Operation> {
    vec![
        open("login", PROVES, |scene| {
            Box::pin(async { with("/auth/login", json!({ "email": scene.email, "password": scene.password() })) })
        }),
        open("logout", PROVES, |_| Box::pin(async { with("/auth/logout", json!({})) })),
        open("refresh_session", PROVES, |_| Box::pin(async { with("/auth/refresh", json!({})) })).gives(&[401]),
        open("get_sign_in_options", BEFORE, |_| Box::pin(async { to("/auth/options") })),
        open("inspect_link", PROVES, |_| Box::pin(async { with("/auth/links/inspect", json!({ "token": "x" })) })).gives(&[404, 409, 422]),
        open("accept_invitation", PROVES, |_| {
            Box::pin(async { with("/auth/invitation/accept", json!({ "token": "x", "password": "huit voitures bleues" })) })
        })
        .gives(&[404, 409, 422]),
        open("confirm_email", PROVES, |_| Box::pin(async { with("/auth/email/confirm", json!({ "token": "x" })) })).gives(&[404, 409, 422]),
        open("request_password_reset", BEFORE, |_| {
            Box::pin(async { with("/auth/password-reset", json!({ "email": "nobody@garage.example" })) })
        }),
        open("reset_password", PROVES, |_| {
            Box::pin(async { with("/auth/password-reset/complete", json!({ "token": "x", "password": "huit voitures bleues" })) })
        })
        .gives(&[404, 409, 422]),
        open("register", "customers open their own account, where the garage lets them", |_| {
            Box::pin(async { with("/auth/register", json!({ "email": "new@mail.example", "language": "fr" })) })
        })
        .gives(&[404]),
        open("list_pin_people", PROVES, |_| Box::pin(async { to("/auth/pin") })).gives(&[401]),
        open("switch_by_pin", PROVES, |_| Box::pin(async { with("/auth/pin", json!({ "user_id": Uuid::now_v7(), "pin": "4821" })) }))
            .gives(&[401]),
        open("start_oidc", BEFORE, |_| Box::pin(async { to("/auth/oidc/start") })).gives(&[404]),
        open("finish_oidc", PROVES, |_| Box::pin(async { to("/auth/oidc/callback?state=x&code=y") })).gives(&[303, 404]),
        open("start_passkey_sign_in", BEFORE, |_| Box::pin(async { to("/auth/passkey/start") })).gives(&[200, 404]),
        open("finish_passkey_sign_in", PROVES, |_| {
            Box::pin(async { with("/auth/passkey/finish", json!({ "ceremony_id": Uuid::now_v7(), "credential": {} })) })
        })
        .gives(&[401, 404, 422]),
    ]
}

fn open(id: &'static str, why: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::Nothing(why), Reach::Own, ask)
}
