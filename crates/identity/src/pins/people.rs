use std::sync::Arc;

use axum::extract::State;
use kernel::SiteId;
use kernel::http::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, PinPerson};
use crate::sessions::Client;
use crate::{Error, Identity, devices};

/// The shared device, and who can come to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SharedDevice {
    pub name: String,
    pub site_id: SiteId,
    /// By name.
    pub people: Vec<PinPerson>,
}

/// Who can come to this shared device with a PIN.
///
/// Permission: none; the device's cookie proves it. `device-not-enrolled` elsewhere.
#[utoipa::path(
    get, path = "/auth/pin", tag = "identity", operation_id = "list_pin_people", security(()),
    responses((status = 200, body = SharedDevice))
)]
pub async fn list_pin_people(State(identity): State<Arc<Identity>>, client: Client) -> Result<Json<SharedDevice>, Error> {
    let attempt = identity.limits.secret(client.address, identity.context.clock.now()).await?;
    let device = devices::of_client(&identity, &client).await?;
    attempt.succeeded().await;
    let people = store::people_at(identity.context.db.reader(), device.site_id).await?;
    Ok(Json(SharedDevice { name: device.name, site_id: device.site_id, people }))
}
