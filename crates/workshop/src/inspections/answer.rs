//! Answers one item.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{InspectionId, ItemId};
use garde::Validate;
use kernel::http::{Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{filled, prose};
use kernel::{Problem, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Filled, audited, fill};
use super::inspection::{Answer as Said, Verdict};
use super::store;
use super::template::LARGEST_MEASURE;
use super::view::AnswerView;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// What is said of an item, all of it: what is left out is gone, and an empty answer takes back what was said.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerInput {
    /// Left out, the measure says it; another than the measure's needs a note.
    #[garde(skip)]
    pub verdict: Option<Verdict>,
    /// Tenths of the item's unit.
    #[garde(inner(range(min = 0, max = LARGEST_MEASURE)))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub measure: Option<i64>,
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub note: Option<String>,
}

type Answer = Repeatable<Versioned<AnswerView>>;

/// Says what an item is like. `If-Match` names the item's own version, so that two people fill one inspection; the same answer again
/// is a success whatever version it names. Permission: `inspection.fill`.
#[utoipa::path(put, path = "/inspections/{inspection_id}/items/{item_id}", tag = MODULE, operation_id = "answer_inspection_item",
    security(("bearer" = [])),
    params(("inspection_id" = InspectionId, Path), ("item_id" = ItemId, Path), ("Idempotency-Key" = Option<String>, Header),
        ("If-Match" = Option<String>, Header)),
    request_body = AnswerInput, responses((status = 200, body = AnswerView)))]
pub async fn answer_inspection_item(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path((id, item_id)): Path<(InspectionId, ItemId)>,
    Json(body): Json<AnswerInput>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("answer_inspection_item:{id}:{item_id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let said = Said { verdict: body.verdict, measure: body.measure, note: filled(body.note) };
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let Filled { inspection, order } = fill(&tx, id, &actor).await?;
    let before = store::item(&*tx, id, item_id).await?;
    let mut item = before.clone();
    if item.answer(&said, &workshop.who(&actor))? {
        asked.if_match.check(before.version)?;
        store::save_items(&tx, std::slice::from_mut(&mut item)).await?;
        let change = audited(&inspection, "inspection.answered", &order.number);
        audit::record(&tx, MODULE, change, (Some(&before), Some(&item)), &actor, clock).await?;
        workshop.inspection_changed(&mut tx, &inspection, "answered", &actor).await?;
    }
    let view = AnswerView::from(&item);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: AnswerView, replayed: bool) -> Answer {
    Repeatable { status: StatusCode::OK, replayed, body: Versioned(view.version, view) }
}
