//! Writes a matrix anew, or takes it out of use.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::MarkupMatrixId;
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};

use super::create::permit_everywhere;
use super::input::{MarkupMatrixInput, clash};
use super::store;
use super::view::{Kept, MatrixView, permit};
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes a matrix anew. Lines that are there keep their price.
///
/// Permission: `price.configure` and `stock.see_cost` at its site; for one that counts everywhere, `price.configure` at every site.
#[utoipa::path(put, path = "/markup-matrices/{markup_matrix_id}", tag = MODULE, operation_id = "update_markup_matrix",
    security(("bearer" = [])), params(("markup_matrix_id" = MarkupMatrixId, Path), ("If-Match" = Option<String>, Header)),
    request_body = MarkupMatrixInput, responses((status = 200, body = MatrixView)))]
pub async fn update_markup_matrix(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<MarkupMatrixId>,
    Json(input): Json<MarkupMatrixInput>,
) -> Result<Versioned<MatrixView>, Problem> {
    let actor = asked.actor.clone();
    let before = store::find(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    permit(&actor, before.site_id)?;
    if before.everywhere {
        permit_everywhere(&workshop, &actor).await?;
    }
    asked.if_match.check(before.version)?;
    let mut row = input.write(&workshop, &before, "").await?;
    if row != before {
        let mut tx = workshop.context.db.begin().await?;
        clash(&row, &store::of_site(&*tx, row.site_id).await?, "")?;
        store::save(&tx, &mut row).await?;
        let told = Told { action: "markup_matrix.updated", entity: "markup_matrix", id: id.0, label: &row.name, site: row.site_id };
        tell(&workshop, &mut tx, told, (Some(&Kept::from(&before)), Some(&Kept::from(&row))), &actor).await?;
        tx.commit().await?;
    }
    Ok(Versioned(row.version, MatrixView::new(&row, &actor)))
}
