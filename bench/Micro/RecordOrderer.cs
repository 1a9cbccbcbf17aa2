using System.Collections.Immutable;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Micro;

/// <summary>Keeps what is compared together in one table: the same record, format and direction.</summary>
internal sealed class RecordOrderer : DefaultOrderer, IOrderer
{
    public override IEnumerable<BenchmarkCase> GetSummaryOrder(ImmutableArray<BenchmarkCase> benchmarksCases, Summary summary)
        => benchmarksCases.OrderBy(KeyOf, StringComparer.Ordinal);

    string IOrderer.GetLogicalGroupKey(ImmutableArray<BenchmarkCase> allBenchmarksCases, BenchmarkCase benchmarkCase) => KeyOf(benchmarkCase);

    private static string KeyOf(BenchmarkCase benchmarkCase)
        => $"{benchmarkCase.Descriptor.Type} {string.Join(' ', benchmarkCase.Descriptor.Categories)}";
}
