//! Batteries of the demonstration have serial numbers, and tyres the week that they were made in.

use kernel::{Actor, Context, Problem, Quantity, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::{consumptions, products, stock};
use crate::numbers::{self, NumberInput, NumberKind, Numbering};
use crate::products::Product;

/// Articles of which some pieces are known.
const ARTICLES: usize = 6;
/// The last lines of each that are told.
const LINES: u64 = 3;

/// By the article's name.
pub fn of(name: &str) -> Numbering {
    match name {
        name if name.starts_with("Batterie") => Numbering::Serial,
        name if name.starts_with("Pneu") => Numbering::Batch,
        _ => Numbering::None,
    }
}

/// Tells some of what lies on the shelves, and of what was fitted last.
pub async fn number(context: &Context) -> Result<(), Problem> {
    let actor = Actor { name: "ECAR".into(), ..Actor::system() };
    let tx = context.db.begin().await?;
    for numbering in [Numbering::Serial, Numbering::Batch] {
        let articles = products::Entity::find().filter(products::Column::Numbering.eq(numbering)).all(&*tx).await?;
        for (place, article) in articles.iter().take(ARTICLES).enumerate() {
            fitted(&tx, (article, place), (context, &actor)).await?;
            shelved(&tx, (article, place), (context, &actor)).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// As makers write them.
fn written(article: &Product, place: usize, piece: usize) -> String {
    match article.numbering {
        Numbering::Batch => format!("DOT {:02}{}", place * 7 % 50 + piece + 1, 24 + place % 3),
        _ => format!("{}-{:05}", article.sku, 41_200 + place * 37 + piece),
    }
}

async fn shelved(tx: &Tx, (article, place): (&Product, usize), (context, actor): (&Context, &Actor)) -> Result<(), Problem> {
    let levels = stock::Entity::find().filter(stock::Column::ProductId.eq(article.id)).all(&**tx).await?;
    for (at, level) in levels.iter().enumerate().filter(|(_, level)| level.on_hand >= Quantity::whole(2)) {
        let pieces = [0, 1].map(|piece| NumberInput { number: written(article, place, at * 2 + piece), quantity: None });
        let told = numbers::told(article, &pieces, "")?;
        let remark = numbers::remark(None, actor, context.clock.as_ref());
        let mut book = numbers::store::book(tx, (article.id, level.site_id), &told, None, remark).await?;
        for told in &told {
            book.put(told, NumberKind::Told)?;
        }
        numbers::store::save(tx, book).await?;
    }
    Ok(())
}

async fn fitted(tx: &Tx, (article, place): (&Product, usize), on: (&Context, &Actor)) -> Result<(), Problem> {
    let last = consumptions::Entity::find()
        .filter(consumptions::Column::ProductId.eq(article.id))
        .filter(consumptions::Column::Quantity.gte(1000))
        .order_by_desc(consumptions::Column::WorkOrderId)
        .order_by_desc(consumptions::Column::LineId)
        .limit(LINES);
    let lines = last.all(&**tx).await?;
    for (at, line) in lines.into_iter().enumerate() {
        let quantity = if article.numbering == Numbering::Batch { line.quantity } else { Quantity::whole(1) };
        let piece = NumberInput { number: written(article, place, 20 + at), quantity: Some(quantity) };
        let told = numbers::told(article, &[piece], "")?;
        numbers::put_on(tx, &line, &told, line.quantity, (on.1, on.0.clock.as_ref())).await?;
    }
    Ok(())
}
