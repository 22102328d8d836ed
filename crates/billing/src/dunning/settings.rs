//! Which steps a site takes, and who sends the letters. `GET`, `PUT /dunning/{site}`.

use axum::extract::State;
use contracts::billing::INVOICE_READ;
use contracts::documents::Language;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Actor, Amount, Problem, SiteId};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::step::{self, MOST_STEPS, OwnWords, Step, Tone, not_negative};
use super::words;
use crate::{Billing, MODULE};

/// Who sends the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = DunningMode)]
pub enum Mode {
    /// Nobody is written to.
    Off,
    /// Somebody looks at each and sends it.
    Propose,
    /// They go out by themselves.
    Send,
}

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_dunning")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub mode: Mode,
    /// Of the site's day, from which on it is looked who is late.
    pub hour: i32,
    /// Whoever owes less in all is not written to.
    pub least: Amount,
    /// In JSON.
    pub steps: String,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    /// Nobody is written to; the three usual steps wait to be switched on.
    fn usual(site_id: SiteId) -> Self {
        let steps = serde_json::to_string(&usual_steps()).unwrap_or_default();
        Self { site_id, mode: Mode::Off, hour: 8, least: Amount::ZERO, steps, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

fn usual_steps() -> Vec<Step> {
    let step = |days, tone| Step { days, tone, words: OwnWords::default(), fee: step::Fee::default(), hold: false };
    vec![step(7, Tone::Friendly), step(15, Tone::Firm), step(30, Tone::Formal)]
}

impl Model {
    pub fn steps(&self) -> Result<Vec<Step>, Problem> {
        serde_json::from_str(&self.steps).map_err(|error| Problem::internal(&error))
    }
}

/// How a site reminds of what is unpaid.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DunningSettings {
    pub mode: Mode,
    /// Of the site's day.
    pub hour: i32,
    /// Minor units of the site's currency.
    pub least: Amount,
    pub currency: String,
    pub steps: Vec<Step>,
    /// What each tone says where a step has no words of its own.
    pub usual: Vec<UsualWords>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

/// What a tone says in a language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct UsualWords {
    pub tone: Tone,
    pub language: Language,
    pub title: String,
    pub text: String,
}

/// How a site is to remind of what is unpaid.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDunning {
    #[garde(skip)]
    pub mode: Mode,
    #[garde(range(min = 0, max = 23))]
    #[schema(minimum = 0, maximum = 23)]
    pub hour: i32,
    /// Whoever owes less in all, in minor units, is not written to.
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub least: Amount,
    /// Each later than the one before.
    #[garde(length(max = MOST_STEPS), dive)]
    #[schema(max_items = 6)]
    pub steps: Vec<Step>,
}

/// How a site reminds of what is unpaid. Permission: `invoice.read`.
#[utoipa::path(get, path = "/dunning/{site_id}", tag = "billing", operation_id = "get_dunning", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = DunningSettings)))]
pub async fn get_dunning(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<DunningSettings>, Problem> {
    actor.permit(INVOICE_READ, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    shown(&of(billing.context.db.reader(), id).await?, card.currency, &actor)
}

/// Says how a site reminds of what is unpaid. Letters that are proposed stay until the next day looks at them again.
/// Refused beside a step that is not later than the one before (`step-not-later`), and with `required` where letters are to be written
/// without a step. Permission: `site.update`.
#[utoipa::path(put, path = "/dunning/{site_id}", tag = "billing", operation_id = "set_dunning", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetDunning,
    responses((status = 200, body = DunningSettings)))]
pub async fn set_dunning(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetDunning>,
) -> Result<Versioned<DunningSettings>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    step::check(&body.steps)?;
    if body.mode != Mode::Off && body.steps.is_empty() {
        return Err(Problem::field("/steps", "required", "letters have a step"));
    }
    let (tx, clock) = (billing.context.db.begin().await?, billing.context.clock.as_ref());
    let before: Model = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let steps = serde_json::to_string(&body.steps).map_err(|error| Problem::internal(&error))?;
    let mut row = Model { mode: body.mode, hour: body.hour, least: body.least, steps, ..before.clone() };
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "dunning.set", entity: "dunning", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    shown(&row, card.currency, &actor)
}

fn shown(row: &Model, currency: String, actor: &Actor) -> Result<Versioned<DunningSettings>, Problem> {
    let of_tone = |tone: Tone| {
        let words = move |language| UsualWords {
            tone,
            language,
            title: words::title(tone, language).to_owned(),
            text: words::usual(tone, language).to_owned(),
        };
        words::LANGUAGES.map(words)
    };
    let actions = actor.allowed(row.site_id, &[("update", SITE_UPDATE)]).into_iter().map(str::to_owned).collect();
    let view = DunningSettings {
        steps: row.steps()?,
        mode: row.mode,
        hour: row.hour,
        least: row.least,
        currency,
        usual: Tone::iter().flat_map(of_tone).collect(),
        version: row.version,
        actions,
    };
    Ok(Versioned(view.version, view))
}
