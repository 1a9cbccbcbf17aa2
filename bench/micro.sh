#!/bin/sh
# Times the codecs beside System.Text.Json and MessagePack-CSharp, a message without a network, and the generator. Arguments are passed on to BenchmarkDotNet:
# --filter '*Json*' for a part, --help for the rest. "paired" compares the codecs in rounds that alternate, for machines that are not quiet; "messages" says what a
# message costs on each side between the record and the bytes.
set -eu
cd "$(dirname "$0")"

# As in the load test: everybody is measured at full speed.
export DOTNET_TC_CallCountingDelayMs=0

[ $# -gt 0 ] || set -- --filter '*'
exec dotnet run -c Release --project Micro -- "$@"
