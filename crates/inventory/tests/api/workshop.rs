//! Stock follows completed work, and converges to what it says.

use contracts::billing::{CreditNoteId, PartsReturned, ReturnedPart};
use contracts::workshop::{LineId, LineKind, PackedLine, WorkOrderCompleted, WorkOrderId};
use kernel::Quantity;
use serde_json::json;

use crate::garage::{
    assert_sound, cancel, complete, completed, filter, garage, movements, numbered, part, product, receive, stock, tell_as,
};

#[tokio::test]
async fn completed_work_takes_its_parts_once() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let order = completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 1500)]);
    complete(&kit, &order).await;
    complete(&kit, &order).await;
    assert_eq!(stock(&kit, &id).await, (2500, 10_000));
    let seen = movements(&kit.owner(), &id).await;
    assert_eq!(seen.len(), 2);
    let used = &seen[0];
    assert_eq!((&used["kind"], &used["quantity"], &used["unit_cost"]), (&json!("consumption"), &json!(-1500), &json!(10_000)));
    assert_eq!(used["reference"], json!({ "kind": "work_order", "id": order.id, "label": "W-LAC-2026-00042" }));
    assert_eq!(used["by"], "Nadia");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn an_order_completed_again_moves_only_what_changed() {
    let kit = garage().await;
    let (filters, oil) = (product(&kit, filter()).await, product(&kit, numbered(1)).await);
    receive(&kit, &filters, 4000, 10_000).await;
    receive(&kit, &oil, 20_000, 5_000).await;
    let (order, fitted, poured) = (WorkOrderId::new(), LineId::new(), LineId::new());
    complete(&kit, &completed(order, kit.site, vec![part(fitted, &filters, 1000), part(poured, &oil, 4500)])).await;
    complete(&kit, &completed(order, kit.site, vec![part(fitted, &filters, 3000), part(poured, &oil, 4000)])).await;
    assert_eq!((stock(&kit, &filters).await.0, stock(&kit, &oil).await.0), (1000, 16_000));
    assert_eq!(movements(&kit.owner(), &oil).await[0]["kind"], "return");
    assert_sound(&kit).await;

    complete(&kit, &completed(order, kit.site, vec![part(poured, &oil, 4000)])).await;
    assert_eq!((stock(&kit, &filters).await.0, stock(&kit, &oil).await.0), (4000, 16_000));
    complete(&kit, &completed(order, kit.site, vec![part(fitted, &filters, 500), part(poured, &filters, 500)])).await;
    assert_eq!((stock(&kit, &filters).await.0, stock(&kit, &oil).await.0), (3000, 20_000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_line_that_counts_packs_takes_its_units() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    receive(&kit, &id, 20_000, 5_000).await;
    let (order, line) = (WorkOrderId::new(), LineId::new());
    let cans = |count: i64| WorkOrderCompleted {
        packed: vec![PackedLine { line_id: line, quantity: Quantity(count * 5) }],
        ..completed(order, kit.site, vec![part(line, &id, count)])
    };
    complete(&kit, &cans(2000)).await;
    assert_eq!(stock(&kit, &id).await.0, 10_000);
    complete(&kit, &cans(1000)).await;
    assert_eq!(stock(&kit, &id).await.0, 15_000);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_cancelled_order_gives_back_what_its_completion_took() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let order = completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 1500)]);
    complete(&kit, &order).await;
    for _ in 0..2 {
        cancel(&kit, &order).await;
        assert_eq!(stock(&kit, &id).await, (4000, 10_000));
    }
    assert_eq!(movements(&kit.owner(), &id).await[0]["kind"], "return");
    complete(&kit, &order).await;
    assert_eq!(stock(&kit, &id).await.0, 2500);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn two_lines_of_one_product_are_two_movements() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let lines = vec![part(LineId::new(), &id, 1000), part(LineId::new(), &id, 2000)];
    complete(&kit, &completed(WorkOrderId::new(), kit.site, lines)).await;
    assert_eq!(stock(&kit, &id).await.0, 1000);
    assert_eq!(movements(&kit.owner(), &id).await.len(), 3);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn stock_that_work_took_below_zero_is_in_the_exceptions() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 2000)])).await;
    assert_eq!(stock(&kit, &id).await.0, -2000);
    let exceptions = kit.owner().get(&format!("/products?stock=negative&site={}", kit.site)).await.expect(200).json();
    assert_eq!(exceptions["items"][0]["on_hand"], -2000);
    receive(&kit, &id, 3000, 7_000).await;
    assert_eq!(stock(&kit, &id).await, (1000, 7_000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn only_parts_of_which_stock_is_kept_are_taken() {
    let kit = garage().await;
    let mut service = numbered(1);
    service["tracked"] = false.into();
    let (id, service) = (product(&kit, filter()).await, product(&kit, service).await);
    receive(&kit, &id, 4000, 1).await;
    let mut labour = part(LineId::new(), &id, 1000);
    labour.kind = LineKind::Labour;
    let mut free = part(LineId::new(), &id, 1000);
    free.product_id = None;
    let unknown = part(LineId::new(), &LineId::new().to_string(), 1000);
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![labour, free, unknown, part(LineId::new(), &service, 1000)])).await;
    assert_eq!(stock(&kit, &id).await.0, 4000);
    assert!(movements(&kit.owner(), &service).await.is_empty());
    assert_sound(&kit).await;
}

#[tokio::test]
async fn the_doctor_finds_a_quantity_that_nothing_explains() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 2000)])).await;
    let tx = kit.db().begin().await.unwrap();
    kernel::db::execute(&*tx, "update inventory_stock set on_hand = 7000", []).await.unwrap();
    kernel::db::execute(&*tx, "update inventory_consumptions set quantity = 1000", []).await.unwrap();
    tx.commit().await.unwrap();
    let sentences = inventory::doctor(kit.db()).await.unwrap();
    assert_eq!(sentences.len(), 2, "{sentences:?}");
    assert!(sentences[0].contains("has 7 on hand") && sentences[0].ends_with("add up to -2"), "{sentences:?}");
}

/// PRODUCT.md 3.3 step 5: a credit note gives one disc of two back to the stock, at what it cost when it left.
#[tokio::test]
async fn what_a_credit_note_gives_back_lies_on_the_shelf_again() {
    let kit = garage().await;
    let (discs, oil) = (product(&kit, filter()).await, product(&kit, numbered(1)).await);
    receive(&kit, &discs, 4000, 60_000).await;
    receive(&kit, &oil, 20_000, 5_000).await;
    let (disc, cans) = (LineId::new(), LineId::new());
    let lines = vec![part(disc, &discs, 2000), part(cans, &oil, 2000)];
    let packed = vec![PackedLine { line_id: cans, quantity: Quantity(10_000) }];
    let order = WorkOrderCompleted { packed, ..completed(WorkOrderId::new(), kit.site, lines) };
    complete(&kit, &order).await;
    assert_eq!((stock(&kit, &discs).await.0, stock(&kit, &oil).await.0), (2000, 10_000));

    let back = |line_id, product: &str, quantity| ReturnedPart {
        line_id,
        product_id: product.parse().unwrap(),
        quantity: Quantity(quantity),
        of: Quantity(2000),
    };
    let parts = vec![back(disc, &discs, 1000), back(cans, &oil, 1000), back(LineId::new(), &oil, 1000)];
    let (credit_note_id, number) = (CreditNoteId::new(), "AV-LAC-2026-00001".into());
    let returned = PartsReturned { credit_note_id, number, site_id: kit.site, work_order_id: order.id, parts };
    tell_as(&kit, "billing", &returned).await;
    assert_eq!(stock(&kit, &discs).await, (3000, 60_000));
    assert_eq!(stock(&kit, &oil).await, (15_000, 5_000), "a can is five litres, and a line that took nothing gives nothing");
    let seen = movements(&kit.owner(), &discs).await;
    assert_eq!((&seen[0]["kind"], &seen[0]["quantity"]), (&json!("return"), &json!(1000)));
    assert_eq!(seen[0]["reference"], json!({ "kind": "credit_note", "id": credit_note_id, "label": "AV-LAC-2026-00001" }));
    assert_sound(&kit).await;

    complete(&kit, &order).await;
    assert_eq!(stock(&kit, &discs).await.0, 3000, "the order took what it took");
    assert_sound(&kit).await;
}
