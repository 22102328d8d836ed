//! Adds a fee.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::site;
use contracts::workshop::{FeeId, PRICE_CONFIGURE};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Amount, BasisPoints, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::FeeInput;
use super::store::{self, MOST_FEES};
use super::tables::Model;
use super::view::FeeView;
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFee {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(dive)]
    pub fee: FeeInput,
}

type Answer = Repeatable<Created<Versioned<FeeView>>>;

/// Adds a fee to a site: jobs that nobody decided on ask for it with their next change. Permission: `price.configure` at the site.
#[utoipa::path(post, path = "/fees", tag = MODULE, operation_id = "create_fee", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = NewFee, responses((status = 201, body = FeeView)))]
pub async fn create_fee(State(workshop): State<Arc<Workshop>>, asked: Asked, Json(input): Json<NewFee>) -> Result<Answer, Problem> {
    let actor = asked.actor.clone();
    actor.permit(PRICE_CONFIGURE, input.site_id)?;
    let db = &workshop.context.db;
    let claim = asked.claim("create_fee", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let site_id = site(workshop.sites.as_ref(), input.site_id).await?.id;
    let row = input.fee.write(&blank(site_id));
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    let others = store::list(&*tx, site_id, true).await?;
    if others.len() as u64 >= MOST_FEES {
        return Err(Problem::field("/fee/name", "too-many", "a site has at most 20 fees"));
    }
    if others.iter().any(|other| other.name == row.name) {
        return Err(Problem::field("/fee/name", "duplicate", "another fee has this name"));
    }
    store::insert(&tx, row.clone()).await?;
    let view = FeeView::new(&row, &actor);
    let told = Told { action: "fee.created", entity: "fee", id: row.id.0, label: &row.name, site: site_id };
    tell(&workshop, &mut tx, told, (None, Some(&view)), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn blank(site_id: SiteId) -> Model {
    Model {
        id: FeeId::new(),
        site_id,
        name: String::new(),
        of_labour: BasisPoints(0),
        of_parts: BasisPoints(0),
        fixed: Amount::ZERO,
        per_tyre: Amount::ZERO,
        most: None,
        vat_rate: None,
        archived: false,
        version: 1,
    }
}

fn answer(view: FeeView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/fees/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
