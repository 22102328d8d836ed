//! Takes a template out of use, and back.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{INSPECTION_CONFIGURE, TemplateId};
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};

use super::tell;
use crate::inspections::store;
use crate::inspections::view::TemplateView;
use crate::work_orders::command::Asked;
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

/// No inspection begins from it any more. Permission: `inspection.configure`.
#[utoipa::path(post, path = "/inspection-templates/{template_id}/archive", tag = MODULE, operation_id = "archive_inspection_template",
    security(("bearer" = [])), params(("template_id" = TemplateId, Path), ("If-Match" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = TemplateView)))]
pub async fn archive_inspection_template(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<TemplateId>,
    _body: Json<Nothing>,
) -> Result<Versioned<TemplateView>, Problem> {
    turn(&workshop, asked, id, true).await
}

/// Takes it into use again. Permission: `inspection.configure`.
#[utoipa::path(post, path = "/inspection-templates/{template_id}/restore", tag = MODULE, operation_id = "restore_inspection_template",
    security(("bearer" = [])), params(("template_id" = TemplateId, Path), ("If-Match" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = TemplateView)))]
pub async fn restore_inspection_template(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<TemplateId>,
    _body: Json<Nothing>,
) -> Result<Versioned<TemplateView>, Problem> {
    turn(&workshop, asked, id, false).await
}

async fn turn(workshop: &Workshop, asked: Asked, id: TemplateId, archived: bool) -> Result<Versioned<TemplateView>, Problem> {
    let actor = &asked.actor;
    actor.permit_anywhere(INSPECTION_CONFIGURE)?;
    let mut tx = workshop.context.db.begin().await?;
    let before = store::template(&*tx, id).await?;
    asked.if_match.check(before.version)?;
    let mut row = before.clone();
    row.archived = archived;
    if row != before {
        store::save_template(&tx, &mut row).await?;
        let action = if archived { "inspection_template.archived" } else { "inspection_template.restored" };
        tell(workshop, &mut tx, action, (Some(before), &row), actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, TemplateView::new(row, actor)?))
}
