//! One template.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{TemplateId, WORK_ORDER_READ};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use crate::inspections::store;
use crate::inspections::view::TemplateView;
use crate::{MODULE, Workshop};

/// A template with its sections. Permission: `work_order.read`.
#[utoipa::path(get, path = "/inspection-templates/{template_id}", tag = MODULE, operation_id = "get_inspection_template",
    security(("bearer" = [])), params(("template_id" = TemplateId, Path)), responses((status = 200, body = TemplateView)))]
pub async fn get_inspection_template(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<TemplateId>,
) -> Result<Versioned<TemplateView>, Problem> {
    actor.permit_anywhere(WORK_ORDER_READ)?;
    let row = store::template(workshop.context.db.reader(), id).await?;
    Ok(Versioned(row.version, TemplateView::new(row, &actor)?))
}
