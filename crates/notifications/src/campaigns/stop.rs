//! `GET` and `POST /public/promotions/{code}`: who was written to wants no more offers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::site;
use contracts::notifications::OffersRefused;
use kernel::http::{Json, Path};
use kernel::{Actor, Problem, outbox};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::recipient::Recipient;
use super::{Campaigns, store};
use crate::MODULE;

/// What is no code of ours is looked for nowhere.
const LONGEST: usize = 32;

/// Whose offers they are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OffersPage {
    pub garage: String,
    /// E.164.
    pub phone: String,
    /// No offers go out to this person any more.
    pub stopped: bool,
}

/// Whose offers a message belongs to, and whether they go on. Permission: none, the code of the message shows it; 404 for one that there is not.
#[utoipa::path(get, path = "/public/promotions/{code}", tag = "notifications", operation_id = "read_offers_page", security(()),
    params(("code" = String, Path, max_length = 64)),
    responses((status = 200, body = OffersPage), (status = 429, description = "Too many")))]
pub async fn read_offers_page(State(it): State<Arc<Campaigns>>, Path(code): Path<String>) -> Result<Json<OffersPage>, Problem> {
    let row = it.recipient(&code).await?;
    Ok(Json(it.offers_page(&row).await?))
}

/// Takes the consent to offers back, by all ways, as the person of a message asks; messages about their visits go on. A mail program does it with
/// one click (RFC 8058). Again, it does nothing. Permission: none, the code of the message shows it; 404 for one that there is not.
#[utoipa::path(post, path = "/public/promotions/{code}", tag = "notifications", operation_id = "stop_offers", security(()),
    params(("code" = String, Path, max_length = 64)), responses((status = 204), (status = 429, description = "Too many")))]
pub async fn stop_offers(State(it): State<Arc<Campaigns>>, Path(code): Path<String>) -> Result<StatusCode, Problem> {
    let row = it.recipient(&code).await?;
    let told = OffersRefused { id: Uuid::now_v7(), site_id: row.site_id, customer_id: row.customer_id };
    let mut tx = it.context.db.begin().await?;
    outbox::append(&mut tx, MODULE, &told, &Actor::system(), it.context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Campaigns {
    async fn recipient(&self, code: &str) -> Result<Recipient, Problem> {
        self.strangers.knock(self.context.clock.now()).await?;
        if code.len() > LONGEST || !code.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
            return Err(Problem::not_found());
        }
        let found = store::by_code(self.context.db.reader(), code).await?.ok_or_else(Problem::not_found)?;
        self.strangers.was_right().await;
        Ok(found)
    }

    async fn offers_page(&self, row: &Recipient) -> Result<OffersPage, Problem> {
        let card = site(self.sites.as_ref(), row.site_id).await?;
        let agrees = self.agrees(&[row.customer_id]).await?;
        let stopped = agrees.values().all(Vec::is_empty);
        Ok(OffersPage { garage: card.name, phone: card.phone, stopped })
    }
}
