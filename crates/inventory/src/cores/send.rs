//! POST /cores/{id}/send

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, SupplierId};
use contracts::workshop::LineId;
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::core::Core;
use super::view::CoreView;
use crate::error::Error;
use crate::fields;
use crate::papers::{Answer, Opened, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::suppliers;

/// Left out, it goes to where the article is bought.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendCore {
    #[serde(default)]
    #[garde(skip)]
    pub supplier_id: Option<SupplierId>,
    /// What should be credited, net.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub expected_cost: Option<Amount>,
}

/// Sends an old part that lies here back: its credit is awaited. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/cores/{line_id}/send", operation_id = "send_core", tag = "inventory", security(("bearer" = [])),
    params(("line_id" = LineId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SendCore,
    responses((status = 200, body = CoreView))
)]
pub async fn send_core(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<LineId>,
    Json(body): Json<SendCore>,
) -> Result<Answer<Core>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("core.send", id), (PURCHASE_WRITE, Core::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    let product = work.now.product_id;
    let source = suppliers::store::sources(&*work.tx, &[product]).await?.remove(&product).map(|item| item.supplier_id);
    let supplier = body.supplier_id.or(source).ok_or_else(|| Problem::field("/supplier_id", "required", "say to whom"))?;
    let found = suppliers::store::find_many(&*work.tx, &[supplier]).await?.pop();
    work.now.send(&found.ok_or(Error::UnknownSupplier)?, body.expected_cost, context.clock.now())?;
    work.close(context).await
}
