using LoadTest.Contenders;
using LoadTest.Metering;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>What was measured, and its medians.</summary>
internal sealed class Medians
{
    private readonly Dictionary<(string Workload, string Contender), List<Measurement>> _rounds = [];

    public void Add(IWorkload workload, IContender contender, Measurement measurement)
    {
        if (!_rounds.TryGetValue((workload.Key, contender.Key), out List<Measurement>? rounds))
            _rounds[(workload.Key, contender.Key)] = rounds = [];
        rounds.Add(measurement);
    }

    /// <summary>The median of something over the rounds; null where the contender does not take part or the workload has no such thing.</summary>
    public double? Median(IWorkload workload, IContender contender, Func<Measurement, double?> select)
    {
        if (!_rounds.TryGetValue((workload.Key, contender.Key), out List<Measurement>? rounds))
            return null;

        double[] values = [.. rounds.Select(select).OfType<double>().Order()];
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
