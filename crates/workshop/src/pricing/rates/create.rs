//! Adds a rate.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::site;
use contracts::workshop::{LabourRateId, PRICE_CONFIGURE};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::problem::is_unique_violation;
use kernel::text::filled_line;
use kernel::{Amount, Problem, SiteId, search};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::RateView;
use crate::pricing::store::{self, MOST_RATES};
use crate::pricing::tables::rate;
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::work_orders::input::amounts;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLabourRate {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Unique at the site, whatever its case.
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub name: String,
    /// Net, in the site's currency.
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub per_hour: Amount,
}

type Answer = Repeatable<Created<Versioned<RateView>>>;

/// Adds a named rate of labour to a site. Permission: `price.configure` at the site.
#[utoipa::path(post, path = "/labour-rates", tag = MODULE, operation_id = "create_labour_rate", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = NewLabourRate, responses((status = 201, body = RateView)))]
pub async fn create_labour_rate(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<NewLabourRate>,
) -> Result<Answer, Problem> {
    let actor = asked.actor.clone();
    actor.permit(PRICE_CONFIGURE, input.site_id)?;
    let db = &workshop.context.db;
    let claim = asked.claim("create_labour_rate", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let site_id = site(workshop.sites.as_ref(), input.site_id).await?.id;
    let name = input.name.trim().to_owned();
    let row = rate::Model {
        id: LabourRateId::new(),
        site_id,
        name_key: search::normalise(&name),
        name,
        per_hour: input.per_hour,
        archived: false,
        version: 1,
    };
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    if store::count_rates(&*tx, site_id).await? >= MOST_RATES {
        return Err(Problem::field("/name", "too-many", "a site has at most 100 rates"));
    }
    store::insert_rate(&tx, row.clone()).await.map_err(taken)?;
    let view = RateView::new(&row, &actor);
    let told = Told { action: "labour_rate.created", entity: "labour_rate", id: row.id.0, label: &row.name, site: site_id };
    tell(&workshop, &mut tx, told, (None, Some(&view)), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// The only unique value that another can have is the name.
fn taken(error: DbErr) -> Problem {
    if is_unique_violation(&error) { Problem::field("/name", "duplicate", "another rate has this name") } else { error.into() }
}

fn answer(view: RateView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/labour-rates/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
