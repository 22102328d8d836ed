//! Customers who are forgotten: figures stay, and name nobody.

use contracts::subjects::{RecordKind, RecordsUnnamed};
use contracts::workshop::LineKind::Labour;
use contracts::workshop::WorkOrderId;
use kernel::personal::forget_events;
use uuid::Uuid;

use crate::fixture::kpis;
use crate::garage::{Garage, Sold};

const WORD: &str = "Client effacé";

/// A visit that was done and sold.
async fn visit(garage: &Garage) -> Sold {
    let sold = garage.sold("INV1", WorkOrderId::new(), &[(Labour, 1000, 60_000, 0, None)]);
    let mut stood = garage.stood(sold.order, garage.kit.context.clock.now());
    (stood.customer_id, stood.completed_at) = (sold.sale.customer_id, Some(garage.kit.context.clock.now()));
    garage.tell("workshop", &stood).await;
    garage.tell("billing", &sold.sale).await;
    garage.kit.settle().await;
    sold
}

/// As a module does: what it told before names nobody any more, and then it says so.
async fn unnamed(garage: &Garage, sold: &Sold, module: &str, of: RecordKind, records: Vec<Uuid>) {
    let customers = vec![sold.sale.customer_id];
    let tx = garage.kit.db().begin().await.unwrap();
    forget_events(&tx, module, &[customers[0].0], &["customer_name"], WORD).await.unwrap();
    tx.commit().await.unwrap();
    garage.tell(module, &RecordsUnnamed { of, records, word: WORD.into(), customers }).await;
    garage.kit.settle().await;
}

#[tokio::test]
async fn rows_behind_figures_carry_the_word_and_figures_stay() {
    let garage = Garage::open().await;
    let sold = visit(&garage).await;
    let (today, before) = (garage.today(), kpis(&garage, "").await);
    let named = |kept: &[Vec<String>]| kept.iter().flatten().filter(|row| row.contains("Leïla")).count();
    assert!(named(&garage.kept().await) > 4, "documents, what is owed, the order, who came");
    unnamed(&garage, &sold, "workshop", RecordKind::WorkOrder, vec![sold.order.0]).await;
    unnamed(&garage, &sold, "billing", RecordKind::Invoice, vec![sold.sale.id]).await;
    let kept = garage.kept().await;
    assert_eq!(named(&kept), 0);
    assert_eq!(kpis(&garage, "").await, before);
    for kpi in ["net_sales", "car_count"] {
        let rows = garage.kit.owner().get(&format!("/reports/kpis/{kpi}/rows?from={today}&until={today}")).await.expect(200).json();
        assert!(rows["items"].as_array().unwrap().iter().all(|row| row["label"] == WORD), "{kpi}: {rows}");
    }
    garage.rebuild().await;
    assert_eq!(garage.kept().await, kept);
}
