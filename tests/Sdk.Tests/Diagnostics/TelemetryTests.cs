namespace TypedWs.Tests.Diagnostics;

/// <summary>Tests that listen to the whole process: they run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryTests : ICollectionFixture<KnownCodes>
{
    public const string Name = "telemetry";
}
