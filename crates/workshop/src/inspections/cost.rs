//! What it costs to read an inspection: the same few questions, however much is on it.

use std::sync::atomic::{AtomicUsize, Ordering};

use contracts::vehicles::VehicleId;
use contracts::workshop::{InspectionId, TemplateId, WorkOrderId};
use kernel::db::Reader;
use kernel::files::{self, Media, NewFile, Prepared};
use kernel::{Actor, Db, SiteId};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use testkit::TestDatabase;
use uuid::Uuid;

use super::inspection::{Answer, InspectionState, Verdict, Who, items_of};
use super::tables::{inspection, photo};
use super::template::{InspectionNames, TemplateItem, TemplateSection};
use super::{store, view};
use crate::MODULE;
use crate::work_orders::fixture::estimate;
use crate::work_orders::rows::order_row;
use crate::work_orders::store::put;
use crate::work_orders::tables::order;

struct Counting<'a> {
    reader: &'a Reader,
    asked: AtomicUsize,
}

#[async_trait::async_trait]
impl ConnectionTrait for Counting<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.reader.query_all_raw(statement).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.reader.query_one_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.reader.execute_unprepared(sql).await
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.reader.execute_raw(statement).await
    }
}

fn sections(items: usize) -> Vec<TemplateSection> {
    let names = |text: String| InspectionNames { fr: text.clone(), ar: text.clone(), en: text };
    let item = |place| TemplateItem {
        names: names(format!("Point {place}")),
        measured: None,
        required: true,
        photo_if_urgent: false,
        job_title: None,
        canned_job_id: None,
    };
    vec![TemplateSection { names: names("Tout".into()), items: (0..items).map(item).collect() }]
}

/// An inspection of an order with so many items and photos.
async fn write(db: &Db, order: WorkOrderId, vehicle: VehicleId, site: SiteId, (items, photos): (usize, usize)) -> InspectionId {
    let id = InspectionId::new();
    let at = "2026-11-20T08:00:00Z".parse().unwrap();
    let who = Who { id: Uuid::from_u128(7), name: "Amine".into(), at };
    let inspection = inspection::Model {
        id,
        order_id: order,
        site_id: site,
        vehicle_id: vehicle,
        template_id: TemplateId::new(),
        template_version: 1,
        name_fr: "Contrôle".into(),
        name_ar: "فحص".into(),
        name_en: "Check".into(),
        state: InspectionState::Open,
        begun_at: at,
        begun_by: "Amine".into(),
        done_at: None,
        done_by: None,
        done_by_id: None,
        reopen_reason: None,
        version: 1,
    };
    let mut rows = items_of(id, &sections(items));
    for row in &mut rows {
        row.answer(&Answer { verdict: Some(Verdict::Soon), ..Answer::default() }, &who).unwrap();
    }
    let first: Vec<_> = rows.iter().map(|row| row.id).cycle().take(photos).collect();
    let tx = db.begin().await.unwrap();
    store::insert(&tx, &inspection, rows).await.unwrap();
    for item in first {
        let prepared = Prepared { media: Media::Jpeg, bytes: vec![1], thumbnail: Some(vec![1]) };
        let file = NewFile { id: Uuid::now_v7(), record: id.0, name: "a.jpg".into(), prepared, by_name: "Amine".into(), at };
        files::store::insert(&tx, MODULE, &file).await.unwrap();
        let photo = photo::Model { id: file.id, inspection_id: id, item_id: item, marks: "[]".into(), version: 1 };
        store::save_photo(&tx, photo).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

async fn asked(db: &Db, id: InspectionId) -> (usize, view::InspectionView) {
    let counting = Counting { reader: db.reader(), asked: AtomicUsize::new(0) };
    let view = view::load(&counting, id, &Actor::system()).await.unwrap();
    (counting.asked.into_inner(), view)
}

#[tokio::test]
async fn sixty_items_and_forty_photos_are_as_many_questions_as_one() {
    let database = TestDatabase::create().await;
    let db = database.db().await;
    kernel::schema::migrate::<crate::Migrator>(db.writer()).await.unwrap();
    let order = estimate();
    let tx = db.begin().await.unwrap();
    put::<order::Entity>(&tx, vec![order_row(&order)]).await.unwrap();
    tx.commit().await.unwrap();
    let small = write(&db, order.id, order.vehicle.id.unwrap(), order.site_id, (1, 1)).await;
    let large = write(&db, order.id, order.vehicle.id.unwrap(), order.site_id, (60, 40)).await;
    let ((few, one), (many, all)) = (asked(&db, small).await, asked(&db, large).await);
    assert_eq!((few, many), (7, 7));
    assert_eq!((one.items.len(), all.items.len()), (1, 60));
    assert_eq!(all.items.iter().map(|item| item.photos.len()).sum::<usize>(), 40);
    assert_eq!(all.items[0].earlier.len(), 1, "and what was said before");
    let counting = Counting { reader: db.reader(), asked: AtomicUsize::new(0) };
    let rows = view::rows(&counting, store::of_order(&counting, order.id).await.unwrap()).await.unwrap();
    assert_eq!((rows.len(), counting.asked.into_inner()), (2, 2));
}
