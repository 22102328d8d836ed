//! PUT /loyalty/{customer}/referrer

use axum::Json as Answer;
use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::LOYALTY_MANAGE;
use contracts::customers::CustomerId;
use contracts::identity::site;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, SiteId, Tx};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::Error;
use super::get::{CustomerLoyalty, shown};
use super::referral::referrer;
use super::referrals;
use super::store::{self, Account};
use super::tables::referrals::Model;
use crate::invoices::view::customer;
use crate::{Billing, MODULE};

/// Who brought a customer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetReferrer {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Null for nobody.
    #[garde(skip)]
    pub by_customer: Option<CustomerId>,
}

/// Says who brought a new customer to a site: both get what the site promises when the first invoice is paid. Refused beside the customer with
/// `brings-himself`, with `bring-each-other`, and with `earned-before` once a paid invoice earned points. Permission: `loyalty.manage`.
#[utoipa::path(
    put, path = "/loyalty/{customer_id}/referrer", operation_id = "set_referrer", tag = "billing", security(("bearer" = [])),
    params(("customer_id" = CustomerId, Path)), request_body = SetReferrer, responses((status = 200, body = CustomerLoyalty))
)]
pub async fn set_referrer(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Json(body): Json<SetReferrer>,
) -> Result<Answer<CustomerLoyalty>, Problem> {
    let clock = billing.context.clock.as_ref();
    actor.permit(LOYALTY_MANAGE, body.site_id)?;
    let site = site(billing.sites.as_ref(), body.site_id).await?;
    let card = customer(&billing, id).await?.ok_or_else(Problem::not_found)?;
    if let Some(by) = body.by_customer {
        known(&billing, id, by).await?;
    }
    let account = Account { customer: card.id, site: site.id, currency: site.currency };
    let tx = billing.context.db.begin().await?;
    let (_, rows) = referrals::lock(&tx, &account, body.by_customer).await?;
    let before = referrer(rows.clone()).map(|row| row.by_customer);
    if before != body.by_customer {
        if !is_new(&*tx, &account, &rows).await? {
            return Err(Error::EarnedBefore.into());
        }
        bring(&tx, &account, body.by_customer, (&actor, clock.now())).await?;
        let was = SetReferrer { site_id: site.id, by_customer: before };
        let change = Change { action: "loyalty.refer", entity: "customer", id: id.0, label: &card.name, site: Some(site.id) };
        audit::record(&tx, MODULE, change, (Some(&was), Some(&body)), &actor, clock).await?;
    }
    let view = shown(&*tx, account, clock.now(), &actor).await?;
    tx.commit().await?;
    Ok(Answer(view))
}

/// Whether no invoice of a customer earned yet: one that is credited whole did not.
pub async fn is_new<C: ConnectionTrait>(conn: &C, account: &Account, rows: &[Model]) -> Result<bool, Problem> {
    let earned = store::earned_since(conn, account, DateTime::UNIX_EPOCH).await?;
    Ok(earned <= 0 && rows.iter().all(|row| row.points == 0))
}

/// Another customer who is there.
async fn known(billing: &Billing, id: CustomerId, by: CustomerId) -> Result<(), Problem> {
    if by == id {
        return Err(Error::BringsHimself.into());
    }
    let card = customer(billing, by).await?;
    card.map(drop).ok_or_else(|| Problem::field("/by_customer", "unknown", "there is no such customer"))
}

/// This one brought the customer, and nobody else; both accounts are locked.
async fn bring(tx: &Tx, account: &Account, by: Option<CustomerId>, (actor, at): (&Actor, DateTime<Utc>)) -> Result<(), Problem> {
    let Account { customer, site, .. } = *account;
    referrals::delete(tx, customer, site).await?;
    let Some(by_customer) = by else { return Ok(()) };
    let theirs = referrals::of_customer(&**tx, by_customer, site).await?;
    if theirs.iter().any(|row| row.by_customer == customer) {
        return Err(Error::BringEachOther.into());
    }
    let (id, by_name) = (Uuid::now_v7(), actor.name.clone());
    let row = Model { id, customer_id: customer, site_id: site, by_customer, invoice_id: None, promised: 0, points: 0, by_name, at };
    Ok(referrals::insert(tx, row).await?)
}
