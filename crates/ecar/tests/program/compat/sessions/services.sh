#!/usr/bin/env bash
# The six services: registration, vehicle, schedule, job, invoice on completion, message.
# shellcheck source=/dev/null
source "$(dirname "$0")/curl.sh"
token=$(of access "$(ask POST /auth/login/ "{\"email\":\"hela@garage.example\",\"password\":\"$PASSWORD\"}")")
export token
ask POST /register '{"CIN":"07070707","first_name":"Mehdi","last_name":"Louati","phone":"+21698474747","email":"mehdi@example.com","address":"Gabès"}' >/dev/null
expect 'the card' Louati "$(ask GET /customer/07070707)"
vehicle=$(of id "$(ask POST /vehicles '{"id":"VF3ABCDEF12349999","registrationNumber":"205 TU 5050","brand":"Peugeot","model":"208","year":2018,"ownerId":"07070707","fuelType":"diesel","mileage":80000}')")
schedule=$(of id "$(ask POST /schedules "{\"vehicleId\":\"$vehicle\",\"startTime\":\"$(date -u -d "$(date -u -d 'next tuesday' +%F) +42 days" +%Y-%m-%dT09:00:00Z)\",\"description\":\"Freins\"}")")
expect 'confirmed' '"status":"confirmed"' "$(ask PATCH "/schedules/$schedule/notify" '{"status":"confirmed"}')"
ask PATCH "/schedules/$schedule/notify" '{"status":"arrived"}' >/dev/null
order=$(of id "$(ask POST /api/v1/work-orders "{\"site_id\":\"$(of siteId "$(ask GET "/schedules/$schedule")")\",\"appointment_id\":\"$schedule\",\"jobs\":[{\"title\":\"Freins\",\"lines\":[{\"kind\":\"labour\",\"quantity\":1500}]}]}")")
for _ in $(seq 100); do state=$(ask GET "/schedules/$schedule"); case $state in *"$order"*) break ;; esac; done
expect 'its job' "$order" "$state"
ask PATCH "/schedules/$schedule/notify" '{"status":"completed"}' >/dev/null
bill=$(ask POST /billing/notify "{\"scheduleId\":\"$schedule\"}")
expect 'issued' '"status":"issued"' "$bill"
total=$(of total "$bill")
[ "$total" != 500 ] && [ "$total" != 500.000 ]
ask PATCH "/api/v1/invoices/$(of invoiceId "$bill")/" '{"paid":true,"payment_method":"cash"}' >/dev/null
for _ in $(seq 100); do log=$(ask GET "/api/v1/messages?work_order=$order"); case $log in *ready_for_pickup*) break ;; esac; done
expect 'the customer was told' ready_for_pickup "$log"
echo 'the day is done'
