//! Papers on a few of the demonstration's orders.

use std::fmt::Write as _;

use kernel::Db;
use kernel::files::attachments::insert;
use kernel::files::{Media, NewFile, Prepared};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::MODULE;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::tables::order;

const MOST: u64 = 6;
const KEPT: [(&str, Option<&str>); 3] = [
    ("Bon de commande 8841", Some("Envoyé par le gestionnaire du parc.")),
    ("Accord de prise en charge", Some("Lettre de l’assureur, franchise 150 DT.")),
    ("Fiche de réception signée", None),
];

pub async fn fill(db: &Db) -> Result<(), DbErr> {
    let open = order::Entity::find().filter(order::Column::State.is_in([WorkOrderState::InProgress, WorkOrderState::Ready]));
    let orders = open.order_by_asc(order::Column::Id).limit(MOST).all(db.reader()).await?;
    let tx = db.begin().await?;
    for (order, (name, note)) in orders.into_iter().zip(KEPT.into_iter().cycle()) {
        let prepared = Prepared { media: Media::Pdf, bytes: sheet(&order.number).into_bytes(), thumbnail: None };
        let (id, name, by_name) = (Uuid::now_v7(), name.to_owned(), order.technician_name.unwrap_or_else(|| "ECAR".to_owned()));
        let file = NewFile { id, record: order.id.0, name, prepared, by_name, at: order.opened_at };
        insert(&tx, MODULE, &file, note).await?;
    }
    tx.commit().await
}

/// A PDF of one page with a line of plain letters.
fn sheet(words: &str) -> String {
    let shown = format!("BT /F1 24 Tf 72 760 Td ({words}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut pdf, mut places) = ("%PDF-1.4\n".to_owned(), String::new());
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", pdf.len());
        let _ = writeln!(pdf, "{} 0 obj\n{object}\nendobj", at + 1);
    }
    let (start, size) = (pdf.len(), objects.len() + 1);
    let _ =
        write!(pdf, "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    pdf
}
