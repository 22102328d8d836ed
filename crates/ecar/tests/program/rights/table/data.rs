//! All data of the garage, and its backups.

use contracts::identity::DATA_EXPORT;
use serde_json::json;
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};

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
    ]
}
