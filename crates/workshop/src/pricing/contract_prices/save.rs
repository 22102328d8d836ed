//! Agrees with a customer on what parts cost.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::inventory::ProductId;
use contracts::workshop::{ContractPriceId, PRICE_CONFIGURE};
use garde::Validate;
use kernel::http::{Json, Versioned};
use kernel::{Amount, FieldError, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use super::tables::Model;
use super::view::{ContractView, shown};
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::work_orders::input::amounts;
use crate::{MODULE, Workshop};

/// Of an article its price, of all parts a change of the catalogue's.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveContractPrice {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub customer_id: CustomerId,
    /// All parts when left out.
    #[garde(skip)]
    pub product_id: Option<ProductId>,
    /// Net; needed for an article, and only for one.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price: Option<Amount>,
    /// In basis points of the catalogue's price, added to it; needed for all parts, and only then.
    #[garde(inner(range(min = -10_000, max = 10_000)))]
    #[schema(minimum = -10_000, maximum = 10_000)]
    pub change: Option<i32>,
}

/// Agrees with a customer on the price of an article at a site, or on a level for all parts, in the place of what was agreed before.
/// Lines that are there keep their price. Permission: `price.configure` at the site.
#[utoipa::path(put, path = "/contract-prices", tag = MODULE, operation_id = "save_contract_price", security(("bearer" = [])),
    request_body = SaveContractPrice, responses((status = 200, body = ContractView)))]
pub async fn save_contract_price(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<SaveContractPrice>,
) -> Result<Versioned<ContractView>, Problem> {
    let actor = asked.actor.clone();
    actor.permit(PRICE_CONFIGURE, input.site_id)?;
    let faults = faults(&workshop, &input).await?;
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let before = store::agreed(workshop.context.db.reader(), input.site_id, input.customer_id, input.product_id).await?;
    let row = Model {
        id: before.as_ref().map_or_else(ContractPriceId::new, |row| row.id),
        site_id: input.site_id,
        customer_id: input.customer_id,
        product_id: input.product_id,
        unit_price: input.unit_price,
        change: input.change,
        version: before.as_ref().map_or(1, |row| row.version + 1),
    };
    let was = shown(&workshop, before.into_iter().collect(), &actor).await?.pop();
    let view = shown(&workshop, vec![row.clone()], &actor).await?.pop().ok_or_else(Problem::not_found)?;
    let mut tx = workshop.context.db.begin().await?;
    store::save(&tx, row).await?;
    let (id, site) = (view.id.0, view.site_id);
    let told = Told { action: "contract_price.saved", entity: "contract_price", id, label: &view.customer_name, site };
    tell(&workshop, &mut tx, told, (was.as_ref(), Some(&view)), &actor).await?;
    tx.commit().await?;
    Ok(Versioned(view.version, view))
}

async fn faults(workshop: &Workshop, input: &SaveContractPrice) -> Result<Vec<FieldError>, Problem> {
    let unknown = |pointer: &str| FieldError::new(pointer, "unknown", "does not exist");
    let mut faults = vec![];
    if workshop.customers.cards(&[input.customer_id]).await?.is_empty() {
        faults.push(unknown("/customer_id"));
    }
    let (needed, other) = match input.product_id {
        Some(id) if workshop.catalogue.cards(&[id]).await?.is_empty() => {
            faults.push(unknown("/product_id"));
            return Ok(faults);
        }
        Some(_) => (("/unit_price", input.unit_price.is_some()), ("/change", input.change.is_some())),
        None => (("/change", input.change.is_some()), ("/unit_price", input.unit_price.is_some())),
    };
    faults.extend((!needed.1).then(|| FieldError::new(needed.0, "missing", "is needed")));
    faults.extend(other.1.then(|| FieldError::new(other.0, "not-allowed", "an article has a price, all parts have a change")));
    Ok(faults)
}
