//! The only place with queries about rates and agreements.

use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{LabourRateId, PriceAgreementId, WorkOrderId};
use kernel::{Problem, SiteId, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::tables::{agreement, rate};
use crate::work_orders::store::put;

/// More than a garage tells apart.
pub const MOST_RATES: u64 = 100;

/// For whom an order is.
#[derive(FromQueryResult)]
#[expect(clippy::struct_field_names, reason = "as the columns are called")]
pub struct Head {
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub labour_rate_id: Option<LabourRateId>,
}

pub async fn head<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Option<Head>, DbErr> {
    let sql = "select site_id, customer_id, vehicle_id, labour_rate_id from workshop_orders where id = $1";
    Ok(db::all(conn, sql, [order.into()]).await?.pop())
}

/// By name.
pub async fn rates<C: ConnectionTrait>(conn: &C, sites: &[SiteId], archived: bool) -> Result<Vec<rate::Model>, DbErr> {
    let mut select = rate::Entity::find().filter(rate::Column::SiteId.is_in(sites.to_vec()));
    if !archived {
        select = select.filter(rate::Column::Archived.eq(false));
    }
    select.order_by_asc(rate::Column::NameKey).order_by_asc(rate::Column::Id).limit(MOST_RATES).all(conn).await
}

pub async fn count_rates<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<u64, DbErr> {
    let all = rate::Entity::find().filter(rate::Column::SiteId.eq(site)).limit(MOST_RATES).all(conn).await?;
    Ok(all.len() as u64)
}

pub async fn rate<C: ConnectionTrait>(conn: &C, id: LabourRateId) -> Result<Option<rate::Model>, DbErr> {
    rate::Entity::find_by_id(id).one(conn).await
}

pub async fn insert_rate(tx: &Tx, row: rate::Model) -> Result<(), DbErr> {
    rate::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Whether another rate of the site has the name.
pub async fn is_named<C: ConnectionTrait>(conn: &C, row: &rate::Model) -> Result<bool, DbErr> {
    let same = rate::Entity::find().filter(rate::Column::SiteId.eq(row.site_id)).filter(rate::Column::NameKey.eq(row.name_key.as_str()));
    Ok(same.filter(rate::Column::Id.ne(row.id)).one(conn).await?.is_some())
}

/// Saves a rate and raises its version; 412 when somebody else saved meanwhile.
pub async fn save_rate(tx: &Tx, row: &mut rate::Model) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = rate::Entity::update_many().set(row.clone().into_active_model().reset_all());
    let update = update.filter(rate::Column::Id.eq(row.id)).filter(rate::Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

/// Those at the site with the customer or for the vehicle, the newest last.
pub async fn agreements_of<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    customer: CustomerId,
    vehicle: VehicleId,
) -> Result<Vec<agreement::Model>, DbErr> {
    let either = Condition::any().add(agreement::Column::CustomerId.eq(customer)).add(agreement::Column::VehicleId.eq(vehicle));
    let select = agreement::Entity::find().filter(agreement::Column::SiteId.eq(site)).filter(either);
    select.order_by_asc(agreement::Column::Id).all(conn).await
}

pub async fn agreement<C: ConnectionTrait>(conn: &C, id: PriceAgreementId) -> Result<Option<agreement::Model>, DbErr> {
    agreement::Entity::find_by_id(id).one(conn).await
}

/// The one that counts with the customer or for the vehicle.
pub async fn agreed<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> Result<Option<agreement::Model>, DbErr> {
    let mut select = agreement::Entity::find().filter(agreement::Column::SiteId.eq(site));
    select = match (customer, vehicle) {
        (Some(customer), _) => select.filter(agreement::Column::CustomerId.eq(customer)),
        (None, Some(vehicle)) => select.filter(agreement::Column::VehicleId.eq(vehicle)),
        (None, None) => return Ok(None),
    };
    select.order_by_desc(agreement::Column::Id).limit(1).one(conn).await
}

pub async fn put_agreement(tx: &Tx, row: agreement::Model) -> Result<(), DbErr> {
    put::<agreement::Entity>(tx, vec![row]).await
}

pub async fn forget_agreement(tx: &Tx, id: PriceAgreementId) -> Result<(), DbErr> {
    agreement::Entity::delete_by_id(id).exec(&**tx).await.map(drop)
}

/// What to list. The sites are those that may be seen; none are all.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub customer: Option<CustomerId>,
    pub vehicle: Option<VehicleId>,
    pub after: Option<PriceAgreementId>,
    pub limit: u64,
}

/// The newest first.
pub async fn agreements<C: ConnectionTrait>(conn: &C, filter: Filter) -> Result<Vec<agreement::Model>, DbErr> {
    let mut select = agreement::Entity::find();
    if let Some(sites) = filter.sites {
        select = select.filter(agreement::Column::SiteId.is_in(sites));
    }
    if let Some(customer) = filter.customer {
        select = select.filter(agreement::Column::CustomerId.eq(customer));
    }
    if let Some(vehicle) = filter.vehicle {
        select = select.filter(agreement::Column::VehicleId.eq(vehicle));
    }
    if let Some(after) = filter.after {
        select = select.filter(agreement::Column::Id.lt(after));
    }
    select.order_by_desc(agreement::Column::Id).limit(filter.limit).all(conn).await
}
