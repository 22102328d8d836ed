//! What the caller said is put right, or its prices hold longer.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path, present};
use kernel::text::{filled, filled_line, line};
use kernel::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::fact::{Fact, changed};
use crate::work_orders::state::State as OrderState;
use crate::work_orders::store;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Left out stays; null empties.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied or set are three things")]
pub struct ChangeQuote {
    /// The name of a caller without a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(inner(custom(filled_line(200))))]
    #[schema(max_length = 200, format = "filled-line")]
    pub caller: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<Option<String>>,
    /// The car in words.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub car: Option<Option<String>>,
    /// For how many days its prices hold from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(inner(range(min = 1, max = 365)))]
    #[schema(minimum = 1, maximum = 365)]
    pub valid_days: Option<i64>,
}

/// Puts right what is known of a caller and their car, and says for how long the prices hold. What has a record is changed there.
///
/// Permission: `work_order.update`.
#[utoipa::path(patch, path = "/quotes/{work_order_id}", tag = MODULE, operation_id = "change_quote", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = ChangeQuote, responses((status = 200, body = WorkOrderView)))]
pub async fn change_quote(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<ChangeQuote>,
) -> Result<Answer, Problem> {
    let command = asked.to("change_quote", id, WORK_ORDER_UPDATE, &body)?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let mut open = command.open(&workshop).await?;
    let facts = open.order.put_right(body, workshop.now())?;
    store::index_again(&open.tx, &open.order).await?;
    command.close(&workshop, open, &facts).await
}

impl WorkOrder {
    fn put_right(&mut self, body: ChangeQuote, now: DateTime<Utc>) -> Result<Vec<Fact>, Error> {
        let (OrderState::Quote, Some(quote)) = (&self.state, self.quote.as_mut()) else { return Err(self.wrong_state()) };
        let mut faults = vec![];
        let mut refuse = |is_asked: bool, pointer: &str, detail: &str| {
            faults.extend(is_asked.then(|| FieldError::new(pointer, "not-allowed", detail)));
        };
        let has_record = self.customer.known().is_some();
        refuse(has_record && body.caller.is_some(), "/caller", "the customer has a record");
        refuse(has_record && body.phone.is_some(), "/phone", "the customer has a record");
        refuse(self.vehicle.id.is_some() && body.car.is_some(), "/car", "the vehicle has a record");
        if !faults.is_empty() {
            return Err(Error::Fields(faults));
        }
        let mut fields = vec![];
        let mut note = |name, changed: bool| fields.extend(changed.then_some(name));
        note("caller", changed(&mut self.customer.name, filled(body.caller)));
        note("phone", changed(&mut self.customer.phone, body.phone.map(filled)));
        note("car", changed(&mut self.vehicle.label, body.car.map(|car| filled(car).unwrap_or_default())));
        note("valid_until", changed(&mut quote.valid_until, body.valid_days.map(|days| now + TimeDelta::days(days))));
        Ok(if fields.is_empty() { vec![] } else { vec![Fact::Updated { fields }] })
    }
}
