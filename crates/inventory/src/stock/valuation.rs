//! How a site values its stock: at the moving average, or first in, first out (PRODUCT J8, decision 0046).

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, STOCK_CONFIGURE, StockConfigured};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{self, SiteSettings};
use kernel::{Actor, Context, Problem, SiteId, audit, outbox};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::MODULE;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ValuationMethod {
    /// Every unit is worth what they cost on average.
    #[default]
    MovingAverage,
    /// The oldest leave first, each at what it cost.
    Fifo,
}

/// What a site chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "inventory_valuations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub method: ValuationMethod,
    /// 0 while the site chose nothing. Layers are of one version: choosing again begins anew.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, method: ValuationMethod::default(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

/// How a site values its stock.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Valuation {
    pub site_id: SiteId,
    pub method: ValuationMethod,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl Valuation {
    fn new(row: &Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", STOCK_CONFIGURE)]).into_iter().map(str::to_owned).collect();
        Self { site_id: row.site_id, method: row.method, version: row.version, actions }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValuationInput {
    #[garde(skip)]
    pub method: ValuationMethod,
}

/// How a site values its stock. Permission: `product.read`.
#[utoipa::path(
    get, path = "/stock/valuations/{site_id}", operation_id = "get_valuation", tag = "inventory", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = Valuation))
)]
pub async fn get_valuation(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<Valuation>, Problem> {
    actor.permit(PRODUCT_READ, site)?;
    let row: Model = site_settings::of(context.db.reader(), site).await?;
    Ok(Versioned(row.version, Valuation::new(&row, &actor)))
}

/// Chooses how a site values its stock from now on; what moved keeps its cost. Choosing `fifo` makes each shelf one layer at its average
/// cost of that moment; choosing `moving_average` keeps what the layers came to as the average. Permission: `stock.configure`.
#[utoipa::path(
    put, path = "/stock/valuations/{site_id}", operation_id = "set_valuation", tag = "inventory", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = ValuationInput,
    responses((status = 200, body = Valuation))
)]
pub async fn set_valuation(
    State(context): State<Context>,
    Caller(actor): Caller,
    if_match: IfMatch,
    Path(site): Path<SiteId>,
    Json(input): Json<ValuationInput>,
) -> Result<Versioned<Valuation>, Problem> {
    actor.permit(STOCK_CONFIGURE, site)?;
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let before: Model = site_settings::lock(&tx, site).await?;
    if_match.check(before.version)?;
    let mut row = Model { method: input.method, ..before.clone() };
    if row != before {
        site_settings::save(&tx, &mut row).await?;
        let change = audit::Change { action: "stock.valuation_set", entity: "stock", id: site.0, label: "", site: Some(site) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
        outbox::append(&mut tx, MODULE, &StockConfigured { site_id: site }, &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, Valuation::new(&row, &actor)))
}
