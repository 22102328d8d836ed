//! The only place that queries services.

use contracts::scheduling::ServiceId;
use kernel::{Amount, Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::record::{Column, Entity, Model};

pub async fn find<C: ConnectionTrait>(conn: &C, id: ServiceId) -> Result<Model, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn lock(tx: &Tx, id: ServiceId) -> Result<Model, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

/// These services of the site that can be booked, in the order asked for; 422 at the first that cannot.
pub async fn bookable<C: ConnectionTrait>(conn: &C, site: SiteId, ids: &[ServiceId]) -> Result<Vec<Model>, Problem> {
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).filter(Column::SiteId.eq(site)).all(conn).await?;
    let pick = |(place, id): (usize, &ServiceId)| {
        let service = found.iter().find(|service| service.id == *id && service.active).cloned();
        service.ok_or_else(|| Problem::field(format!("/service_ids/{place}"), "unknown", "the site offers no such service"))
    };
    ids.iter().enumerate().map(pick).collect()
}

/// What these services ask for beforehand, together; none when none does.
pub async fn deposits_of<C: ConnectionTrait>(conn: &C, ids: &[ServiceId]) -> Result<Option<Amount>, DbErr> {
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(conn).await?;
    let asked: Vec<_> = found.iter().filter_map(|service| service.deposit).collect();
    Ok((!asked.is_empty()).then(|| asked.into_iter().sum()))
}

/// What can be booked online at a site, oldest first.
pub async fn online<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Model>, DbErr> {
    let all = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::Active.eq(true)).filter(Column::Online.eq(true));
    all.order_by_asc(Column::Id).all(conn).await
}

/// Oldest first.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    after: Option<ServiceId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select r.* from scheduling_services r where true{}", binds.and_among("r.site_id", sites));
    if let Some(id) = after {
        sql += &format!(" and r.id > {}", binds.add(id));
    }
    sql += &format!(" order by r.id limit {limit}");
    db::all(conn, sql, binds.0).await
}

pub async fn insert(tx: &Tx, service: &Model) -> Result<(), DbErr> {
    Entity::insert(service.clone().into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

/// Writes the service as the next version of itself.
pub async fn save(tx: &Tx, service: &mut Model) -> Result<(), Problem> {
    let read = service.version;
    service.version += 1;
    let row = service.clone().into_active_model().reset_all();
    let update = Entity::update_many().set(row).filter(Column::Id.eq(service.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}
