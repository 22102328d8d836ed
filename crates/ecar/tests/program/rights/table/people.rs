//! Users, staff, sites, and what happened to them.

use contracts::identity::{
    AUDIT_READ, CAMPAIGN_MANAGE, MESSAGE_READ, MESSAGE_RESEND, SIGN_IN_READ, SITE_MANAGE, SITE_READ, SITE_UPDATE, STAFF_READ, USER_INVITE,
    USER_READ, USER_UPDATE,
};
use contracts::workshop::WORK_ORDER_AUTHORISE;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, Scene, text};

pub fn operations() -> Vec<Operation> {
    vec![
        operation("list_users", Needs::One(&[USER_READ]), Reach::Rows, |_| Box::pin(async { to("/users") })),
        operation("get_user", Needs::One(&[USER_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/users/{}", scene.colleague)) })
        }),
        operation("invite_user", Needs::OneInSession(&[USER_INVITE]), Reach::Record, |scene| {
            Box::pin(async {
                let email = format!("{}@garage.example", Uuid::now_v7().simple());
                let sites = json!([{ "site_id": scene.home, "role": "customer" }]);
                with("/users/invitations", json!({ "email": email, "name": "Somebody", "language": "fr", "sites": sites }))
            })
        }),
        change("update_user", |scene| {
            Box::pin(async {
                let sites = json!([{ "site_id": scene.home, "role": "customer" }]);
                with(scene.user(false).await, json!({ "name": "Another", "sites": sites }))
            })
        }),
        change("disable_user", |scene| Box::pin(async { to(scene.user(false).await + "/disable") })),
        change("enable_user", |scene| Box::pin(async { to(scene.user(true).await + "/enable") })),
        change("sign_out_user", |scene| Box::pin(async { to(scene.user(false).await + "/sign-out") })),
        change("invite_user_again", |scene| Box::pin(async { to(scene.user(false).await + "/invite") })),
        change("make_reset_link", |scene| Box::pin(async { to(scene.user(false).await + "/reset-link") })),
        operation("list_staff", Needs::One(&[STAFF_READ]), Reach::Rows, |_| Box::pin(async { to("/staff") })),
        operation("list_sites", Needs::One(&[SITE_READ]), Reach::Rows, |_| Box::pin(async { to("/sites") })),
        operation("get_site", Needs::One(&[SITE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/sites/{}", text(&scene.home))) })
        }),
        operation("update_site", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/sites/{}", text(&scene.home)), json!({ "payment_terms_days": 31 })) })
        }),
        operation("open_site", Needs::OneInSession(&[SITE_MANAGE]), Reach::Garage, |_| {
            Box::pin(async {
                with("/sites", json!({ "code": "LAC", "name": "Again", "country": "TN", "currency": "TND", "time_zone": "Africa/Tunis" }))
            })
        })
        .gives(&[422]),
        operation("close_site", Needs::OneInSession(&[SITE_MANAGE]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/sites/{}/close", text(&scene.home))) })
        })
        .gives(&[409]),
        operation("reopen_site", Needs::OneInSession(&[SITE_MANAGE]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/sites/{}/reopen", text(&scene.home))) })
        })
        .gives(&[200, 409]),
        operation("list_sign_ins", Needs::One(&[SIGN_IN_READ]), Reach::Rows, |_| Box::pin(async { to("/sign-ins") })),
        operation("list_audit", Needs::One(&[AUDIT_READ]), Reach::Rows, |_| Box::pin(async { to("/audit") })),
    ]
    .into_iter()
    .chain(messages())
    .chain(threads())
    .chain(feedback())
    .chain(gateways())
    .chain(whatsapp_gateways())
    .chain(own_texts())
    .chain(reminders())
    .chain(campaigns())
    .collect()
}

fn messages() -> Vec<Operation> {
    vec![
        operation("list_messages", Needs::One(&[MESSAGE_READ]), Reach::Rows, |_| Box::pin(async { to("/messages") })),
        operation("get_message", Needs::One(&[MESSAGE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/messages/{}", scene.message)) })
        }),
        operation("resend_message", Needs::One(&[MESSAGE_RESEND]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/messages/{}/resend", scene.message)) })
        })
        .gives(&[200, 409]),
        operation("list_message_tries", Needs::One(&[MESSAGE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/messages/{}/tries", scene.message)) })
        }),
    ]
}

fn feedback() -> Vec<Operation> {
    let read = Needs::One(&[MESSAGE_READ]);
    vec![
        operation("get_feedback_settings", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/feedback-settings/{}", text(&scene.home))) })
        }),
        operation("set_feedback_settings", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "enabled": false, "after_hours": 24, "every_days": 90, "low_score": 3 });
                with(format!("/feedback-settings/{}", text(&scene.home)), body)
            })
        }),
        operation("list_feedback", read, Reach::Record, |scene| Box::pin(async { to(format!("/feedback?site={}", text(&scene.home))) })),
        operation("get_customer_feedback", read, Reach::Rows, |scene| {
            Box::pin(async { to(format!("/feedback/customers/{}", scene.customer)) })
        }),
        operation("list_feedback_months", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/feedback/months?site={}", text(&scene.home))) })
        }),
        // Nobody answered yet.
        operation("handle_feedback", Needs::One(&[WORK_ORDER_AUTHORISE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.asked().await + "/handle", json!({ "note": "x" })) })
        })
        .gives(&[409]),
    ]
}

fn thread(scene: &Scene, rest: &str) -> String {
    format!("/threads/{}{rest}", scene.shown.rsplit('/').next().unwrap_or_default())
}

fn threads() -> Vec<Operation> {
    let write = Needs::One(&[WORK_ORDER_AUTHORISE]);
    vec![
        operation("show_thread", Needs::One(&[MESSAGE_READ]), Reach::Record, |scene| Box::pin(async { to(thread(scene, "")) })),
        operation("list_unread_threads", Needs::One(&[MESSAGE_READ]), Reach::Rows, |_| Box::pin(async { to("/threads/unread") })),
        operation("write_note", write, Reach::Record, |scene| Box::pin(async { with(thread(scene, ""), json!({ "text": CANARY })) })),
        operation("see_thread", write, Reach::Record, |scene| {
            Box::pin(async { with(thread(scene, "/seen"), json!({ "until": Uuid::now_v7() })) })
        }),
        operation("hand_thread_over", write, Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "user_id": scene.technician, "text": CANARY });
                with(thread(scene, "/hand-over"), body)
            })
        }),
    ]
}

fn gateway(scene: &Scene, rest: &str) -> String {
    format!("/sms-gateways/{}{rest}", text(&scene.home))
}

fn whatsapp(scene: &Scene, rest: &str) -> String {
    format!("/whatsapp-gateways/{}{rest}", text(&scene.home))
}

fn gateways() -> Vec<Operation> {
    let change = Needs::One(&[SITE_UPDATE]);
    vec![
        operation("get_sms_gateway", Needs::One(&[MESSAGE_READ]), Reach::Record, |scene| Box::pin(async { to(gateway(scene, "")) })),
        operation("set_sms_gateway", change, Reach::Record, |scene| {
            Box::pin(async {
                with(gateway(scene, ""), json!({ "enabled": false, "provider": "twilio", "sender": CANARY, "per_minute": 60 }))
            })
        }),
        // None go out there.
        operation("pause_sms_gateway", change, Reach::Record, |scene| Box::pin(async { to(gateway(scene, "/pause")) })).gives(&[409]),
        operation("resume_sms_gateway", change, Reach::Record, |scene| Box::pin(async { to(gateway(scene, "/resume")) })).gives(&[409]),
        operation("try_sms_gateway", change, Reach::Record, |scene| {
            Box::pin(async { with(gateway(scene, "/try"), json!({ "to": "+21698123456" })) })
        })
        .gives(&[409]),
    ]
}

fn whatsapp_gateways() -> Vec<Operation> {
    let change = Needs::One(&[SITE_UPDATE]);
    vec![
        operation("get_whatsapp_gateway", Needs::One(&[MESSAGE_READ]), Reach::Record, |scene| Box::pin(async { to(whatsapp(scene, "")) })),
        operation("set_whatsapp_gateway", change, Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "enabled": false, "provider": "meta", "account": CANARY, "forms": [], "per_minute": 60 });
                with(whatsapp(scene, ""), body)
            })
        }),
        // None go out there.
        operation("pause_whatsapp_gateway", change, Reach::Record, |scene| Box::pin(async { to(whatsapp(scene, "/pause")) })).gives(&[409]),
        operation("resume_whatsapp_gateway", change, Reach::Record, |scene| Box::pin(async { to(whatsapp(scene, "/resume")) }))
            .gives(&[409]),
        operation("try_whatsapp_gateway", change, Reach::Record, |scene| {
            Box::pin(async { with(whatsapp(scene, "/try"), json!({ "to": "+21698123456" })) })
        })
        .gives(&[409]),
    ]
}

fn own_text(scene: &Scene, rest: &str) -> String {
    format!("/message-texts/ready_for_pickup/sms/fr{rest}?site={}", text(&scene.home))
}

fn own_texts() -> Vec<Operation> {
    let (read, change) = (Needs::One(&[MESSAGE_READ]), Needs::One(&[SITE_UPDATE]));
    vec![
        operation("list_message_texts", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/message-texts?site={}", text(&scene.home))) })
        }),
        operation("get_message_text", read, Reach::Record, |scene| Box::pin(async { to(own_text(scene, "")) })),
        operation("set_message_text", change, Reach::Record, |scene| {
            Box::pin(async { with(own_text(scene, ""), json!({ "body": CANARY })) })
        }),
        operation("remove_message_text", change, Reach::Record, |scene| Box::pin(async { to(own_text(scene, "")) })),
        operation("preview_message_text", read, Reach::Record, |scene| {
            Box::pin(async { with(own_text(scene, "/preview"), json!({ "body": CANARY })) })
        }),
        operation("get_message_settings", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/message-settings/{}", text(&scene.home))) })
        }),
        operation("set_message_settings", change, Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "quiet_from": "21:00", "quiet_until": "08:00", "off": [], "statuses": [] });
                with(format!("/message-settings/{}", text(&scene.home)), body)
            })
        }),
    ]
}

fn reminders() -> Vec<Operation> {
    let (read, change) = (Needs::One(&[MESSAGE_READ]), Needs::One(&[SITE_UPDATE]));
    vec![
        operation("get_reminder_settings", read, Reach::Record, |scene| Box::pin(async { to(reminders_at(scene, "reminder-settings")) })),
        operation("set_reminder_settings", change, Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "enabled": false, "hour": 10, "days": [30, 7, 0], "kinds": ["service"] });
                with(reminders_at(scene, "reminder-settings"), body)
            })
        }),
        operation("list_reminders", read, Reach::Record, |scene| Box::pin(async { to(format!("/reminders?site={}", text(&scene.home))) })),
        operation("get_reminder_outlook", read, Reach::Record, |scene| Box::pin(async { to(reminders_at(scene, "reminder-outlooks")) })),
        operation("list_vehicle_reminders", read, Reach::Rows, |scene| {
            Box::pin(async { to(format!("/vehicle-reminders/{}", scene.vehicle)) })
        }),
        operation("list_reminder_runs", read, Reach::Record, |scene| Box::pin(async { to(reminders_at(scene, "reminder-runs")) })),
        // It reminds nobody.
        operation("start_reminder_run", change, Reach::Record, |scene| Box::pin(async { to(reminders_at(scene, "reminder-runs")) }))
            .gives(&[409]),
    ]
}

fn campaigns() -> Vec<Operation> {
    let (read, change) = (Needs::One(&[MESSAGE_READ]), Needs::One(&[CAMPAIGN_MANAGE]));
    let of = |id, needs, ask| operation(id, needs, Reach::Record, ask);
    vec![
        of("get_campaign_settings", read, |scene| Box::pin(async { to(reminders_at(scene, "campaign-settings")) })),
        of("set_campaign_settings", change, |scene| {
            Box::pin(async { with(reminders_at(scene, "campaign-settings"), json!({ "hour": 9, "cap": 1, "cap_days": 30 })) })
        }),
        of("list_campaigns", read, |scene| Box::pin(async { to(format!("/campaigns?site={}", text(&scene.home))) })),
        of("create_campaign", change, |scene| {
            Box::pin(async { with("/campaigns", json!({ "site_id": scene.home, "campaign": campaign() })) })
        }),
        of("get_campaign", read, |scene| Box::pin(async { to(scene.campaign(false).await) })),
        of("update_campaign", change, |scene| Box::pin(async { with(scene.campaign(false).await, campaign()) })),
        of("start_campaign", change, |scene| Box::pin(async { to(format!("{}/start", scene.campaign(false).await)) })),
        of("pause_campaign", change, |scene| Box::pin(async { to(format!("{}/pause", scene.campaign(true).await)) })),
        of("end_campaign", change, |scene| Box::pin(async { to(format!("{}/end", scene.campaign(true).await)) })),
        of("get_campaign_outlook", read, |scene| Box::pin(async { to(format!("{}/outlook", scene.campaign(false).await)) })),
        of("list_campaign_runs", read, |scene| Box::pin(async { to(format!("{}/runs", scene.campaign(false).await)) })),
        of("run_campaign", change, |scene| Box::pin(async { to(format!("{}/runs", scene.campaign(true).await)) })),
        of("try_campaign", change, |scene| {
            Box::pin(async { with(format!("{}/trial", scene.campaign(false).await), json!({ "language": "fr" })) })
        }),
        of("get_campaign_result", read, |scene| Box::pin(async { to(format!("{}/result", scene.campaign(false).await)) })),
        of("preview_campaign", read, |scene| {
            Box::pin(async {
                let body = json!({ "language": "fr", "channel": "sms", "body": CANARY });
                with(reminders_at(scene, "campaign-previews"), body)
            })
        }),
    ]
}

/// To nobody: no month is so long ago.
fn campaign() -> Value {
    json!({
        "name": CANARY,
        "segment": { "kind": "lapsed", "months": 120 },
        "texts": [{ "language": "fr", "short": CANARY }],
        "channels": ["sms"],
        "holdout": 0,
        "by_hand": true,
    })
}

impl Scene {
    /// The path of a campaign of the home site.
    async fn campaign(&self, runs: bool) -> String {
        let made = self.owner.done("/campaigns", json!({ "site_id": self.home, "campaign": campaign() })).await;
        let path = format!("/campaigns/{}", text(&made["id"]));
        if runs {
            self.owner.done(&format!("{path}/start"), json!({})).await;
        }
        path
    }
}

fn reminders_at(scene: &Scene, path: &str) -> String {
    format!("/{path}/{}", text(&scene.home))
}

/// Who changes people must also see them.
fn change(id: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::OneInSession(&[USER_UPDATE]), Reach::Record, ask).also(&[USER_READ])
}
