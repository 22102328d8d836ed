//! What a site's estimates are like: for how long they hold, and whether approving by a link takes a signature, and an intake sheet one
//! that is drawn (PRODUCT F10), and how a deposit is paid (F11).

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use contracts::workshop::WORK_ORDER_READ;
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::text::{filled, prose};
use kernel::{Problem, SiteId, audit, audit::Change};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::store;
use super::tables::settings;
use crate::deposits::UsualDeposit;
use crate::{MODULE, Workshop};

/// For how long an estimate holds at a site that did not say.
const USUAL_DAYS: i64 = 14;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EstimateSettings {
    /// For how many days the customer may decide, where nothing else is chosen when sending.
    #[garde(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    pub valid_days: i64,
    /// Who approves by a link signs.
    #[garde(skip)]
    pub signature_required: bool,
    /// An intake sheet is signed on the screen, and not on paper alone.
    #[serde(default)]
    #[garde(skip)]
    pub intake_signature_required: bool,
    /// How a deposit is paid, in the site's words, for who approved an estimate that asks for one.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(custom(prose(500)))]
    #[schema(max_length = 500, format = "prose")]
    pub deposit_words: Option<String>,
    /// What the first estimate of an order asks ahead, where nothing else is chosen when sending; left out, none does.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[garde(dive)]
    #[schema(nullable = false)]
    pub deposit: Option<UsualDeposit>,
}

/// Null says nothing: who asks for none leaves it out.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<UsualDeposit>, D::Error> {
    UsualDeposit::deserialize(deserializer).map(Some)
}

impl From<Option<settings::Model>> for EstimateSettings {
    fn from(row: Option<settings::Model>) -> Self {
        match row {
            Some(row) => Self {
                deposit: usual_of(&row),
                valid_days: row.valid_days,
                signature_required: row.signature_required,
                intake_signature_required: row.intake_signature_required,
                deposit_words: row.deposit_words,
            },
            None => Self {
                valid_days: USUAL_DAYS,
                signature_required: false,
                intake_signature_required: false,
                deposit_words: None,
                deposit: None,
            },
        }
    }
}

fn usual_of(row: &settings::Model) -> Option<UsualDeposit> {
    let settings::Model { deposit_share: share, deposit_amount: amount, deposit_from: from, .. } = *row;
    (share.is_some() || amount.is_some()).then_some(UsualDeposit { share, amount, from })
}

fn row_of(site_id: SiteId, settings: EstimateSettings) -> settings::Model {
    let EstimateSettings { valid_days, signature_required, intake_signature_required, deposit_words, deposit } = settings;
    settings::Model {
        site_id,
        valid_days,
        signature_required,
        intake_signature_required,
        deposit_words,
        deposit_share: deposit.as_ref().and_then(|usual| usual.share),
        deposit_amount: deposit.as_ref().and_then(|usual| usual.amount),
        deposit_from: deposit.and_then(|usual| usual.from),
    }
}

/// What a site's estimates are like. Permission: `work_order.read`.
#[utoipa::path(get, path = "/estimate-settings/{site_id}", tag = MODULE, operation_id = "get_estimate_settings", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = EstimateSettings)))]
pub async fn get_estimate_settings(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Json<EstimateSettings>, Problem> {
    actor.permit(WORK_ORDER_READ, id)?;
    Ok(Json(store::settings(workshop.context.db.reader(), id).await?.into()))
}

/// Says what a site's estimates are like from now on; those that were sent stay as they are. Permission: `site.update`.
#[utoipa::path(put, path = "/estimate-settings/{site_id}", tag = MODULE, operation_id = "set_estimate_settings", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), request_body = EstimateSettings, responses((status = 200, body = EstimateSettings)))]
pub async fn set_estimate_settings(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Json(body): Json<EstimateSettings>,
) -> Result<Json<EstimateSettings>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    body.deposit.as_ref().map_or(Ok(()), UsualDeposit::check)?;
    let body = EstimateSettings { deposit_words: filled(body.deposit_words), ..body };
    let card = site(workshop.sites.as_ref(), id).await?;
    let (tx, clock) = (workshop.context.db.begin().await?, workshop.context.clock.as_ref());
    let before = EstimateSettings::from(store::settings(&*tx, id).await?);
    if before != body {
        store::save_settings(&tx, row_of(id, body.clone())).await?;
        let change = Change { action: "estimate_settings.set", entity: "estimate_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&body)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(Json(body))
}

/// For how many days an estimate holds at a site, where nothing else is chosen.
pub async fn valid_days<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<i64, DbErr> {
    Ok(EstimateSettings::from(store::settings(conn, site).await?).valid_days)
}
