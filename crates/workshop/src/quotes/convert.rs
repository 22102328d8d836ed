//! The car comes: a quote becomes a visit.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use contracts::vehicles::VehicleId;
use contracts::workshop::{WORK_ORDER_OPEN, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Problem, merging};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::quote::Becomes;
use crate::merging::ORDERS;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::store;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop, deferred};

/// For whom and for which vehicle the work is.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertQuote {
    /// Needed unless the quote has one.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    /// Needed unless the quote has one.
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    /// What is not approved leaves the order and comes back as deferred jobs; otherwise all jobs stay as they are.
    #[serde(default)]
    #[garde(skip)]
    pub only_approved: bool,
}

/// Opens the work order that a quote is: it keeps its number, prices, estimates and what was decided, and is a visit from now on.
///
/// Refused with `wrong-state` of what is no quote any more. Permission: `work_order.open`.
#[utoipa::path(post, path = "/quotes/{work_order_id}/convert", tag = MODULE, operation_id = "convert_quote", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = ConvertQuote,
    responses((status = 200, body = WorkOrderView)))]
pub async fn convert_quote(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<ConvertQuote>,
) -> Result<Answer, Problem> {
    let command = asked.to("convert_quote", id, WORK_ORDER_OPEN, &body)?;
    let seen = command.peek(&workshop).await?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let site = workshop.open_site(seen.site_id).await?;
    let becomes = workshop.becomes(&seen, &body, &site).await?;
    let mut open = command.open(&workshop).await?;
    let (facts, left) = open.order.convert(becomes)?;
    // The customer may have become another's part since they were asked for.
    let arrived = merging::arrive(&open.tx, MODULE, ORDERS, id.0, open.order.customer.id.0).await?;
    open.order.customer.id = CustomerId(arrived);
    deferred::left(&open.tx, &open.order, &left, workshop.now().timestamp()).await?;
    store::index_again(&open.tx, &open.order).await?;
    command.close(&workshop, open, &facts).await
}

impl Workshop {
    async fn becomes(&self, quote: &WorkOrder, body: &ConvertQuote, site: &SiteCard) -> Result<Becomes, Problem> {
        let missing = |pointer: &str| Problem::field(pointer, "missing", "is needed");
        let customer = body.customer_id.or(quote.customer.known()).ok_or_else(|| missing("/customer_id"))?;
        let vehicle = body.vehicle_id.or(quote.vehicle.id).ok_or_else(|| missing("/vehicle_id"))?;
        let (customer, vehicle) = futures::try_join!(self.customer(customer), self.vehicle(vehicle))?;
        // Whoever was known already was asked for when the quote was made.
        let exemption = match quote.customer.known() {
            Some(known) if known == customer.id => quote.exemption.clone(),
            _ => self.exempt_today(Some(customer.id), site).await?,
        };
        let language = self.language_of(Some(customer.id), site).await?;
        Ok(Becomes { customer, vehicle, language, exemption, only_approved: body.only_approved, at: self.now() })
    }
}
