//! Writes a template anew.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{INSPECTION_CONFIGURE, TemplateId};
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};

use super::{TemplateInput, tell};
use crate::inspections::store;
use crate::inspections::tables::template;
use crate::inspections::view::TemplateView;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes a template anew, as a version of its own: inspections that have begun keep what they began with. Permission:
/// `inspection.configure`.
#[utoipa::path(put, path = "/inspection-templates/{template_id}", tag = MODULE, operation_id = "update_inspection_template",
    security(("bearer" = [])), params(("template_id" = TemplateId, Path), ("If-Match" = Option<String>, Header)),
    request_body = TemplateInput, responses((status = 200, body = TemplateView)))]
pub async fn update_inspection_template(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<TemplateId>,
    Json(input): Json<TemplateInput>,
) -> Result<Versioned<TemplateView>, Problem> {
    let actor = asked.actor.clone();
    actor.permit_anywhere(INSPECTION_CONFIGURE)?;
    let written = input.write()?;
    let mut tx = workshop.context.db.begin().await?;
    let before = store::template(&*tx, id).await?;
    asked.if_match.check(before.version)?;
    let mut row = template::Model { archived: before.archived, version: before.version, ..written.row(id) };
    if row != before {
        store::save_template(&tx, &mut row).await?;
        tell(&workshop, &mut tx, "inspection_template.updated", (Some(before), &row), &actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, TemplateView::new(row, &actor)?))
}
