//! Who hears nothing, so that one can see what a campaign brought: drawn from the two ids, the same whoever asks.

use contracts::customers::CustomerId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Whether somebody is among so many hundredths.
pub fn is_held(campaign: Uuid, customer: CustomerId, hundredths: i16) -> bool {
    let digest = Sha256::new().chain_update(campaign.as_bytes()).chain_update(customer.0.as_bytes()).finalize();
    let drawn = digest.first_chunk::<8>().copied().map(u64::from_be_bytes).unwrap_or_default() % 100;
    i64::try_from(drawn).is_ok_and(|drawn| drawn < i64::from(hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_about_what_was_asked_for_and_stays_the_same() {
        let customers: Vec<_> = (0..10_000_u128).map(|number| CustomerId(Uuid::from_u128(number))).collect();
        let held = |campaign: u128, share| customers.iter().filter(|id| is_held(Uuid::from_u128(campaign), **id, share)).count();
        assert_eq!((held(1, 0), held(1, 100)), (0, 10_000));
        assert!((900..1_100).contains(&held(1, 10)), "{}", held(1, 10));
        let both = customers.iter().filter(|id| is_held(Uuid::from_u128(1), **id, 50) && is_held(Uuid::from_u128(2), **id, 50)).count();
        assert!((2_300..2_700).contains(&both), "another campaign draws others: {both}");
    }
}
