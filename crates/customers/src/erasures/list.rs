//! The log of erasures.

use axum::extract::State;
use contracts::customers::CUSTOMER_ERASE;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};

use super::view::ErasureView;
use super::{Erasures, store};

/// Who was forgotten, newest first: who asked and when, and when the rest goes. Permission: `customer.erase` at every site, in a session of
/// one's own.
#[utoipa::path(get, path = "/customer-erasures", tag = "customers", operation_id = "list_erasures", params(PageQuery),
    responses((status = 200, body = Page<ErasureView>)), security(("bearer" = [])))]
pub async fn list_erasures(
    State(erasures): State<Erasures>,
    Caller(actor): Caller,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ErasureView>>, Problem> {
    erasures.permit(&actor, CUSTOMER_ERASE).await?;
    Ok(Json(store::list(erasures.context.db.reader(), &page).await?.map(ErasureView::from)))
}
