//! Changes what the order says of the visit: concern, promise, key tag, notes, odometer, lead source, the customer's order number.

use std::sync::Arc;

use axum::extract::State as Shared;
use chrono::{DateTime, SubsecRound, Utc};
use contracts::workshop::{LeadSource, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path, present};
use kernel::text::{filled, line, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::input::{filled_prose, kilometres, promise};
use super::view::WorkOrderView;
use super::work_order::Details;
use crate::{MODULE, Workshop};

/// Left out stays; null empties.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied or set are three things")]
pub struct UpdateWorkOrder {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(custom(filled_prose(2000)))]
    #[schema(max_length = 2000, format = "filled-prose")]
    pub concern: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub promised_at: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub key_tag: Option<Option<String>>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<Option<String>>,
    /// Kilometres.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(inner(inner(custom(kilometres()))))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer_in: Option<Option<i64>>,
    /// How the visit came about.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub lead_source: Option<Option<LeadSource>>,
    /// The customer's own order number.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub po_number: Option<Option<String>>,
}

/// Changes the order's details.
///
/// Permission: `work_order.update`.
#[utoipa::path(
    patch, path = "/work-orders/{work_order_id}", tag = MODULE, operation_id = "update_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = UpdateWorkOrder, responses((status = 200, body = WorkOrderView))
)]
pub async fn update_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<UpdateWorkOrder>,
) -> Result<Answer, Problem> {
    let command = asked.to("update_work_order", id, WORK_ORDER_UPDATE, &body)?;
    promise(body.promised_at.flatten()).map_err(|fault| Problem::fields(vec![fault]))?;
    let details = Details {
        concern: filled(body.concern),
        promised_at: body.promised_at.map(|at| at.map(|at| at.trunc_subsecs(6))),
        key_tag: body.key_tag.map(filled),
        notes: body.notes.map(filled),
        odometer_in: body.odometer_in,
        lead_source: body.lead_source,
        po_number: body.po_number.map(filled),
    };
    command.run(&workshop, |order| order.update(details)).await
}
