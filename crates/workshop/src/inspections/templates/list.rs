//! What can be begun from.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::WORK_ORDER_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::inspections::store;
use crate::inspections::view::TemplateView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TemplatesQuery {
    /// Archived ones too.
    archived: Option<bool>,
}

/// The garage's templates.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InspectionTemplates {
    /// Oldest first.
    pub items: Vec<TemplateView>,
}

/// The templates that inspections begin from. Permission: `work_order.read`.
#[utoipa::path(get, path = "/inspection-templates", tag = MODULE, operation_id = "list_inspection_templates", security(("bearer" = [])),
    params(TemplatesQuery), responses((status = 200, body = InspectionTemplates)))]
pub async fn list_inspection_templates(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<TemplatesQuery>,
) -> Result<Json<InspectionTemplates>, Problem> {
    actor.permit_anywhere(WORK_ORDER_READ)?;
    let rows = store::templates(workshop.context.db.reader(), query.archived == Some(true)).await?;
    let items = rows.into_iter().map(|row| TemplateView::new(row, &actor)).collect::<Result<_, _>>()?;
    Ok(Json(InspectionTemplates { items }))
}
