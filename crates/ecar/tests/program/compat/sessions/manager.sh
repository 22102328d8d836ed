#!/usr/bin/env bash
# The workshop manager: from the sign-in to the message log.
# shellcheck source=/dev/null
source "$(dirname "$0")/curl.sh"
token=$(of access "$(ask POST /auth/login/ "{\"email\":\"hela@garage.example\",\"password\":\"$PASSWORD\"}")")
export token
expect 'who one is' hela@garage.example "$(ask GET /api/v1/me/)"
site=$(of id "$(ask GET /api/v1/sites/)")
customer=$(of id "$(ask POST /api/v1/customers/ '{"first_name":"Nour","last_name":"Haddad","phone_number":"+21698454545","email":"nour@example.com"}')")
vehicle=$(of id "$(ask POST /api/v1/vehicle/ "{\"customer\":\"$customer\",\"make\":\"Kia\",\"model\":\"Rio\",\"year\":2020,\"license_plate\":\"203 TU 3030\"}")")
product=$(of id "$(ask POST /api/v1/products/ '{"name":"Plaquettes de la session","sku":"SES-1","unit_price":"80.000"}')")
ask POST /api/v1/inventory/ "{\"product\":\"$product\",\"site\":\"$site\",\"quantity_on_hand\":6}" >/dev/null
request=$(of id "$(ask POST /service-requests/ "{\"customer\":\"$customer\",\"vehicle\":\"$vehicle\",\"site\":\"$site\",\"description\":\"Freins\",\"labor_cost\":\"40.000\"}")")
mechanic=$(of id "$(ask GET /api/v1/mechanic/)")
expect 'the mechanic' "$mechanic" "$(ask POST "/service-requests/$request/assign-mechanic/" "{\"assigned_mechanic\":\"$mechanic\"}")"
ask POST /product-usage/ "{\"service_request\":\"$request\",\"product\":\"$product\",\"quantity_used\":2}" >/dev/null
expect 'what it takes' '"quantity_used":2' "$(ask GET "/product-usage/$request/")"
expect 'completed' '"status":"Completed"' "$(ask POST "/service-requests/$request/complete/" '{}')"
for _ in $(seq 100); do stock=$(ask GET "/api/v1/inventory/$product.$site/"); case $stock in *'"quantity_on_hand":4'*) break ;; esac; done
expect 'four are left' '"quantity_on_hand":4' "$stock"
invoice=$(of id "$(ask POST /api/v1/invoices/ "{\"service_request\":\"$request\"}")")
expect 'labour and parts' '"subtotal":"200.000"' "$(ask GET "/invoices/$invoice/")"
expect 'paid' '"paid":true' "$(ask PATCH "/invoices/$invoice/" '{"paid":true,"payment_method":"cash"}')"
expect 'in the list of what is paid' "$invoice" "$(ask GET '/api/v1/invoices/?paid=true')"
expect 'who did it' Hela "$(ask GET /api/v1/audit/)"
for _ in $(seq 100); do log=$(ask GET "/api/v1/messages?work_order=$request"); case $log in *ready_for_pickup*) break ;; esac; done
expect 'the customer was told' ready_for_pickup "$log"
echo 'the day is done'
