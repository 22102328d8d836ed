//! Operations without a caller. Each says why.

use serde_json::json;
use uuid::Uuid;

use super::super::scene::text;
use super::account::push_device;
use super::{Needs, Operation, Reach, operation, to, with};

const PROVES: &str = "what is sent proves it: a password, a token, a cookie";
const ONLINE: &str = "customers book without an account, where the site lets them";
const LINK: &str = "the secret in the address proves it";
const TELLS: &str = "a payment provider tells; it is asked before anything is believed";
const TELLS_SIGNED: &str = "a provider of text messages tells, and signs it";
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
        // Off until somebody turns it on.
        open("get_booking_site", ONLINE, |scene| Box::pin(async { to(format!("/public/booking/{}", text(&scene.home))) })).gives(&[404]),
        open("list_booking_times", ONLINE, |scene| {
            Box::pin(async { to(format!("/public/booking/{}/slots?services={}", text(&scene.home), scene.service().await)) })
        })
        .gives(&[404]),
        open("book_online", ONLINE, |scene| {
            Box::pin(async { with(format!("/public/booking/{}", text(&scene.home)), scene.online_booking().await) })
        })
        .gives(&[404]),
        open("get_public_push_key", LINK, |_| Box::pin(async { to("/public/push/key") })),
        open("subscribe_push_of_appointment", LINK, |_| Box::pin(async { with("/public/push/appointments/x", push_device()) })).gives(&[404]),
        open("subscribe_push_of_estimate", LINK, |_| Box::pin(async { with("/public/push/estimates/x", push_device()) })).gives(&[404]),
        open("visit_appointment", LINK, |_| Box::pin(async { to("/public/appointments/x") })).gives(&[404]),
        open("list_new_times", LINK, |_| Box::pin(async { to("/public/appointments/x/slots") })).gives(&[404]),
        open("reschedule_visit", LINK, |_| {
            Box::pin(async { with("/public/appointments/x/reschedule", json!({ "start": "2030-01-07T09:00:00Z" })) })
        })
        .gives(&[404]),
        open("cancel_visit", LINK, |_| Box::pin(async { with("/public/appointments/x/cancel", json!({})) })).gives(&[404]),
        open("add_words", LINK, |_| Box::pin(async { with("/public/appointments/x/words", json!({ "concern": "x" })) })).gives(&[404]),
        open("get_calendar_file", LINK, |_| Box::pin(async { to("/public/appointments/x/calendar.ics") })).gives(&[404]),
        open("read_inspection_report", LINK, |_| Box::pin(async { to("/public/inspections/x") })).gives(&[404]),
        open("read_inspection_photo", LINK, |_| Box::pin(async { to(format!("/public/inspections/x/photos/{}", Uuid::now_v7())) }))
            .gives(&[404]),
        open("read_calendar_feed", LINK, |_| Box::pin(async { to("/calendar/x.ics") })).gives(&[404]),
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

/// What providers of short messages tell.
pub fn tellers() -> Vec<Operation> {
    vec![
        open("hear_twilio", TELLS_SIGNED, |scene| Box::pin(async { to(format!("/public/messages/twilio/{}", text(&scene.home))) }))
            .gives(&[404]),
        open("prove_whatsapp", TELLS_SIGNED, |scene| Box::pin(async { to(format!("/public/messages/whatsapp/{}", text(&scene.home))) }))
            .gives(&[404]),
        open("hear_whatsapp", TELLS_SIGNED, |scene| Box::pin(async { to(format!("/public/messages/whatsapp/{}", text(&scene.home))) }))
            .gives(&[400, 404]),
    ]
}

/// What the link of an estimate opens.
pub fn estimates() -> Vec<Operation> {
    vec![
        open("read_payment", LINK, |_| Box::pin(async { to("/public/pay/x") })).gives(&[404]),
        open("print_payment", LINK, |_| Box::pin(async { to("/public/pay/x/pdf") })).gives(&[404]),
        open("begin_payment", LINK, |_| Box::pin(async { with("/public/pay/x/checkout", json!({ "provider": "konnect" })) })).gives(&[404]),
        open("check_payment", LINK, |_| Box::pin(async { with("/public/pay/x/check", json!({})) })).gives(&[404]),
        open("hear_payment", TELLS, |_| Box::pin(async { to(format!("/public/payments/konnect/webhook/{}", Uuid::now_v7())) }))
            .gives(&[404]),
        open("hear_payment_by_address", TELLS, |_| {
            Box::pin(async { to(format!("/public/payments/konnect/webhook/{}?payment_ref=x", Uuid::now_v7())) })
        })
        .gives(&[404]),
        open("read_estimate", LINK, |_| Box::pin(async { to("/public/estimates/x") })).gives(&[404]),
        open("read_estimate_photo", LINK, |_| Box::pin(async { to(format!("/public/estimates/x/photos/{}", Uuid::now_v7())) }))
            .gives(&[404]),
        open("decide_estimate", LINK, |_| {
            let decisions = json!([{ "job_id": Uuid::now_v7(), "decision": "approve" }]);
            Box::pin(async move { with("/public/estimates/x/decide", json!({ "version": 1, "decisions": decisions, "by_name": "x" })) })
        })
        .gives(&[404]),
        open("ask_about_estimate", LINK, |_| {
            Box::pin(async { with("/public/estimates/x/questions", json!({ "job_id": Uuid::now_v7(), "text": "x" })) })
        })
        .gives(&[404]),
    ]
}

fn open(id: &'static str, why: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::Nothing(why), Reach::Own, ask)
}
