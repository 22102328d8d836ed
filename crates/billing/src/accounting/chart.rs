//! A site's chart of accounts.

use std::collections::BTreeMap;

use axum::extract::State;
use contracts::billing::{ACCOUNTING_EXPORT, ACCOUNTING_READ};
use contracts::identity::{SiteCard, site};
use contracts::taxes::{Pack, UsualChart};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Problem, SiteId};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::invoices::Tender;
use crate::{Billing, MODULE};

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_charts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// In JSON; empty while nothing is chosen.
    pub accounts: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, accounts: String::new(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

/// The accounts that entries are posted to: letters, digits, dots and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChartOfAccounts)]
pub struct Chart {
    /// What customers owe.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub customers: String,
    /// What customers paid ahead.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub advances: String,
    /// Sales of parts.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub goods: String,
    /// Labour, fees and work done by others.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub services: String,
    /// VAT on sales.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub vat: String,
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub stamp_duty: String,
    /// Levies that VAT is charged on too.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub levies: String,
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub cash: String,
    /// Where transfers arrive.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub bank: String,
    /// Where card payments arrive.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub cards: String,
    /// Cheques that are not cashed yet.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub cheques: String,
    /// Tax that customers kept back.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub withholding: String,
    /// What was counted over what was expected.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub over: String,
    /// What was counted short of it.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub short: String,
    /// What prices that were told with tax make more of than the gross.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub rounding_gain: String,
    /// What they make less of.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub rounding_loss: String,
    /// What customers paid with points: discounts granted.
    #[garde(custom(account))]
    #[schema(max_length = 20, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    pub discounts: String,
}

fn account<C>(account: &str, _: &C) -> garde::Result {
    let is_plain = account.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter));
    let begins = account.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if is_plain && begins && account.len() <= 20 {
        return Ok(());
    }
    Err(garde::Error::new("an account is 1 to 20 letters, digits, dots or hyphens"))
}

/// Customers, advances, goods, services, VAT, stamp duty, levies, cash, bank, cards, cheques, withholding, counted over, counted short, gained and lost
/// by rounding, discounts granted.
type Accounts = [&'static str; 17];

/// Source: the standard chart of Tunisia's accounting system; the accounts of levies and differences are to be confirmed by the accountant.
const TUNISIA: Accounts =
    ["411", "4191", "707", "705", "43671", "4371", "4372", "5411", "532", "532", "5312", "4341", "738", "638", "738", "638", "709"];
/// Source: France's plan comptable général. Other countries begin with it too, and choose their own.
const FRANCE: Accounts =
    ["411", "4191", "707", "706", "44571", "447", "4478", "530", "512", "512", "5112", "448", "758", "658", "758", "658", "709"];

impl Chart {
    /// What holds in a country until the site chooses.
    pub fn usual(country: &str) -> Self {
        let accounts = match Pack::of(country).chart {
            UsualChart::Tunisia => TUNISIA,
            UsualChart::France => FRANCE,
        };
        let [customers, advances, goods, services, vat, stamp_duty, levies, money @ ..] = accounts.map(str::to_owned);
        let [cash, bank, cards, cheques, withholding, over, short, rounding_gain, rounding_loss, discounts] = money;
        Self {
            customers,
            advances,
            goods,
            services,
            vat,
            stamp_duty,
            levies,
            cash,
            bank,
            cards,
            cheques,
            withholding,
            over,
            short,
            rounding_gain,
            rounding_loss,
            discounts,
        }
    }

    /// Where money of a tender arrives.
    pub fn of_tender(&self, tender: Tender) -> &str {
        match tender {
            Tender::Cash => &self.cash,
            // Both are with somebody who pays them out to the bank later.
            Tender::Card | Tender::Online => &self.cards,
            Tender::Transfer => &self.bank,
            Tender::Cheque => &self.cheques,
            Tender::Points => &self.discounts,
        }
    }

    fn kept(row: &Model, site: &SiteCard) -> Result<Self, Problem> {
        let usual = Self::usual(&site.country);
        if row.version == 0 {
            return Ok(usual);
        }
        // Accounts that came later than the site's choice are the usual ones.
        let broken = |error: serde_json::Error| Problem::internal(&error);
        let mut accounts: BTreeMap<String, String> = serde_json::to_value(usual).and_then(serde_json::from_value).map_err(broken)?;
        accounts.extend(serde_json::from_str::<BTreeMap<String, String>>(&row.accounts).map_err(broken)?);
        serde_json::to_value(accounts).and_then(serde_json::from_value).map_err(broken)
    }
}

/// The chart that holds at a site.
pub async fn chart<C: ConnectionTrait>(conn: &C, site: &SiteCard) -> Result<Chart, Problem> {
    Chart::kept(&of::<Model, _>(conn, site.id).await?, site)
}

/// The accounts that a site's entries are posted to; those that its country begins with while it chose none. Permission: `accounting.read`.
#[utoipa::path(get, path = "/charts-of-accounts/{site_id}", tag = "billing", operation_id = "get_chart_of_accounts",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = Chart)), security(("bearer" = [])))]
pub async fn get_chart(State(billing): State<Billing>, Caller(actor): Caller, Path(id): Path<SiteId>) -> Result<Versioned<Chart>, Problem> {
    actor.permit(ACCOUNTING_READ, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let row: Model = of(billing.context.db.reader(), id).await?;
    Ok(Versioned(row.version, Chart::kept(&row, &card)?))
}

/// Says which accounts the next export posts to; what is exported stays as it is. Permission: `accounting.export`.
#[utoipa::path(put, path = "/charts-of-accounts/{site_id}", tag = "billing", operation_id = "set_chart_of_accounts",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = Chart,
    responses((status = 200, body = Chart)), security(("bearer" = [])))]
pub async fn set_chart(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<Chart>,
) -> Result<Versioned<Chart>, Problem> {
    actor.permit(ACCOUNTING_EXPORT, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let (tx, clock) = (billing.context.db.begin().await?, billing.context.clock.as_ref());
    let before: Model = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let known = Chart::kept(&before, &card)?;
    let accounts = serde_json::to_string(&body).map_err(|error| Problem::internal(&error))?;
    let mut row = Model { accounts, ..before };
    if body != known {
        save(&tx, &mut row).await?;
        let change = Change { action: "chart_of_accounts.set", entity: "chart_of_accounts", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&known), Some(&body)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, body))
}
