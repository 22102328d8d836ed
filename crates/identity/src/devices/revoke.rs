use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::DEVICE_ENROL;
use kernel::Problem;
use kernel::http::{Caller, Path};
use uuid::Uuid;

use super::store;
use crate::{Error, Identity, trail};

/// Makes a shared device one like any other: PINs open nothing there any more, and who is on it is out within five seconds.
///
/// Permission: `device.enrol` at its site.
#[utoipa::path(
    delete, path = "/devices/{device_id}", tag = "identity", operation_id = "revoke_device", params(("device_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn revoke_device(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Error> {
    actor.session()?;
    let tx = identity.context.db.begin().await?;
    let device = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(DEVICE_ENROL, device.site_id)?;
    store::revoke(&tx, id, identity.context.clock.now()).await?;
    let change = trail::of("device.revoke", "device", device.id, &device.name, Some(device.site_id));
    trail::record(&tx, &identity, &actor, change, (Some(&device), None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
