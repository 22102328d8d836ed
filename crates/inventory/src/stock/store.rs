//! The only place with queries on stock.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use contracts::inventory::{MovementId, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Actor, Amount, Backend, Binds, Clock, Problem, Quantity, SiteId, Tx, db, outbox, site_settings};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::consume::Consumer;
use super::converge::Take;
use super::layers::{Layer, Layers};
use super::valuation::{self, ValuationMethod};
use super::valued::valued;
use super::{Ledger, Level, Movement, MovementKind, Note};
use crate::MODULE;
use crate::entities::{consumptions, layers, movements, stock};
use crate::reservations::{self, Claims};

const ROWS: usize = 500;

/// Locks the levels of products that exist, making them where the site never had any: always in the order of the ids,
/// so that two who want the same rows wait and do not deadlock.
pub async fn lock(tx: &Tx, site: SiteId, products: &BTreeSet<ProductId>) -> Result<Ledger, DbErr> {
    if products.is_empty() {
        return Ok(Ledger::new(site, []));
    }
    let rows = products.iter().map(|product| Level::empty(*product, site).into_active_model());
    let there = OnConflict::columns([stock::Column::ProductId, stock::Column::SiteId]).do_nothing().to_owned();
    stock::Entity::insert_many(rows).on_conflict(there).exec_without_returning(&**tx).await?;
    let query = stock::Entity::find()
        .filter(stock::Column::SiteId.eq(site))
        .filter(stock::Column::ProductId.is_in(products.iter().copied()))
        .order_by_asc(stock::Column::ProductId);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    let ledger = Ledger::new(site, query.all(&**tx).await?);
    // After the lock: who waited for it sees what the site chose meanwhile.
    let chosen: valuation::Model = site_settings::of(&**tx, site).await?;
    if chosen.method != ValuationMethod::Fifo {
        return Ok(ledger);
    }
    let rows = layers::Entity::find()
        .filter(layers::Column::SiteId.eq(site))
        .filter(layers::Column::Choice.eq(chosen.version))
        .filter(layers::Column::ProductId.is_in(products.iter().copied()))
        .filter(layers::Column::Remaining.gt(0));
    Ok(ledger.in_layers(Layers::new(site, chosen.version, rows.all(&**tx).await?)))
}

/// What a unit of a line's part cost when it left, for what comes back of it; nothing where the average says it.
pub async fn left_at(tx: &Tx, ledger: &Ledger, take: &Take) -> Result<Option<Amount>, DbErr> {
    #[derive(FromQueryResult)]
    struct Left {
        quantity: i64,
        value: i64,
    }
    if !ledger.is_in_layers() {
        return Ok(None);
    }
    let sql = "select cast(coalesce(sum(quantity), 0) as bigint) as quantity, cast(coalesce(sum(value), 0) as bigint) as value \
               from inventory_movements where product_id = $1 and site_id = $2 and line_id = $3";
    let left: Option<Left> = db::one(&**tx, sql, [take.product_id.into(), ledger.site.into(), take.line_id.into()]).await?;
    Ok(left.filter(|left| left.quantity < 0 && left.value <= 0).map(|left| Amount(left.value * 1000 / left.quantity)))
}

/// Writes the levels and appends the movements with their events. What came in is reserved for who waits; of what is gone nothing
/// stays reserved.
pub async fn save(tx: &mut Tx, ledger: &mut Ledger, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    let moved = ledger.movements().iter().map(|movement| movement.product_id).collect();
    let claims = reservations::store::of_products(tx, ledger.site, &moved).await?;
    save_with(tx, ledger, claims, &[], actor, clock).await
}

/// The same with the claims on its products at hand. A delivery serves first who is preferred.
pub async fn save_with(
    tx: &mut Tx,
    ledger: &mut Ledger,
    mut claims: Claims,
    preferred: &[(LineId, Quantity)],
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let note = Note { by: actor.name.clone(), at: clock.now(), ..Note::default() };
    let products: Vec<_> = ledger.levels().map(|level| level.product_id).collect();
    for product in products {
        claims.share(ledger, product, preferred, &note);
    }
    put_levels(tx, ledger.levels().cloned().collect()).await?;
    append(tx, ledger.movements()).await?;
    put_layers(tx, ledger.changed_layers()).await?;
    let names = names(&**tx, ledger.movements()).await?;
    outbox::append_many(tx, MODULE, &ledger.events(&names), actor, clock).await?;
    outbox::append_many(tx, MODULE, &valued(ledger.site, ledger.movements()), actor, clock).await?;
    reservations::store::save(tx, ledger.site, &claims, actor, clock).await
}

/// Writes levels as given, whether they are there or not.
pub async fn put_levels(tx: &Tx, levels: Vec<Level>) -> Result<(), DbErr> {
    use stock::Column::{AverageCost, Bin, Elsewhere, Maximum, Minimum, OnHand, OnOrder, ProductId, Reserved, SiteId};
    for chunk in levels.chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let over = OnConflict::columns([ProductId, SiteId])
            .update_columns([OnHand, Minimum, AverageCost, Reserved, OnOrder, Maximum, Bin, Elsewhere])
            .to_owned();
        stock::Entity::insert_many(rows).on_conflict(over).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

async fn put_layers(tx: &Tx, rows: Vec<Layer>) -> Result<(), DbErr> {
    use layers::Column::{Id, MovementId, Remaining, UnitCost};
    for chunk in rows.chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let over = OnConflict::column(Id).update_columns([MovementId, Remaining, UnitCost]).to_owned();
        layers::Entity::insert_many(rows).on_conflict(over).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

pub async fn append(tx: &Tx, movements: &[Movement]) -> Result<(), DbErr> {
    for chunk in movements.chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        movements::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Of the products that moved, for who reads of it.
async fn names<C: ConnectionTrait>(conn: &C, movements: &[Movement]) -> Result<BTreeMap<ProductId, String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Named {
        id: ProductId,
        name: String,
    }
    let ids: BTreeSet<_> = movements.iter().map(|movement| movement.product_id).collect();
    let mut names = BTreeMap::new();
    for chunk in ids.into_iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut binds = Binds::default();
        let sql = format!("select id, name from inventory_products where id in ({})", binds.list(chunk.iter().copied()));
        names.extend(db::all::<Named, _>(conn, sql, binds.0).await?.into_iter().map(|named| (named.id, named.name)));
    }
    Ok(names)
}

/// A product's levels at some sites; at all of them for none.
pub async fn levels<C: ConnectionTrait>(conn: &C, product: ProductId, sites: Option<&[SiteId]>) -> Result<Vec<Level>, DbErr> {
    let mut query = stock::Entity::find().filter(stock::Column::ProductId.eq(product)).order_by_asc(stock::Column::SiteId);
    if let Some(sites) = sites {
        query = query.filter(stock::Column::SiteId.is_in(sites.iter().copied()));
    }
    query.all(conn).await
}

/// What a site has of some products that are tracked.
pub async fn on_hand<C: ConnectionTrait>(conn: &C, site: SiteId, products: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, DbErr> {
    #[derive(FromQueryResult)]
    struct OnHand {
        id: ProductId,
        on_hand: Quantity,
    }
    let mut found = Vec::with_capacity(products.len());
    for chunk in products.chunks(1_000) {
        let mut binds = Binds::default();
        let site = binds.add(site);
        let sql = format!(
            "select p.id, coalesce(s.on_hand, 0) as on_hand from inventory_products p \
             left join inventory_stock s on s.product_id = p.id and s.site_id = {site} where p.tracked and p.id in ({})",
            binds.list(chunk.iter().copied())
        );
        found.extend(db::all::<OnHand, _>(conn, sql, binds.0).await?);
    }
    Ok(found.into_iter().map(|row| (row.id, row.on_hand)).collect())
}

/// Which of some products moved at a site before.
pub async fn moved_before(tx: &Tx, site: SiteId, products: &BTreeSet<ProductId>) -> Result<BTreeSet<ProductId>, DbErr> {
    if products.is_empty() {
        return Ok(BTreeSet::new());
    }
    let moved = movements::Entity::find()
        .filter(movements::Column::SiteId.eq(site))
        .filter(movements::Column::ProductId.is_in(products.iter().copied()))
        .select_only()
        .column(movements::Column::ProductId)
        .distinct();
    Ok(moved.into_tuple::<ProductId>().all(&**tx).await?.into_iter().collect())
}

/// How often the product moved at the site.
pub async fn movements_of(tx: &Tx, site: SiteId, product: ProductId) -> Result<u64, DbErr> {
    let of = movements::Entity::find().filter(movements::Column::SiteId.eq(site)).filter(movements::Column::ProductId.eq(product));
    of.count(&**tx).await
}

/// What the lines of an order consumed so far.
pub async fn consumed(tx: &Tx, order: WorkOrderId, site: SiteId) -> Result<Vec<Take>, DbErr> {
    let rows = consumptions::Entity::find()
        .filter(consumptions::Column::WorkOrderId.eq(order))
        .filter(consumptions::Column::SiteId.eq(site))
        .all(&**tx)
        .await?;
    Ok(rows.into_iter().map(|row| Take { line_id: row.line_id, product_id: row.product_id, quantity: row.quantity }).collect())
}

pub async fn save_consumed(tx: &Tx, order: Consumer<'_>, takes: &[Take]) -> Result<(), DbErr> {
    let row = |take: &Take| consumptions::Model {
        line_id: take.line_id,
        work_order_id: order.id,
        product_id: take.product_id,
        site_id: order.site_id,
        quantity: take.quantity,
    };
    put_consumed(tx, takes.iter().map(row).collect()).await
}

pub async fn put_consumed(tx: &Tx, rows: Vec<consumptions::Model>) -> Result<(), DbErr> {
    use consumptions::Column::{LineId, ProductId, Quantity};
    for chunk in rows.chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let over = OnConflict::column(LineId).update_columns([ProductId, Quantity]).to_owned();
        consumptions::Entity::insert_many(rows).on_conflict(over).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Where a page of movements ended.
pub type Cursor = (DateTime<Utc>, MovementId);

/// Up to `limit` movements of a product, newest first: the newest of each site from its own index range, then the newest
/// of these. 404 when there is no such product.
pub async fn movements<C: ConnectionTrait>(
    conn: &C,
    product: ProductId,
    sites: Option<&[SiteId]>,
    after: Option<Cursor>,
    limit: u64,
) -> Result<Vec<Movement>, Problem> {
    let sites = sites_of(conn, product, sites).await?;
    if sites.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let newest: Vec<_> = sites.into_iter().map(|site| newest(product, site, after, limit, &mut binds)).collect();
    let sql = format!("select * from ({}) m order by at desc, id desc limit {limit}", newest.join(" union all "));
    Ok(db::all(conn, sql, binds.0).await?)
}

fn newest(product: ProductId, site: SiteId, after: Option<Cursor>, limit: u64, binds: &mut Binds) -> String {
    let (product, site) = (binds.add(product), binds.add(site));
    let before = after.map(|(at, id)| format!(" and (at, id) < ({}, {})", binds.add(at), binds.add(id))).unwrap_or_default();
    format!(
        "select * from (select id, product_id, site_id, kind, quantity, on_hand, unit_cost, reference_kind, reference_id, \
         reference_label, line_id, reason, by_name, at, value, average_cost from inventory_movements \
         where product_id = {product} and site_id = {site}{before} order by at desc, id desc limit {limit}) n"
    )
}

/// The sites that ever had the product, of those that may be seen.
async fn sites_of<C: ConnectionTrait>(conn: &C, product: ProductId, sites: Option<&[SiteId]>) -> Result<Vec<SiteId>, Problem> {
    #[derive(FromQueryResult)]
    struct Kept {
        site_id: Option<SiteId>,
    }
    let mut binds = Binds::default();
    let visible = binds.and_among("s.site_id", sites);
    let sql = format!(
        "select s.site_id from inventory_products p left join inventory_stock s on s.product_id = p.id{visible} where p.id = {}",
        binds.add(product)
    );
    let rows: Vec<Kept> = db::all(conn, sql, binds.0).await?;
    if rows.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(rows.into_iter().filter_map(|row| row.site_id).collect())
}

/// A product that lies there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Dead {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub sku: String,
    pub name: String,
    pub unit: crate::products::Unit,
    pub on_hand: Quantity,
    pub average_cost: kernel::Amount,
    pub last_moved_at: Option<DateTime<Utc>>,
}

/// What sites have and did not move since: one look at the end of each product's movements.
pub async fn dead<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    since: DateTime<Utc>,
    after: Option<(SiteId, ProductId)>,
    limit: u64,
) -> Result<Vec<Dead>, DbErr> {
    let mut binds = Binds::default();
    let moved = "inventory_movements m where m.product_id = s.product_id and m.site_id = s.site_id";
    let mut sql = format!(
        "select s.product_id, s.site_id, p.sku, p.name, p.unit, s.on_hand, s.average_cost, \
         (select m.at from {moved} order by m.at desc, m.id desc limit 1) as last_moved_at \
         from inventory_stock s cross join inventory_products p where s.on_hand > 0 and p.id = s.product_id and p.tracked \
         and not exists (select 1 from {moved} and m.at >= {})",
        binds.add(since)
    );
    sql += &binds.and_among("s.site_id", sites);
    if let Some((site, product)) = after {
        sql += &format!(" and (s.site_id, s.product_id) > ({}, {})", binds.add(site), binds.add(product));
    }
    sql += &format!(" order by s.site_id, s.product_id limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// What one kind of movement did to a site's stock.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Moved {
    pub kind: MovementKind,
    pub movements: i64,
    pub quantity: Quantity,
    pub value_cost: kernel::Amount,
}

/// What moved a site's stock between two instants, by kind.
pub async fn moved_between<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Moved>, DbErr> {
    let mut binds = Binds::default();
    let (site, from, until) = (binds.add(site), binds.add(from), binds.add(until));
    let sql = format!(
        "select kind, count(*) as movements, cast(sum(quantity) as bigint) as quantity, \
         cast(sum(coalesce(value, round(quantity * (unit_cost / 1000.0)))) as bigint) as value_cost from inventory_movements \
         where site_id = {site} and at >= {from} and at < {until} group by kind order by kind"
    );
    db::all(conn, sql, binds.0).await
}

/// What a site's stock was worth at an instant: of each product what its last movement before left, at the average after it.
pub async fn worth_at<C: ConnectionTrait>(conn: &C, site: SiteId, at: DateTime<Utc>) -> Result<kernel::Amount, DbErr> {
    #[derive(FromQueryResult)]
    struct Worth {
        worth: kernel::Amount,
    }
    let mut binds = Binds::default();
    let (at, site) = (binds.add(at), binds.add(site));
    let sql = format!(
        "select cast(coalesce(sum(worth), 0) as bigint) as worth from (select (select round(m.on_hand * \
         (coalesce(m.average_cost, m.unit_cost) / 1000.0)) from inventory_movements m where m.product_id = s.product_id \
         and m.site_id = s.site_id and m.at < {at} order by m.at desc, m.id desc limit 1) as worth from inventory_stock s \
         where s.site_id = {site}) w"
    );
    Ok(db::one::<Worth, _>(conn, sql, binds.0).await?.map(|row| row.worth).unwrap_or_default())
}

/// What is under way beside the shelves, at its cost.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct UnderWay {
    pub in_transit: i64,
    pub open_credit: i64,
    pub unbilled: i64,
}

pub async fn open_papers<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<UnderWay, DbErr> {
    let mut binds = Binds::default();
    let site = binds.add(site);
    let sql = format!(
        "select cast((select coalesce(sum(open_cost), 0) from inventory_transfers where (from_site = {site} or to_site = {site}) \
         and state in ('shipped', 'differs')) as bigint) as in_transit, \
         cast((select coalesce(sum(case when expected_cost > credited_cost then expected_cost - credited_cost else 0 end), 0) \
         from inventory_supplier_returns where site_id = {site} and state = 'shipped') as bigint) as open_credit, \
         cast((select coalesce(sum(round((l.received - l.billed) * (l.pack_cost / (l.pack_size * 1.0)))), 0) \
         from inventory_purchase_lines l join inventory_purchase_orders o on o.id = l.order_id \
         where l.received > l.billed and o.site_id = {site}) as bigint) as unbilled"
    );
    Ok(db::one(conn, sql, binds.0).await?.unwrap_or_default())
}

/// Layers of a product with something left, of what their sites chose last.
pub async fn layers<C: ConnectionTrait>(
    conn: &C,
    product: ProductId,
    sites: Option<&[SiteId]>,
    after: Option<(SiteId, i64)>,
    limit: u64,
) -> Result<Vec<Layer>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!(
        "select l.* from inventory_layers l join inventory_valuations v on v.site_id = l.site_id and v.version = l.choice \
         where l.product_id = {} and l.remaining > 0 and v.method = 'fifo'",
        binds.add(product)
    );
    sql += &binds.and_among("l.site_id", sites);
    if let Some((site, place)) = after {
        sql += &format!(" and (l.site_id, l.place) > ({}, {})", binds.add(site), binds.add(place));
    }
    sql += &format!(" order by l.site_id, l.place limit {limit}");
    db::all(conn, sql, binds.0).await
}
