use std::sync::Arc;

use axum::extract::State;
use contracts::identity::DEVICE_ENROL;
use kernel::http::{Caller, Json, Query};
use kernel::paging::Page;
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::DeviceView;
use crate::Identity;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DevicesQuery {
    /// Only of this site; all the caller's sites when left out.
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// The shared devices of the caller's sites, by name.
///
/// Permission: `device.enrol`.
#[utoipa::path(
    get, path = "/devices", tag = "identity", operation_id = "list_devices", params(DevicesQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<DeviceView>))
)]
pub async fn list_devices(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Query(asked): Query<DevicesQuery>,
) -> Result<Json<Page<DeviceView>>, Problem> {
    let sites = actor.visible_sites(asked.site, DEVICE_ENROL)?.unwrap_or_default();
    let devices = store::at(identity.context.db.reader(), &sites).await?;
    Ok(Json(Page { items: devices.into_iter().map(|device| DeviceView::new(device, &actor)).collect(), next: None }))
}
