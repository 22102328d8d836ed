//! Says by which certificate an order is sold without VAT.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::customers::{CustomerId, Exemption, ExemptionId};
use contracts::identity::{self, SiteCard};
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::today;
use crate::time::period;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExemptWorkOrder {
    /// One of the customer's certificates that holds today; null sells with VAT, as usual.
    #[garde(skip)]
    pub exemption_id: Option<ExemptionId>,
}

/// Says by which of its customer's certificates an order is sold without VAT, or that it is sold with VAT, as usual. Lines keep their rates,
/// and approvals stay: a customer approves prices before VAT. A draft of the order's invoice follows.
///
/// Refused beside the field with `unknown` of what is no certificate of theirs, and with `exemption-expired` or `exemption-later` of one that
/// does not hold today; 409 `line-locked` once an invoice is issued. Permission: `work_order.update`.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/exemption", tag = MODULE, operation_id = "exempt_work_order",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header)),
    request_body = ExemptWorkOrder, responses((status = 200, body = WorkOrderView)))]
pub async fn exempt_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<ExemptWorkOrder>,
) -> Result<Answer, Problem> {
    let command = asked.to("exempt_work_order", id, WORK_ORDER_UPDATE, &body)?;
    let order = command.peek(&workshop).await?;
    let exemption = match body.exemption_id {
        Some(chosen) => Some(certificate(&workshop, &order, chosen).await?),
        None => None,
    };
    command.run(&workshop, |order| order.exempt(exemption)).await
}

impl Workshop {
    /// The certificate by which a customer buys today; asked before a transaction, because customers may be another process.
    pub async fn exempt_today(&self, customer: Option<CustomerId>, site: &SiteCard) -> Result<Option<Exemption>, Problem> {
        let Some(customer) = customer else { return Ok(None) };
        let cards = self.customers.cards(&[customer]).await?;
        Ok(cards.first().and_then(|card| today(card, site, self.now())))
    }
}

async fn certificate(workshop: &Workshop, order: &WorkOrder, id: ExemptionId) -> Result<Exemption, Problem> {
    let fault = |code, detail| Problem::field("/exemption_id", code, detail);
    let customer = order.customer.known().ok_or_else(|| fault("unknown", "the caller has no record"))?;
    let (customers, site) = futures::try_join!(async { workshop.customers.cards(&[customer]).await }, async {
        identity::site(workshop.sites.as_ref(), order.site_id).await
    })?;
    let theirs = customers.into_iter().flat_map(|card| card.exemptions).find(|one| one.id == id);
    let found = theirs.ok_or_else(|| fault("unknown", "the customer has no such certificate"))?;
    let today = period::today(&site, workshop.now());
    if today > found.valid_until {
        return Err(fault("exemption-expired", "the certificate holds no more"));
    }
    if today < found.valid_from {
        return Err(fault("exemption-later", "the certificate does not hold yet"));
    }
    Ok(found)
}
