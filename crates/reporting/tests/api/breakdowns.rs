//! A period by technician and by service: its parts add up to it.

use contracts::billing::{SaleRecorded, SoldLine};
use contracts::identity::UserId;
use contracts::scheduling::Translated;
use contracts::workshop::LineKind::{Fee, Labour, Part};
use contracts::workshop::{CannedJobId, CoverKind, JobId, SpentSpan, StoodJob, StoodLine, TimeSpent, WorkOrderId, WorkOrderStood};
use kernel::{Amount, BasisPoints, Quantity};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{kpi, kpis};
use crate::garage::{Garage, Sold};

struct Crew {
    amine: UserId,
    sami: UserId,
    oil: CannedJobId,
}

impl Crew {
    fn new() -> Self {
        Self { amine: UserId::new(), sami: UserId::new(), oil: CannedJobId::new() }
    }

    /// An oil change that the two share, and brakes by whoever clocks time on them.
    fn jobs(&self, ids: [JobId; 2]) -> Vec<StoodJob> {
        let names = Translated { fr: "Vidange".into(), ar: "تغيير الزيت".into(), en: "Oil change".into() };
        let shares = vec![(self.amine, "Amine".into(), BasisPoints(6000)), (self.sami, "Sami".into(), BasisPoints(4000))];
        let oil = StoodJob { id: ids[0], title: "تغيير الزيت".into(), canned: Some((self.oil, names)), shares };
        vec![oil, StoodJob { id: ids[1], title: "Freins avant".into(), canned: None, shares: vec![] }]
    }
}

/// A done order whose lines are of the first job, and from a place on of the second.
fn done(garage: &Garage, sold: &Sold, jobs: Vec<StoodJob>, second_from: usize) -> WorkOrderStood {
    let now = garage.kit.context.clock.now();
    let line = |(place, line): (usize, &SoldLine)| {
        let job = &jobs[usize::from(place >= second_from)];
        StoodLine { line_id: line.line_id, job_id: job.id, kind: line.kind, net: line.net }
    };
    let lines = Some(sold.sale.lines.iter().enumerate().map(line).collect());
    WorkOrderStood { completed_at: Some(now), lines, jobs, ..garage.stood(sold.order, now) }
}

/// So many hundredths of an hour of somebody's work on a job.
async fn clocks(garage: &Garage, (user_id, name): (UserId, &str), on: (WorkOrderId, JobId), hundredths: i64) {
    let spent = garage.spent("work", hundredths);
    let span = SpentSpan { order: Some((on.0, "LAC-2026-00042".into())), job: Some(on.1), ..spent.spans[0].clone() };
    garage.tell("workshop", &TimeSpent { user_id, user_name: name.into(), spans: vec![span], ..spent }).await;
}

/// What a credit note takes back of these lines.
fn credit(sold: &Sold, lines: &[(usize, i64, i64)]) -> SaleRecorded {
    let line = |(place, quantity, net): &(usize, i64, i64)| SoldLine {
        quantity: Quantity(-quantity),
        net: Amount(-net),
        discount: Amount::ZERO,
        ..sold.sale.lines[*place]
    };
    let (id, number) = (Uuid::now_v7(), "CN1".into());
    let lines = lines.iter().map(line).collect();
    SaleRecorded { id, number, is_credit: true, due_on: None, due: Amount(0), lines, ..sold.sale.clone() }
}

/// An order of two technicians with a discount and a deposit, of which some is taken back; one that the garage gives; one that nobody knows.
async fn play(garage: &Garage, crew: &Crew) {
    let (first, jobs) = (WorkOrderId::new(), [JobId::new(), JobId::new()]);
    let lines = [
        (Labour, 1000, 60_001, 5_999, None),
        (Part, 1000, 40_000, 4_000, None),
        (Labour, 2000, 120_000, 0, None),
        (Part, 1000, 200_000, 20_000, None),
        (Fee, 1000, 80_000, 0, None),
    ];
    let sold = garage.sold("INV1", first, &lines);
    let deposits = vec![sold.sale.lines[4].line_id];
    let stood = WorkOrderStood { deposits, ..done(garage, &sold, crew.jobs(jobs), 2) };
    garage.tell("billing", &sold.sale).await;
    garage.kit.settle().await;
    garage.tell("workshop", &stood).await;
    garage.valued(&sold, &[25_001, 110_000]).await;
    clocks(garage, (crew.amine, "Amine"), (first, jobs[1]), 100).await;
    clocks(garage, (crew.sami, "Sami"), (first, jobs[1]), 200).await;
    garage.tell("workshop", &TimeSpent { user_id: crew.amine, ..garage.spent("attended", 800) }).await;
    garage.tell("billing", &credit(&sold, &[(2, 1000, 60_000), (3, 0, 50_000)])).await;
    let warranty = Some(CoverKind::Warranty);
    let given = garage.sold("INV2", WorkOrderId::new(), &[(Labour, 1500, 0, 0, warranty)]);
    let again = vec![StoodJob { id: JobId::new(), title: "freins  AVANT".into(), canned: None, shares: vec![] }];
    let technician = Some((crew.sami, "Sami".into()));
    garage.tell("workshop", &WorkOrderStood { technician, ..done(garage, &given, again, 9) }).await;
    garage.tell("billing", &given.sale).await;
    garage.tell("billing", &garage.sold("INV3", WorkOrderId::new(), &[(Part, 1000, 30_000, 0, None)]).sale).await;
    // It is worked on again: it tells no lines any more.
    garage.tell("workshop", &WorkOrderStood { completed_at: None, lines: None, jobs: vec![], ..stood }).await;
    garage.kit.settle().await;
}

async fn breakdown(garage: &Garage, by: &str) -> Value {
    let today = garage.today();
    garage.kit.owner().get(&format!("/reports/breakdowns/{by}?from={today}&until={today}")).await.expect(200).json()["groups"][0].clone()
}

fn of<'a>(group: &'a Value, name: Option<&str>) -> &'a Value {
    let parts = group["parts"].as_array().unwrap();
    &parts.iter().find(|part| part["name"]["fr"].as_str() == name).unwrap_or_else(|| panic!("{name:?} is not in {group}"))["counts"]
}

fn told(counts: &Value, names: &[&str]) -> Vec<i64> {
    names.iter().map(|name| counts[*name].as_i64().unwrap_or_else(|| panic!("no {name} in {counts}"))).collect()
}

const MONEY: [&str; 4] = ["sales", "labour", "parts", "cost"];
const HOURS: [&str; 3] = ["sold", "billed", "worked"];

#[tokio::test]
async fn each_technician_has_what_they_sold_and_did() {
    let (garage, crew) = (Garage::open().await, Crew::new());
    play(&garage, &crew).await;
    let group = breakdown(&garage, "technician").await;
    // Of the oil change six tenths; of the brakes, of which 110,000 are left of labour and parts taken back, a third.
    let (amine, sami) = (of(&group, Some("Amine")), of(&group, Some("Sami")));
    assert_eq!(told(amine, &MONEY), [60_001 + 70_000, 36_001 + 20_000, 24_000 + 50_000, 15_001 + 36_667]);
    assert_eq!(told(sami, &MONEY), [40_000 + 140_000, 24_000 + 40_000, 16_000 + 100_000, 10_000 + 73_333]);
    // Each document is parted by itself: 667 of 2,000 less 333 of 1,000.
    assert_eq!(told(amine, &HOURS), [600 + 334, 600 + 334, 3600]);
    assert_eq!(told(sami, &HOURS), [400 + 666 + 1500, 400 + 666, 7200], "what the garage gives is sold, and billed to nobody");
    assert_eq!(told(amine, &["attended", "efficiency", "productivity"]), [8 * 3600, 9340, 1168]);
    assert_eq!((&amine["jobs"], amine["margin"].as_i64()), (&Value::Null, Some(130_001 - 51_668)));
    assert_eq!(told(of(&group, None), &MONEY), [30_000, 0, 30_000, 0]);
    let sales: Vec<_> = group["parts"].as_array().unwrap().iter().map(|part| part["name"]["fr"].clone()).collect();
    assert_eq!(sales, [json!("Sami"), json!("Amine"), Value::Null], "the most first, and nobody last");
}

#[tokio::test]
async fn each_service_has_what_it_brought() {
    let (garage, crew) = (Garage::open().await, Crew::new());
    play(&garage, &crew).await;
    let group = breakdown(&garage, "service").await;
    let (oil, brakes) = (of(&group, Some("Vidange")), of(&group, Some("freins  AVANT")));
    assert_eq!(told(oil, &MONEY), [100_001, 60_001, 40_000, 25_001]);
    assert_eq!(told(brakes, &MONEY), [210_000, 60_000, 150_000, 110_000], "of the same words it is one");
    assert_eq!((told(oil, &["jobs"]), told(brakes, &["jobs", "sold", "billed"])), (vec![1], vec![1, 2500, 1000]));
    assert_eq!((&brakes["worked"], &brakes["efficiency"]), (&Value::Null, &Value::Null));
    assert_eq!(group["parts"][1]["id"], crew.oil.to_string());
    assert_eq!(group["parts"][1]["name"]["en"], "Oil change");
}

#[tokio::test]
async fn the_parts_add_up_to_the_period_and_their_rows_to_them() {
    let (garage, crew) = (Garage::open().await, Crew::new());
    play(&garage, &crew).await;
    let (report, today) = (kpis(&garage, "").await, garage.today());
    let figure = |id: &str| kpi(&report, id)["now"]["numerator"].as_i64().unwrap();
    for by in ["technician", "service"] {
        let group = breakdown(&garage, by).await;
        let sum = |name: &str| group["parts"].as_array().unwrap().iter().map(|part| told(&part["counts"], &[name])[0]).sum::<i64>();
        assert_eq!((sum("sales"), told(&group["total"], &["sales"])[0]), (figure("net_sales"), figure("net_sales")), "{by}");
        assert_eq!((sum("labour"), sum("billed")), (figure("effective_labour_rate"), figure("efficiency")), "{by}");
        assert_eq!(sum("parts") - sum("cost"), figure("gp_parts"), "{by}");
        for part in group["parts"].as_array().unwrap() {
            let path = format!("/reports/breakdowns/{by}/{}/rows?from={today}&until={today}&limit=1", part["id"].as_str().unwrap());
            let (mut rows, mut after) = (vec![], String::new());
            loop {
                let page = garage.kit.owner().get(&format!("{path}&after={after}")).await.expect(200).json();
                rows.extend(page["items"].as_array().unwrap().clone());
                match page["next"].as_str() {
                    Some(next) => after = next.to_owned(),
                    None => break,
                }
            }
            for name in ["sales", "labour", "parts", "sold", "billed", "cost"] {
                let of_rows = rows.iter().map(|row| told(&row["counts"], &[name])[0]).sum::<i64>();
                assert_eq!(of_rows, told(&part["counts"], &[name])[0], "{by} {name} {part}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_made_anew_and_what_is_heard_twice_is_what_was() {
    let (garage, crew) = (Garage::open().await, Crew::new());
    play(&garage, &crew).await;
    garage.stays_the_same().await;
}

#[tokio::test]
async fn who_sees_no_figures_sees_none_of_these_and_it_leaves_as_a_file() {
    let (garage, crew) = (Garage::open().await, Crew::new());
    play(&garage, &crew).await;
    let path = format!("/reports/breakdowns/technician?from={today}&until={today}", today = garage.today());
    garage.kit.technician().get(&path).await.expect(403);
    garage.kit.outsider().get(&format!("{path}&site={}", garage.kit.site)).await.expect(404);
    assert_eq!(garage.kit.outsider().get(&path).await.expect(200).json()["groups"][0]["parts"], json!([]));
    garage.kit.owner().get(&path.replace("technician", "weather")).await.expect(404);
    let file = garage.kit.owner().get(&path.replace("technician?", "technician/export?")).await.expect(200).text();
    assert!(file.contains("Sami,Sami,Sami,180.000,64.000,116.000,83.333,96.667,,2.566,1.066,2.000,0.000,53.30,"), "{file}");
}
