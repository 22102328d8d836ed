//! Adds a template.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{INSPECTION_CONFIGURE, TemplateId};
use kernel::Problem;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};

use super::{TemplateInput, tell};
use crate::inspections::store;
use crate::inspections::view::TemplateView;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

type Answer = Repeatable<Created<Versioned<TemplateView>>>;

/// Adds a template for the whole garage. Permission: `inspection.configure`.
#[utoipa::path(post, path = "/inspection-templates", tag = MODULE, operation_id = "create_inspection_template", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = TemplateInput, responses((status = 201, body = TemplateView)))]
pub async fn create_inspection_template(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<TemplateInput>,
) -> Result<Answer, Problem> {
    let actor = asked.actor.clone();
    actor.permit_anywhere(INSPECTION_CONFIGURE)?;
    let db = &workshop.context.db;
    let claim = asked.claim("create_inspection_template", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let row = input.write()?.row(TemplateId::new());
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    store::insert_template(&tx, row.clone()).await?;
    tell(&workshop, &mut tx, "inspection_template.created", (None, &row), &actor).await?;
    let view = TemplateView::new(row, &actor)?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: TemplateView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/inspection-templates/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
