//! The only place with queries on numbers.

use std::collections::BTreeMap;

use contracts::inventory::{MissingNumbers, MissingSearch, NumberId, NumberSearch, NumberedPart, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::problem::is_unique_violation;
use kernel::{Backend, Binds, Problem, Quantity, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, FromQueryResult, QueryOrder, QuerySelect, QueryTrait};

use super::book::{Book, Fitting, Holding, Remark};
use super::number::key;
use super::{Numbering, Told};
use crate::entities::{consumptions, number_entries, numbers};
use crate::error::Error;
use crate::products::Unit;
use crate::purchases::store::put;

/// Every place of these numbers of an article, and all that a line has. Whoever changes them holds the level of the article at the site.
pub async fn book(
    tx: &Tx,
    (product, site): (ProductId, SiteId),
    told: &[Told],
    line: Option<LineId>,
    remark: Remark,
) -> Result<Book, DbErr> {
    use numbers::Column::{LineId, NumberKey, ProductId};
    let mut which = Condition::any().add(NumberKey.is_in(told.iter().map(|told| told.key.as_str())));
    if let Some(line) = line {
        // What comes back of it lies where its number lies.
        let of_line = numbers::Entity::find().filter(LineId.eq(line)).select_only().column(NumberKey).into_query();
        which = which.add(NumberKey.in_subquery(of_line));
    }
    let query = numbers::Entity::find().filter(ProductId.eq(product)).filter(which).order_by_asc(numbers::Column::Id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    Ok(Book::new(product, site, query.all(&**tx).await?, remark))
}

pub async fn save(tx: &Tx, book: Book) -> Result<(), Problem> {
    let (holdings, entries) = book.into_changes();
    // What leaves a place goes first: a piece is never in two.
    let is_gone = |holding: &Holding| holding.quantity == Quantity::ZERO || holding.is_past;
    let (less, more): (Vec<_>, Vec<_>) = holdings.into_iter().partition(is_gone);
    let fits = more.iter().any(|holding| holding.line_id.is_some());
    put::<numbers::Entity>(tx, less).await?;
    put::<numbers::Entity>(tx, more).await.map_err(|error| taken(error, fits))?;
    Ok(put::<number_entries::Entity>(tx, entries).await?)
}

/// Somebody else received the piece at the same moment, or fitted it, maybe at another site.
fn taken(error: DbErr, fits: bool) -> Problem {
    let pointer = "/numbers".to_owned();
    if !is_unique_violation(&error) {
        return error.into();
    }
    if fits { Error::NumberFitted { pointer }.into() } else { Error::NumberOnHand { pointer }.into() }
}

/// Whether any shelf has a piece of it that is known by a number.
pub async fn is_on_hand(tx: &Tx, product: ProductId) -> Result<bool, DbErr> {
    let found = numbers::Entity::find()
        .filter(numbers::Column::ProductId.eq(product))
        .filter(numbers::Column::LineId.is_null())
        .filter(numbers::Column::Quantity.gt(0));
    Ok(found.one(&**tx).await?.is_some())
}

/// How many of an article's pieces are known on each shelf.
pub async fn on_shelves<C: ConnectionTrait>(
    conn: &C,
    product: ProductId,
    sites: Option<&[SiteId]>,
) -> Result<BTreeMap<SiteId, Quantity>, DbErr> {
    #[derive(FromQueryResult)]
    struct Sum {
        site_id: SiteId,
        quantity: Quantity,
    }
    let mut binds = Binds::default();
    let product = binds.add(product);
    let sites = binds.and_among("n.site_id", sites);
    let sql = format!(
        "select n.site_id, cast(sum(n.quantity) as bigint) as quantity from inventory_numbers n where n.product_id = {product} \
         and n.line_id is null and n.quantity > 0{sites} group by n.site_id"
    );
    let sums: Vec<Sum> = db::all(conn, sql, binds.0).await?;
    Ok(sums.into_iter().map(|sum| (sum.site_id, sum.quantity)).collect())
}

/// Where a page ended.
pub type Cursor = (String, NumberId);

/// What lies on shelves, by number.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    product: ProductId,
    sites: Option<&[SiteId]>,
    after: Option<&Cursor>,
    limit: u64,
) -> Result<Vec<Holding>, DbErr> {
    let mut binds = Binds::default();
    let mut sql =
        format!("select n.* from inventory_numbers n where n.product_id = {} and n.quantity > 0 and n.line_id is null", binds.add(product));
    sql += &binds.and_among("n.site_id", sites);
    if let Some((key, id)) = after {
        sql += &format!(" and (n.number_key, n.id) > ({}, {})", binds.add(key.as_str()), binds.add(*id));
    }
    sql += &format!(" order by n.number_key, n.id limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// What a line took of the shelf so far.
pub async fn consumed<C: ConnectionTrait>(conn: &C, line: LineId) -> Result<Option<consumptions::Model>, DbErr> {
    consumptions::Entity::find_by_id(line).one(conn).await
}

/// Which lines of an order have numbers, and of which article.
pub async fn lines_of(tx: &Tx, order: WorkOrderId) -> Result<Vec<(ProductId, SiteId, Fitting)>, DbErr> {
    let lines = numbers::Entity::find()
        .filter(numbers::Column::WorkOrderId.eq(order))
        .filter(numbers::Column::Quantity.gt(0))
        .select_only()
        .columns([numbers::Column::ProductId, numbers::Column::SiteId, numbers::Column::LineId])
        .distinct()
        .order_by_asc(numbers::Column::ProductId)
        .order_by_asc(numbers::Column::LineId);
    let lines: Vec<(ProductId, SiteId, LineId)> = lines.into_tuple().all(&**tx).await?;
    Ok(lines.into_iter().map(|(product, site, line)| (product, site, Fitting { line, order })).collect())
}

/// A line that took an article with numbers.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Taken {
    pub line_id: LineId,
    pub product_id: ProductId,
    pub quantity: Quantity,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub numbering: Numbering,
}

/// The lines of an order that took what has numbers, at sites that are seen.
pub async fn taken_by<C: ConnectionTrait>(conn: &C, order: WorkOrderId, sites: Option<&[SiteId]>) -> Result<Vec<Taken>, DbErr> {
    let mut binds = Binds::default();
    let order = binds.add(order);
    let sites = binds.and_among("t.site_id", sites);
    let sql = format!(
        "select t.line_id, t.product_id, t.quantity, p.sku, p.name, p.unit, p.numbering from inventory_consumptions t \
         join inventory_products p on p.id = t.product_id where t.work_order_id = {order} and t.quantity > 0{sites} \
         and (p.numbering <> 'none' or exists (select 1 from inventory_numbers n where n.line_id = t.line_id and n.quantity > 0)) \
         order by t.line_id"
    );
    db::all(conn, sql, binds.0).await
}

/// The numbers on an order's lines.
pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<Holding>, DbErr> {
    use numbers::Column::{NumberKey, Quantity, WorkOrderId};
    let query = numbers::Entity::find().filter(WorkOrderId.eq(order)).filter(Quantity.gt(0));
    query.order_by_asc(NumberKey).order_by_asc(numbers::Column::Id).all(conn).await
}

#[derive(FromQueryResult)]
struct Part {
    id: NumberId,
    product_id: ProductId,
    sku: String,
    name: String,
    unit: Unit,
    number: String,
    number_key: String,
    site_id: SiteId,
    work_order_id: Option<WorkOrderId>,
    quantity: Quantity,
    since: chrono::DateTime<chrono::Utc>,
    by_name: String,
}

const PARTS: &str = "select n.*, p.sku, p.name, p.unit from inventory_numbers n cross join inventory_products p \
                     where p.id = n.product_id and n.quantity > 0";

/// Where pieces with such numbers are, by number: a range of one index.
pub async fn search<C: ConnectionTrait>(conn: &C, search: &NumberSearch) -> Result<Vec<NumberedPart>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = PARTS.to_owned();
    if let Some(product) = search.product {
        sql += &format!(" and n.product_id = {}", binds.add(product));
    }
    let beginning = key(&search.beginning);
    if !beginning.is_empty() {
        let (low, high) = (binds.add(beginning.as_str()), binds.add(format!("{beginning}\u{10FFFF}")));
        sql += &format!(" and n.number_key >= {low} and n.number_key < {high}");
    }
    sql += &binds.and_among("n.site_id", search.sites.as_deref());
    if let Some((key, id)) = &search.after {
        sql += &format!(" and (n.number_key, n.id) > ({}, {})", binds.add(key.as_str()), binds.add(*id));
    }
    sql += &format!(" order by n.number_key, n.id limit {}", search.limit);
    Ok(db::all::<Part, _>(conn, sql, binds.0).await?.into_iter().map(NumberedPart::from).collect())
}

#[derive(FromQueryResult)]
struct Missing {
    line_id: LineId,
    work_order_id: WorkOrderId,
    product_id: ProductId,
    site_id: SiteId,
    quantity: Quantity,
    numbered: Quantity,
    sku: String,
    name: String,
    unit: Unit,
    numbering: Numbering,
}

const TOLD_OF_LINE: &str = "(select cast(coalesce(sum(n.quantity), 0) as bigint) from inventory_numbers n where n.line_id = t.line_id \
                            and n.product_id = t.product_id)";

/// Lines that took what has numbers, and more of it than is known by them; the newest order first.
pub async fn missing<C: ConnectionTrait>(conn: &C, search: &MissingSearch) -> Result<Vec<MissingNumbers>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!(
        "select t.line_id, t.work_order_id, t.product_id, t.site_id, t.quantity, {TOLD_OF_LINE} as numbered, p.sku, p.name, p.unit, \
         p.numbering from inventory_products p join inventory_consumptions t on t.product_id = p.id \
         where p.numbering <> 'none' and t.quantity > {TOLD_OF_LINE}"
    );
    sql += &binds.and_among("t.site_id", search.sites.as_deref());
    if let Some((order, line)) = search.after {
        sql += &format!(" and (t.work_order_id, t.line_id) < ({}, {})", binds.add(order), binds.add(line));
    }
    sql += &format!(" order by t.work_order_id desc, t.line_id desc limit {}", search.limit);
    Ok(db::all::<Missing, _>(conn, sql, binds.0).await?.into_iter().map(MissingNumbers::from).collect())
}

impl From<Missing> for MissingNumbers {
    fn from(line: Missing) -> Self {
        let Missing { line_id, work_order_id, product_id, site_id, quantity, numbered, sku, name, unit, numbering } = line;
        let (unit, is_serial) = (unit.as_str().to_owned(), numbering == Numbering::Serial);
        Self { line_id, work_order_id, product_id, site_id, quantity, numbered, sku, name, unit, is_serial }
    }
}

/// Of a vehicle's visits, the newest.
const MOST_FITTED: u64 = 500;

/// What went on these orders by its number, newest first.
pub async fn on_orders<C: ConnectionTrait>(conn: &C, orders: &[WorkOrderId]) -> Result<Vec<NumberedPart>, DbErr> {
    if orders.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let sql = format!(
        "{PARTS} and n.work_order_id in ({}) order by n.since desc, n.id desc limit {MOST_FITTED}",
        binds.list(orders.iter().copied())
    );
    Ok(db::all::<Part, _>(conn, sql, binds.0).await?.into_iter().map(NumberedPart::from).collect())
}

impl From<Part> for NumberedPart {
    fn from(part: Part) -> Self {
        let Part { id, product_id, sku, name, unit, number, number_key, site_id, work_order_id, quantity, since, by_name } = part;
        let unit = unit.as_str().to_owned();
        Self { id, product_id, sku, name, unit, number, number_key, site_id, work_order_id, quantity, since, by: by_name }
    }
}
