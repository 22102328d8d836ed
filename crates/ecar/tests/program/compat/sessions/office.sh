#!/usr/bin/env bash
# The garage back office: from the sign-in to the message log.
# shellcheck source=/dev/null
source "$(dirname "$0")/curl.sh"
token=$(of access "$(ask POST /api/auth/token/ "{\"username\":\"hela@garage.example\",\"password\":\"$PASSWORD\"}")")
export token
expect 'who one is' hela@garage.example "$(ask GET /api/users/me/)"
customer=$(of id "$(ask POST /api/customers/ '{"first_name":"Rania","last_name":"Zouari","phone":"+21698464646","email":"rania@example.com","address":"Tunis"}')")
car=$(of id "$(ask POST /api/cars/ "{\"customer_id\":\"$customer\",\"make\":\"Renault\",\"model\":\"Clio\",\"year\":2019,\"license_plate\":\"204 TU 4040\",\"fuel_type\":\"gasoline\",\"initial_mileage\":50000}")")
ask POST "/api/cars/$car/report_mileage/" '{"mileage":51000}' >/dev/null
service=$(of id "$(ask POST /api/services/ "{\"car_id\":\"$car\",\"title\":\"Vidange\",\"description\":\"Vidange\",\"scheduled_date\":\"2026-12-05T09:00:00Z\"}")")
ask POST /api/service-items/ "{\"service_id\":\"$service\",\"item_type\":\"labor\",\"name\":\"Main d'œuvre\",\"quantity\":1,\"unit_price\":\"60.000\"}" >/dev/null
ask POST /api/service-items/ "{\"service_id\":\"$service\",\"item_type\":\"part\",\"name\":\"Huile\",\"quantity\":4,\"unit_price\":\"18.000\"}" >/dev/null
expect 'both items' Huile "$(ask GET "/api/services/$service/items/")"
expect 'completed' '"status":"completed"' "$(ask POST "/api/services/$service/complete/" '{"technician_notes":"Rien à signaler"}')"
invoice=$(of id "$(ask GET "/api/services/$service/invoice/")")
expect 'labour and oil' '"subtotal":132' "$(ask GET "/api/invoices/$invoice/")"
expect 'paid' '"status":"paid"' "$(ask POST "/api/invoices/$invoice/mark_as_paid/" '{"payment_notes":"Espèces"}')"
expect 'among what is paid' "$invoice" "$(ask GET /api/invoices/paid/)"
expect 'what the customer brought' '"completed_services":1' "$(ask GET "/api/customers/$customer/statistics/")"
for _ in $(seq 100); do history=$(ask GET "/api/cars/$car/service_history/"); case $history in *"$service"*) break ;; esac; done
expect 'the visit stands in its history' "$service" "$history"
for _ in $(seq 100); do log=$(ask GET "/api/v1/messages?work_order=$service"); case $log in *ready_for_pickup*) break ;; esac; done
expect 'the customer was told' ready_for_pickup "$log"
echo 'the day is done'
