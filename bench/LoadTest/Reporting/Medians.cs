using LoadTest.Contenders;
using LoadTest.Metering;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>What was measured, and its medians.</summary>
internal sealed class Medians
{
    private readonly Dictionary<(string Workload, string Contender), List<Measurement>> _rounds = [];

    private readonly Dictionary<(string Workload, string Contender), SystemCalls> _systemCalls = [];

    public void Add(IWorkload workload, IContender contender, Measurement measurement)
    {
        if (!_rounds.TryGetValue((workload.Key, contender.Key), out List<Measurement>? rounds))
            _rounds[(workload.Key, contender.Key)] = rounds = [];
        rounds.Add(measurement);
    }

    public void Add(IWorkload workload, IContender contender, SystemCalls calls) => _systemCalls[(workload.Key, contender.Key)] = calls;

    /// <summary>The system calls of a message; null where they were not counted.</summary>
    public SystemCalls? SystemCalls(IWorkload workload, IContender contender) => _systemCalls.GetValueOrDefault((workload.Key, contender.Key));

    /// <summary>The median of something over the rounds; null where the contender does not take part or the workload has no such thing.</summary>
    public double? Median(IWorkload workload, IContender contender, Func<Measurement, double?> select)
    {
        if (!_rounds.TryGetValue((workload.Key, contender.Key), out List<Measurement>? rounds))
            return null;

        double[] values = [.. rounds.Select(select).OfType<double>()];
        return values.Length == 0 ? null : Of(values);
    }

    /// <summary>How far the first figure of a workload typically is from its median, as a part of it: says how quiet the machine was.</summary>
    public double TypicalDeviation() => Of([.. _rounds.Values.SelectMany(Deviations)]);

    private static IEnumerable<double> Deviations(List<Measurement> rounds)
    {
        double median = Of([.. rounds.Select(round => round.Figures[0])]);
        return rounds.Select(round => Math.Abs(round.Figures[0] - median) / median);
    }

    private static double Of(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
