//! GET /loyalty/{customer}

use axum::Json;
use axum::extract::State;
use chrono::Months;
use contracts::billing::{INVOICE_READ, LOYALTY_MANAGE};
use contracts::customers::CustomerId;
use contracts::identity::site;
use kernel::http::{Caller, Path, Query};
use kernel::site_settings::of;
use kernel::{Actor, Amount, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::points::{Levels, standing};
use super::refer::is_new;
use super::referral::referrer;
use super::referrals::{brought, of_customer};
use super::settings::Model as Settings;
use super::store::{self, Account};
use super::tables::referrals;
use crate::Billing;
use crate::invoices::view::customer;

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LoyaltyQuery {
    #[param(value_type = String, format = Uuid)]
    pub site: SiteId,
}

/// A customer's points at a site.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CustomerLoyalty {
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    /// Points are earned and used here.
    pub is_on: bool,
    /// Points; below zero where what was used was not theirs in the end.
    pub balance: i64,
    /// What may be used now: nothing below the least number.
    pub usable: i64,
    pub least: i64,
    /// Of a point, in minor units.
    pub worth: Amount,
    /// Of what may be used now.
    pub amount: Amount,
    pub currency: String,
    pub standing: Levels,
    /// Until points expire; 0 for never.
    pub months: i64,
    /// Points for a new customer whom another brought, and as many for who brought them; 0 for none.
    pub referral: i64,
    /// Who brought them here.
    pub referrer: Option<Referrer>,
    /// How many they brought who paid a first invoice.
    pub brought: i64,
    /// grant, refer
    pub actions: Vec<String>,
}

/// Who brought a customer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LoyaltyReferrer)]
pub struct Referrer {
    pub customer_id: CustomerId,
    /// What each of the two has of it; 0 before the first invoice is paid.
    pub points: i64,
}

impl From<referrals::Model> for Referrer {
    fn from(row: referrals::Model) -> Self {
        Self { customer_id: row.by_customer, points: row.points }
    }
}

/// What a customer has of points at a site, and which level. Permission: `invoice.read`.
#[utoipa::path(get, path = "/loyalty/{customer_id}", tag = "billing", operation_id = "get_customer_loyalty", security(("bearer" = [])),
    params(("customer_id" = CustomerId, Path), LoyaltyQuery), responses((status = 200, body = CustomerLoyalty)))]
pub async fn get_loyalty(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Query(LoyaltyQuery { site: at }): Query<LoyaltyQuery>,
) -> Result<Json<CustomerLoyalty>, Problem> {
    actor.permit(INVOICE_READ, at)?;
    customer(&billing, id).await?.ok_or_else(Problem::not_found)?;
    let site = site(billing.sites.as_ref(), at).await?;
    let account = Account { customer: id, site: at, currency: site.currency };
    let instant = billing.context.db.snapshot().await?;
    shown(&instant, account, billing.context.clock.now(), &actor).await.map(Json)
}

/// As it stands now: what expired by now is gone, written down or not.
pub async fn shown<C: ConnectionTrait>(
    conn: &C,
    account: Account,
    now: chrono::DateTime<chrono::Utc>,
    actor: &Actor,
) -> Result<CustomerLoyalty, Problem> {
    let settings: Settings = of(conn, account.site).await?;
    let expired = match store::expiry(now, settings.months) {
        Some(limit) if settings.is_on => store::sums(conn, &account, limit).await?.expired(),
        _ => 0,
    };
    let balance = store::balance(conn, &account).await? - expired;
    let usable = if settings.is_on && balance >= settings.least { balance.max(0) } else { 0 };
    let year = now.checked_sub_months(Months::new(12)).unwrap_or(now);
    let earned = store::earned_since(conn, &account, year).await?;
    let rows = of_customer(conn, account.customer, account.site).await?;
    let is_new = is_new(conn, &account, &rows).await?;
    let may = [("grant", LOYALTY_MANAGE), ("refer", LOYALTY_MANAGE)];
    let may = if is_new { &may[..] } else { &may[..1] };
    let actions = actor.allowed(account.site, may).into_iter().map(str::to_owned).collect();
    let brought = brought(conn, account.customer, account.site).await?;
    Ok(CustomerLoyalty {
        site_id: account.site,
        customer_id: account.customer,
        is_on: settings.is_on,
        balance,
        usable,
        least: settings.least,
        worth: settings.worth,
        amount: Amount(usable.saturating_mul(settings.worth.0)),
        currency: account.currency,
        standing: standing(&settings.levels()?, earned),
        months: settings.months,
        referral: settings.referral,
        referrer: referrer(rows).map(Referrer::from),
        brought,
        actions,
    })
}
