//! What a site promises. `GET`, `PUT /loyalty-settings/{site}`.

use axum::extract::State;
use contracts::billing::INVOICE_READ;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Actor, Amount, Problem, SiteId, text};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::Error;
use crate::invoices::pay::{not_negative, positive};
use crate::{Billing, MODULE};

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_loyalty_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub is_on: bool,
    pub per_visit: i64,
    pub amount_per_point: Amount,
    pub worth: Amount,
    pub least: i64,
    pub months: i64,
    pub referral: i64,
    /// In JSON, the first that is reached before the next.
    pub levels: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    /// Nothing is earned. What waits to be switched on gives back about one part in a hundred.
    fn usual(site_id: SiteId) -> Self {
        let (amount_per_point, worth) = (Amount(1_000), Amount(10));
        Self {
            site_id,
            is_on: false,
            per_visit: 10,
            amount_per_point,
            worth,
            least: 100,
            months: 24,
            referral: 0,
            levels: "[]".into(),
            version: 0,
        }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn levels(&self) -> Result<Vec<LoyaltyLevel>, Problem> {
        serde_json::from_str(&self.levels).map_err(|error| Problem::internal(&error))
    }
}

/// Whoever earned so much in twelve months earns more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoyaltyLevel {
    /// At most 40 characters.
    #[garde(custom(text::filled_line(40)))]
    #[schema(max_length = 40, format = "filled-line")]
    pub name: String,
    /// Points earned in the last twelve months.
    #[garde(range(min = 1, max = 1_000_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    pub from: i64,
    /// In hundredths of what is earned otherwise.
    #[garde(range(min = 0, max = 500))]
    #[schema(minimum = 0, maximum = 500)]
    pub bonus: i64,
}

/// What a site's customers are to earn.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLoyalty {
    #[garde(skip)]
    pub is_on: bool,
    /// Points for each visit.
    #[garde(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub per_visit: i64,
    /// What of the net, in minor units, earns a point; 0 where it earns none.
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub amount_per_point: Amount,
    /// What a point pays, in minor units.
    #[garde(custom(positive))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub worth: Amount,
    /// Fewer points are not used at once.
    #[garde(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub least: i64,
    /// Until points expire; 0 for never.
    #[garde(range(min = 0, max = 120))]
    #[schema(minimum = 0, maximum = 120)]
    pub months: i64,
    /// Points for a new customer whom another brought, and as many for who brought them, when the first invoice is paid; 0 for none.
    #[garde(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub referral: i64,
    /// Each asks for more than the one before.
    #[garde(length(max = 3), dive)]
    #[schema(max_items = 3)]
    pub levels: Vec<LoyaltyLevel>,
}

/// What a site's customers earn.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LoyaltySettings {
    pub is_on: bool,
    pub per_visit: i64,
    /// What of the net, in minor units, earns a point; 0 where it earns none.
    pub amount_per_point: Amount,
    /// What a point pays, in minor units.
    pub worth: Amount,
    pub least: i64,
    /// Until points expire; 0 for never.
    pub months: i64,
    /// Points for a new customer whom another brought, and as many for who brought them; 0 for none.
    pub referral: i64,
    pub levels: Vec<LoyaltyLevel>,
    pub currency: String,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

/// What a site's customers earn, and what points are worth. Permission: `invoice.read`.
#[utoipa::path(get, path = "/loyalty-settings/{site_id}", tag = "billing", operation_id = "get_loyalty_settings", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = LoyaltySettings)))]
pub async fn get_loyalty_settings(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<LoyaltySettings>, Problem> {
    actor.permit(INVOICE_READ, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    shown(&of(billing.context.db.reader(), id).await?, card.currency, &actor)
}

/// Says what a site's customers earn from now on; what is earned stays. Refused beside a level that does not ask for more than the one before
/// with `levels-in-order`. Permission: `site.update`.
#[utoipa::path(put, path = "/loyalty-settings/{site_id}", tag = "billing", operation_id = "set_loyalty_settings", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetLoyalty,
    responses((status = 200, body = LoyaltySettings)))]
pub async fn set_loyalty_settings(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetLoyalty>,
) -> Result<Versioned<LoyaltySettings>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    if let Some(at) = (1..body.levels.len()).find(|at| body.levels[*at].from <= body.levels[at - 1].from) {
        return Err(Error::LevelsInOrder { at }.into());
    }
    let (tx, clock) = (billing.context.db.begin().await?, billing.context.clock.as_ref());
    let before: Model = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let mut row = chosen(&before, &body)?;
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "loyalty_settings.set", entity: "loyalty_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    shown(&row, card.currency, &actor)
}

fn chosen(before: &Model, body: &SetLoyalty) -> Result<Model, Problem> {
    let named = |level: &LoyaltyLevel| LoyaltyLevel { name: level.name.trim().to_owned(), ..level.clone() };
    let levels: Vec<_> = body.levels.iter().map(named).collect();
    let SetLoyalty { is_on, per_visit, amount_per_point, worth, least, months, referral, .. } = *body;
    let levels = serde_json::to_string(&levels).map_err(|error| Problem::internal(&error))?;
    Ok(Model { is_on, per_visit, amount_per_point, worth, least, months, referral, levels, ..before.clone() })
}

fn shown(row: &Model, currency: String, actor: &Actor) -> Result<Versioned<LoyaltySettings>, Problem> {
    let actions = actor.allowed(row.site_id, &[("update", SITE_UPDATE)]).into_iter().map(str::to_owned).collect();
    let Model { is_on, per_visit, amount_per_point, worth, least, months, referral, version, .. } = *row;
    let levels = row.levels()?;
    let view = LoyaltySettings { is_on, per_visit, amount_per_point, worth, least, months, referral, levels, currency, version, actions };
    Ok(Versioned(version, view))
}
