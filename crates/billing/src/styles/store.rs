//! The only place with queries on styles.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use contracts::documents::{Language, PaperSize, Style};
use kernel::problem::is_unique_violation;
use kernel::{Problem, SiteId, Tx, files};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::style::{Column, Conditions, Entity, Footers, Model};
use crate::MODULE;

/// The newest that had begun by then; the newest of all without.
pub async fn find<C: ConnectionTrait>(conn: &C, site: SiteId, by: Option<DateTime<Utc>>) -> Result<Option<Model>, DbErr> {
    let mut find = Entity::find().filter(Column::SiteId.eq(site));
    if let Some(by) = by {
        find = find.filter(Column::BeginsAt.lte(by));
    }
    find.order_by_desc(Column::Version).limit(1).one(conn).await
}

/// What a document of that moment is printed by, or one of now.
pub async fn at<C: ConnectionTrait>(conn: &C, site: SiteId, by: Option<DateTime<Utc>>, language: Language) -> Result<Style, DbErr> {
    let Some(row) = find(conn, site, by).await? else { return Ok(Style::default()) };
    let (footers, terms) = (texts::<Footers>(&row.footers), texts::<Conditions>(&row.terms));
    Ok(Style {
        logo: logo(conn, &row).await?,
        colour: row.colour,
        footer: footers.of(language).to_owned(),
        terms: terms.of(language).to_owned(),
        size: PaperSize::A4,
    })
}

/// What a site's receipts are printed on: how it is now, whenever the money came.
pub async fn receipts_on<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<PaperSize, DbErr> {
    Ok(find(conn, site, None).await?.map_or(PaperSize::A4, |row| PaperSize::from_code(&row.receipts_on)))
}

/// In base64.
pub async fn logo<C: ConnectionTrait>(conn: &C, row: &Model) -> Result<Option<String>, DbErr> {
    let Some(id) = row.logo_id else { return Ok(None) };
    Ok(files::store::bytes(conn, MODULE, id, false).await?.map(|bytes| encoded(&bytes)))
}

pub fn encoded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn texts<T: Default + serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}

/// 412 when somebody else saved meanwhile.
pub async fn insert(tx: &Tx, row: Model) -> Result<(), Problem> {
    let written = Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await;
    match written {
        Err(error) if is_unique_violation(&error) => Err(Problem::stale()),
        written => Ok(written.map(drop)?),
    }
}
