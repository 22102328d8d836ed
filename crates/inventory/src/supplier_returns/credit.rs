//! POST /supplier-returns/{id}/credit and /settle

use axum::extract::State;
use chrono::NaiveDate;
use contracts::inventory::{PURCHASE_APPROVE, PURCHASE_INVOICE, SupplierCreditId, SupplierReturnId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text;
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::supplier_return::{CreditNote, SupplierReturn};
use super::view::SupplierReturnView;
use crate::fields::{self, CODE};
use crate::papers::{Answer, Opened, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::input::day;
use crate::supplier_invoices::decide::Reason;

/// A supplier's credit note.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierCreditInput {
    /// The supplier's; theirs once.
    #[garde(custom(text::filled_line(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub number: String,
    #[garde(custom(day()))]
    pub dated_on: NaiveDate,
    /// Net.
    #[garde(custom(fields::amount()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub credit_cost: Amount,
}

/// Writes down a supplier's credit note for a return that was shipped: perhaps one of several. Once all that is expected is credited, the
/// return is. A number that the supplier used already is refused (`taken`). Permission: `purchase.invoice`.
#[utoipa::path(
    post, path = "/supplier-returns/{supplier_return_id}/credit", operation_id = "credit_supplier_return", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_return_id" = SupplierReturnId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SupplierCreditInput,
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn credit_supplier_return(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierReturnId>,
    Json(body): Json<SupplierCreditInput>,
) -> Result<Answer<SupplierReturn>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("supplier_return.credit", id), (PURCHASE_INVOICE, SupplierReturn::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    let (by, at) = (work.actor.name.clone(), context.clock.now());
    let number = body.number.trim().to_owned();
    work.now.credit(CreditNote { id: SupplierCreditId::new(), number, dated_on: body.dated_on, credit_cost: body.credit_cost, by, at })?;
    work.close(context).await
}

/// Accepts that less is credited than was expected, for a reason: nothing more is awaited. Permission: `purchase.approve`.
#[utoipa::path(
    post, path = "/supplier-returns/{supplier_return_id}/settle", operation_id = "settle_supplier_return", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_return_id" = SupplierReturnId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn settle_supplier_return(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierReturnId>,
    Json(body): Json<Reason>,
) -> Result<Answer<SupplierReturn>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("supplier_return.settle", id), (PURCHASE_APPROVE, SupplierReturn::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    work.now.settle(work.actor.name.clone(), body.reason.trim().to_owned(), context.clock.now())?;
    work.close(context).await
}
