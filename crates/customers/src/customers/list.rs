//! List customers.

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem, search};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::record::Kind;
use super::store::{self, Filter, Sort};
use super::view::CustomerView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words of the name, a telephone number in any format, e-mail, reference or tax id.
    q: Option<String>,
    kind: Option<Kind>,
    /// True shows the archived ones instead.
    archived: Option<bool>,
    #[param(inline)]
    sort: Option<CustomerSort>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub enum CustomerSort {
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    #[serde(rename = "name")]
    Name,
}

/// The customers of the group, newest first or by name. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers", tag = "customers", operation_id = "list_customers",
    params(ListQuery, PageQuery),
    responses((status = 200, body = Page<CustomerView>)), security(("bearer" = [])))]
pub async fn list_customers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<CustomerView>>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let filter = Filter {
        query: query.q.as_deref().and_then(search::Query::parse),
        kind: query.kind,
        archived: query.archived.unwrap_or(false),
        sort: match query.sort.unwrap_or_default() {
            CustomerSort::Newest => Sort::Newest,
            CustomerSort::Name => Sort::Name,
        },
    };
    let page = store::list(context.db.reader(), &filter, &page).await?;
    Ok(Json(page.map(|customer| CustomerView::new(customer, &actor))))
}
