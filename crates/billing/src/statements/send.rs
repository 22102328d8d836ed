//! POST /statements

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{Days, Months, NaiveDate};
use contracts::billing::{PAYMENT_TAKE, StatementAsked};
use contracts::customers::CustomerId;
use contracts::identity;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Problem, SiteId, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::invoices::invoice::local_day;
use crate::series::zone;
use crate::{Billing, MODULE};

/// How many customers are written to at once, and how many are named.
const MOST: u64 = 2_000;
const MOST_NAMED: usize = 500;

/// Who is sent a statement.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendStatements {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Whoever owes something that fell due more than so many days ago.
    #[garde(range(max = 3650))]
    #[schema(maximum = 3650)]
    pub overdue_days: u32,
    /// Of these customers alone; all of them when left out.
    #[serde(default)]
    #[garde(custom(at_most))]
    #[schema(max_items = 500)]
    pub customers: Option<Vec<CustomerId>>,
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
fn at_most(customers: &Option<Vec<CustomerId>>, (): &()) -> garde::Result {
    match customers {
        Some(customers) if customers.len() > MOST_NAMED => Err(garde::Error::new(format!("at most {MOST_NAMED} customers"))),
        _ => Ok(()),
    }
}

/// What is under way.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct StatementsSent {
    /// Customers who are written to; nobody twice on a day.
    pub customers: i64,
    /// What they owe that is late, in minor units.
    pub due: Amount,
    pub currency: String,
    /// The days of the statement.
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// Sends a statement of the last three months to whoever owes something for longer than so many days: a message each, with the PDF.
///
/// `Idempotency-Key` is required: the same key sends once, and nobody gets two on one day. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/statements", operation_id = "send_statements", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = SendStatements, responses((status = 201, body = StatementsSent))
)]
pub async fn send_statements(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<SendStatements>,
) -> Result<Repeatable<axum::Json<StatementsSent>>, Problem> {
    let (replayed, sent) = send(&billing, &actor, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(sent) })
}

async fn send(billing: &Billing, actor: &Actor, key: IdempotencyKey, body: SendStatements) -> Result<(bool, StatementsSent), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    actor.permit(PAYMENT_TAKE, body.site_id)?;
    let claim = Claim::new(actor, "send_statements", key.required()?.0.as_deref(), &body)?;
    if let Some(sent) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, sent));
    }
    let site = identity::site(billing.sites.as_ref(), body.site_id).await?;
    let until = local_day(clock.now(), zone(&site)?);
    let from = until.checked_sub_months(Months::new(3)).unwrap_or(until);
    let before = until.checked_sub_days(Days::new(u64::from(body.overdue_days))).unwrap_or(until);

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let mut late = store::late(&*tx, &site, before, MOST).await?;
    if let Some(named) = &body.customers {
        late.retain(|late| named.contains(&late.customer_id));
    }
    for owing in &late {
        let (customer_id, site_id, currency, due) = (owing.customer_id, site.id, site.currency.clone(), owing.due);
        outbox::append(&mut tx, MODULE, &StatementAsked { customer_id, site_id, from, until, due, currency }, actor, clock).await?;
    }
    let customers = i64::try_from(late.len()).unwrap_or(i64::MAX);
    let due = late.iter().map(|late| late.due).sum();
    let sent = StatementsSent { customers, due, currency: site.currency, from, until };
    let change = Change { action: "statements.send", entity: "site", id: site.id.0, label: &site.name, site: Some(site.id) };
    audit::record(&tx, MODULE, change, (None::<&StatementsSent>, Some(&sent)), actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &sent).await?;
    tx.commit().await?;
    Ok((false, sent))
}
