//! Shared devices: a tablet in the workshop on which people change with a PIN. Somebody who may enrols it at a site; from then
//! on a cookie that scripts cannot read tells it, and its end ends every session on it.

mod device;
mod enrol;
mod list;
mod revoke;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use device::of_client;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new().routes(routes!(list::list_devices, enrol::enrol_device)).routes(routes!(revoke::revoke_device))
}
