use std::sync::Arc;

use axum::extract::State;
use contracts::identity::DEVICE_ENROL;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::paging::Page;

use super::store;
use super::view::DeviceView;
use crate::Identity;

/// The shared devices of the caller's sites, by name.
///
/// Permission: `device.enrol`.
#[utoipa::path(
    get, path = "/devices", tag = "identity", operation_id = "list_devices", security(("bearer" = [])),
    responses((status = 200, body = Page<DeviceView>))
)]
pub async fn list_devices(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<Page<DeviceView>>, Problem> {
    let sites = actor.visible_sites(None, DEVICE_ENROL)?.unwrap_or_default();
    let devices = store::at(identity.context.db.reader(), &sites).await?;
    Ok(Json(Page { items: devices.into_iter().map(|device| DeviceView::new(device, &actor)).collect(), next: None }))
}
