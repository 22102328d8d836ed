//! What the API shows of matrices, and what the trail keeps of them.

use contracts::inventory::{STOCK_SEE_COST, SupplierId};
use contracts::workshop::{MarkupMatrixId, PRICE_CONFIGURE};
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::matrix::CostBasis;
use super::tables::Model;
use super::tiers::{Tier, TierKind};

/// What parts sell for by what they cost.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = MarkupMatrix)]
pub struct MatrixView {
    pub id: MarkupMatrixId,
    pub site_id: SiteId,
    /// Counts at every site of its currency.
    pub everywhere: bool,
    pub currency: String,
    pub name: String,
    /// Null: of all categories.
    pub category: Option<String>,
    /// Null: of any make.
    pub brand: Option<String>,
    /// Null: bought wherever.
    pub supplier_id: Option<SupplierId>,
    pub supplier_name: Option<String>,
    pub basis: CostBasis,
    pub kind: TierKind,
    pub rounding: Amount,
    pub tiers: Vec<Tier>,
    pub archived: bool,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl MatrixView {
    pub fn new(row: &Model, actor: &Actor) -> Self {
        let may = actor.may(STOCK_SEE_COST, row.site_id);
        let actions = if may { actor.allowed(row.site_id, &[("update", PRICE_CONFIGURE)]) } else { vec![] };
        Self {
            id: row.id,
            site_id: row.site_id,
            everywhere: row.everywhere,
            currency: row.currency.clone(),
            name: row.name.clone(),
            category: row.category.clone(),
            brand: row.brand.clone(),
            supplier_id: row.supplier_id,
            supplier_name: row.supplier_name.clone(),
            basis: row.basis,
            kind: row.kind,
            rounding: row.rounding,
            tiers: serde_json::from_str(&row.tiers).unwrap_or_default(),
            archived: row.archived,
            version: row.version,
            actions: actions.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// As the trail keeps it: the tiers are one field that only who sees costs is told, because a price and its markup tell the cost.
#[derive(Serialize)]
pub struct Kept<'a> {
    name: &'a str,
    everywhere: bool,
    category: Option<&'a str>,
    brand: Option<&'a str>,
    supplier_name: Option<&'a str>,
    basis: CostBasis,
    rounding: Amount,
    archived: bool,
    by_cost: String,
}

impl<'a> From<&'a Model> for Kept<'a> {
    fn from(row: &'a Model) -> Self {
        let tiers: Vec<Tier> = serde_json::from_str(&row.tiers).unwrap_or_default();
        let told = |tier: &Tier| {
            let rate = kernel::BasisPoints(tier.rate);
            format!("{}: {} %", tier.from_cost.0, crate::work_orders::discounts::percent(rate))
        };
        let kind = if row.kind == TierKind::Markup { "markup" } else { "margin" };
        Self {
            name: &row.name,
            everywhere: row.everywhere,
            category: row.category.as_deref(),
            brand: row.brand.as_deref(),
            supplier_name: row.supplier_name.as_deref(),
            basis: row.basis,
            rounding: row.rounding,
            archived: row.archived,
            by_cost: format!("{kind} {}", tiers.iter().map(told).collect::<Vec<_>>().join("; ")),
        }
    }
}

/// Who writes matrices holds both: a price and its markup tell the cost.
pub fn permit(actor: &Actor, site: SiteId) -> Result<(), Problem> {
    actor.permit(PRICE_CONFIGURE, site)?;
    actor.permit(STOCK_SEE_COST, site)
}
