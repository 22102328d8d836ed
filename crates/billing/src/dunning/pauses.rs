//! Who is left alone: `GET`, `POST /dunning-pauses`, and `POST /dunning-pauses/{id}/end`

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{INVOICE_READ, InvoiceId, PAYMENT_TAKE};
use contracts::customers::CustomerId;
use contracts::identity::{SiteCard, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IdempotencyKey, Json, Path, Query};
use kernel::idempotency::{Claim, Repeatable};
use kernel::paging::{Page, PageQuery};
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId, Tx, text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::propose::{Place, alone, propose};
use super::settings::{Mode, Model as Settings};
use super::store;
use super::tables::pauses;
use crate::invoices::invoice::local_day;
use crate::invoices::store::find;
use crate::invoices::view::customer;
use crate::once::{Begun, begin};
use crate::series::zone;
use crate::{Billing, MODULE};

/// A customer who is not written to at a site, or an invoice that is disputed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DunningPause)]
pub struct PauseView {
    pub id: Uuid,
    pub site_id: SiteId,
    /// One of the two.
    pub customer_id: Option<CustomerId>,
    pub invoice_id: Option<InvoiceId>,
    /// The customer's name, or the invoice's number.
    pub label: String,
    /// The last day; null until somebody ends it.
    pub until: Option<NaiveDate>,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
    /// end
    pub actions: Vec<String>,
}

impl PauseView {
    fn of(row: pauses::Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("end", PAYMENT_TAKE)]).into_iter().map(str::to_owned).collect();
        let pauses::Model { id, site_id, customer_id, invoice_id, label, until, reason, by_name, at } = row;
        Self { id, site_id, customer_id, invoice_id, label, until, reason, by: by_name, at, actions }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PausesQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(value_type = Option<String>, format = Uuid)]
    customer: Option<CustomerId>,
    #[param(value_type = Option<String>, format = Uuid)]
    invoice: Option<InvoiceId>,
}

/// Who is left alone today, and which invoices are disputed, newest first. Permission: `invoice.read`.
#[utoipa::path(get, path = "/dunning-pauses", tag = "billing", operation_id = "list_dunning_pauses", security(("bearer" = [])),
    params(PausesQuery, PageQuery), responses((status = 200, body = Page<PauseView>)))]
pub async fn list_dunning_pauses(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<PausesQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Answer<Page<PauseView>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let PausesQuery { customer, invoice, .. } = asked;
    let filter = store::PauseFilter { sites, customer, invoice, before: paging.cursor()?, limit: limit + 1 };
    let today = billing.context.clock.now().date_naive();
    let rows = store::pauses(billing.context.db.reader(), &filter, today).await?;
    Ok(Answer(Page::cut(rows, limit, |row| row.id).map(|row| PauseView::of(row, &actor))))
}

/// Who is to be left alone: a customer or an invoice.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseDunning {
    #[garde(skip)]
    pub site_id: SiteId,
    #[serde(default)]
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    /// Unpaid at the site.
    #[serde(default)]
    #[garde(skip)]
    pub invoice_id: Option<InvoiceId>,
    /// The last day; until somebody ends it when left out.
    #[serde(default)]
    #[garde(skip)]
    pub until: Option<NaiveDate>,
    #[garde(custom(text::filled_line(300)))]
    #[schema(max_length = 300, format = "filled-line")]
    pub reason: String,
}

/// Leaves a customer or an invoice alone: what is proposed for them goes at once. It takes the place of an earlier pause of theirs.
///
/// `Idempotency-Key` is required. Refused with `one-of-both` unless one of customer and invoice is named, `unknown` beside who is not known at
/// the site, and `in-past` beside a day that is over. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/dunning-pauses", operation_id = "pause_dunning", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = PauseDunning, responses((status = 201, body = PauseView))
)]
pub async fn pause_dunning(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<PauseDunning>,
) -> Result<Repeatable<Answer<PauseView>>, Problem> {
    let (replayed, view) = pause(&billing, &actor, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: Answer(view) })
}

async fn pause(billing: &Billing, actor: &Actor, key: IdempotencyKey, body: PauseDunning) -> Result<(bool, PauseView), Problem> {
    let clock = billing.context.clock.as_ref();
    actor.permit(PAYMENT_TAKE, body.site_id)?;
    let card = site(billing.sites.as_ref(), body.site_id).await?;
    let label = label(billing, &body).await?;
    if body.until.is_some_and(|until| zone(&card).is_ok_and(|zone| until < local_day(clock.now(), zone))) {
        return Err(Problem::field("/until", "in-past", "the day is over"));
    }
    let asked = (PAYMENT_TAKE, body.site_id);
    let (mut tx, claim) = match begin(&billing.context, actor, "pause_dunning", asked, (key, &body)).await? {
        Begun::Answered(view) => return Ok((true, view)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let row = pauses::Model {
        id: Uuid::now_v7(),
        site_id: body.site_id,
        customer_id: body.customer_id,
        invoice_id: body.invoice_id,
        label,
        until: body.until,
        reason: body.reason.trim().to_owned(),
        by_name: actor.name.clone(),
        at: clock.now(),
    };
    alone(&tx, &card, 0).await?;
    store::put_pause(&tx, &row).await?;
    let view = PauseView::of(row, actor);
    tell(&tx, "dunning.pause", (None, Some(&view)), (billing, actor)).await?;
    again(&mut tx, (billing, actor), &card).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

/// The name of who is left alone.
async fn label(billing: &Billing, body: &PauseDunning) -> Result<String, Problem> {
    let unknown = |beside: &str| Problem::field(beside, "unknown", "there is none such at this site");
    match (body.customer_id, body.invoice_id) {
        (Some(id), None) => Ok(customer(billing, id).await?.ok_or_else(|| unknown("/customer_id"))?.name),
        (None, Some(id)) => {
            let invoice = find(billing.context.db.reader(), id).await?.filter(|invoice| invoice.site_id == body.site_id);
            invoice.and_then(|invoice| invoice.snapshot().number).ok_or_else(|| unknown("/invoice_id"))
        }
        _ => Err(Problem::field("/customer_id", "one-of-both", "name a customer or an invoice")),
    }
}

/// Ending takes no choices.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPause {}

/// Writes to them again: what is due for a step is proposed at once. Permission: `payment.take`.
#[utoipa::path(post, path = "/dunning-pauses/{pause_id}/end", operation_id = "end_dunning_pause", tag = "billing",
    params(("pause_id" = Uuid, Path)), request_body = EndPause, responses((status = 204)), security(("bearer" = [])))]
pub async fn end_dunning_pause(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(EndPause {}): Json<EndPause>,
) -> Result<StatusCode, Problem> {
    let row = store::find_pause(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_TAKE, row.site_id)?;
    let card = site(billing.sites.as_ref(), row.site_id).await?;
    let mut tx = billing.context.db.begin().await?;
    alone(&tx, &card, 0).await?;
    if !store::end_pause(&tx, id).await? {
        return Err(Problem::not_found());
    }
    let view = PauseView::of(row, &actor);
    tell(&tx, "dunning.resume", (Some(&view), None), (&billing, &actor)).await?;
    again(&mut tx, (&billing, &actor), &card).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn tell(
    tx: &Tx,
    action: &str,
    (before, after): (Option<&PauseView>, Option<&PauseView>),
    (billing, actor): (&Billing, &Actor),
) -> Result<(), Problem> {
    let Some(view) = after.or(before) else { return Ok(()) };
    let change = Change { action, entity: "dunning_pause", id: view.id, label: &view.label, site: Some(view.site_id) };
    Ok(audit::record(tx, MODULE, change, (before, after), actor, billing.context.clock.as_ref()).await?)
}

/// Where letters are proposed, they are proposed anew.
async fn again(tx: &mut Tx, (billing, actor): (&Billing, &Actor), site: &SiteCard) -> Result<(), Problem> {
    let settings: Settings = of(&**tx, site.id).await?;
    if settings.mode == Mode::Propose {
        propose(tx, Place { site, settings: &settings, actor, clock: billing.context.clock.as_ref() }).await?;
    }
    Ok(())
}
