//! What a site chose: a row of its own that is there from the first choice on, with its version.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    PrimaryKeyTrait, QueryFilter, QuerySelect,
};

use crate::problem::is_unique_violation;
use crate::{Backend, Problem, SiteId, Tx};

/// A row of settings. Its primary key is the site.
pub trait SiteSettings:
    Clone + ModelTrait<Entity: EntityTrait<Model = Self, PrimaryKey: PrimaryKeyTrait<ValueType = SiteId>>> + IntoActiveModel<Active<Self>>
{
    /// What holds while the site chose nothing, with version 0.
    fn usual(site: SiteId) -> Self;
    fn site(&self) -> SiteId;
    fn version(&mut self) -> &mut i64;
}

type Active<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

pub async fn of<M: SiteSettings, C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<M, DbErr> {
    Ok(M::Entity::find_by_id(site).one(conn).await?.unwrap_or_else(|| M::usual(site)))
}

/// Locked until the transaction ends, where the site chose any.
pub async fn lock<M: SiteSettings>(tx: &Tx, site: SiteId) -> Result<M, DbErr> {
    let mut find = M::Entity::find_by_id(site);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.one(&**tx).await?.unwrap_or_else(|| M::usual(site)))
}

/// Writes the settings as the next version of themselves. Where two chose first at once, the second is to find what the first chose.
pub async fn save<M: SiteSettings>(tx: &Tx, settings: &mut M) -> Result<(), Problem> {
    *settings.version() += 1;
    let (is_first, site, row) = (*settings.version() == 1, settings.site(), settings.clone().into_active_model());
    if is_first {
        return M::Entity::insert(row).exec_without_returning(&**tx).await.map(drop).map_err(lost_race);
    }
    let mut update = M::Entity::update_many().set(row.reset_all());
    for key in <M::Entity as EntityTrait>::PrimaryKey::iter() {
        update = update.filter(key.into_column().eq(site));
    }
    Ok(update.exec(&**tx).await.map(drop)?)
}

fn lost_race(error: DbErr) -> Problem {
    let transient = is_unique_violation(&error);
    let problem = if transient { Problem::stale() } else { error.into() };
    Problem { transient, ..problem }
}
