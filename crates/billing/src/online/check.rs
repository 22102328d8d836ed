//! `POST /public/pay/{token}/check`

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::State;
use chrono::TimeDelta;
use kernel::Problem;
use kernel::http::{Json, Path};

use super::checkout::State as CheckoutState;
use super::link::Nothing;
use super::links::visited;
use super::page::{PayPage, page};
use super::provider::SILENT;
use super::settle::settle;
use super::{Online, store};
use crate::invoices::store as invoices;

/// A page that asks again and again has the provider asked this often.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(2);

/// Asks the provider what became of the payment that was begun last, and answers how the invoice stands then. For who came back from paying:
/// that they came back proves nothing. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(post, path = "/public/pay/{token}/check", tag = "billing", operation_id = "check_payment", security(()),
    params(("token" = String, Path, max_length = 64)), request_body = Nothing,
    responses((status = 200, body = PayPage), (status = 429, description = "Too many")))]
pub async fn check_payment(
    State(online): State<Arc<Online>>,
    Path(token): Path<String>,
    _body: Json<Nothing>,
) -> Result<Answer<PayPage>, Problem> {
    let link = visited(&online, &token).await?;
    let (reader, now) = (online.context().db.reader(), online.context().clock.now());
    let newest = store::newest_of(reader, link.invoice_id).await?.filter(|checkout| checkout.state == CheckoutState::Open);
    if let Some(open) = newest.filter(|open| open.asked_at == open.created_at || now - open.asked_at >= AGAIN_AFTER) {
        online.budgets.call(link.id, now).await?;
        match settle(&online, &open, None).await {
            // The page says that it waits, and asks again.
            Err(problem) if problem.code == SILENT => {}
            done => done?,
        }
    }
    let invoice = invoices::find(reader, link.invoice_id).await?.ok_or_else(Problem::not_found)?;
    page(&online, &invoice).await.map(Answer)
}
