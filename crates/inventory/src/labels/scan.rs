//! GET /stock/scan

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, ProductId};
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store::{self, There};
use super::{Press, code};
use crate::fields::CODE;
use crate::products::{self, Unit};

/// Of a bin so many are shown.
const MOST_IN_BIN: u64 = 50;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ScanQuery {
    site: SiteId,
    /// What was scanned or typed.
    #[param(max_length = 100)]
    code: String,
}

/// What a code stands for: an article, or a bin with what lies there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Scanned {
    pub article: Option<ScannedArticle>,
    pub bin: Option<ScannedBin>,
}

/// An article as it stands at the site.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScannedArticle {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    /// Whether stock is kept of it.
    pub tracked: bool,
    pub on_hand: Quantity,
    /// On hand and not reserved.
    pub available: Quantity,
    pub bin: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScannedBin {
    pub bin: String,
    /// The first fifty, by SKU.
    pub articles: Vec<ScannedArticle>,
}

/// What a scanned code stands for at a site: an article, by its barcode or its SKU whatever its case and separators, or a bin, by its label or
/// as it is written. What is neither is not found. Permission: `product.read` at that site.
#[utoipa::path(
    get, path = "/stock/scan", operation_id = "scan_code", tag = "inventory", security(("bearer" = [])),
    params(ScanQuery), responses((status = 200, body = Scanned))
)]
pub async fn scan_code(
    State(press): State<Press>,
    Caller(actor): Caller,
    Query(query): Query<ScanQuery>,
) -> Result<Json<Scanned>, Problem> {
    scan(&press, &actor, &query).await.map(Json)
}

async fn scan(press: &Press, actor: &Actor, query: &ScanQuery) -> Result<Scanned, Problem> {
    actor.permit(PRODUCT_READ, query.site)?;
    let conn = press.context.db.reader();
    let text = query.code.trim();
    // With what stands before a bin's name.
    if text.is_empty() || text.chars().count() > CODE + 4 || text.chars().any(char::is_control) {
        return Err(Problem::not_found());
    }
    if let Some(bin) = code::bin_in(text) {
        return in_bin(press, query.site, bin).await;
    }
    let Some(product) = products::store::find_by_code(conn, text).await?.filter(|product| !product.archived) else {
        return in_bin(press, query.site, text).await;
    };
    let article = store::article(conn, query.site, product.id).await?.map(ScannedArticle::from);
    Ok(Scanned { article, bin: None })
}

async fn in_bin(press: &Press, site: SiteId, bin: &str) -> Result<Scanned, Problem> {
    let there = store::in_bin(press.context.db.reader(), site, bin, MOST_IN_BIN).await?;
    if there.is_empty() {
        return Err(Problem::not_found());
    }
    let articles = there.into_iter().map(ScannedArticle::from).collect();
    Ok(Scanned { article: None, bin: Some(ScannedBin { bin: bin.to_owned(), articles }) })
}

impl From<There> for ScannedArticle {
    fn from(there: There) -> Self {
        let There { id, sku, name, unit, tracked, on_hand, reserved, bin } = there;
        Self { id, sku, name, unit, tracked, on_hand, available: on_hand - reserved, bin }
    }
}
