//! Demonstration data: cheques that lie at the garage, and one that came back.

use chrono::{Days, TimeDelta};
use contracts::billing::ChequeId;
use contracts::identity::SiteCard;
use kernel::clock::FakeClock;
use kernel::{Actor, Amount, Clock, Context, Currency, Problem, Tx, counters};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::bounce::come_back;
use super::command::entry;
use super::tables::cheques;
use super::{ChequeState, Details, store};
use crate::MODULE;
use crate::entities::invoices;
use crate::invoices::Tender;
use crate::invoices::invoice::CustomerRef;
use crate::receipts::{self, TakeReceipt};

/// Number, bank, due so many days after today, and whole units of money.
const IN_HAND: [(&str, &str, u64, i64); 3] = [("4410187", "BIAT", 1, 180), ("0009245", "Amen Bank", 9, 250), ("7730012", "STB", 31, 420)];
const CAME_BACK: (&str, &str, i64) = ("2200451", "BNA", 310);

/// Customers paid on account by cheque some days ago, and the bank did not pay one of them. What they owe stays as it was.
pub async fn lying(context: &Context, site: &SiteCard, debtor: &invoices::Model) -> Result<(), Problem> {
    let actor = Actor { name: "ECAR".into(), ..Actor::system() };
    let now = context.clock.now();
    let then = FakeClock::at(now - TimeDelta::days(3));
    let who: (&Actor, &dyn Clock) = (&actor, then.as_ref());
    let mut tx = context.db.begin().await?;
    let day = |after: u64| now.date_naive().checked_add_days(Days::new(after)).unwrap_or(now.date_naive());
    for (number, bank, after, units) in IN_HAND {
        take(&mut tx, (site, debtor), (details(number, bank, day(after)), units), who).await?;
    }
    let (number, bank, units) = CAME_BACK;
    let cheque = take(&mut tx, (site, debtor), (details(number, bank, then.now().date_naive()), units), who).await?;
    let slip = counters::next(&tx, MODULE, &format!("cheque-slips-{}", site.id)).await?;
    let banked = cheques::Model { state: ChequeState::Banked, slip: Some(slip), ..cheque.clone() };
    let went = entry(&banked, banked.state, banked.amount, who);
    store::save(&mut tx, "cheque.bank", (&cheque, &banked), vec![went], who).await?;
    come_back(&mut tx, &banked, "Provision insuffisante".into(), (&actor, context.clock.as_ref())).await?;
    Ok(tx.commit().await?)
}

fn details(number: &str, bank: &str, due_on: chrono::NaiveDate) -> Details {
    Details { number: number.into(), bank: bank.into(), drawer: None, rib: None, due_on }
}

async fn take(
    tx: &mut Tx,
    (site, debtor): (&SiteCard, &invoices::Model),
    (cheque, units): (Details, i64),
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<cheques::Model, Problem> {
    let payer = CustomerRef { id: debtor.customer_id, name: debtor.customer_name.clone() };
    let one = Currency::from_code(&site.currency).map_or(100, |currency| 10_i64.pow(u32::from(currency.decimals)));
    let money = TakeReceipt {
        site_id: site.id,
        customer_id: payer.id,
        tender: Tender::Cheque,
        amount: Amount(units * one),
        reference: None,
        allocations: Some(vec![]),
        withholding: None,
        cheque: Some(cheque),
    };
    let receipt = receipts::receive(tx, (site, payer), money, actor, clock).await?;
    let lying = cheques::Entity::find().filter(cheques::Column::DepositId.eq(receipt.id)).one(&**tx).await?;
    let id = lying.map_or_else(ChequeId::new, |cheque| cheque.id);
    store::lock(tx, id).await?.ok_or_else(Problem::not_found)
}
