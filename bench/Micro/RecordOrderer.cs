using System.Collections.Immutable;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Running;

namespace Micro;

/// <summary>Keeps what is compared together in one table: the same record, format and direction.</summary>
internal sealed class RecordOrderer : DefaultOrderer, IOrderer
{
    string IOrderer.GetLogicalGroupKey(ImmutableArray<BenchmarkCase> allBenchmarksCases, BenchmarkCase benchmarkCase)
        => $"{benchmarkCase.Descriptor.Type} {string.Join(' ', benchmarkCase.Descriptor.Categories)}";
}
