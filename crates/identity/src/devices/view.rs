//! A shared device as the API shows it.

use chrono::{DateTime, Utc};
use contracts::identity::DEVICE_ENROL;
use kernel::{Actor, SiteId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::Device;

/// A tablet or a computer that people share with PINs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Device)]
pub struct DeviceView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub name: String,
    /// Who enrolled it.
    pub enrolled_by: String,
    pub created_at: DateTime<Utc>,
    /// When somebody last came with a PIN.
    pub last_used_at: Option<DateTime<Utc>>,
    /// `revoke`.
    pub actions: Vec<&'static str>,
}

impl DeviceView {
    pub fn new(device: Device, actor: &Actor) -> Self {
        Self {
            actions: actor.allowed(device.site_id, &[("revoke", DEVICE_ENROL)]),
            id: device.id,
            site_id: device.site_id,
            name: device.name,
            enrolled_by: device.enrolled_by,
            created_at: device.created_at,
            last_used_at: device.last_used_at,
        }
    }
}
