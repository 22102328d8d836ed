//! Limits that replicas share through Redis, and keep when it is away.

use reqwest::Method;
use serde_json::json;

use crate::redis::Redis;
use crate::server::Server;

/// A wrong password for this account, from this address; the status.
async fn guess(server: &Server, email: &str, address: &str) -> u16 {
    let request = server.anonymous().request(Method::POST, "/auth/login").header("x-forwarded-for", address);
    request.json(&json!({ "email": email, "password": "a guess at it" })).send().await.unwrap().status().as_u16()
}

/// How many of ten guesses, in turns at the two, were let through. A bucket holds five and one more every twelve seconds.
async fn let_through(servers: [&Server; 2], email: &str, address: &str) -> usize {
    let mut allowed = 0;
    for turn in 0..10 {
        let status = guess(servers[turn % 2], email, address).await;
        assert!([401, 429].contains(&status), "{status}");
        allowed += usize::from(status == 401);
    }
    allowed
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_share_limits_and_keep_them_when_redis_is_away() {
    let mut redis = Redis::start();
    let one = Server::start_with(&[("ECAR_REDIS_URL", &redis.url()), ("ECAR_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let two = one.replica();
    let shared = let_through([&one, &two], "shared@garage.example", "198.51.100.1").await;
    assert!((5..8).contains(&shared), "{shared} of ten: each would let five through by itself");
    assert_eq!(guess(&two, "shared@garage.example", "198.51.100.2").await, 401, "others are not kept out");

    redis.kill();
    let one_alone = let_through([&one, &one], "alone@garage.example", "198.51.100.3").await;
    assert!((5..8).contains(&one_alone), "{one_alone} of ten: it counts for itself and lets nobody through uncounted");
    let remembered = let_through([&one, &two], "shared@garage.example", "198.51.100.1").await;
    assert!(remembered < 8, "{remembered} of ten: what it saw before is not forgiven");
    one.owner().await;
    two.owner().await;

    redis.come_back();
    let mut again = 10;
    for round in 0..100 {
        again = let_through([&one, &two], &format!("again{round}@garage.example"), &format!("198.51.101.{round}")).await;
        if again < 8 {
            break;
        }
    }
    assert!(again < 8, "they count together again");
}

/// Tries a link that opens nothing; the status, and how long to wait.
async fn try_link(server: &Server, address: &str) -> (u16, Option<u64>) {
    let request = server.anonymous().request(Method::GET, "/public/appointments/nothing").header("x-forwarded-for", address);
    let answer = request.send().await.unwrap();
    let wait = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().parse().unwrap());
    (answer.status().as_u16(), wait)
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_share_what_strangers_may_ask_for() {
    let redis = Redis::start();
    let one = Server::start_with(&[("ECAR_REDIS_URL", &redis.url()), ("ECAR_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let two = one.replica();
    let (mut opened, mut waits) = (0, vec![]);
    let began = std::time::Instant::now();
    for turn in 0..36 {
        match try_link([&one, &two][turn % 2], "198.51.100.7").await {
            (404, None) => opened += 1,
            (429, Some(wait)) => waits.push(wait),
            other => panic!("{other:?}"),
        }
    }
    // A bucket holds twenty and one more every three seconds; each by itself would let all of them through.
    let most = 21 + began.elapsed().as_secs() / 3;
    assert!((20..=most).contains(&opened), "{opened} of 36, at most {most}");
    assert!(waits.iter().all(|wait| (1..=4).contains(wait)), "{waits:?}");
}
