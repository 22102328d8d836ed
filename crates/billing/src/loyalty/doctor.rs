//! Balances are the sums of their entries, and what points paid is on the invoices.

use kernel::{Db, db};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// A sentence for each thing that is wrong.
pub async fn doctor(db: &Db) -> Result<Vec<String>, DbErr> {
    let balances = "select e.customer_id as id from (select customer_id, site_id, currency, sum(points) as points from billing_loyalty_entries \
                    group by customer_id, site_id, currency) e left join billing_loyalty_accounts a on a.customer_id = e.customer_id \
                    and a.site_id = e.site_id and a.currency = e.currency where a.balance is null or a.balance <> e.points \
                    union all select a.customer_id as id from billing_loyalty_accounts a where a.balance <> 0 and not exists \
                    (select 1 from billing_loyalty_entries e where e.customer_id = a.customer_id and e.site_id = a.site_id and e.currency = a.currency)";
    let earned = "select g.invoice_id as id from billing_loyalty_earnings g left join (select invoice_id, sum(points) as points \
                  from billing_loyalty_entries where kind in ('earned', 'reversed') group by invoice_id) e on e.invoice_id = g.invoice_id \
                  where g.points <> coalesce(e.points, 0) or g.points < 0 order by g.invoice_id";
    let paid = "select p.invoice_id as id from (select invoice_id, sum(case when kind = 'refund' then -amount else amount end) as amount \
                from billing_payments where tender = 'points' group by invoice_id) p left join (select invoice_id, sum(amount) as amount \
                from billing_loyalty_entries where kind in ('used', 'given_back') group by invoice_id) e on e.invoice_id = p.invoice_id \
                where p.amount <> coalesce(e.amount, 0) order by p.invoice_id";
    let referred = "select r.site_id as id from (select site_id, sum(points) as points from billing_loyalty_referrals group by site_id) r \
                    left join (select site_id, sum(points) as points from billing_loyalty_entries \
                    where kind in ('referred', 'referral', 'referral_reversed') group by site_id) e on e.site_id = r.site_id \
                    where coalesce(e.points, 0) <> 2 * r.points order by r.site_id";
    let mut findings = vec![];
    for (sql, fault) in [
        (balances, "customer {}: the balance of points is not the sum of its entries"),
        (earned, "invoice {}: what it earned is not the sum of its points"),
        (referred, "site {}: what those have who brought customers is not the sum of their points"),
        (paid, "invoice {}: what points paid is not what they were used for"),
    ] {
        let found: Vec<Found> = db::all(db.reader(), sql, []).await?;
        findings.extend(found.into_iter().map(|Found { id }| fault.replace("{}", &id.to_string())));
    }
    Ok(findings)
}
