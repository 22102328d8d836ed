//! Roles, keys of programs, shared devices.

use contracts::identity::{API_KEY_MANAGE, DEVICE_ENROL, ROLE_MANAGE, USER_READ};
use serde_json::json;

use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        operation("list_permissions", Needs::One(&[ROLE_MANAGE, USER_READ, API_KEY_MANAGE]), Reach::Group, |_| {
            Box::pin(async { to("/permissions") })
        }),
        operation("list_roles", Needs::One(&[ROLE_MANAGE, USER_READ, API_KEY_MANAGE]), Reach::Group, |_| Box::pin(async { to("/roles") })),
        operation("get_role", Needs::One(&[ROLE_MANAGE, USER_READ, API_KEY_MANAGE]), Reach::Group, |_| {
            Box::pin(async { to("/roles/advisor") })
        }),
        operation("create_role", Needs::OneInSession(&[ROLE_MANAGE]), Reach::Garage, |_| {
            Box::pin(async { with("/roles", json!({ "name": "Apprentice", "permissions": [] })) })
        }),
        operation("update_role", Needs::OneInSession(&[ROLE_MANAGE]), Reach::Garage, |scene| {
            Box::pin(async { with(format!("/roles/{}", scene.role().await), json!({ "permissions": ["role.manage"] })) })
        }),
        operation("delete_role", Needs::OneInSession(&[ROLE_MANAGE]), Reach::Garage, |scene| {
            Box::pin(async { to(format!("/roles/{}", scene.role().await)) })
        }),
        operation("list_api_keys", Needs::One(&[API_KEY_MANAGE]), Reach::Rows, |_| Box::pin(async { to("/api-keys") })),
        operation("create_api_key", Needs::OneInSession(&[API_KEY_MANAGE]), Reach::Record, |scene| {
            Box::pin(async { with("/api-keys", json!({ "name": "Export", "permissions": ["api_key.manage"], "sites": [scene.home] })) })
        }),
        operation("revoke_api_key", Needs::OneInSession(&[API_KEY_MANAGE]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/api-keys/{}", scene.key().await)) })
        }),
        operation("list_devices", Needs::One(&[DEVICE_ENROL]), Reach::Rows, |_| Box::pin(async { to("/devices") })),
        operation("enrol_device", Needs::OneInSession(&[DEVICE_ENROL]), Reach::Record, |scene| {
            Box::pin(async { with("/devices", json!({ "name": "Tablet", "site_id": scene.home })) })
        }),
        operation("revoke_device", Needs::OneInSession(&[DEVICE_ENROL]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/devices/{}", scene.device().await)) })
        }),
    ]
}
