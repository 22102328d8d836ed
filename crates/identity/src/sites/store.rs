//! The only place with queries on sites.

use chrono::{DateTime, Utc};
use contracts::identity::{DocumentKind, SiteCard, UserId};
use kernel::problem::is_unique_violation;
use kernel::{Amount, BasisPoints, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::site::Site;
use crate::Error;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_sites")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SiteId,
    pub code: String,
    pub name: String,
    pub legal_name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_id: String,
    pub country: String,
    pub currency: String,
    pub vat_rate: BasisPoints,
    pub stamp_duty: Amount,
    pub labour_rate: Amount,
    pub time_zone: String,
    pub payment_terms_days: i32,
    pub bank_account: String,
    pub version: i64,
    /// JSON
    pub numbering: String,
    /// JSON
    pub languages: String,
    /// JSON
    pub hours: String,
    pub closed_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub async fn find<C: ConnectionTrait>(conn: &C, id: SiteId) -> Result<Option<Site>, DbErr> {
    Entity::find_by_id(id).one(conn).await?.map(Site::try_from).transpose()
}

/// The cards of these sites; of all for an empty slice.
pub async fn cards<C: ConnectionTrait>(conn: &C, ids: &[SiteId]) -> Result<Vec<SiteCard>, DbErr> {
    let mut query = Entity::find().order_by_asc(Column::Code);
    if !ids.is_empty() {
        query = query.filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    }
    query.all(conn).await?.into_iter().map(|row| Site::try_from(row).map(|site| site.card)).collect()
}

/// Every site there is.
pub async fn ids<C: ConnectionTrait>(conn: &C) -> Result<Vec<SiteId>, DbErr> {
    Ok(cards(conn, &[]).await?.into_iter().map(|card| card.id).collect())
}

/// A page of sites in order of their codes; `None` shows all.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    visible: Option<Vec<SiteId>>,
    after: Option<String>,
    limit: u64,
) -> Result<Vec<Site>, DbErr> {
    let mut query = Entity::find().order_by_asc(Column::Code).limit(limit + 1);
    if let Some(visible) = visible {
        query = query.filter(Column::Id.is_in(visible.iter().map(|id| id.0)));
    }
    if let Some(code) = after {
        query = query.filter(Column::Code.gt(code));
    }
    query.all(conn).await?.into_iter().map(Site::try_from).collect()
}

pub async fn insert(tx: &Tx, cards: &[SiteCard]) -> Result<(), Error> {
    let rows: Vec<_> = cards.iter().map(|card| Model::try_from((card.clone(), 1))).collect::<Result<_, _>>()?;
    match Entity::insert_many(rows.into_iter().map(Model::into_active_model)).exec_without_returning(&**tx).await {
        Err(error) if is_unique_violation(&error) => return Err(Error::SiteCodeTaken),
        other => drop(other?),
    }
    for card in cards {
        claim_prefixes(tx, card).await?;
    }
    Ok(())
}

/// Makes the site's prefixes its own, for good; refused when another site printed one already.
pub async fn claim_prefixes(tx: &Tx, card: &SiteCard) -> Result<(), Error> {
    #[derive(FromQueryResult)]
    struct Owner {
        site_id: SiteId,
    }
    for kind in DocumentKind::ALL {
        let prefix = card.numbering.prefix(kind, &card.code);
        let sql = "insert into identity_site_prefixes (kind, prefix, site_id) values ($1, $2, $3) on conflict do nothing";
        db::execute(&**tx, sql, [kind.code().into(), prefix.as_str().into(), card.id.0.into()]).await?;
        let sql = "select site_id from identity_site_prefixes where kind = $1 and prefix = $2";
        let owner: Option<Owner> = db::one(&**tx, sql, [kind.code().into(), prefix.into()]).await?;
        if owner.is_none_or(|owner| owner.site_id != card.id) {
            return Err(Error::PrefixTaken(kind));
        }
    }
    Ok(())
}

/// Whether somebody works at the site.
pub async fn works_at<C: ConnectionTrait>(conn: &C, user: UserId, site: SiteId) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {}
    let sql = "select user_id from identity_user_sites where user_id = $1 and site_id = $2";
    let found: Option<Found> = db::one(conn, sql, [user.0.into(), site.0.into()]).await?;
    Ok(found.is_some())
}

/// Saves the settings; false when somebody else saved since `site.version` was read.
pub async fn save(tx: &Tx, site: &Site) -> Result<bool, DbErr> {
    let mut row = Model::try_from((site.card.clone(), site.version + 1))?.into_active_model().reset_all();
    row.id = Set(site.card.id);
    let saved =
        Entity::update_many().set(row).filter(Column::Id.eq(site.card.id)).filter(Column::Version.eq(site.version)).exec(&**tx).await?;
    Ok(saved.rows_affected == 1)
}

fn broken(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a site's settings: {error}"))
}

impl TryFrom<(SiteCard, i64)> for Model {
    type Error = DbErr;
    fn try_from((card, version): (SiteCard, i64)) -> Result<Self, DbErr> {
        Ok(Self {
            numbering: serde_json::to_string(&card.numbering).map_err(|error| broken(&error))?,
            languages: serde_json::to_string(&card.languages).map_err(|error| broken(&error))?,
            hours: serde_json::to_string(&card.hours).map_err(|error| broken(&error))?,
            closed_at: card.closed_at,
            id: card.id,
            code: card.code,
            name: card.name,
            legal_name: card.legal_name,
            address: card.address,
            phone: card.phone,
            email: card.email,
            tax_id: card.tax_id,
            country: card.country,
            currency: card.currency,
            vat_rate: card.vat_rate,
            stamp_duty: card.stamp_duty,
            labour_rate: card.labour_rate,
            time_zone: card.time_zone,
            payment_terms_days: card.payment_terms_days,
            bank_account: card.bank_account,
            version,
        })
    }
}

impl TryFrom<Model> for Site {
    type Error = DbErr;
    fn try_from(row: Model) -> Result<Self, DbErr> {
        let card = SiteCard {
            numbering: serde_json::from_str(&row.numbering).map_err(|error| broken(&error))?,
            languages: serde_json::from_str(&row.languages).map_err(|error| broken(&error))?,
            hours: serde_json::from_str(&row.hours).map_err(|error| broken(&error))?,
            closed_at: row.closed_at,
            id: row.id,
            code: row.code,
            name: row.name,
            legal_name: row.legal_name,
            address: row.address,
            phone: row.phone,
            email: row.email,
            tax_id: row.tax_id,
            country: row.country,
            currency: row.currency,
            vat_rate: row.vat_rate,
            stamp_duty: row.stamp_duty,
            labour_rate: row.labour_rate,
            time_zone: row.time_zone,
            payment_terms_days: row.payment_terms_days,
            bank_account: row.bank_account,
        };
        Ok(Self { card, version: row.version })
    }
}
