//! Demonstration data in bulk: invoices, lines, payments and search terms, with sums by the same code, and no events.

use chrono::{DateTime, Datelike, Months, Utc};
use chrono_tz::Tz;
use contracts::billing::InvoiceState;
use contracts::demo::{DemoInvoice, DemoPayment, DemoVisit};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::workshop::{CompletedLine, Reduced};
use kernel::money::line_net;
use kernel::{Actor, Amount, BasisPoints, Context, Currency, Db, Problem, Tx, counters, db, outbox, search};
use sea_orm::{
    ActiveEnum, ColumnTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::accounting::export::{self, ExportJournal};
use crate::credit_notes::{self, CreditInput, CreditedLine, Surplus};
use crate::einvoices::sending::demo::on_their_way;
use crate::entities::{invoices, lines, payments};
use crate::invoices::invoice::{CustomerRef, Invoice, Issue, Number, Parties, Stage, VehicleRef, WorkOrderRef, due_day, local_day};
use crate::invoices::store::{self, AT_ONCE, TERMS};
use crate::invoices::{PaymentKind, State, Tender};
use crate::receipts::{self, Allocation, TakeReceipt};
use crate::{MODULE, chain, cheques, dunning, loyalty, online, sales, series};

/// Who took the demonstration's payments.
const CASHIER: &str = "ECAR";

#[derive(Default)]
struct Rows {
    invoices: Vec<invoices::Model>,
    lines: Vec<Vec<lines::Model>>,
    payments: Vec<payments::ActiveModel>,
    terms: Vec<(Uuid, String)>,
}

/// Writes the invoices of the visits that have one and tells figures of them, in one transaction. Call it with some thousands of visits at a time.
pub async fn load(context: &Context, visits: &[DemoVisit]) -> Result<(), DbErr> {
    let (mut rows, mut told) = (Rows::default(), vec![]);
    for visit in visits {
        if let Some(made) = &visit.invoice {
            let invoice = invoice(visit, made)?;
            told.extend(sales::of_invoice(&invoice));
            rows.add(&invoice, &made.payments)?;
        }
    }
    let mut tx = context.db.begin().await?;
    rows.insert(&tx).await?;
    outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
    tx.commit().await
}

/// The last site prints its receipts on the roll of its till.
pub async fn choose_paper(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    let [_, .., last] = sites else { return Ok(()) };
    let tx = context.db.begin().await?;
    crate::styles::demo::roll(&tx, last.id, context.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// What billing would have told of these visits' issued invoices, and when each was issued.
pub fn told(visits: &[DemoVisit]) -> Result<Vec<(InvoiceState, DateTime<Utc>)>, DbErr> {
    let mut told = vec![];
    for visit in visits {
        let Some(made) = &visit.invoice else { continue };
        let invoice = invoice(visit, made)?;
        told.extend(invoice.issued().map(|issue| issue.at).map(|at| (invoice.snapshot(), at)));
    }
    Ok(told)
}

impl Rows {
    fn add(&mut self, invoice: &Invoice, payments: &[DemoPayment]) -> Result<(), DbErr> {
        self.invoices.push(store::to_row(invoice)?);
        self.lines.push(store::line_rows(invoice));
        for payment in payments {
            self.payments.push(received(invoice, payment)?.into_active_model());
        }
        self.terms.extend(store::terms(invoice).into_iter().map(|term| (invoice.id.0, term)));
        Ok(())
    }

    async fn insert(self, tx: &Tx) -> Result<(), DbErr> {
        let issued: Vec<_> = self.invoices.iter().zip(&self.lines).map(|(row, lines)| chain::Document::Invoice(row, lines)).collect();
        chain::add_all(tx, &issued).await.map_err(|problem| DbErr::Custom(problem.title))?;
        for chunk in self.invoices.chunks(AT_ONCE) {
            let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
            invoices::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
        }
        for chunk in self.lines.concat().chunks(AT_ONCE) {
            let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
            lines::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
        }
        for chunk in self.payments.chunks(AT_ONCE) {
            payments::Entity::insert_many(chunk.to_vec()).exec_without_returning(&**tx).await?;
        }
        search::insert(tx, TERMS, self.terms).await
    }
}

fn invoice(visit: &DemoVisit, made: &DemoInvoice) -> Result<Invoice, DbErr> {
    let paid = made.paid();
    Ok(Invoice {
        payer_id: None,
        id: made.id,
        site_id: visit.site.id,
        work_order: WorkOrderRef { id: visit.id, number: visit.number.clone() },
        customer: CustomerRef { id: visit.customer.id, name: visit.customer.name.clone() },
        vehicle: VehicleRef {
            id: visit.vehicle_id,
            plate: visit.vehicle_plate.clone(),
            label: visit.vehicle_label.clone(),
            odometer_km: Some(visit.odometer_km),
        },
        currency: Currency::from_code(&visit.site.currency).ok_or_else(|| wrong("currency", &visit.site.currency))?,
        stamp_duty: visit.site.stamp_duty,
        lines: lines_of(visit),
        notes: vec![],
        po_number: visit.po_number(),
        together: vec![],
        exemption: None,
        stage: stage(visit, made, paid)?,
        created_at: visit.completed_at.unwrap_or(visit.opened_at),
        version: 1,
    })
}

fn stage(visit: &DemoVisit, made: &DemoInvoice, paid: Amount) -> Result<Stage, DbErr> {
    let (Some(number), Some(at)) = (&made.number, made.issued_at) else { return Ok(Stage::Draft { held: false }) };
    let zone: Tz = visit.site.time_zone.parse().map_err(|_| wrong("time zone", &visit.site.time_zone))?;
    let on = local_day(at, zone);
    let issue = Issue {
        number: Number::parse(number).ok_or_else(|| wrong("number", number))?,
        at,
        on,
        due_on: due_day(on, visit.site.payment_terms_days),
        language: Language::from_code(&visit.customer.language),
        parties: Parties::of(&visit.site, Some(&visit.customer), &visit.customer.name),
    };
    if issue.number.series != format!("F-{}-{}", visit.site.code, on.year()) {
        return Err(wrong("number", number));
    }
    Ok(Stage::Issued { issue: Box::new(issue), paid, credited: Amount::ZERO })
}

fn lines_of(visit: &DemoVisit) -> Vec<CompletedLine> {
    let approved = visit.jobs.iter().filter(|job| job.approved);
    let of_job = approved.flat_map(|job| job.lines.iter().map(move |line| (job, line)));
    of_job
        .map(|(job, line)| CompletedLine {
            id: line.id,
            job_title: job.title.clone(),
            kind: line.kind,
            product_id: line.product_id,
            code: line.code.clone(),
            description: line.description.clone(),
            unit: line.unit.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price,
            discount: BasisPoints(0),
            vat_rate: line.vat_rate,
            exempt_from: None,
            levy_rate: BasisPoints(0),
            unit_price_with_tax: None,
            net: line_net(line.quantity, line.unit_price, BasisPoints(0)),
            reduced: Reduced::default(),
            payer: None,
        })
        .collect()
}

fn received(invoice: &Invoice, payment: &DemoPayment) -> Result<payments::Model, DbErr> {
    Ok(payments::Model {
        id: payment.id,
        invoice_id: invoice.id,
        kind: if payment.refund_reason.is_some() { PaymentKind::Refund } else { PaymentKind::Payment },
        tender: Tender::try_from_value(&payment.tender)?,
        amount: payment.amount,
        reference: None,
        reason: payment.refund_reason.clone(),
        by_name: CASHIER.to_owned(),
        at: payment.at,
    })
}

fn wrong(what: &str, text: &str) -> DbErr {
    DbErr::Custom(format!("demonstration data: {text} is not the {what} expected"))
}

/// A tenth of its first line is taken back of the oldest unpaid invoice of each site. Call it after [`finish`].
pub async fn credit(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    let actor = Actor::system();
    for site in sites {
        let mut tx = context.db.begin().await?;
        let Some(mut invoice) = (match oldest_unpaid(&tx, site).await? {
            Some(row) => store::lock(&tx, row.id).await?,
            None => None,
        }) else {
            continue;
        };
        let Some(first) = invoice.lines.first() else { continue };
        let part = CreditedLine { line_id: first.id, quantity: None, net: Some(Amount((first.net.0 / 10).max(1))) };
        let (lines, surplus) = (Some(vec![part]), Surplus::Open);
        let asked = CreditInput { lines, stamp_duty: false, return_stock: false, surplus, reason: "Geste commercial".into() };
        credit_notes::take_back(&mut tx, site, &mut invoice, &asked, &actor, context.clock.as_ref()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whose oldest invoice of each site is unpaid pays it by one transfer, and a little too much; others are paid online, or
/// nearly. Call it after [`finish`].
pub async fn receive(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    cheques_lie(context, sites).await?;
    let actor = Actor { name: CASHIER.into(), ..Actor::system() };
    for site in sites {
        let mut tx = context.db.begin().await?;
        let Some(oldest) = oldest_unpaid(&tx, site).await? else { continue };
        let payer = CustomerRef { id: oldest.customer_id, name: oldest.customer_name };
        let surplus = Currency::from_code(&oldest.currency).map_or(0, |currency| 38 * 10_i64.pow(u32::from(currency.decimals)));
        let money = TakeReceipt {
            site_id: site.id,
            customer_id: payer.id,
            tender: Tender::Transfer,
            amount: Amount(oldest.due.0 + surplus),
            reference: Some("VIR 8841".into()),
            allocations: Some(vec![Allocation { invoice_id: oldest.id, amount: oldest.due }]),
            withholding: None,
            cheque: None,
        };
        receipts::receive(&mut tx, (site, payer), money, &actor, context.clock.as_ref()).await?;
        tx.commit().await?;
    }
    pay_online(context, sites).await
}

/// Of each site a customer who owes something paid by cheque.
async fn cheques_lie(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    for site in sites {
        let newest = unpaid(site).order_by_desc(invoices::Column::Id).one(context.db.reader()).await?;
        if let Some(debtor) = newest {
            cheques::demo::lying(context, site, &debtor).await?;
        }
    }
    Ok(())
}

/// As many unpaid invoices as a site keeps to be shown otherwise.
const UNPAID: u64 = 5;

/// Of each site somebody began to pay an invoice online and left, and where many are unpaid, one is paid.
async fn pay_online(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    for (site, is_paid) in sites.iter().flat_map(|site| [(site, true), (site, false)]) {
        let mut tx = context.db.begin().await?;
        if is_paid && unpaid(site).count(&*tx).await? <= UNPAID {
            continue;
        }
        let Some(oldest) = oldest_unpaid(&tx, site).await? else { continue };
        let Some(mut invoice) = store::lock(&tx, oldest.id).await? else { continue };
        online::demo::begun(&mut tx, &mut invoice, is_paid, context.clock.as_ref()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The first site's customers earned points, and one paid with some. Call it after [`receive`].
pub async fn reward(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    loyalty::demo::earn(context, sites).await
}

/// A site that has nothing to export, or more than a file holds.
const LEFT_OPEN: [&str; 2] = ["nothing-to-export", "too-many-entries"];

/// What was before the last month is exported: all of it, or so many months of it, and what was before them is in other books. Call it
/// after [`finish`].
pub async fn export(context: &Context, sites: &[SiteCard], months: Option<u32>) -> Result<(), Problem> {
    let actor = Actor::system();
    for site in sites {
        let this_month = local_day(context.clock.now(), series::zone(site)?).with_day(1);
        let last_month = this_month.and_then(|first| first.checked_sub_months(Months::new(1)));
        let until = last_month.and_then(|first| first.pred_opt());
        let from = last_month.and_then(|first| first.checked_sub_months(Months::new(months?)));
        let Some(until) = until else { continue };
        let asked = ExportJournal { site_id: site.id, until, from };
        let tx = context.db.begin().await?;
        match export::write(&tx, site, &asked, &actor, context.clock.as_ref()).await {
            Ok(_) => tx.commit().await?,
            Err(problem) if LEFT_OPEN.contains(&problem.code.as_str()) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(())
}

/// The newest invoices of the first site are on their way as electronic documents, and who is late was reminded, or is to be. Call it last.
pub async fn send(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    if let Some(site) = sites.first() {
        on_their_way(context, site).await?;
    }
    dunning::demo::remind(context, sites).await
}

async fn oldest_unpaid(tx: &Tx, site: &SiteCard) -> Result<Option<invoices::Model>, DbErr> {
    unpaid(site).order_by_asc(invoices::Column::Id).one(&**tx).await
}

fn unpaid(site: &SiteCard) -> Select<invoices::Entity> {
    invoices::Entity::find().filter(invoices::Column::SiteId.eq(site.id)).filter(invoices::Column::State.eq(State::Issued))
}

#[derive(FromQueryResult)]
struct Highest {
    series: String,
    sequence: i64,
}

/// Raises every series to its highest number, so that issuing goes on from there. Call it after the last [`load`].
pub async fn finish(db: &Db) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    let sql = "select series, max(sequence) as sequence from billing_invoices where series is not null group by series order by series";
    for highest in db::all::<Highest, _>(&*tx, sql, []).await? {
        let reached = counters::raise(&tx, MODULE, &highest.series, 0).await?;
        counters::raise(&tx, MODULE, &highest.series, (highest.sequence - reached).max(0)).await?;
    }
    tx.commit().await
}
