//! Proves that the ledger adds up.

use contracts::inventory::{LayerId, LocationId, NumberId, ProductId, TransferId};
use contracts::workshop::LineId;
use kernel::{Db, Quantity, SiteId, db};
use sea_orm::{DbErr, FromQueryResult};

/// A sentence for every broken invariant; none when all is well.
/// On hand is the sum of the movements, and each line has consumed what moved for it, whatever a credit note gave back of it later; what is issued for work that is under way is what its
/// lines consumed. What is reserved is the sum of the claims and of
/// the entries, and is there. What is on order is what purchase orders that were sent still wait for. What left for another site is there,
/// lost with a reason, or on its way: never more, never less. Where a site values
/// first in, first out, what is left in a product's layers is what is on hand, and each layer came with its movement. What lies in a room
/// or a van is the sum of what moved there, and what a level says of them all is the sum of theirs. How many pieces have a number in a place
/// is the sum of what is written of it, of a serial number at most one; and a line has no more numbers than parts.
pub async fn doctor(db: &Db) -> Result<Vec<String>, DbErr> {
    let mut sentences = wrong_levels(db).await?;
    sentences.extend(wrong_lines(db).await?);
    sentences.extend(wrong_issues(db).await?);
    sentences.extend(wrong_reservations(db).await?);
    sentences.extend(wrong_orders(db).await?);
    sentences.extend(wrong_transfers(db).await?);
    sentences.extend(wrong_layers(db).await?);
    sentences.extend(wrong_origins(db).await?);
    sentences.extend(wrong_numbers(db).await?);
    sentences.extend(wrong_fittings(db).await?);
    sentences.extend(wrong_locations(db).await?);
    sentences.extend(wrong_elsewhere(db).await?);
    Ok(sentences)
}

#[derive(FromQueryResult)]
struct Level {
    product_id: ProductId,
    site_id: SiteId,
    on_hand: Quantity,
    moved: Quantity,
}

async fn wrong_levels(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select product_id, site_id, cast(sum(on_hand) as bigint) as on_hand, cast(sum(moved) as bigint) as moved from \
               (select product_id, site_id, on_hand, 0 as moved from inventory_stock \
               union all select product_id, site_id, 0, quantity from inventory_movements) b \
               group by product_id, site_id having sum(on_hand) <> sum(moved) order by product_id, site_id";
    let wrong: Vec<Level> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Level| {
        let Level { product_id, site_id, on_hand, moved } = row;
        format!("Product {product_id} has {on_hand} on hand at site {site_id}, but its movements add up to {moved}")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Consumed {
    line_id: LineId,
    product_id: ProductId,
    said: Quantity,
    moved: Quantity,
}

async fn wrong_lines(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select line_id, product_id, cast(sum(consumed) as bigint) as said, cast(sum(moved) as bigint) as moved from \
               (select line_id, product_id, quantity as consumed, 0 as moved from inventory_consumptions \
               union all select line_id, product_id, 0, -quantity from inventory_movements where line_id is not null \
               and coalesce(reference_kind, '') <> 'credit_note') b \
               group by line_id, product_id having sum(consumed) <> sum(moved) order by line_id, product_id";
    let wrong: Vec<Consumed> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Consumed| {
        let Consumed { line_id, product_id, said, moved } = row;
        format!("Line {line_id} is said to have consumed {said} of product {product_id}, but {moved} moved for it")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Bench {
    line_id: LineId,
    issued: Quantity,
    consumed: Quantity,
}

async fn wrong_issues(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select c.line_id, c.issued, cast(coalesce(t.quantity, 0) as bigint) as consumed from inventory_claims c \
               left join inventory_consumptions t on t.line_id = c.line_id and t.product_id = c.product_id \
               where c.issued <> coalesce(t.quantity, 0) order by c.line_id";
    let wrong: Vec<Bench> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Bench| {
        let Bench { line_id, issued, consumed } = row;
        format!("For line {line_id} {issued} are said to be issued, but it consumed {consumed}")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Promised {
    product_id: ProductId,
    site_id: SiteId,
    on_hand: Quantity,
    reserved: Quantity,
    claimed: Quantity,
    entered: Quantity,
}

async fn wrong_reservations(db: &Db) -> Result<Vec<String>, DbErr> {
    let sums = ["on_hand", "reserved", "claimed", "entered"].map(|column| format!("cast(sum({column}) as bigint) as {column}")).join(", ");
    let sql = format!(
        "select product_id, site_id, {sums} from \
         (select product_id, site_id, on_hand, reserved, 0 as claimed, 0 as entered from inventory_stock \
         union all select product_id, site_id, 0, 0, reserved, 0 from inventory_claims \
         union all select product_id, site_id, 0, 0, 0, quantity from inventory_reservations) b group by product_id, site_id \
         having sum(reserved) <> sum(claimed) or sum(reserved) <> sum(entered) or sum(reserved) < 0 \
         or (sum(reserved) > 0 and sum(reserved) > sum(on_hand)) order by product_id, site_id"
    );
    let wrong: Vec<Promised> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Promised| {
        let Promised { product_id, site_id, on_hand, reserved, claimed, entered } = row;
        format!(
            "Of product {product_id} at site {site_id}, {on_hand} are on hand and {reserved} reserved, but claims have {claimed} and \
             entries add up to {entered}"
        )
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Ordered {
    product_id: ProductId,
    site_id: SiteId,
    said: Quantity,
    waited: Quantity,
}

async fn wrong_orders(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select product_id, site_id, cast(sum(said) as bigint) as said, cast(sum(waited) as bigint) as waited from \
               (select product_id, site_id, on_order as said, 0 as waited from inventory_stock \
               union all select l.product_id, o.site_id, 0, l.quantity - l.received from inventory_purchase_lines l \
               join inventory_purchase_orders o on o.id = l.order_id \
               where o.state in ('sent', 'partly_received') and l.quantity > l.received) b \
               group by product_id, site_id having sum(said) <> sum(waited) order by product_id, site_id";
    let wrong: Vec<Ordered> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Ordered| {
        let Ordered { product_id, site_id, said, waited } = row;
        format!("Of product {product_id} at site {site_id}, {said} are said to be on order, but purchase orders wait for {waited}")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Sent {
    transfer_id: TransferId,
    product_id: ProductId,
    said: Quantity,
    entered: Quantity,
    moved: Quantity,
    least: Quantity,
}

/// What lines say is on its way or lost is what entries add up to, and what left one shelf without coming to one.
async fn wrong_transfers(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select transfer_id, product_id, cast(sum(said) as bigint) as said, cast(sum(entered) as bigint) as entered, \
               cast(sum(moved) as bigint) as moved, cast(min(least) as bigint) as least from \
               (select transfer_id, product_id, shipped - received - kept as said, 0 as entered, 0 as moved, \
               shipped - received - kept - lost as least from inventory_transfer_lines \
               union all select e.transfer_id, l.product_id, 0, case e.step when 'shipped' then e.quantity when 'lost' then 0 \
               else -e.quantity end, 0, 0 from inventory_transfer_entries e join inventory_transfer_lines l on l.id = e.line_id \
               union all select reference_id, product_id, 0, 0, -quantity, 0 from inventory_movements where reference_kind = 'transfer') b \
               group by transfer_id, product_id having sum(said) <> sum(entered) or sum(said) <> sum(moved) or min(least) < 0 \
               order by transfer_id, product_id";
    let wrong: Vec<Sent> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Sent| {
        let Sent { transfer_id, product_id, said, entered, moved, least } = row;
        format!(
            "Of product {product_id} on transfer {transfer_id}, {said} are said to have left and not come, entries add up to {entered} and \
             movements to {moved}; at least {least} are on their way"
        )
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Layered {
    product_id: ProductId,
    site_id: SiteId,
    on_hand: Quantity,
    remaining: Quantity,
    least: Quantity,
}

/// Of the layers that count: those of the site's last choice. A product that did not move since has none yet.
async fn wrong_layers(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select l.product_id, l.site_id, s.on_hand, cast(sum(l.remaining) as bigint) as remaining, \
               cast(min(case when l.remaining > l.received then -1 else l.remaining end) as bigint) as least \
               from inventory_layers l join inventory_valuations v on v.site_id = l.site_id and v.version = l.choice and v.method = 'fifo' \
               join inventory_stock s on s.product_id = l.product_id and s.site_id = l.site_id \
               group by l.product_id, l.site_id, s.on_hand \
               having sum(l.remaining) <> case when s.on_hand > 0 then s.on_hand else 0 end \
               or min(case when l.remaining > l.received then -1 else l.remaining end) < 0 order by l.product_id, l.site_id";
    let wrong: Vec<Layered> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Layered| {
        let Layered { product_id, site_id, on_hand, remaining, least } = row;
        format!(
            "Of product {product_id} at site {site_id}, {on_hand} are on hand, but {remaining} are left in its layers, and {least} in one"
        )
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Origin {
    id: LayerId,
    received: Quantity,
    moved: Option<Quantity>,
}

/// A layer came with a movement of its product at its site, which may have paid what the shelf owed first.
async fn wrong_origins(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select l.id, l.received, m.quantity as moved from inventory_layers l left join inventory_movements m on m.id = l.movement_id \
               and m.product_id = l.product_id and m.site_id = l.site_id \
               where l.movement_id is not null and (m.id is null or m.quantity < l.received) order by l.id limit 100";
    let wrong: Vec<Origin> = db::all(db.reader(), sql, []).await?;
    let sentence = |Origin { id, received, moved }: Origin| {
        let moved = moved.map_or("none".to_owned(), |moved| moved.to_string());
        format!("Layer {id} has {received}, but its movement brought {moved}")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Lying {
    location_id: LocationId,
    product_id: ProductId,
    said: Quantity,
    moved: Quantity,
}

async fn wrong_locations(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select location_id, product_id, cast(sum(said) as bigint) as said, cast(sum(moved) as bigint) as moved from \
               (select location_id, product_id, quantity as said, 0 as moved from inventory_location_levels \
               union all select location_id, product_id, 0, quantity from inventory_location_moves) b \
               group by location_id, product_id having sum(said) <> sum(moved) or sum(said) < 0 order by location_id, product_id";
    let wrong: Vec<Lying> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Lying| {
        let Lying { location_id, product_id, said, moved } = row;
        format!("Of product {product_id}, {said} are said to lie in location {location_id}, but {moved} moved there")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

async fn wrong_elsewhere(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select product_id, site_id, cast(sum(said) as bigint) as on_hand, cast(sum(lying) as bigint) as moved from \
               (select product_id, site_id, elsewhere as said, 0 as lying from inventory_stock \
               union all select product_id, site_id, 0, quantity from inventory_location_levels) b \
               group by product_id, site_id having sum(said) <> sum(lying) order by product_id, site_id";
    let wrong: Vec<Level> = db::all(db.reader(), sql, []).await?;
    let sentence = |row: Level| {
        let Level { product_id, site_id, on_hand, moved } = row;
        format!("Of product {product_id}, {on_hand} are said to lie in rooms and vans of site {site_id}, but these have {moved}")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct Numbered {
    id: NumberId,
    number: String,
    quantity: Quantity,
    entered: Quantity,
}

async fn wrong_numbers(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select n.id, n.number, n.quantity, cast(coalesce(sum(e.quantity), 0) as bigint) as entered from inventory_numbers n \
               left join inventory_number_entries e on e.number_id = n.id group by n.id, n.number, n.quantity, n.untold, n.is_serial \
               having n.quantity <> coalesce(sum(e.quantity), 0) or n.quantity < 0 or n.untold < 0 or n.untold > n.quantity \
               or (n.is_serial and n.quantity > 1000) order by n.id limit 100";
    let wrong: Vec<Numbered> = db::all(db.reader(), sql, []).await?;
    let sentence = |Numbered { id, number, quantity, entered }: Numbered| {
        format!("Number {number} ({id}) is said to be on {quantity}, but its entries add up to {entered}, or it cannot be on so many")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}

#[derive(FromQueryResult)]
struct FittedTo {
    line_id: LineId,
    quantity: Quantity,
    consumed: Quantity,
}

async fn wrong_fittings(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select n.line_id, cast(sum(n.quantity) as bigint) as quantity, cast(coalesce(t.quantity, 0) as bigint) as consumed \
               from inventory_numbers n left join inventory_consumptions t on t.line_id = n.line_id and t.product_id = n.product_id \
               where n.line_id is not null and n.quantity > 0 group by n.line_id, n.product_id, t.quantity \
               having sum(n.quantity) > coalesce(t.quantity, 0) order by n.line_id limit 100";
    let wrong: Vec<FittedTo> = db::all(db.reader(), sql, []).await?;
    let sentence = |FittedTo { line_id, quantity, consumed }: FittedTo| {
        format!("Line {line_id} has numbers of {quantity}, but it consumed {consumed}")
    };
    Ok(wrong.into_iter().map(sentence).collect())
}
