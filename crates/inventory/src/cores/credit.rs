//! POST /cores/{id}/credit

use axum::extract::State;
use contracts::inventory::PURCHASE_INVOICE;
use contracts::workshop::LineId;
use kernel::Problem;
use kernel::http::{Json, Path};

use super::core::Core;
use super::view::CoreView;
use crate::papers::{Answer, Opened, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::supplier_returns::SupplierCreditInput;

/// Writes down what the supplier credited for an old part that was sent back. Permission: `purchase.invoice`.
#[utoipa::path(
    post, path = "/cores/{line_id}/credit", operation_id = "credit_core", tag = "inventory", security(("bearer" = [])),
    params(("line_id" = LineId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SupplierCreditInput,
    responses((status = 200, body = CoreView))
)]
pub async fn credit_core(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<LineId>,
    Json(body): Json<SupplierCreditInput>,
) -> Result<Answer<Core>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("core.credit", id), (PURCHASE_INVOICE, Core::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    work.now.credit(body.number.trim().to_owned(), body.dated_on, body.credit_cost, context.clock.now())?;
    work.close(context).await
}
