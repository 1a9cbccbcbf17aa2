using System.Globalization;

namespace SoakTest;

/// <summary>How much, and for how long.</summary>
/// <param name="Connections">Clients, the slow ones among them.</param>
/// <param name="Slow">The share of clients that hardly read; from 0 to 1.</param>
/// <param name="Duration">How long everybody talks; the storm is in the middle.</param>
/// <param name="TickPeriod">Time between two messages to everybody.</param>
/// <param name="ReportPeriod">Time between two messages of a client, and between two requests.</param>
internal sealed record SoakOptions(int Connections, double Slow, TimeSpan Duration, TimeSpan TickPeriod, TimeSpan ReportPeriod)
{
    public int SlowConnections => (int)(Connections * Slow);

    public int HealthyConnections => Connections - SlowConnections;

    /// <summary>More than a client can have sent at the end, though the machine be late.</summary>
    public int MaxReports => (int)(Duration / ReportPeriod * 2) + 100;

    public static SoakOptions Parse(IReadOnlyList<string> words) => new(
        int.Parse(words[0], CultureInfo.InvariantCulture),
        double.Parse(words[1], CultureInfo.InvariantCulture),
        TimeSpan.Parse(words[2], CultureInfo.InvariantCulture),
        TimeSpan.Parse(words[3], CultureInfo.InvariantCulture),
        TimeSpan.Parse(words[4], CultureInfo.InvariantCulture));

    /// <summary>As arguments, for the server's process.</summary>
    public string[] ToArguments() =>
    [
        Connections.ToString(CultureInfo.InvariantCulture),
        Slow.ToString(CultureInfo.InvariantCulture),
        Duration.ToString("c", CultureInfo.InvariantCulture),
        TickPeriod.ToString("c", CultureInfo.InvariantCulture),
        ReportPeriod.ToString("c", CultureInfo.InvariantCulture),
    ];
}
