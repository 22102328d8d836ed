//! The only place with queries of figures. What was open before this system is no sale: it has a document of its own.

use chrono::NaiveDate;
use contracts::customers::CustomerId;
use contracts::workshop::CoverKind;
use kernel::{Amount, Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::get::{FiguresCustomer, FiguresGiven};
use crate::invoices::State;
use crate::invoices::invoice::CustomerRef;
use crate::period::Period;

const MOST_CUSTOMERS: u64 = 10;

/// Invoices of a month that stand alike.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Invoiced {
    pub month: String,
    pub state: State,
    pub is_overdue: bool,
    pub invoices: i64,
    pub net: Amount,
    pub total: Amount,
    pub due: Amount,
}

/// Where the invoices of a site and period are.
fn issued(binds: &mut Binds, site: SiteId, period: &Period) -> String {
    let [site, begins, ends] = [binds.add(site.0), binds.add(period.begins), binds.add(period.ends)];
    format!("i.site_id = {site} and i.issued_at >= {begins} and i.issued_at < {ends} and i.document is null")
}

/// By month and state; what is overdue on this day apart.
pub async fn invoiced<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period, today: NaiveDate) -> Result<Vec<Invoiced>, DbErr> {
    let mut binds = Binds::default();
    let issued = issued(&mut binds, site, period);
    let today = binds.add(today);
    let month = "substr(cast(i.issued_on as text), 1, 7)";
    let overdue = format!("case when i.due > 0 and i.due_on < {today} then true else false end");
    let sql = format!(
        "select {month} as month, i.state as state, {overdue} as is_overdue, count(*) as invoices, cast(sum(i.net) as bigint) as net, \
         cast(sum(i.total) as bigint) as total, cast(sum(i.due) as bigint) as due \
         from billing_invoices i where {issued} group by {month}, i.state, {overdue}"
    );
    db::all(conn, sql, binds.0).await
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Credited {
    pub month: String,
    pub net: Amount,
}

/// What credit notes took back, by the month of their own day.
pub async fn credited<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period) -> Result<Vec<Credited>, DbErr> {
    let month = "substr(cast(issued_on as text), 1, 7)";
    let sql = format!(
        "select {month} as month, cast(sum(net) as bigint) as net from billing_credit_notes \
         where site_id = $1 and issued_at >= $2 and issued_at < $3 group by {month}"
    );
    db::all(conn, sql, [site.0.into(), period.begins.into(), period.ends.into()]).await
}

#[derive(FromQueryResult)]
struct Buyer {
    customer_id: CustomerId,
    customer_name: String,
    invoices: i64,
    net: Amount,
}

/// Who were invoiced the most.
pub async fn customers<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period) -> Result<Vec<FiguresCustomer>, DbErr> {
    let mut binds = Binds::default();
    let issued = issued(&mut binds, site, period);
    let sql = format!(
        "select i.customer_id as customer_id, max(i.customer_name) as customer_name, count(*) as invoices, \
         cast(sum(i.net) as bigint) as net from billing_invoices i where {issued} \
         group by i.customer_id order by 4 desc, 1 limit {MOST_CUSTOMERS}"
    );
    let buyers: Vec<Buyer> = db::all(conn, sql, binds.0).await?;
    let figures = |Buyer { customer_id: id, customer_name: name, invoices, net }| FiguresCustomer {
        customer: CustomerRef { id, name },
        invoices,
        net,
    };
    Ok(buyers.into_iter().map(figures).collect())
}

/// Lines of which something was taken off are few, and have an index of their own.
const REDUCED: &str = "billing_lines l join billing_invoices i on i.id = l.invoice_id where (l.off <> 0 or l.given <> 0)";

#[derive(FromQueryResult)]
struct Sum {
    amount: Amount,
}

/// What discounts on jobs and orders took.
pub async fn discounts<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period) -> Result<Amount, DbErr> {
    let mut binds = Binds::default();
    let issued = issued(&mut binds, site, period);
    let sql = format!("select cast(coalesce(sum(l.off), 0) as bigint) as amount from {REDUCED} and {issued}");
    let sum: Option<Sum> = db::one(conn, sql, binds.0).await?;
    Ok(sum.map_or(Amount::ZERO, |sum| sum.amount))
}

#[derive(FromQueryResult)]
struct Given {
    cover: CoverKind,
    invoices: i64,
    amount: Amount,
}

/// What the garage bore: what somebody else pays is no gift.
pub async fn given<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period) -> Result<Vec<FiguresGiven>, DbErr> {
    let mut binds = Binds::default();
    let issued = issued(&mut binds, site, period);
    let sql = format!(
        "select l.cover as cover, count(distinct l.invoice_id) as invoices, cast(sum(l.given) as bigint) as amount \
         from {REDUCED} and {issued} and l.cover is not null and l.cover <> 'payer' group by l.cover order by l.cover"
    );
    let rows: Vec<Given> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|Given { cover, invoices, amount }| FiguresGiven { cover, invoices, amount }).collect())
}
