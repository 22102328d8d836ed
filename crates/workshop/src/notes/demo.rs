//! Notes on a few of the demonstration's orders.

use contracts::workshop::NoteId;
use kernel::Db;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::note::{Model, NoteKind};
use super::store;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::tables::order;

const MOST: u64 = 12;
const NOTED: [(NoteKind, &str); 3] = [
    (NoteKind::Customer, "Disques mesurés : 21 mm, bons pour 10 000 km encore."),
    (NoteKind::Internal, "Demande toujours un deuxième devis."),
    (NoteKind::Technician, "Vis de l’étrier grippée, prévoir du dégrippant."),
];

pub async fn fill(db: &Db) -> Result<(), DbErr> {
    let open = order::Entity::find().filter(order::Column::State.eq(WorkOrderState::InProgress));
    let open = open.filter(order::Column::TechnicianId.is_not_null()).order_by_asc(order::Column::Id).limit(MOST);
    let orders = open.all(db.reader()).await?;
    let tx = db.begin().await?;
    for (order, (kind, text)) in orders.into_iter().zip(NOTED.into_iter().cycle()) {
        let (Some(by_id), Some(by_name)) = (order.technician_id, order.technician_name) else { continue };
        let note = Model {
            id: NoteId::new(),
            order_id: order.id,
            site_id: order.site_id,
            kind,
            text: text.to_owned(),
            by_id,
            by_name,
            at: order.opened_at,
            replaces: None,
            replaced_by: None,
            withdrawn_at: None,
            withdrawn_by: None,
        };
        store::insert(&tx, &note).await?;
    }
    tx.commit().await
}
