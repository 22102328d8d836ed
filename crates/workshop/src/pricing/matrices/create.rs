//! Adds a matrix.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::site;
use contracts::workshop::{MarkupMatrixId, PRICE_CONFIGURE};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::{MarkupMatrixInput, clash};
use super::matrix::CostBasis;
use super::store::{self, MOST_MATRICES};
use super::tables::Model;
use super::tiers::TierKind;
use super::view::{Kept, MatrixView, permit};
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMarkupMatrix {
    /// Whose it is, and whose currency it counts in.
    #[garde(skip)]
    pub site_id: SiteId,
    /// It counts at every site of that currency which has none of its own for the same articles.
    #[serde(default)]
    #[garde(skip)]
    pub everywhere: bool,
    #[garde(dive)]
    pub matrix: MarkupMatrixInput,
}

type Answer = Repeatable<Created<Versioned<MatrixView>>>;

/// Adds a matrix of markups. Lines that are there keep their price.
///
/// Permission: `price.configure` and `stock.see_cost` at the site; for one that counts everywhere, `price.configure` at every site.
#[utoipa::path(post, path = "/markup-matrices", tag = MODULE, operation_id = "create_markup_matrix", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = NewMarkupMatrix, responses((status = 201, body = MatrixView)))]
pub async fn create_markup_matrix(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<NewMarkupMatrix>,
) -> Result<Answer, Problem> {
    let actor = asked.actor.clone();
    permit(&actor, input.site_id)?;
    let db = &workshop.context.db;
    let claim = asked.claim("create_markup_matrix", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let site = site(workshop.sites.as_ref(), input.site_id).await?;
    if input.everywhere {
        permit_everywhere(&workshop, &actor).await?;
    }
    let blank = Model { everywhere: input.everywhere, ..blank(site.id, site.currency) };
    let row = input.matrix.write(&workshop, &blank, "/matrix").await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    let others = store::of_site(&*tx, row.site_id).await?;
    if others.len() as u64 >= MOST_MATRICES {
        return Err(Problem::field("/matrix/name", "too-many", "a site has at most 100 matrices"));
    }
    clash(&row, &others, "/matrix")?;
    store::insert(&tx, row.clone()).await?;
    let view = MatrixView::new(&row, &actor);
    let told = Told { action: "markup_matrix.created", entity: "markup_matrix", id: row.id.0, label: &row.name, site: row.site_id };
    tell(&workshop, &mut tx, told, (None, Some(&Kept::from(&row))), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// Nobody sets the prices of a site that is not theirs to set.
pub async fn permit_everywhere(workshop: &Workshop, actor: &Actor) -> Result<(), Problem> {
    let sites = workshop.sites.cards(&[]).await?;
    let may = sites.iter().all(|site| actor.may(PRICE_CONFIGURE, site.id));
    if may { Ok(()) } else { Err(Problem::forbidden(PRICE_CONFIGURE)) }
}

fn blank(site_id: SiteId, currency: String) -> Model {
    Model {
        id: MarkupMatrixId::new(),
        site_id,
        everywhere: false,
        currency,
        name: String::new(),
        category: None,
        category_key: None,
        brand: None,
        brand_key: None,
        supplier_id: None,
        supplier_name: None,
        basis: CostBasis::Average,
        kind: TierKind::Markup,
        rounding: Amount(1),
        tiers: "[]".into(),
        archived: false,
        version: 1,
    }
}

fn answer(view: MatrixView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/markup-matrices/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
