#!/bin/sh
# Builds and runs the soak test: 5,000 connections for two minutes. Arguments are passed on; --help lists them.
set -eu
cd "$(dirname "$0")"

dotnet build SoakTest -c Release -v quiet -nologo 1>&2
exec SoakTest/bin/Release/net10.0/SoakTest "$@"
