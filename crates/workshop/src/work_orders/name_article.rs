//! A part that stood there in words becomes an article.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::inventory::ProductId;
use contracts::workshop::{LineId, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::view::WorkOrderView;
use crate::pricing::{Asking, Rules};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameArticle {
    #[garde(skip)]
    pub product_id: ProductId,
}

/// Says which article a part is that was written down in words: its code, unit, tax and old part are the article's, its price stays. What
/// costs more with it needs approval again.
///
/// Refused with `not-allowed` of what is no such part. Permission: `work_order.update`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/lines/{line_id}/article", tag = MODULE, operation_id = "name_article",
    security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("line_id" = LineId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = NameArticle, responses((status = 200, body = WorkOrderView))
)]
pub async fn name_article(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, line)): Path<(WorkOrderId, LineId)>,
    Json(body): Json<NameArticle>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("name_article:{line}"), id, WORK_ORDER_UPDATE, &body)?;
    let seen = command.peek(&workshop).await?;
    let fault = |code, detail| Problem::field("/product_id", code, detail);
    let card = workshop
        .catalogue
        .cards(&[body.product_id])
        .await?
        .into_iter()
        .next()
        .ok_or_else(|| fault("unknown", "there is no such article"))?;
    if card.archived {
        return Err(fault("archived", "the article is archived"));
    }
    let rules = Rules::of(&workshop, Asking::of(&seen, &command.actor), &[card.id]).await?;
    let card = rules.at_site(&card);
    let (priced, unit_cost) = (rules.part(&card, seen.terms.currency), rules.unit_cost(card.id));
    command.run(&workshop, |order| order.name_article(line, &card, priced, unit_cost)).await
}
