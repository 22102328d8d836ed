//! Work orders, as what papers are kept with.

use async_trait::async_trait;
use contracts::billing::InvoiceId;
use contracts::workshop::{OrderAttached, WORK_ORDER_READ, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::files::attachments::{Keeper, Kept};
use kernel::{Actor, Context, Permission, Problem, SiteId, Tx, db, outbox};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// The work orders of this database.
pub struct Orders(pub Context);

impl Orders {
    pub fn of(workshop: &Workshop) -> Self {
        Self(workshop.context.clone())
    }
}

#[async_trait]
impl Keeper for Orders {
    const MODULE: &'static str = MODULE;
    const ENTITY: &'static str = "work_order";
    const READING: Permission = WORK_ORDER_READ;
    const WRITING: Permission = WORK_ORDER_UPDATE;

    fn context(&self) -> &Context {
        &self.0
    }

    async fn find(&self, record: Uuid) -> Result<Option<Kept>, Problem> {
        Ok(orders::find(self.0.db.reader(), WorkOrderId(record)).await?.map(|order| kept(&order)))
    }

    async fn lock(&self, tx: &Tx, record: Uuid) -> Result<Option<Kept>, Problem> {
        Ok(orders::lock(tx, WorkOrderId(record)).await?.map(|order| kept(&order)))
    }

    async fn tell(&self, tx: &mut Tx, kept: &Kept, actor: &Actor) -> Result<(), Problem> {
        let told = OrderAttached { id: WorkOrderId(kept.record), site_id: kept.site };
        Ok(outbox::append(tx, MODULE, &told, actor, self.0.clock.as_ref()).await?)
    }
}

fn kept(order: &WorkOrder) -> Kept {
    Kept { record: order.id.0, site: order.site_id, label: order.number.clone(), is_settled: is_settled(order) }
}

/// Something of it stands on a document with a number, or nothing more is to come of it.
pub fn is_settled(order: &WorkOrder) -> bool {
    order.state.name().is_over() || order.invoices.iter().any(|invoice| invoice.number.is_some())
}

/// An order of an invoice.
#[derive(Debug, FromQueryResult)]
pub struct Invoiced {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
}

/// The orders of an invoice, the oldest first.
pub async fn of_invoice<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<Vec<Invoiced>, DbErr> {
    let sql = "select id, number, site_id from workshop_orders where id in (select order_id from workshop_invoices where id = $1 \
               union select order_id from workshop_invoices_together where invoice_id = $2) order by id";
    db::all(conn, sql, [invoice.into(), invoice.into()]).await
}
