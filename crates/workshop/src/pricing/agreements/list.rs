//! What was agreed with whom.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{AgreementView, shown};
use crate::pricing::store::{self, Filter};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgreementsQuery {
    site: Option<SiteId>,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
}

/// Agreements of the caller's sites, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/price-agreements", tag = MODULE, operation_id = "list_price_agreements", security(("bearer" = [])),
    params(AgreementsQuery, PageQuery), responses((status = 200, body = Page<AgreementView>)))]
pub async fn list_price_agreements(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<AgreementsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AgreementView>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(query.site, WORK_ORDER_READ)?,
        customer: query.customer,
        vehicle: query.vehicle,
        after: page.cursor()?,
        limit: limit + 1,
    };
    let page = Page::cut(store::agreements(workshop.context.db.reader(), filter).await?, limit, |row| row.id);
    Ok(Json(Page { items: shown(&workshop, page.items, &actor).await?, next: page.next }))
}
