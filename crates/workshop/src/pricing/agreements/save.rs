//! Agrees on a rate with a customer or for a vehicle.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{LabourRateId, PRICE_CONFIGURE, PriceAgreementId};
use garde::Validate;
use kernel::http::{Json, Versioned};
use kernel::{FieldError, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{AgreementView, shown};
use crate::pricing::tables::agreement;
use crate::pricing::{Told, store, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// With a customer or for a vehicle: one of both.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "as the API calls them")]
pub struct SavePriceAgreement {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    /// One of the site's, in use.
    #[garde(skip)]
    pub labour_rate_id: LabourRateId,
}

/// Agrees on the rate that labour has at a site for a customer or a vehicle, in the place of what was agreed before. Lines that are
/// there keep their price. Permission: `price.configure` at the site.
#[utoipa::path(put, path = "/price-agreements", tag = MODULE, operation_id = "save_price_agreement", security(("bearer" = [])),
    request_body = SavePriceAgreement, responses((status = 200, body = AgreementView)))]
pub async fn save_price_agreement(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<SavePriceAgreement>,
) -> Result<Versioned<AgreementView>, Problem> {
    let actor = asked.actor.clone();
    actor.permit(PRICE_CONFIGURE, input.site_id)?;
    check(&workshop, &input).await?;
    let mut tx = workshop.context.db.begin().await?;
    let rate = store::rate(&*tx, input.labour_rate_id).await?.filter(|rate| rate.site_id == input.site_id && !rate.archived);
    let rate = rate.ok_or_else(|| Problem::field("/labour_rate_id", "unknown", "the site has no such rate in use"))?;
    let before = store::agreed(&*tx, input.site_id, input.customer_id, input.vehicle_id).await?;
    let row = agreement::Model {
        id: before.as_ref().map_or_else(PriceAgreementId::new, |row| row.id),
        site_id: input.site_id,
        customer_id: input.customer_id,
        vehicle_id: input.vehicle_id,
        labour_rate_id: rate.id,
        version: before.as_ref().map_or(1, |row| row.version + 1),
    };
    let was = match before {
        Some(before) => shown(&workshop, vec![before], &actor).await?.pop(),
        None => None,
    };
    store::put_agreement(&tx, row.clone()).await?;
    let view = shown(&workshop, vec![row], &actor).await?.pop().ok_or_else(Problem::not_found)?;
    let (id, site) = (view.id.0, view.site_id);
    let told = Told { action: "price_agreement.saved", entity: "price_agreement", id, label: &view.label, site };
    tell(&workshop, &mut tx, told, (was.as_ref(), Some(&view)), &actor).await?;
    tx.commit().await?;
    Ok(Versioned(view.version, view))
}

/// Whom it is with must be there.
async fn check(workshop: &Workshop, input: &SavePriceAgreement) -> Result<(), Problem> {
    let unknown = |pointer: &str| Problem::fields(vec![FieldError::new(pointer, "unknown", "does not exist")]);
    match (input.customer_id, input.vehicle_id) {
        (Some(id), None) if workshop.customers.cards(&[id]).await?.is_empty() => Err(unknown("/customer_id")),
        (None, Some(id)) if workshop.vehicles.cards(&[id]).await?.is_empty() => Err(unknown("/vehicle_id")),
        (Some(_), Some(_)) => Err(Problem::field("/vehicle_id", "not-allowed", "it is with a customer or for a vehicle")),
        (None, None) => Err(Problem::field("/customer_id", "missing", "a customer or a vehicle is needed")),
        _ => Ok(()),
    }
}
