#!/bin/sh
# Times the codecs beside System.Text.Json and MessagePack-CSharp, and the generator. Arguments are passed on to BenchmarkDotNet:
# --filter '*Json*' for a part, --help for the rest.
set -eu
cd "$(dirname "$0")"

[ $# -gt 0 ] || set -- --filter '*'
exec dotnet run -c Release --project Micro -- "$@"
