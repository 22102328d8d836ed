use super::*;
use crate::work_orders::fixture::{approved, in_progress, invoiced, ready};

const NOTHING: fn() -> Costs = HashMap::new;

fn turn(at: Moment) -> Turn {
    Turn { order: WorkOrderId::new(), site: SiteId::new(), at, is_invoice: false, was_invoiced: false }
}

fn standing(state: WorkOrderState, net: i64) -> Standing {
    Standing { state, net: Amount(net), parts_cost: Amount::ZERO, sublet_cost: Amount::ZERO }
}

#[test]
fn an_order_counts_from_its_approval_until_it_is_invoiced() {
    let net = |order: &WorkOrder| Standing::of(order, &NOTHING(), &NOTHING()).map(|standing| standing.net.0);
    assert_eq!(net(&approved()), Some(553_100));
    assert_eq!(net(&in_progress()), Some(553_100));
    assert_eq!(net(&ready()), Some(553_100));
    assert_eq!(net(&invoiced(0)), None);
    let mut cancelled = approved();
    cancelled.cancel("no show".into()).unwrap();
    assert_eq!(net(&cancelled), None);
}

#[test]
fn what_is_invoiced_counts_no_more_when_the_work_is_taken_up_again() {
    let mut order = invoiced(0);
    order.reopen("noise".into()).unwrap();
    assert_eq!(Standing::of(&order, &NOTHING(), &NOTHING()), None);
    let job = order.jobs.iter_mut().find(|job| job.is_authorised()).unwrap();
    job.lines[0].locked = false;
    let net = job.lines[0].net();
    assert_eq!(Standing::of(&order, &NOTHING(), &NOTHING()).map(|standing| standing.net), Some(net));
}

#[test]
fn a_part_costs_what_the_shelf_told_and_else_what_it_cost_when_it_was_written() {
    let mut order = ready();
    for job in &mut order.jobs {
        job.lines.iter_mut().for_each(|line| line.unit_cost = Some(Amount(1000)));
    }
    let parts: Vec<_> =
        order.approved_lines().filter(|(_, line)| line.kind == LineKind::Part).map(|(_, line)| (line.id, line.quantity)).collect();
    let written: i64 = parts.iter().map(|(_, quantity)| quantity.0).sum();
    let cost = |told: &Costs| Standing::of(&order, told, &NOTHING()).unwrap().parts_cost.0;
    assert_eq!(cost(&NOTHING()), written);
    let told = HashMap::from([(parts[0].0, Amount(77))]);
    assert_eq!(cost(&told), written - parts[0].1.0 + 77);
}

#[test]
fn a_span_ends_where_the_next_begins_and_the_state_keeps_its_beginning() {
    let first = next(None, Some(standing(WorkOrderState::Approved, 100)), turn(10));
    assert_eq!((first.len(), first[0].begins, first[0].ends, first[0].since), (1, 10, STILL, 10));
    let same = next(Some(&first[0]), Some(standing(WorkOrderState::Approved, 100)), turn(20));
    assert_eq!(same, vec![]);
    let dearer = next(Some(&first[0]), Some(standing(WorkOrderState::Approved, 120)), turn(20));
    assert_eq!((dearer[0].begins, dearer[0].ends), (10, 20));
    assert_eq!((dearer[1].begins, dearer[1].since, dearer[1].net.0), (20, 10, 120));
    let over = next(Some(&dearer[1]), None, turn(30));
    assert_eq!((over.len(), over[0].begins, over[0].ends), (1, 20, 30));
}

#[test]
fn within_one_second_the_last_word_counts() {
    let first = next(None, Some(standing(WorkOrderState::Approved, 100)), turn(10));
    let again = next(Some(&first[0]), Some(standing(WorkOrderState::InProgress, 100)), turn(10));
    assert_eq!((again.len(), again[0].begins, again[0].state), (1, 10, WorkOrderState::InProgress));
    let over = next(Some(&again[0]), None, turn(10));
    assert_eq!((over.len(), over[0].begins, over[0].ends), (1, 10, 10), "it never was");
}

#[test]
fn what_is_heard_late_does_not_reach_behind_what_is_known() {
    let first = next(None, Some(standing(WorkOrderState::Ready, 100)), turn(50));
    let late = next(Some(&first[0]), None, Turn { is_invoice: true, ..turn(40) });
    assert_eq!((late[0].begins, late[0].ends), (50, 50));
    let again = next(Some(&late[0]), Some(standing(WorkOrderState::InProgress, 10)), Turn { was_invoiced: true, ..turn(60) });
    assert_eq!((again[0].begins, again[0].labour_from), (60, 50), "hours of before the invoice went with it");
}
