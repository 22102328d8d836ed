//! POST /transfers

use axum::extract::State;
use contracts::inventory::{ProductId, STOCK_TRANSFER, TransferId, TransferLineId};
use garde::Validate;
use kernel::http::Json;
use kernel::text::{self, filled};
use kernel::{Problem, Quantity, SiteId, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::permit_at_either;
use super::state::TransferState;
use super::store;
use super::transfer::{MAX_LINES, Place, Transfer, TransferLine};
use super::view::TransferView;
use crate::error::Error;
use crate::fields;
use crate::papers::{self, Begun, NewAnswer, begin};
use crate::products;
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::create::site_card;
use crate::purchases::input::NOTES;

/// Parts that one site wants of another.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockTransferInput)]
pub struct TransferInput {
    /// Where they are.
    #[garde(skip)]
    pub from_site_id: SiteId,
    /// Where they are wanted; another one (`same-site`).
    #[garde(skip)]
    pub to_site_id: SiteId,
    #[garde(length(min = 1, max = MAX_LINES), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<TransferLineInput>,
    #[serde(default)]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(max_length = 2000, format = "prose")]
    pub notes: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferLineInput {
    #[garde(skip)]
    pub product_id: ProductId,
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
}

/// Requests a transfer of parts from one site to another. Nothing moves before it is shipped.
/// Permission: `stock.transfer` at one of the two.
#[utoipa::path(
    post, path = "/transfers", operation_id = "create_transfer", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = TransferInput,
    responses((status = 201, body = TransferView))
)]
pub async fn create_transfer(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Json(body): Json<TransferInput>,
) -> Result<NewAnswer<Transfer>, Problem> {
    permit_at_either(&asked.actor, STOCK_TRANSFER, [body.to_site_id, body.from_site_id])?;
    if body.from_site_id == body.to_site_id {
        return Err(Problem::field("/to_site_id", "same-site", "it is another site"));
    }
    let context = &purchasing.context;
    let command = match begin::<TransferView>(asked, context, ("transfer.create", body.from_site_id), &body).await? {
        Begun::Already(view) => return Ok(papers::created::<Transfer>(view.clone(), &path(view.id), true)),
        Begun::Now(command) => command,
    };
    let from = site_card(&purchasing, body.from_site_id).await?;
    let to = site_card(&purchasing, body.to_site_id).await?;
    let mut transfer = Transfer {
        id: TransferId::new(),
        number: String::new(),
        from: Place { site_id: from.id, name: from.name.clone() },
        to: Place { site_id: to.id, name: to.name.clone() },
        state: TransferState::Requested,
        currency: from.currency.clone(),
        lines: lines(&command.tx, &body.lines).await?,
        notes: filled(body.notes),
        cancel_reason: None,
        created_at: context.clock.now(),
        created_by: command.actor.name.clone(),
        shipped_at: None,
        received_at: None,
        version: 1,
    };
    store::insert(&command.tx, &mut transfer, &from).await?;
    command.close(&transfer, &path(transfer.id), context).await
}

fn path(id: TransferId) -> String {
    format!("/transfers/{id}")
}

async fn lines(tx: &Tx, inputs: &[TransferLineInput]) -> Result<Vec<TransferLine>, Problem> {
    let ids: Vec<_> = inputs.iter().map(|line| line.product_id).collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let line = |(place, input): (usize, &TransferLineInput)| {
        let pointer = || format!("/lines/{place}/product_id");
        if inputs[..place].iter().any(|earlier| earlier.product_id == input.product_id) {
            return Err(Problem::field(pointer(), "duplicate", "this part is told twice"));
        }
        let product = products.iter().find(|product| product.id == input.product_id);
        let product = product.ok_or_else(|| Error::UnknownProduct { pointer: pointer() })?;
        if !product.tracked {
            return Err(Error::NotTracked { pointer: pointer() }.into());
        }
        Ok(TransferLine {
            id: TransferLineId::new(),
            product_id: product.id,
            sku: product.sku.clone(),
            description: product.name.clone(),
            unit: product.unit,
            requested: input.quantity,
            shipped: Quantity::ZERO,
            received: Quantity::ZERO,
            kept: Quantity::ZERO,
            lost: Quantity::ZERO,
            unit_cost: None,
        })
    };
    inputs.iter().enumerate().map(line).collect()
}
