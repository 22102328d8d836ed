//! Who does a line, for how much. The first time it is ordered, under a number of its own.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contracts::inventory::STOCK_SEE_COST;
use contracts::workshop::{LineId, LineKind, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, filled_line, line};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::{Sublet, shown};
use super::store::{self, Model};
use crate::error::Error;
use crate::work_orders::command::Asked;
use crate::work_orders::fact::Fact;
use crate::work_orders::input::amounts;
use crate::work_orders::line::Line;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubletInput {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub vendor: String,
    /// Net, in the order's currency. Needed to order; left out later it stays, for who may not see it.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub cost: Option<Amount>,
    #[serde(default)]
    #[garde(skip)]
    pub expected_on: Option<NaiveDate>,
    /// The number of the vendor's invoice, once it came.
    #[serde(default)]
    #[garde(custom(line(100)))]
    #[schema(max_length = 100, format = "line")]
    pub vendor_invoice: Option<String>,
}

/// Says who does a sublet line and what they ask; the vendor's invoice can be noted whatever the order's state.
///
/// Refused with `not-sublet` for a line of another kind. Permission: `work_order.update`.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/lines/{line_id}/sublet", tag = MODULE, operation_id = "set_sublet",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("line_id" = LineId, Path)),
    request_body = SubletInput, responses((status = 200, body = Sublet)))]
pub async fn set_sublet(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path((id, line)): Path<(WorkOrderId, LineId)>,
    Json(input): Json<SubletInput>,
) -> Result<Json<Sublet>, Problem> {
    if input.expected_on.is_some_and(|day| !(2000..=2999).contains(&day.year())) {
        return Err(Problem::field("/expected_on", "out-of-range", "it is between the years 2000 and 2999"));
    }
    let actor = asked.actor.clone();
    let command = asked.to(&format!("set_sublet:{line}"), id, WORK_ORDER_UPDATE, &input)?;
    let open = command.open(&workshop).await?;
    let site = open.order.site_id;
    let known = store::of_order(&*open.tx, id).await?;
    let line = sublet_line(&open.order, line)?.clone();
    let row = ordered(&open.order, &line, &known, input, (&actor.name, workshop.now()))?;
    store::save(&open.tx, &row).await?;
    let fact = Fact::SubletOrdered { number: row.number.clone() };
    command.close(&workshop, open, &[fact]).await?;
    Ok(Json(shown(row, &line, actor.may(STOCK_SEE_COST, site))))
}

fn sublet_line(order: &WorkOrder, id: LineId) -> Result<&Line, Error> {
    let mut lines = order.jobs.iter().flat_map(|job| &job.lines);
    let line = lines.find(|line| line.id == id).ok_or(Error::UnknownLine(id))?;
    if line.kind == LineKind::Sublet { Ok(line) } else { Err(Error::NotSublet) }
}

/// What was ordered before keeps its number, its day and who ordered it.
fn ordered(order: &WorkOrder, line: &Line, known: &[Model], input: SubletInput, (by, at): (&str, DateTime<Utc>)) -> Result<Model, Problem> {
    let before = known.iter().find(|row| row.line_id == line.id);
    let next = || format!("{}-S{}", order.number, known.len() + 1);
    let cost = input.cost.or(before.map(|row| row.cost));
    Ok(Model {
        line_id: line.id,
        order_id: order.id,
        number: before.map_or_else(next, |row| row.number.clone()),
        vendor: input.vendor.trim().to_owned(),
        cost: cost.ok_or_else(|| Problem::field("/cost", "required", "say what they ask"))?,
        expected_on: input.expected_on,
        vendor_invoice: filled(input.vendor_invoice),
        ordered_at: before.map_or(at, |row| row.ordered_at),
        ordered_by: before.map_or_else(|| by.to_owned(), |row| row.ordered_by.clone()),
    })
}
