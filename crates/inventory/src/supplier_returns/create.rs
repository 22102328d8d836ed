//! POST /supplier-returns

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, SupplierId, SupplierReturnId};
use garde::Validate;
use kernel::http::Json;
use kernel::text::{self, filled};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::{self, ReturnLineInput, draft};
use super::store;
use super::supplier_return::{MAX_LINES, SupplierReturn};
use super::view::SupplierReturnView;
use crate::error::Error;
use crate::papers::{self, Begun, NewAnswer, begin};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::create::site_card;
use crate::purchases::input::NOTES;
use crate::suppliers;

/// What is to go back to a supplier.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierReturnInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub supplier_id: SupplierId,
    #[serde(default)]
    #[garde(length(max = MAX_LINES), dive)]
    #[schema(max_items = 200)]
    pub lines: Vec<ReturnLineInput>,
    #[serde(default)]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(max_length = 2000, format = "prose")]
    pub notes: Option<String>,
}

/// Writes a draft of a return to a supplier. Permission: `purchase.write`; costs are shown to who holds `stock.see_cost`.
#[utoipa::path(
    post, path = "/supplier-returns", operation_id = "create_supplier_return", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = SupplierReturnInput,
    responses((status = 201, body = SupplierReturnView))
)]
pub async fn create_supplier_return(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Json(body): Json<SupplierReturnInput>,
) -> Result<NewAnswer<SupplierReturn>, Problem> {
    asked.actor.permit(PURCHASE_WRITE, body.site_id)?;
    let context = &purchasing.context;
    let begun = begin::<SupplierReturnView>(asked, context, ("supplier_return.create", body.site_id), &body).await?;
    let command = match begun {
        Begun::Already(view) => return Ok(papers::created::<SupplierReturn>(view.clone(), &path(view.id), true)),
        Begun::Now(command) => command,
    };
    let site = site_card(&purchasing, body.site_id).await?;
    let supplier = suppliers::store::find_many(&*command.tx, &[body.supplier_id]).await?.pop().ok_or(Error::UnknownSupplier)?;
    let mut back = draft(&supplier, site.id, &command.actor, context.clock.now());
    back.notes = filled(body.notes);
    back.lines = input::lines(&command.tx, &back, &body.lines, "/lines").await?;
    store::insert(&command.tx, &mut back, &site).await?;
    command.close(&back, &path(back.id), context).await
}

fn path(id: SupplierReturnId) -> String {
    format!("/supplier-returns/{id}")
}
