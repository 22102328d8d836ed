use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contracts::identity::DEVICE_ENROL;
use garde::Validate;
use kernel::SiteId;
use kernel::http::{Caller, Created, Json};
use kernel::text::filled_line;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::device::{DeviceToken, LIFE};
use super::store::{self, Device};
use super::view::DeviceView;
use crate::sessions::{add, cookie, open};
use crate::{Error, Identity, trail};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDevice {
    /// `Tablet at lift 2`
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    #[garde(skip)]
    pub site_id: SiteId,
}

/// Makes the device that asks one that people of the site share with PINs. Sign out on it afterwards.
///
/// Permission: `device.enrol` at the site. The device is told by a cookie that scripts cannot read.
#[utoipa::path(
    post, path = "/devices", tag = "identity", operation_id = "enrol_device", request_body = NewDevice, security(("bearer" = [])),
    responses((status = 201, body = DeviceView))
)]
pub async fn enrol_device(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(new): Json<NewDevice>,
) -> Result<Response, Error> {
    actor.session()?;
    actor.permit(DEVICE_ENROL, new.site_id)?;
    let token = DeviceToken::new()?;
    let device = Device {
        id: Uuid::now_v7(),
        site_id: new.site_id,
        name: new.name.trim().to_owned(),
        enrolled_by: actor.name.clone(),
        created_at: identity.context.clock.now(),
        last_used_at: None,
    };
    let tx = identity.context.db.begin().await?;
    store::insert(&tx, &device, &token).await?;
    let change = trail::of("device.enrol", "device", device.id, &device.name, Some(device.site_id));
    trail::record(&tx, &identity, &actor, change, (None, Some(&device))).await?;
    tx.commit().await?;
    let location = format!("/api/v1/devices/{}", device.id);
    let mut response = Created { location, body: Json(DeviceView::new(device, &actor)) }.into_response();
    add(&mut response, header::SET_COOKIE, &open::write(&identity, cookie::Kind::SharedDevice, Some(&token.0), LIFE));
    Ok(response)
}
