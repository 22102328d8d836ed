//! POST and DELETE on the lines of a draft; POST /supplier-returns/{id}/cancel

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, SupplierReturnId, SupplierReturnLineId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::input::{self, ReturnLineInput};
use super::supplier_return::SupplierReturn;
use super::view::SupplierReturnView;
use crate::papers::{Answer, Opened, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::supplier_invoices::decide::Reason;

/// Adds a part to a return that is not shipped. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/supplier-returns/{supplier_return_id}/lines", operation_id = "add_supplier_return_line", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_return_id" = SupplierReturnId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ReturnLineInput,
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn add_supplier_return_line(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierReturnId>,
    Json(body): Json<ReturnLineInput>,
) -> Result<Answer<SupplierReturn>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("supplier_return.add_line", id), (PURCHASE_WRITE, SupplierReturn::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    for line in input::lines(&work.tx, &work.now, std::slice::from_ref(&body), "").await? {
        work.now.add(line)?;
    }
    work.close(context).await
}

/// Takes a part off a return that is not shipped. Permission: `purchase.write`.
#[utoipa::path(
    delete, path = "/supplier-returns/{supplier_return_id}/lines/{supplier_return_line_id}",
    operation_id = "remove_supplier_return_line", tag = "inventory", security(("bearer" = [])),
    params(
        ("supplier_return_id" = SupplierReturnId, Path), ("supplier_return_line_id" = SupplierReturnLineId, Path),
        ("Idempotency-Key" = Option<String>, Header)
    ),
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn remove_supplier_return_line(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path((id, line)): Path<(SupplierReturnId, SupplierReturnLineId)>,
) -> Result<Answer<SupplierReturn>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("supplier_return.remove_line", id), (PURCHASE_WRITE, SupplierReturn::site), &line).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    work.now.remove(line)?;
    work.close(context).await
}

/// Cancels a return that is not shipped. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/supplier-returns/{supplier_return_id}/cancel", operation_id = "cancel_supplier_return", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_return_id" = SupplierReturnId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn cancel_supplier_return(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierReturnId>,
    Json(body): Json<Reason>,
) -> Result<Answer<SupplierReturn>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("supplier_return.cancel", id), (PURCHASE_WRITE, SupplierReturn::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    work.now.cancel(body.reason.trim().to_owned())?;
    work.close(context).await
}
