//! The modules around, as their outboxes, and a day of a garage.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::billing::{InvoiceId, SaleRecorded, SoldLine, SoldOrder};
use contracts::customers::CustomerId;
use contracts::identity::{SiteLabels, SiteUpdated, UserId};
use contracts::inventory::{PartsValued, ValuedPart};
use contracts::workshop::{ClockingId, CoverKind, LineId, LineKind, SpentSpan, TimeSpent, WorkOrderComeback, WorkOrderId, WorkOrderStood};
use kernel::feed::{Feed, OwnFeed};
use kernel::outbox::{self, Event};
use kernel::{Actor, Amount, Module, Quantity, SiteId, db};
use reporting::HEARD;
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult};
use sea_orm_migration::SchemaManager;
use testkit::{FakeStaff, Kit};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

pub struct Garage {
    pub kit: Kit,
}

fn around(db: &DatabaseConnection) -> futures::future::BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move {
        for module in HEARD {
            kernel::schema::create_module_tables(&SchemaManager::new(db), module).await?;
        }
        Ok(())
    })
}

/// A line as billing tells it: of which kind, how much, net, what a discount took, and who gave it.
pub type Line = (LineKind, i64, i64, i64, Option<CoverKind>);

/// A work order and its document.
pub struct Sold {
    pub order: WorkOrderId,
    pub sale: SaleRecorded,
}

impl Garage {
    pub async fn open() -> Self {
        let wire = |context, people| async {
            let mut modules = vec![reporting::module(context, Arc::new(FakeStaff(people)))];
            modules.extend(HEARD.into_iter().map(|name| Module::new(name, OpenApiRouter::new())));
            modules
        };
        let kit = Kit::start(wire, &[kernel::schema::migrate::<reporting::Migrator>, around]).await;
        let garage = Self { kit };
        for (site, name) in [(garage.kit.site, "Garage du Lac"), (garage.kit.other_site, "Garage de Sfax")] {
            garage.opens(site, name, "TND").await;
        }
        garage
    }

    /// The module in another process over the same database.
    pub fn another(&self) -> Module {
        reporting::module(self.kit.context.clone(), Arc::new(FakeStaff(self.kit.people.clone())))
    }

    pub async fn opens(&self, site: SiteId, name: &str, currency: &str) {
        let card =
            SiteLabels { name: name.into(), time_zone: "Africa/Tunis".into(), currency: currency.into(), labour_rate: Amount(60_000) };
        self.tell("identity", &SiteUpdated { id: site, card: Some(card) }).await;
        self.kit.settle().await;
    }

    pub async fn tell<E: Event>(&self, module: &str, event: &E) {
        let mut tx = self.kit.db().begin().await.unwrap();
        outbox::append(&mut tx, module, event, &Actor::system(), self.kit.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn today(&self) -> NaiveDate {
        self.kit.context.clock.now().date_naive()
    }

    /// A visit that is sold today.
    pub fn sold(&self, number: &str, order: WorkOrderId, lines: &[Line]) -> Sold {
        self.sold_at(self.kit.site, number, order, lines)
    }

    pub fn sold_at(&self, site_id: SiteId, number: &str, order: WorkOrderId, lines: &[Line]) -> Sold {
        let line = |(kind, quantity, net, discount, cover): &Line| SoldLine {
            line_id: LineId::new(),
            work_order_id: order,
            kind: *kind,
            quantity: Quantity(*quantity),
            net: Amount(*net),
            discount: Amount(*discount),
            given: Amount(if cover.is_some() { 60_000 } else { 0 }),
            cover: *cover,
        };
        let lines: Vec<_> = lines.iter().map(line).collect();
        let total: Amount = lines.iter().map(|line| line.net).sum();
        let id = Uuid::now_v7();
        let sale = SaleRecorded {
            id,
            number: number.into(),
            site_id,
            on: self.today(),
            invoice_id: InvoiceId(id),
            is_credit: false,
            is_payers: false,
            customer_id: CustomerId::new(),
            customer_name: "Leïla Trabelsi".into(),
            currency: "TND".into(),
            total,
            due_on: Some(self.today() + TimeDelta::days(30)),
            due: total,
            orders: vec![SoldOrder { id: order, number: format!("OR-{number}"), is_visit: true }],
            lines,
        };
        Sold { order, sale }
    }

    /// What the shelf valued the parts of a sale at.
    pub async fn valued(&self, sold: &Sold, costs: &[i64]) {
        let parts = sold.sale.lines.iter().filter(|line| line.kind == LineKind::Part);
        let lines = parts.zip(costs).map(|(line, cost)| ValuedPart { line_id: line.line_id, cost: Amount(*cost) }).collect();
        self.tell("inventory", &PartsValued { work_order_id: sold.order, site_id: sold.sale.site_id, lines }).await;
    }

    pub fn stood(&self, id: WorkOrderId, opened_at: DateTime<Utc>) -> WorkOrderStood {
        WorkOrderStood {
            id,
            number: "LAC-2026-00042".into(),
            site_id: self.kit.site,
            is_cancelled: false,
            is_visit: true,
            customer_id: CustomerId::new(),
            customer_name: "Leïla Trabelsi".into(),
            technician: None,
            opened_at,
            promised_at: None,
            completed_at: None,
            offers: vec![],
            costs: vec![],
            lines: None,
            deposits: vec![],
            jobs: vec![],
        }
    }

    pub fn comeback(&self, id: WorkOrderId) -> WorkOrderComeback {
        WorkOrderComeback { id, site_id: self.kit.site, is_comeback: true }
    }

    /// So many hours of one activity since this morning, by somebody who earns 12.000 an hour.
    pub fn spent(&self, activity: &str, hundredths: i64) -> TimeSpent {
        let starts = self.kit.context.clock.now().timestamp();
        let span = SpentSpan {
            id: ClockingId::new(),
            activity: activity.into(),
            order: None,
            job: None,
            starts,
            ends: Some(starts + hundredths * 36),
        };
        TimeSpent {
            user_id: UserId::new(),
            user_name: "Amine".into(),
            site_id: self.kit.site,
            spans: vec![span],
            pay: vec![(self.today() - TimeDelta::days(10), Amount(12_000))],
        }
    }

    pub async fn rebuild(&self) -> reporting::Rebuilt {
        let feed = |module| (module, Arc::new(OwnFeed { db: self.kit.db().clone(), module }) as Arc<dyn Feed>);
        let feeds: BTreeMap<_, _> = HEARD.into_iter().map(feed).collect();
        reporting::rebuild(&self.kit.context, &feeds).await.unwrap()
    }

    /// Every feed is heard a second time, from its beginning.
    pub async fn hears_again(&self) {
        let tx = self.kit.db().begin().await.unwrap();
        db::execute(&*tx, "update reporting_cursors set seq = 0", []).await.unwrap();
        tx.commit().await.unwrap();
        self.kit.settle().await;
    }

    /// What is made anew, and what is heard twice, is what was.
    pub async fn stays_the_same(&self) {
        let live = self.kept().await;
        self.rebuild().await;
        assert_eq!(live, self.kept().await);
        self.hears_again().await;
        assert_eq!(live, self.kept().await);
    }

    /// All that the module keeps.
    pub async fn kept(&self) -> Vec<Vec<String>> {
        let mut tables = vec![];
        for (table, order) in [
            ("sites", "id"),
            ("sources", "kind, id"),
            ("facts", "id"),
            ("leaks", "id"),
            ("days", "site_id, day"),
            ("months", "site_id, month"),
            ("shares", "id"),
            ("share_days", "site_id, cut, day, whose"),
            ("names", "cut, id"),
            ("debts", "invoice_id, since"),
            // Where nothing was heard there is no place to keep.
            ("cursors where seq > 0", "listener"),
        ] {
            let sql = format!("select * from reporting_{table} order by {order}");
            tables.push(db::all::<Text, _>(self.kit.db().reader(), sql, []).await.unwrap().into_iter().map(|row| row.0).collect());
        }
        tables
    }
}

/// A row as text, whatever its columns.
struct Text(String);

impl FromQueryResult for Text {
    fn from_query_result(row: &sea_orm::QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let mut text = String::new();
        for column in row.column_names() {
            let value = row
                .try_get::<Option<i64>>(prefix, &column)
                .map(|value| format!("{value:?}"))
                .or_else(|_| row.try_get::<Option<Uuid>>(prefix, &column).map(|value| format!("{value:?}")))
                .or_else(|_| row.try_get::<Option<NaiveDate>>(prefix, &column).map(|value| format!("{value:?}")))
                .or_else(|_| row.try_get::<Option<DateTime<Utc>>>(prefix, &column).map(|value| format!("{value:?}")))
                .or_else(|_| row.try_get::<Option<String>>(prefix, &column).map(|value| format!("{value:?}")))?;
            text += &format!("{column}={value} ");
        }
        Ok(Self(text))
    }
}
