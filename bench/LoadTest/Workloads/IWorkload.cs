using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>Something to do with a contender, and what to measure while it is done. Runs in the client's process.</summary>
internal interface IWorkload
{
    /// <summary>The name on the command line.</summary>
    string Key { get; }

    /// <summary>The name in the tables.</summary>
    string Title { get; }

    /// <summary>What it measures.</summary>
    IReadOnlyList<Figure> Figures { get; }

    /// <summary>Whether a contender takes part.</summary>
    bool Includes(IContender contender);

    /// <summary>Runs once, for about the time that the options say but at least one message, and checks every message.</summary>
    Task<Measurement> RunAsync(LoadClient client);
}
