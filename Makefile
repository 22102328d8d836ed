# make run starts ECAR with demonstration data; make test runs everything.
.PHONY: help run test web build openapi fuzz bench soak faults fmt clean

help:
	@echo 'make run      build everything and start ECAR with demonstration data (SIZE=small|shop|chain, DATA=folder)'
	@echo 'make test     format, lint, unit, API on SQLite and PostgreSQL, browser'
	@echo 'make fuzz     let a machine try to break the API for SECONDS=600 on each database (SEED=… to try the same again)'
	@echo 'make bench    load, topologies, search, free times and the floor, on SQLite and PostgreSQL'
	@echo 'make soak     an hour of steady work (MINUTES=60) on SQLite and PostgreSQL'
	@echo 'make faults   kill -9, overload, slow clients, outages, a full disk and a clock that jumps (the last two as root)'

SIZE ?= small
DATA ?= data

run: build
	./target/release/ecar serve --data-dir $(DATA) --demo $(SIZE)

build: web
	MEMORY_SERVE_QUIET=1 cargo build --release -p ecar

web:
	scripts/setup.sh build
	npm run --prefix web build

test:
	scripts/test.sh

openapi:
	cargo build -q --workspace
	./target/debug/ecar openapi > openapi.json
	./target/debug/ecar openapi --clients > openapi-compat.json
	npm run --prefix web types

SECONDS ?= 600

fuzz:
	scripts/setup.sh test
	scripts/fuzz.sh --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))
	scripts/with-postgres.sh scripts/fuzz.sh --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

bench: build
	scripts/setup.sh test
	for run in load topologies search slots floor; do scripts/with-postgres.sh --durable cargo run --release -q -p bench -- $$run || exit 1; done

MINUTES ?= 60

soak: build
	scripts/setup.sh test
	cargo run --release -q -p bench -- soak --minutes $(MINUTES)
	scripts/with-postgres.sh --durable cargo run --release -q -p bench -- soak --minutes $(MINUTES) --database postgres

KILLS ?= 200

faults: build
	scripts/setup.sh faults
	for run in "faults --kills $(KILLS)" overload slow full clock; do cargo run --release -q -p bench -- $$run || exit 1; done
	for run in "faults --kills $(KILLS) --database postgres" "overload --database postgres" outages; do \
		scripts/with-postgres.sh --durable cargo run --release -q -p bench -- $$run || exit 1; done

fmt:
	cargo fmt --all
	npm run --prefix web fmt

clean:
	cargo clean
	rm -rf web/dist web/node_modules
