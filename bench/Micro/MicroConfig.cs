using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;

namespace Micro;

/// <summary>Time, its ratio to the peer in the same run, and bytes allocated; nothing else is printed.</summary>
internal sealed class MicroConfig : ManualConfig
{
    public MicroConfig()
    {
        // One process, as in an application: its profile of the shared code is of all records, not of one.
        AddJob(Job.InProcess);
        AddLogger(ConsoleLogger.Default);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddColumn(StatisticColumn.Mean, StatisticColumn.Error, BaselineRatioColumn.RatioMean);
        AddExporter(MarkdownExporter.GitHub, CsvExporter.Default);
        WithOrderer(new RecordOrderer());
        WithOptions(ConfigOptions.JoinSummary);
        WithArtifactsPath("artifacts");
    }
}
