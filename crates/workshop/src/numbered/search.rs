//! Where pieces with a number are, and on whose vehicle: what a recall asks.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use contracts::inventory::{NumberId, NumberSearch, NumberedPart, ProductId};
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery, not_a_cursor};
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::part::PartView;
use super::store;
use crate::{MODULE, Workshop};

/// Of a serial number or a batch.
const NUMBER: usize = 60;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NumberedQuery {
    /// How the serial number or the batch begins, whatever its case and separators.
    #[serde(default)]
    #[param(max_length = 60)]
    pub number: Option<String>,
    /// Of this article; without, whatever has such a number.
    pub product: Option<ProductId>,
    pub site: Option<SiteId>,
}

type Cursor = (String, NumberId);

/// Where the pieces are whose serial number or batch begins so: on a shelf, or fitted, with vehicle and customer. By number. Permission:
/// `work_order.read`; customers need `customer.read`.
#[utoipa::path(get, path = "/numbered-parts", tag = MODULE, operation_id = "search_numbered_parts", security(("bearer" = [])),
    params(NumberedQuery, PageQuery), responses((status = 200, body = Page<PartView>)))]
pub async fn search_numbered_parts(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<NumberedQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<PartView>>, Problem> {
    let (limit, after) = (page.limit()?, page.cursor::<Cursor>()?);
    if after.as_ref().is_some_and(|(key, _)| key.contains('\0')) {
        return Err(not_a_cursor());
    }
    let found = workshop.numbered(&query.search(&actor, after, limit + 1)?).await?;
    let page = Page::cut(found, limit, |part| (part.number_key.clone(), part.id));
    let items = workshop.with_owners(page.items, actor.may_anywhere(CUSTOMER_READ)).await?;
    Ok(Json(Page { items, next: page.next }))
}

impl NumberedQuery {
    pub fn search(&self, actor: &Actor, after: Option<Cursor>, limit: u64) -> Result<NumberSearch, Problem> {
        let sites = actor.visible_sites(self.site, WORK_ORDER_READ)?;
        let beginning = self.number.clone().unwrap_or_default();
        if beginning.chars().count() > NUMBER {
            return Err(Problem::field("/number", "invalid", "it is at most 60 letters"));
        }
        if !beginning.trim().is_empty() && !beginning.chars().any(char::is_alphanumeric) {
            return Err(Problem::field("/number", "no-letters", "it has a letter or a digit"));
        }
        Ok(NumberSearch { product: self.product, beginning, sites, after, limit })
    }
}

impl Workshop {
    pub async fn numbered(&self, search: &NumberSearch) -> Result<Vec<NumberedPart>, Problem> {
        self.catalogue.numbered(search).await
    }

    /// Each with the order that it went on, if any.
    pub async fn with_owners(&self, parts: Vec<NumberedPart>, sees_customers: bool) -> Result<Vec<PartView>, Problem> {
        let mut orders: Vec<WorkOrderId> = parts.iter().filter_map(|part| part.work_order_id).collect();
        orders.sort_unstable();
        orders.dedup();
        let owners = store::owners(self.context.db.reader(), &orders).await?;
        let view = |part: NumberedPart| {
            let owner = part.work_order_id.and_then(|order| owners.get(&order));
            PartView::new(part, owner, sees_customers)
        };
        Ok(parts.into_iter().map(view).collect())
    }
}
