//! The only place that queries tyres.

use contracts::vehicles::VehicleId;
use kernel::{Tx, db};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::view::{StoredSet, Tyre, VehicleTyres};

const MOST: usize = 100;

/// All that is known of a vehicle's tyres.
pub async fn of<C: ConnectionTrait>(conn: &C, vehicle: VehicleId) -> Result<VehicleTyres, DbErr> {
    let sql = format!(
        "select id, position, size, dot, tread, season, at, by_name from vehicles_tyres where vehicle_id = $1 \
         order by at desc, id desc limit {MOST}"
    );
    let found: Vec<Tyre> = db::all(conn, sql, [vehicle.into()]).await?;
    let sql = format!(
        "select id, location, description, stored_at, returned_at, by_name from vehicles_stored_tyres where vehicle_id = $1 \
         order by stored_at desc, id desc limit {MOST}"
    );
    let stored = db::all(conn, sql, [vehicle.into()]).await?;
    let (mut present, mut before) = (Vec::<Tyre>::new(), vec![]);
    for tyre in found {
        if present.iter().any(|one| one.position == tyre.position) { before.push(tyre) } else { present.push(tyre) }
    }
    present.sort_by_key(|tyre| tyre.position);
    Ok(VehicleTyres { present, before, stored })
}

pub async fn insert(tx: &Tx, vehicle: VehicleId, tyres: &[Tyre]) -> Result<(), DbErr> {
    for tyre in tyres {
        let sql = "insert into vehicles_tyres (id, vehicle_id, position, size, dot, tread, season, at, by_name) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let values: [Value; 9] = [
            tyre.id.into(),
            vehicle.into(),
            tyre.position.to_value().into(),
            tyre.size.clone().into(),
            tyre.dot.clone().into(),
            tyre.tread.into(),
            tyre.season.to_value().into(),
            tyre.at.into(),
            tyre.by_name.clone().into(),
        ];
        db::execute(&**tx, sql, values).await?;
    }
    Ok(())
}

pub async fn insert_set(tx: &Tx, vehicle: VehicleId, set: &StoredSet) -> Result<(), DbErr> {
    let sql =
        "insert into vehicles_stored_tyres (id, vehicle_id, location, description, stored_at, by_name) values ($1, $2, $3, $4, $5, $6)";
    let values: [Value; 6] = [
        set.id.into(),
        vehicle.into(),
        set.location.clone().into(),
        set.description.clone().into(),
        set.stored_at.into(),
        set.by_name.clone().into(),
    ];
    db::execute(&**tx, sql, values).await.map(|_| ())
}

pub async fn mark_returned(tx: &Tx, set: &StoredSet, id: Uuid) -> Result<(), DbErr> {
    let sql = "update vehicles_stored_tyres set returned_at = $1 where id = $2";
    db::execute(&**tx, sql, [set.returned_at.into(), id.into()]).await.map(|_| ())
}
