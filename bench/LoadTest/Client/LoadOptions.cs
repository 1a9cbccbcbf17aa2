namespace LoadTest.Client;

/// <summary>How much of everything.</summary>
/// <param name="Duration">How long a workload sends.</param>
/// <param name="Audience">How many connections a broadcast goes to.</param>
/// <param name="Connections">How many connections idle.</param>
internal sealed record LoadOptions(TimeSpan Duration, int Audience, int Connections);
