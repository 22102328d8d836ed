//! POST /supplier-returns/{id}/ship

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, SupplierReturnId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::supplier_return::SupplierReturn;
use super::view::SupplierReturnView;
use crate::papers::{Answer, Opened, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::input::Nothing;
use crate::stock::{self, Change, Note, Reference};

/// Ships a return: its parts leave the shelf now, at what they cost, and their credit is awaited. What is reserved for jobs stays
/// (`needed-by-jobs`). Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/supplier-returns/{supplier_return_id}/ship", operation_id = "ship_supplier_return", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_return_id" = SupplierReturnId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing,
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn ship_supplier_return(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierReturnId>,
    Json(body): Json<Nothing>,
) -> Result<Answer<SupplierReturn>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("supplier_return.ship", id), (PURCHASE_WRITE, SupplierReturn::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    let (actor, clock) = (work.actor.clone(), context.clock.as_ref());
    work.now.ship(clock.now())?;
    let products: BTreeSet<_> = work.now.lines.iter().map(|line| line.product_id).collect();
    let mut ledger = stock::store::lock(&work.tx, work.now.site_id, &products).await?;
    let reference = Reference { kind: "supplier_return".into(), id: Some(work.now.id.0), label: work.now.number.clone() };
    let note = Note { reference: Some(reference), by: actor.name.clone(), at: clock.now(), ..Note::default() };
    for line in &mut work.now.lines {
        let left = ledger.post(line.product_id, Change::SupplierReturn(line.quantity), &note)?;
        line.stock_cost = Some(-left);
    }
    stock::store::save(&mut work.tx, &mut ledger, &actor, clock).await?;
    work.close(context).await
}
