use proptest::prelude::*;

use super::*;

fn words() -> &'static Words {
    Words::in_language(contracts::documents::Language::Fr)
}

fn source(deed: Deed) -> Source {
    let on = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    Source { id: Uuid::nil(), deed, piece: "F-LAC-2026-00042".into(), on, at: DateTime::UNIX_EPOCH, customer: None }
}

fn posted(deed: Deed) -> Vec<(String, i64, i64)> {
    let entry = entry(source(deed), None, &Chart::usual("TN"), words());
    entry.lines.into_iter().map(|line| (line.account, line.debit.0, line.credit.0)).collect()
}

fn line(account: &str, debit: i64, credit: i64) -> (String, i64, i64) {
    (account.to_owned(), debit, credit)
}

const RATE: BasisPoints = BasisPoints(1900);

fn visit(is_credit: bool) -> Deed {
    let sold = |kind, net| Sold { kind, rate: RATE, is_exempt: false, levy_rate: BasisPoints(0), net: Amount(net) };
    let vat = vec![VatGroup { rate: RATE, base: Amount(553_100), vat: Amount(105_089), exempt: false }];
    let sold = vec![sold(LineKind::Labour, 138_000), sold(LineKind::Part, 415_100)];
    Deed::Sale { sold, levy: Amount::ZERO, vat, rounding: Amount::ZERO, stamp_duty: Amount(1000), is_credit }
}

/// PRODUCT.md 3.1 step 12, as Tunisia posts it.
#[test]
fn an_invoice_is_what_the_customer_owes_against_what_was_sold() {
    let sale = posted(visit(false));
    let expected =
        [line("411", 659_189, 0), line("705", 0, 138_000), line("707", 0, 415_100), line("43671", 0, 105_089), line("4371", 0, 1000)];
    assert_eq!(sale, expected);
    let turned: Vec<_> = sale.into_iter().map(|(account, debit, credit)| (account, credit, debit)).collect();
    assert_eq!(posted(visit(true)), turned, "a credit note is the other way round");
}

/// FACTS.md, "Totals", case E.
#[test]
fn a_levy_has_an_account_of_its_own() {
    let sold = Sold { kind: LineKind::Part, rate: RATE, is_exempt: false, levy_rate: BasisPoints(100), net: Amount(100_000) };
    let sum = kernel::money::totals(kernel::Currency::TND, [sold.taxed()], Amount(1000));
    let (levy, rounding, stamp_duty) = (sum.levied(), Amount::ZERO, sum.stamp_duty);
    let deed = Deed::Sale { sold: vec![sold], levy, vat: sum.vat_groups, rounding, stamp_duty, is_credit: false };
    let expected =
        [line("411", 121_190, 0), line("707", 0, 100_000), line("4372", 0, 1000), line("43671", 0, 19_190), line("4371", 0, 1000)];
    assert_eq!(posted(deed), expected);
}

/// 40.000 told with tax, and 40.000 by less than its gross.
#[test]
fn rounding_has_accounts_of_its_own() {
    let sold = Sold { kind: LineKind::Labour, rate: RATE, is_exempt: false, levy_rate: BasisPoints(0), net: Amount(33_613) };
    let sale = |rounding, is_credit| {
        let vat = kernel::money::totals(kernel::Currency::TND, [sold.taxed()], Amount::ZERO).vat_groups;
        let (levy, rounding, stamp_duty) = (Amount::ZERO, Amount(rounding), Amount::ZERO);
        posted(Deed::Sale { sold: vec![sold], levy, vat, rounding, stamp_duty, is_credit })
    };
    let expected = |total, rounding| vec![line("411", total, 0), line("705", 0, 33_613), line("43671", 0, 6386), rounding];
    assert_eq!(sale(1, false), expected(40_000, line("738", 0, 1)));
    assert_eq!(sale(-1, false), expected(39_998, line("638", 1, 0)));
    assert_eq!(sale(1, true).last(), Some(&line("738", 1, 0)), "it goes back where it came from");
}

#[test]
fn money_goes_where_its_tender_arrives() {
    let paid = |tender, amount| posted(Deed::Paid { tender, amount: Amount(amount) });
    assert_eq!(paid(Tender::Card, 259_189), [line("532", 259_189, 0), line("411", 0, 259_189)]);
    assert_eq!(paid(Tender::Cash, -10_000), [line("5411", 0, 10_000), line("411", 10_000, 0)]);
    assert_eq!(paid(Tender::Points, 12_000), [line("709", 12_000, 0), line("411", 0, 12_000)]);
    let ahead = posted(Deed::Ahead { tender: Tender::Cash, amount: Amount(200_000) });
    assert_eq!(ahead, [line("5411", 200_000, 0), line("4191", 0, 200_000)]);
    assert_eq!(posted(Deed::Applied { amount: Amount(200_000) }), [line("4191", 200_000, 0), line("411", 0, 200_000)]);
    assert_eq!(posted(Deed::Withheld { amount: Amount(14_221) }), [line("4341", 14_221, 0), line("411", 0, 14_221)]);
    let bounced = |is_ahead| posted(Deed::Bounced { amount: Amount(72_400), is_ahead });
    assert_eq!(bounced(false), [line("5312", 0, 72_400), line("411", 72_400, 0)]);
    assert_eq!(bounced(true), [line("5312", 0, 72_400), line("4191", 72_400, 0)]);
    let cleared = |amount| posted(Deed::Cleared { amount: Amount(amount) });
    assert_eq!(cleared(72_400), [line("532", 72_400, 0), line("5312", 0, 72_400)]);
    assert_eq!(cleared(-72_400), [line("532", 0, 72_400), line("5312", 72_400, 0)]);
    let short = posted(Deed::Counted { differences: vec![(Tender::Cash, Amount(-1_500)), (Tender::Card, Amount(200))] });
    assert_eq!(short, [line("5411", 0, 1_500), line("638", 1_500, 0), line("532", 200, 0), line("738", 0, 200)]);
}

#[test]
fn nothing_is_posted_on_a_locked_day() {
    let open = NaiveDate::from_ymd_opt(2026, 12, 1);
    let late = entry(source(visit(false)), open, &Chart::usual("FR"), words());
    assert_eq!((Some(late.on), late.piece_on.to_string().as_str()), (open, "2026-11-20"));
    assert_eq!(late.label, "Facture F-LAC-2026-00042");
}

fn deeds() -> impl Strategy<Value = Deed> {
    let amount = -2_000_000_000_i64..2_000_000_000;
    let tender = prop_oneof![Just(Tender::Cash), Just(Tender::Card), Just(Tender::Transfer), Just(Tender::Cheque), Just(Tender::Points)];
    let kind = prop_oneof![Just(LineKind::Labour), Just(LineKind::Part), Just(LineKind::Fee), Just(LineKind::Sublet)];
    let rate = prop_oneof![Just(0), Just(700), Just(1300), Just(1900)];
    let lines = proptest::collection::vec((kind, rate, prop_oneof![Just(0), Just(100)], amount.clone()), 0..20);
    let sale = (lines, -50_i64..50, 0_i64..2000, any::<bool>()).prop_map(|(lines, rounding, stamp_duty, is_credit)| {
        let of = |(kind, rate, levy, net)| Sold {
            kind,
            rate: BasisPoints(rate),
            is_exempt: false,
            levy_rate: BasisPoints(levy),
            net: Amount(net),
        };
        let sold: Vec<_> = lines.into_iter().map(of).collect();
        let sum = kernel::money::totals(kernel::Currency::TND, sold.iter().map(Sold::taxed), Amount::ZERO);
        let (rounding, stamp_duty) = (Amount(rounding), Amount(stamp_duty));
        Deed::Sale { sold, levy: sum.levied(), vat: sum.vat_groups, rounding, stamp_duty, is_credit }
    });
    prop_oneof![
        sale,
        (tender.clone(), amount.clone()).prop_map(|(tender, amount)| Deed::Paid { tender, amount: Amount(amount) }),
        (tender.clone(), amount.clone()).prop_map(|(tender, amount)| Deed::Ahead { tender, amount: Amount(amount) }),
        amount.clone().prop_map(|amount| Deed::Applied { amount: Amount(amount) }),
        amount.clone().prop_map(|amount| Deed::Withheld { amount: Amount(amount) }),
        amount.clone().prop_map(|amount| Deed::Cleared { amount: Amount(amount) }),
        (amount.clone(), any::<bool>()).prop_map(|(amount, is_ahead)| Deed::Bounced { amount: Amount(amount), is_ahead }),
        proptest::collection::vec((tender, amount.prop_map(Amount)), 0..4).prop_map(|differences| Deed::Counted { differences }),
    ]
}

proptest! {
    #[test]
    fn every_entry_balances_and_no_side_is_below_zero(deed in deeds()) {
        let entry = entry(source(deed), None, &Chart::usual("TN"), words());
        prop_assert_eq!(entry.debit(), entry.credit());
        prop_assert!(entry.lines.iter().all(|line| line.debit >= Amount::ZERO && line.credit >= Amount::ZERO));
        prop_assert!(entry.lines.iter().all(|line| line.debit.is_zero() != line.credit.is_zero()));
    }
}
