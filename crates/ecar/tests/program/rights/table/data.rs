//! All data of the garage, and its backups.

use contracts::identity::DATA_EXPORT;
use serde_json::json;
use uuid::Uuid;

use super::{Body, Needs, Operation, Reach, Request, operation, to, with};
use crate::rights::scene::text;

pub fn operations() -> Vec<Operation> {
    vec![
        operation("get_data", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| Box::pin(async { to("/data") })),
        operation("start_data_export", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| {
            Box::pin(async { with("/data/exports", json!({ "spreadsheets": false })) })
        })
        .gives(&[202, 409]),
        operation("get_data_export", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| {
            Box::pin(async { to(format!("/data/exports/{}", Uuid::nil())) })
        })
        .gives(&[404]),
        operation("get_data_export_file", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| {
            Box::pin(async { to(format!("/data/exports/{}/file", Uuid::nil())) })
        })
        .gives(&[404]),
        operation("start_takeover", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |scene| {
            let form = Body::File("id,name,phone\n", text(&scene.home).to_owned());
            Box::pin(async { Request { path: "/data/takeovers".into(), body: form } })
        })
        .gives(&[202, 409]),
        operation("list_takeovers", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| Box::pin(async { to("/data/takeovers") })),
        operation("get_takeover", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| {
            Box::pin(async { to(format!("/data/takeovers/{}", Uuid::nil())) })
        })
        .gives(&[404]),
        operation("get_takeover_refused", Needs::OneInSession(&[DATA_EXPORT]), Reach::Garage, |_| {
            Box::pin(async { to(format!("/data/takeovers/{}/refused", Uuid::nil())) })
        })
        .gives(&[404]),
    ]
}
