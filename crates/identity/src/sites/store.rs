//! The only place with queries on sites.

use contracts::identity::SiteCard;
use kernel::problem::is_unique_violation;
use kernel::{Amount, BasisPoints, SiteId, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect};

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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub async fn find<C: ConnectionTrait>(conn: &C, id: SiteId) -> Result<Option<Site>, DbErr> {
    Ok(Entity::find_by_id(id).one(conn).await?.map(Site::from))
}

/// The cards of these sites; of all for an empty slice.
pub async fn cards<C: ConnectionTrait>(conn: &C, ids: &[SiteId]) -> Result<Vec<SiteCard>, DbErr> {
    let mut query = Entity::find().order_by_asc(Column::Code);
    if !ids.is_empty() {
        query = query.filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    }
    Ok(query.all(conn).await?.into_iter().map(|row| Site::from(row).card).collect())
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
    Ok(query.all(conn).await?.into_iter().map(Site::from).collect())
}

pub async fn insert(tx: &Tx, cards: &[SiteCard]) -> Result<(), Error> {
    let rows = cards.iter().map(|card| Model::from((card.clone(), 1)).into_active_model());
    match Entity::insert_many(rows).exec_without_returning(&**tx).await {
        Err(error) if is_unique_violation(&error) => Err(Error::SiteCodeTaken),
        other => other.map(drop).map_err(Error::from),
    }
}

/// Saves the settings; false when somebody else saved since `site.version` was read.
pub async fn save(tx: &Tx, site: &Site) -> Result<bool, DbErr> {
    let mut row = Model::from((site.card.clone(), site.version + 1)).into_active_model().reset_all();
    row.id = Set(site.card.id);
    let saved =
        Entity::update_many().set(row).filter(Column::Id.eq(site.card.id)).filter(Column::Version.eq(site.version)).exec(&**tx).await?;
    Ok(saved.rows_affected == 1)
}

impl From<(SiteCard, i64)> for Model {
    fn from((card, version): (SiteCard, i64)) -> Self {
        Self {
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
        }
    }
}

impl From<Model> for Site {
    fn from(row: Model) -> Self {
        let card = SiteCard {
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
        Self { card, version: row.version }
    }
}
