#!/bin/sh
# Builds the load test, runs all of it and prints its tables. Arguments are passed on: --quick for a short run, --help for the rest.
set -eu
bench=$(dirname "$0")

# On a single core, hot code stays in its instrumented first version for seconds; without the delay everybody is measured at full speed.
export DOTNET_TC_CallCountingDelayMs=0

(cd "$bench" && dotnet build LoadTest -c Release -v quiet -nologo 1>&2)
exec "$bench/LoadTest/bin/Release/net10.0/LoadTest" "$@"
