//! Appointments, resources and what can be booked are their site's.

use contracts::scheduling::{APPOINTMENT_CANCEL, APPOINTMENT_WRITE, SCHEDULE_MANAGE, SCHEDULE_READ};
use kernel::Permission;
use serde_json::json;

use super::super::scene::{CANARY, Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    let mut operations = lists();
    operations.extend(arranging());
    operations.extend(settings());
    operations.extend(booking());
    operations.extend(time());
    operations.extend(series());
    operations.extend(feeds());
    operations
}

fn lists() -> Vec<Operation> {
    vec![
        operation("list_appointments", Needs::One(&[SCHEDULE_READ]), Reach::Rows, |_| Box::pin(async { to("/appointments") })),
        operation("list_resources", Needs::One(&[SCHEDULE_READ]), Reach::Rows, |_| Box::pin(async { to("/resources") })),
        operation("list_services", Needs::One(&[SCHEDULE_READ]), Reach::Rows, |_| Box::pin(async { to("/services") })),
        of_site("show_schedule", &[SCHEDULE_READ], |scene| Box::pin(async { to(scene.schedule("")) })),
        of_site("list_slots", &[SCHEDULE_READ], |scene| {
            Box::pin(async { to(format!("{}?services={}", scene.schedule("/slots"), scene.service().await)) })
        }),
        of_site("show_capacity", &[SCHEDULE_READ], |scene| Box::pin(async { to(scene.schedule("/capacity")) })),
    ]
}

fn arranging() -> Vec<Operation> {
    vec![
        of_site("create_resource", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async { with("/resources", json!({ "site_id": scene.home, "kind": "bay", "name": CANARY })) })
        }),
        of_site("get_resource", &[SCHEDULE_READ], |scene| Box::pin(async { to(scene.bay().await) })),
        of_site("update_resource", &[SCHEDULE_MANAGE], |scene| Box::pin(async { with(scene.bay().await, json!({ "codes": ["lift"] })) })),
        of_site("add_absence", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async { with(format!("{}/absences", scene.bay().await), Scene::absence()) })
        }),
        of_site("list_absences", &[SCHEDULE_READ], |scene| Box::pin(async { to(format!("{}/absences", scene.bay().await)) })),
        of_site("remove_absence", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async {
                let added = scene.owner.done(&format!("{}/absences", scene.bay().await), Scene::absence()).await;
                to(format!("/absences/{}", text(&added["absence"]["id"])))
            })
        }),
        of_site("create_service", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async { with("/services", json!({ "site_id": scene.home, "names": { "fr": CANARY }, "minutes": 30 })) })
        }),
        of_site("get_service", &[SCHEDULE_READ], |scene| Box::pin(async { to(format!("/services/{}", scene.service().await)) })),
        of_site("update_service", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async { with(format!("/services/{}", scene.service().await), json!({ "online": true })) })
        }),
    ]
}

fn settings() -> Vec<Operation> {
    vec![
        of_site("get_schedule_settings", &[SCHEDULE_READ], |scene| Box::pin(async { to(scene.schedule("/settings")) })),
        of_site("update_schedule_settings", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async { with(scene.schedule("/settings"), json!({ "late_hours": 12 })) })
        }),
        of_site("list_locked_days", &[SCHEDULE_READ], |scene| Box::pin(async { to(scene.schedule("/locked-days")) })),
        of_site("lock_day", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async { with(scene.schedule("/locked-days"), json!({ "day": Scene::new_day(), "reason": CANARY })) })
        }),
        of_site("unlock_day", &[SCHEDULE_MANAGE], |scene| {
            Box::pin(async {
                let body = json!({ "day": Scene::new_day(), "reason": CANARY });
                let locked = scene.owner.done(&scene.schedule("/locked-days"), body).await;
                to(format!("{}/{}", scene.schedule("/locked-days"), text(&locked["id"])))
            })
        }),
    ]
}

fn booking() -> Vec<Operation> {
    vec![
        of_site("book_appointment", &[APPOINTMENT_WRITE], |scene| Box::pin(async { with("/appointments", scene.booking(false).await) })),
        of_site("get_appointment", &[SCHEDULE_READ], |scene| Box::pin(async { to(scene.appointment(false).await) })),
        of_site("list_appointment_history", &[SCHEDULE_READ], |scene| {
            Box::pin(async { to(format!("{}/history", scene.appointment(false).await)) })
        }),
        of_site("update_appointment", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async { with(scene.appointment(false).await, json!({ "concern": CANARY })) })
        }),
        of_site("confirm_appointment", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async { with(format!("{}/confirm", scene.appointment(true).await), json!({})) })
        }),
        of_site("match_appointment", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async {
                let booking = scene.booking(true).await;
                let body = json!({ "customer_id": booking["customer_id"], "vehicle_id": booking["vehicle_id"] });
                with(format!("{}/match", scene.appointment(true).await), body)
            })
        }),
        of_site("reschedule_appointment", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async {
                let path = scene.appointment(false).await;
                with(format!("{path}/reschedule"), json!({ "start": scene.free_start().await }))
            })
        }),
        of_site("arrive_appointment", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async { with(format!("{}/arrive", scene.appointment(false).await), json!({})) })
        }),
        // Its time cannot have come: who may is told so.
        of_site("mark_no_show", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async { with(format!("{}/no-show", scene.appointment(false).await), json!({})) })
        })
        .gives(&[409]),
        of_site("receive_deposit", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async {
                let body = json!({ "amount": 50_000, "tender": "cash", "reference": CANARY });
                with(format!("{}/deposit", scene.appointment(false).await), body)
            })
        }),
        of_site("cancel_appointment", &[APPOINTMENT_CANCEL], |scene| {
            Box::pin(async { with(format!("{}/cancel", scene.appointment(false).await), json!({ "by": "garage", "reason": CANARY })) })
        }),
    ]
}

fn time() -> Vec<Operation> {
    vec![
        of_site("add_allocation", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async {
                let (path, bay) = (scene.appointment(false).await, scene.bay().await);
                let body = scene.slice(&path).await;
                with(format!("{path}/allocations"), json!({ "resource_id": bay.rsplit('/').next(), "from": body.0, "until": body.1 }))
            })
        }),
        of_site("move_allocation", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async {
                let (path, bay) = (scene.appointment(false).await, scene.bay().await);
                let (from, until, slice) = scene.slice(&path).await;
                with(format!("/allocations/{slice}/move"), json!({ "resource_id": bay.rsplit('/').next(), "from": from, "until": until }))
            })
        }),
        of_site("remove_allocation", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async {
                let path = scene.appointment(false).await;
                to(format!("/allocations/{}", scene.slice(&path).await.2))
            })
        }),
    ]
}

fn series() -> Vec<Operation> {
    vec![
        operation("list_appointment_series", Needs::One(&[SCHEDULE_READ]), Reach::Rows, |_| Box::pin(async { to("/appointment-series") })),
        of_site("create_appointment_series", &[APPOINTMENT_WRITE], |scene| {
            Box::pin(async { with("/appointment-series", scene.series().await) })
        }),
        of_site("cancel_appointment_series", &[APPOINTMENT_CANCEL], |scene| {
            Box::pin(async {
                let made = scene.owner.done("/appointment-series", scene.series().await).await;
                with(format!("/appointment-series/{}/cancel", text(&made["series"]["id"])), json!({ "by": "garage", "reason": CANARY }))
            })
        }),
    ]
}

fn feeds() -> Vec<Operation> {
    vec![
        operation("list_calendar_feeds", Needs::Session, Reach::Own, |_| Box::pin(async { to("/calendar-feeds") })),
        operation("make_calendar_feed", Needs::OneInSession(&[SCHEDULE_READ]), Reach::Record, |scene| {
            Box::pin(async { with("/calendar-feeds", json!({ "site_id": scene.home })) })
        }),
        // Another's does not exist, whoever asks.
        operation("revoke_calendar_feed", Needs::Session, Reach::Own, |_| {
            Box::pin(async { to("/calendar-feeds/00000000-0000-7000-8000-000000000000") })
        })
        .gives(&[404]),
    ]
}

fn of_site(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
