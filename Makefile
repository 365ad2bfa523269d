# Practice Rota. `make run` starts it, `make test` proves it; both first set up what is missing.
DATA ?= .data
LISTEN ?= 127.0.0.1:8080
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help run demo build test crash power bench fuzz sanitize lint clean

help:
	@echo "make run     build for release and start on http://$(LISTEN)/ with the data in $(DATA)"
	@echo "make demo    the same with an invented practice, in $(DATA)/demo"
	@echo "make build   build for release only: .build/release/rota"
	@echo "make test    every test, the browser's journeys included"
	@echo "make crash   the server killed 200 times while it writes; every acknowledged write must be there"
	@echo "make power   the power of the disk cut 20 times while the server writes; asks sudo to mount it"
	@echo "make bench   the engine's scores and the server's speed"
	@echo "make fuzz    libFuzzer on all that reads other people's bytes; TARGET=Request SECONDS=600 SANITIZER=address narrow and widen it"
	@echo "make sanitize  the server's and the store's tests under ThreadSanitizer and AddressSanitizer"
	@echo "make lint    house rules that a machine can check"
	@echo "make clean   remove what was built; the data stays"
	@echo
	@echo "Settings: make run DATA=/srv/rota LISTEN=0.0.0.0:8080"

run: build
	@exec .build/release/rota serve --data "$(DATA)" --listen "$(LISTEN)"

demo: build
	@exec .build/release/rota demo --data "$(DATA)/demo" --listen "$(LISTEN)"

build:
	@.make/setup build
	@.make/build

test:
	@.make/setup test
	@.make/test

crash:
	@.make/setup test
	@.make/crash

power:
	@.make/setup test
	@.make/power

bench: build
	@.make/setup bench
	@.make/bench

fuzz:
	@.make/setup build
	@.make/fuzz "$(TARGET)" "$(SECONDS)" "$(SANITIZER)"

sanitize:
	@.make/setup build
	@.make/sanitize

lint:
	@.make/lint

clean:
	rm -rf .build .build-* .venv
