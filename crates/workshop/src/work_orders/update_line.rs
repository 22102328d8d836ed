//! Changes a line. An approved job whose price rises needs approval again; lowering it back restores the approval.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{LineId, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, filled_line};
use kernel::{Amount, BasisPoints, Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::input::{amounts, one_price, quantities, rates};
use super::line::LineChanges;
use super::view::WorkOrderView;
use crate::pricing::tiers_of;
use crate::{MODULE, Workshop};

/// Left out stays.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateLine {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub description: Option<String>,
    #[garde(inner(custom(quantities())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Option<Quantity>,
    /// Net.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price: Option<Amount>,
    /// With VAT, and a levy where the line bears one: the net price is worked out of it, and it is what the customer pays. Not together with
    /// `unit_price`.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price_with_tax: Option<Amount>,
    #[garde(inner(custom(rates())))]
    pub discount: Option<BasisPoints>,
    #[garde(inner(custom(rates())))]
    pub vat_rate: Option<BasisPoints>,
}

/// Changes a line.
///
/// Permission: `work_order.update`. A discount, and how far a price is below the list's, is at most what the caller's role
/// allows (`discount-over-limit`); what is there may stay. Labour of other hours is priced anew by the site's matrix, unless its price was
/// typed: a price that is typed switches the matrix off on the line. A price with tax ends with a net price, another VAT rate or another
/// article; both prices are refused with `two-prices`.
#[utoipa::path(
    patch, path = "/work-orders/{work_order_id}/lines/{line_id}", tag = MODULE, operation_id = "update_line", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("line_id" = LineId, Path)),
    request_body = UpdateLine, responses((status = 200, body = WorkOrderView))
)]
pub async fn update_line(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, line_id)): Path<(WorkOrderId, LineId)>,
    Json(body): Json<UpdateLine>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("update_line:{line_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let UpdateLine { description, quantity, unit_price, unit_price_with_tax, discount, vat_rate } = body;
    one_price(unit_price, unit_price_with_tax, "").map_err(|fault| Problem::fields(vec![fault]))?;
    let priced = LineChanges { unit_price, unit_price_with_tax, ..LineChanges::default() };
    let changes = LineChanges { description: filled(description), quantity, discount, vat_rate, ..priced };
    let actor = command.actor.clone();
    let labour_tiers = match quantity {
        Some(_) => tiers_of(workshop.context.db.reader(), id).await?,
        None => vec![],
    };
    let update = command.run(&workshop, |order| {
        let limits = actor.limits(order.site_id);
        order.update_line(line_id, LineChanges { limits, by: actor.name.clone(), labour_tiers, ..changes })
    });
    update.await
}
