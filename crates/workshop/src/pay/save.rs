//! Says what a person earns from a day on.

use std::sync::Arc;

use axum::extract::State;
use chrono::{Datelike, NaiveDate};
use contracts::identity::UserId;
use contracts::workshop::{PAY_WRITE, PayTermsId};
use garde::Validate;
use kernel::http::{Json, Versioned};
use kernel::problem::is_unique_violation;
use kernel::{Amount, BasisPoints, Problem, SiteId, audit};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use super::terms::{Terms, TermsView, Told};
use crate::work_orders::command::Asked;
use crate::work_orders::input::{amounts, rates};
use crate::{MODULE, Workshop, time};

/// What is left out or nothing is not paid.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePayTerms {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Works at the site.
    #[garde(skip)]
    pub user_id: UserId,
    /// The first day, between the years 2000 and 2999; what is there from that day on is replaced.
    #[garde(skip)]
    pub from_on: NaiveDate,
    /// Per attended hour, in minor units of the site's currency.
    #[serde(default)]
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub hourly: Amount,
    /// Per sold hour.
    #[serde(default)]
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub flat_rate: Amount,
    /// Of what the person's labour asks without VAT, in basis points.
    #[serde(default)]
    #[garde(custom(rates()))]
    #[schema(value_type = i32, minimum = 0, maximum = 10_000)]
    pub labour_share: BasisPoints,
    /// Of what the parts of the person's jobs ask without VAT.
    #[serde(default)]
    #[garde(custom(rates()))]
    #[schema(value_type = i32, minimum = 0, maximum = 10_000)]
    pub parts_share: BasisPoints,
    /// A comeback for workmanship takes the hours of its jobs back.
    #[serde(default)]
    #[garde(skip)]
    pub back_flag: bool,
}

/// Says what a person earns at a site from a day on, until the person's next terms begin. Permission: `pay.write` at the site.
#[utoipa::path(put, path = "/pay-terms", tag = MODULE, operation_id = "save_pay_terms", security(("bearer" = [])),
    params(("If-Match" = Option<String>, Header)), request_body = SavePayTerms, responses((status = 200, body = TermsView)))]
pub async fn save_pay_terms(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<SavePayTerms>,
) -> Result<Versioned<TermsView>, Problem> {
    let (actor, clock) = (asked.actor.clone(), workshop.context.clock.as_ref());
    actor.permit(PAY_WRITE, input.site_id)?;
    if !(2000..=2999).contains(&input.from_on.year()) {
        return Err(Problem::field("/from_on", "out-of-range", "it is between the years 2000 and 2999"));
    }
    let name = name_of(&workshop, &input).await?;
    let mut tx = workshop.context.db.begin().await?;
    let before = store::lock_day(&tx, input.site_id, input.user_id, input.from_on).await?;
    let version = before.as_ref().map_or(0, |row| row.version);
    asked.if_match.check(version)?;
    let row = terms(&input, name, before.as_ref().map(|row| row.id), version + 1);
    store::save(&tx, row.clone()).await.map_err(taken)?;
    let told = (before.as_ref().map(Told::from), Told::from(&row));
    let change =
        audit::Change { action: "pay_terms.saved", entity: "pay_terms", id: row.id.0, label: &row.user_name, site: Some(row.site_id) };
    audit::record(&tx, MODULE, change, (told.0.as_ref(), Some(&told.1)), &actor, clock).await?;
    time::retell(&mut tx, row.site_id, row.user_id, row.from_on, &actor, clock).await?;
    tx.commit().await?;
    Ok(Versioned(row.version, TermsView::new(row, &actor)))
}

fn terms(input: &SavePayTerms, user_name: String, id: Option<PayTermsId>, version: i64) -> Terms {
    let SavePayTerms { site_id, user_id, from_on, hourly, flat_rate, labour_share, parts_share, back_flag } = *input;
    let id = id.unwrap_or_else(PayTermsId::new);
    Terms { id, site_id, user_id, user_name, from_on, hourly, flat_rate, labour_share, parts_share, back_flag, version }
}

async fn name_of(workshop: &Workshop, input: &SavePayTerms) -> Result<String, Problem> {
    let cards = workshop.staff.cards(&[input.user_id]).await?;
    let card = cards.into_iter().next().ok_or_else(|| Problem::field("/user_id", "unknown", "nobody has this id"))?;
    let is_here = card.sites.contains(&input.site_id);
    if is_here { Ok(card.name) } else { Err(Problem::field("/user_id", "elsewhere", "does not work at this site")) }
}

/// Somebody else wrote terms from that day on at the same moment.
fn taken(error: DbErr) -> Problem {
    if is_unique_violation(&error) { Problem::stale() } else { error.into() }
}
